import type { LucideIcon } from 'lucide-react';
import { Ban, CircleCheck, CircleX, Hourglass, ListEnd, LoaderCircle, Pause } from 'lucide-react';
import type { Run } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import type { Tone } from '../../ui/chip.tsx';
import { Chip } from '../../ui/chip.tsx';

type Look = Exclude<Run['status'], 'running'> | NonNullable<Run['activity']>;

const looks: Record<Look, { tone: Tone; icon: LucideIcon }> = {
  working: { tone: 'accent', icon: LoaderCircle },
  queued: { tone: 'neutral', icon: ListEnd },
  waiting: { tone: 'warn', icon: Hourglass },
  paused: { tone: 'neutral', icon: Pause },
  succeeded: { tone: 'good', icon: CircleCheck },
  failed: { tone: 'bad', icon: CircleX },
  cancelled: { tone: 'neutral', icon: Ban },
};

/** Of a run that goes on, what it is doing. */
export function RunStatusChip({ run }: { run: Pick<Run, 'status' | 'activity'> }) {
  const { t } = useMessages();
  const look: Look = run.status === 'running' ? (run.activity ?? 'working') : run.status;
  const { tone, icon } = looks[look];
  return (
    <Chip tone={tone} icon={icon}>
      {t(`consoleRuns.status.${look}`)}
    </Chip>
  );
}
