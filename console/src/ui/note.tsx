import type { LucideIcon } from 'lucide-react';
import { CircleAlert, CircleCheck, Info, ShieldAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.ts';
import { Icon } from './icon.tsx';

type NoteTone = 'warn' | 'info' | 'good' | 'bad';
const icons: Record<NoteTone, LucideIcon> = { warn: ShieldAlert, info: Info, good: CircleCheck, bad: CircleAlert };

interface NoteProps {
  tone?: NoteTone;
  title?: ReactNode;
  /** True where it appears because of something the reader did. */
  urgent?: boolean;
  children?: ReactNode;
}

export function Note({ tone = 'warn', title, urgent = false, children }: NoteProps) {
  return (
    <div className={classNames('note', tone !== 'warn' && `note-${tone}`)} role={urgent ? 'alert' : undefined}>
      <Icon as={icons[tone]} />
      <div className="stack-small grow">
        {title !== undefined && <p className="semibold">{title}</p>}
        {children}
      </div>
    </div>
  );
}
