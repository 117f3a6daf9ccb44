import type { Db } from '../../../platform/db/database.ts';
import type { Attempted } from '../deliveries/attempted.ts';
import type { NotificationRequest } from '../notification.ts';
import type { SendService } from '../sending/send.service.ts';
import { noteHealth } from './endpoints.repository.ts';

/** After so many days without one success an endpoint is switched off. */
const MOST_FAILING_DAYS = 5;

/** Keeps how an endpoint does; when it is switched off its keepers are told. */
export async function noteEndpoint(
  { sendWithin }: Pick<SendService, 'sendWithin'>,
  db: Db,
  { organizationId, endpointId }: { organizationId: number; endpointId: number },
  attempted: Attempted,
): Promise<void> {
  const outcome = attempted.outcome === 'sent' ? 'sent' : isGone(attempted) ? 'gone' : 'failed';
  const health = { outcome, mostDays: MOST_FAILING_DAYS } as const;
  const off = await noteHealth(db, organizationId, endpointId, health);
  if (off) await sendWithin(db, organizationId, switchedOff(endpointId, off), { evenWhenFull: true });
}

/** A webhook says so by 410, one of Slack by 404 as well: it ends attempts there. */
const isGone = (attempted: Attempted): boolean =>
  attempted.outcome === 'failed' && attempted.isFinal && (attempted.statusCode === 404 || attempted.statusCode === 410);

function switchedOff(
  endpointId: number,
  { name, disabled_reason: reason }: { name: string; disabled_reason: string },
): NotificationRequest {
  return {
    category: 'performance_alerts',
    priority: 'high',
    recipients: { permission: 'notifications:manage' },
    channels: ['in_app', 'websocket', 'email'],
    text: {
      kind: 'catalogue',
      title: { key: 'notifications.own.endpointOff.title', params: { name } },
      message: { key: `notifications.own.endpointOff.${reason}`, params: { name } },
    },
    data: { webhook_endpoint_id: endpointId, reason },
    source: { kind: 'product', id: 'webhooks', name: '' },
  };
}
