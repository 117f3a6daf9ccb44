import type { LucideIcon } from 'lucide-react';
import { CalendarClock, CircleX, Hand, History, Webhook, Zap } from 'lucide-react';

const kinds = ['event', 'schedule', 'manual', 'webhook', 'error', 'back_fill'] as const;
export type TriggerKind = (typeof kinds)[number];

export function triggerKindOf(kind: string): TriggerKind {
  return kinds.find((each) => each === kind) ?? 'event';
}

export const triggerIcons: Record<TriggerKind, LucideIcon> = {
  event: Zap,
  schedule: CalendarClock,
  manual: Hand,
  webhook: Webhook,
  error: CircleX,
  back_fill: History,
};
