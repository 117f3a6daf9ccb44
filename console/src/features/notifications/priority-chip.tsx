import { ChevronsUp, ChevronUp } from 'lucide-react';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Chip } from '../../ui/chip.tsx';

/** How pressing a message is; the ordinary ones say nothing of it. */
export function PriorityChip({ priority }: { priority: string }) {
  const { t } = useMessages();
  if (priority !== 'urgent' && priority !== 'high') return null;
  const isUrgent = priority === 'urgent';
  return (
    <Chip tone={isUrgent ? 'bad' : 'warn'} icon={isUrgent ? ChevronsUp : ChevronUp}>
      {t(`consoleInbox.priority.${priority}`)}
    </Chip>
  );
}
