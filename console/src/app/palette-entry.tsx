import { Command } from 'cmdk';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from '../ui/icon.tsx';

/** What every part of the palette is given. */
export interface PalettePartProps {
  onClose(): void;
}

interface EntryProps {
  id: string;
  icon: LucideIcon;
  onSelect(): void;
  children: ReactNode;
  keywords: string[];
}

/** One place or action; found by its keywords. */
export function Entry({ id, icon, onSelect, children, keywords }: EntryProps) {
  return (
    <Command.Item className="palette-item" value={id} keywords={keywords} onSelect={onSelect}>
      <Icon as={icon} />
      <bdi className="truncate">{children}</bdi>
    </Command.Item>
  );
}
