import type { LucideIcon } from 'lucide-react';
import { Archive, CircleCheck, CircleDashed, CircleX, Eye, LoaderCircle, PauseCircle, Rocket } from 'lucide-react';
import type { ModelStatus as Status } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import type { Tone } from '../../ui/chip.tsx';
import { Chip } from '../../ui/chip.tsx';

const looks: Record<Status, { tone: Tone; icon: LucideIcon }> = {
  draft: { tone: 'neutral', icon: CircleDashed },
  training: { tone: 'accent', icon: LoaderCircle },
  trained: { tone: 'info', icon: CircleCheck },
  deployed: { tone: 'good', icon: Rocket },
  monitored: { tone: 'good', icon: Eye },
  failed: { tone: 'bad', icon: CircleX },
  retired: { tone: 'neutral', icon: PauseCircle },
  archived: { tone: 'neutral', icon: Archive },
};

export function ModelStatus({ status }: { status: Status }) {
  const { t } = useMessages();
  const { tone, icon } = looks[status];
  return (
    <Chip tone={tone} icon={icon}>
      {t(`consoleScores.model.status.${status}`)}
    </Chip>
  );
}
