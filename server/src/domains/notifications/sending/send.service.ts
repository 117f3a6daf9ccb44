import { afterCommit } from '../../../platform/db/after-commit.ts';
import type { Db } from '../../../platform/db/database.ts';
import { DELIVERIES_TOPIC } from '../deliveries/topic.ts';
import type { NotificationRequest, SendOutcome } from '../notification.ts';
import { notificationErrors } from '../notifications.errors.ts';
import { checkRequest, refuseTooMany } from './check-request.ts';
import { findStoredText } from '../templates/stored-text.ts';
import { tellReaders } from './live.ts';
import { addressPeople } from './people.ts';
import { addressPrograms } from './programs.ts';
import * as repository from './send.repository.ts';
import type { Outgoing, SendDeps, Sending } from './sending.ts';

export type SendService = ReturnType<typeof createSendService>;

/** Tells people and programs, each in their language and by the ways that they wish. */
export function createSendService(deps: SendDeps) {
  const { database, bus, negotiate, newId, queueSize } = deps;

  /** @throws AppError queue_full */
  async function refuseWhenFull(db: Db, organizationId: number, more: number): Promise<void> {
    if (more === 0) return;
    const waiting = await repository.countPending(db, organizationId, queueSize);
    if (waiting + more > queueSize) throw notificationErrors.queue_full({ waiting, limit: queueSize });
  }

  /**
   * Sends in the caller's transaction: what it tells of and the message are one. To be called late in it, since other
   * live messages of the organization wait for its end.
   * @throws AppError notification_refused, queue_full
   */
  async function sendWithin(
    db: Db,
    organizationId: number,
    given: NotificationRequest,
    { evenWhenFull = false } = {},
  ): Promise<SendOutcome> {
    const key = given.idempotencyKey ?? null;
    const channels = new Set(checkRequest(given));
    const before = key === null ? null : await repository.findOutcome(db, organizationId, key);
    if (before) return before;
    const text = given.text.kind === 'stored' ? await findStoredText(db, organizationId, given.text) : given.text;
    const { default_language: preferred, ...organization } = await repository.findOrganization(db, organizationId);
    const sending: Sending = {
      db,
      request: { ...given, text, priority: given.priority ?? 'normal' },
      channels,
      organization: { ...organization, language: negotiate({ organization: preferred }) },
      skipped: [],
    };
    const people = await addressPeople(deps, sending);
    refuseTooMany(people.notifications.length);
    const deliveries = [...people.deliveries, ...(await addressPrograms(deps, sending))];
    if (!evenWhenFull) await refuseWhenFull(db, organizationId, deliveries.length);
    const { request } = sending;
    const requestId = newId('nreq');
    const isNew = await repository.insertRequest(db, organizationId, {
      id: requestId,
      idempotency_key: key,
      category: request.category,
      priority: request.priority,
      channels: [...channels],
      source: request.source,
      skipped: sending.skipped,
    });
    // The same call was made at the same moment, and was first.
    const first = isNew || key === null ? null : await repository.findOutcome(db, organizationId, key);
    if (first) return first;
    const outgoing: Outgoing = { ...people, deliveries };
    await repository.insertNotifications(db, organizationId, requestId, outgoing.notifications);
    await repository.insertDeliveries(db, organizationId, requestId, deliveries);
    await tellReaders(deps, sending, outgoing);
    if (deliveries.length > 0) afterCommit(db, () => bus.publish(DELIVERIES_TOPIC, null));
    return {
      requestId,
      isNew: true,
      notificationIds: outgoing.notifications.map(({ id }) => id).toSorted(),
      deliveryIds: deliveries.map(({ id }) => id).toSorted(),
      skipped: sending.skipped,
    };
  }

  return {
    sendWithin,
    /** The same in a transaction of its own. */
    send: (organizationId: number, request: NotificationRequest) =>
      database.transaction(organizationId, (db) => sendWithin(db, organizationId, request)),
  };
}
