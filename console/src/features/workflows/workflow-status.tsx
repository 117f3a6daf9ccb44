import type { LucideIcon } from 'lucide-react';
import { CircleDashed, PauseCircle, Snowflake, Zap } from 'lucide-react';
import type { WorkflowStatus as Status } from '../../api/workflows.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import type { Tone } from '../../ui/chip.tsx';
import { Chip } from '../../ui/chip.tsx';

const looks: Record<Status, { tone: Tone; icon: LucideIcon }> = {
  draft: { tone: 'neutral', icon: CircleDashed },
  active: { tone: 'good', icon: Zap },
  inactive: { tone: 'neutral', icon: PauseCircle },
  frozen: { tone: 'warn', icon: Snowflake },
};

export function WorkflowStatus({ status }: { status: Status }) {
  const { t } = useMessages();
  const { tone, icon } = looks[status];
  return (
    <Chip tone={tone} icon={icon}>
      {t(`consoleWorkflows.status.${status}`)}
    </Chip>
  );
}
