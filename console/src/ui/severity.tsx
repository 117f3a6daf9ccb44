import type { LucideIcon } from 'lucide-react';
import { Circle, Diamond, Octagon, Triangle } from 'lucide-react';
import type { AttentionItem } from '../api/types.ts';
import { useMessages } from '../lib/messages/messages.tsx';

type Severity = AttentionItem['severity'];

const shapes: Record<Severity, LucideIcon> = { low: Circle, medium: Diamond, high: Triangle, critical: Octagon };

/** How grave something is: by colour, by shape and by word. */
export function SeverityChip({ severity }: { severity: Severity }) {
  const { t } = useMessages();
  const Shape = shapes[severity];
  return (
    <span className={`chip severity severity-${severity}`}>
      <Shape size={10} aria-hidden fill="currentColor" />
      {t(`console.severity.${severity}`)}
    </span>
  );
}
