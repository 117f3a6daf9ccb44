import type { Db } from '../../../platform/db/database.ts';
import type { EventConsumer } from '../../../platform/outbox/outbox.ts';
import type { SendService } from '../sending/send.service.ts';
import { messageOf, OWN_EVENTS } from './own-messages.ts';

/** Tells people what the product itself has to say: how what they started has ended, and what needs somebody's eye. */
export function createOwnMessages({ sendWithin }: Pick<SendService, 'sendWithin'>): EventConsumer {
  return {
    name: 'notifications',
    types: OWN_EVENTS,
    async consume(db, event) {
      const { id, organizationId, subject, type } = event;
      const starter = subject?.kind === 'job' ? await findStarter(db, organizationId, subject.id) : null;
      const message = messageOf(event, starter);
      if (!message) return;
      const { isMailed, ...request } = message;
      await sendWithin(db, organizationId, {
        ...request,
        channels: ['in_app', 'websocket', 'webhook', ...(isMailed ? ['email'] : [])],
        source: { kind: 'product', id: type, name: '' },
        idempotencyKey: `event ${id}`,
      });
    },
  };
}

/** Null where nobody did, or they have left. */
async function findStarter(db: Db, organizationId: number, jobId: string): Promise<number | null> {
  const row = await db
    .selectFrom('jobs')
    .select('created_by')
    .where('organization_id', '=', organizationId)
    .where('id', '=', jobId)
    .executeTakeFirst();
  return row?.created_by ?? null;
}
