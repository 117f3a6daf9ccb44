import type { LucideIcon } from 'lucide-react';
import { CalendarClock, CalendarDays, CaseSensitive, Hash, ToggleLeft } from 'lucide-react';
import type { ColumnType } from '../api/types.ts';
import { useMessages } from '../lib/messages/messages.tsx';
import { Icon } from './icon.tsx';

const icons: Record<ColumnType, LucideIcon> = {
  integer: Hash,
  number: Hash,
  boolean: ToggleLeft,
  date: CalendarDays,
  timestamp: CalendarClock,
  text: CaseSensitive,
};

export function ColumnTypeLabel({ type }: { type: ColumnType }) {
  const { t } = useMessages();
  return (
    <span className="row nowrap">
      <span className="faint">
        <Icon as={icons[type]} size={14} />
      </span>
      {t(`console.type.${type}`)}
    </span>
  );
}
