import { CircleCheck, CircleSlash, CircleX, LoaderCircle, Undo2 } from 'lucide-react';
import type { Job } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Chip } from '../../ui/chip.tsx';

const statuses = {
  queued: { tone: 'accent', icon: LoaderCircle },
  running: { tone: 'accent', icon: LoaderCircle },
  succeeded: { tone: 'good', icon: CircleCheck },
  failed: { tone: 'bad', icon: CircleX },
  cancelled: { tone: 'neutral', icon: CircleSlash },
  undone: { tone: 'neutral', icon: Undo2 },
} as const;

export function ImportStatus({ status }: { status: Job['status'] | 'undone' | undefined }) {
  const { t } = useMessages();
  if (status === undefined) return null;
  const { tone, icon } = statuses[status];
  return (
    <Chip tone={tone} icon={icon}>
      {t(`consoleData.import.status.${status}`)}
    </Chip>
  );
}
