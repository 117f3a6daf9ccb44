import type { LucideIcon } from 'lucide-react';
import { Ban, Check, Clock, Inbox, X } from 'lucide-react';
import type { Delivery } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Chip, type Tone } from '../../ui/chip.tsx';

const looks: Record<Delivery['status'], { tone: Tone; icon: LucideIcon }> = {
  pending: { tone: 'info', icon: Clock },
  sent: { tone: 'good', icon: Check },
  not_sent: { tone: 'neutral', icon: Inbox },
  dead: { tone: 'bad', icon: X },
  cancelled: { tone: 'neutral', icon: Ban },
};

export function DeliveryStatus({ status }: { status: Delivery['status'] }) {
  const { t } = useMessages();
  return <Chip {...looks[status]}>{t(`consoleOutside.deliveries.is.${status}`)}</Chip>;
}
