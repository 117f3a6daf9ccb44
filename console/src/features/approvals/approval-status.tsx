import type { LucideIcon } from 'lucide-react';
import { CircleCheck, CircleX, Clock, Lock } from 'lucide-react';
import type { Approval } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import type { Tone } from '../../ui/chip.tsx';
import { Chip } from '../../ui/chip.tsx';

const looks: Record<Approval['status'], { tone: Tone; icon: LucideIcon }> = {
  open: { tone: 'warn', icon: Clock },
  approved: { tone: 'good', icon: CircleCheck },
  rejected: { tone: 'bad', icon: CircleX },
  closed: { tone: 'neutral', icon: Lock },
};

export function ApprovalStatusChip({ approval: { status } }: { approval: Approval }) {
  const { t } = useMessages();
  const { tone, icon } = looks[status];
  return (
    <Chip tone={tone} icon={icon}>
      {t(`consoleRuns.approval.${status}`)}
    </Chip>
  );
}

const soonMs = 2 * 3_600_000;

/** How long there is left to decide, in words. */
export function Countdown({ due }: { due: string }) {
  const { t, format } = useMessages();
  const nowMs = useNow();
  const left = Date.parse(due) - nowMs;
  return (
    <time dateTime={due} title={format.dateTime(due)} className={left < soonMs ? 'tone-bad medium' : ''}>
      {t(left < 0 ? 'consoleRuns.approval.overdue' : 'consoleRuns.approval.due', {
        time: format.relative(due, nowMs),
      })}
    </time>
  );
}
