import type { Actor, Audit } from '../../../platform/audit/audit.ts';
import type { Bus } from '../../../platform/bus/bus.ts';
import { afterCommit } from '../../../platform/db/after-commit.ts';
import type { Database } from '../../../platform/db/database.ts';
import { notificationErrors } from '../notifications.errors.ts';
import { findEndpoint } from '../webhooks/endpoints.repository.ts';
import * as repository from './deliveries.repository.ts';
import { DELIVERIES_TOPIC } from './topic.ts';

export type DeliveryService = ReturnType<typeof createDeliveryService>;

interface DeliveryServiceDeps {
  database: Database;
  bus: Pick<Bus, 'publish'>;
  audit: Pick<Audit, 'record'>;
}

/** What went out, what is still to go, and what came to nothing. */
export function createDeliveryService({ database, bus, audit }: DeliveryServiceDeps) {
  /** With all its attempts. @throws AppError delivery_not_found */
  async function get(organizationId: number, id: string) {
    const db = database.tenant(organizationId);
    const delivery = await repository.findDelivery(db, organizationId, id);
    if (!delivery) throw notificationErrors.delivery_not_found({ delivery: id });
    return { delivery, attempts: await repository.listAttempts(db, organizationId, id) };
  }

  return {
    get,

    list: (organizationId: number, filter: repository.DeliveryFilter) =>
      repository.listDeliveries(database.tenant(organizationId), organizationId, filter),

    /** Mail that was kept instead of sent, with what it says. */
    listKept: (organizationId: number, page: { before: string | null; limit: number }) =>
      repository.listKeptMail(database.tenant(organizationId), organizationId, page),

    /**
     * Sends once more what was sent, given up or kept, under its own id.
     * @throws AppError delivery_not_found, delivery_pending, delivery_target_gone
     */
    async replay(organizationId: number, id: string, actor: Actor) {
      const { delivery } = await get(organizationId, id);
      await database.transaction(organizationId, async (db) => {
        const { endpoint_id: endpointId } = delivery;
        const endpoint = endpointId === null ? null : await findEndpoint(db, organizationId, endpointId);
        if (endpointId !== null && !endpoint?.enabled) throw notificationErrors.delivery_target_gone({ delivery: id });
        const isOpened = await repository.reopen(db, organizationId, id);
        if (!isOpened) throw notificationErrors.delivery_pending({ delivery: id });
        const subject = { kind: 'notification_delivery', id };
        await audit.record(db, organizationId, { actor, action: 'notification.delivery_replayed', subject });
        afterCommit(db, () => bus.publish(DELIVERIES_TOPIC, null));
      });
      return get(organizationId, id);
    },
  };
}
