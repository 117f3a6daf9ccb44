import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

export interface MenuAction {
  label: string;
  icon?: LucideIcon;
  onSelect(): void;
}

export interface MenuChoice {
  heading: string;
  value: string;
  options: readonly { value: string; label: string; language?: string }[];
  onChange(value: string): void;
}

export interface MenuProps {
  label: string;
  className: string;
  trigger: ReactNode;
  choices?: readonly MenuChoice[];
  actions?: readonly MenuAction[];
  side?: 'top' | 'bottom';
  align?: 'start' | 'end';
}
