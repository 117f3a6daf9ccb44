import type { Database } from '../../../platform/db/database.ts';
import type { Streams } from '../../../platform/streams/streams.ts';
import { tellReader, tellUnread } from '../sending/live.ts';
import type { Attempted } from './attempted.ts';
import * as repository from './deliveries.repository.ts';

export interface LiveDeps {
  database: Database;
  streams: Pick<Streams, 'send'>;
}

/** What was to be told later: the message and the mark that it was told are one. */
export async function sayLive(
  { database, streams }: LiveDeps,
  organizationId: number,
  delivery: repository.DeliveryRow,
): Promise<void> {
  await database.transaction(organizationId, async (db) => {
    const waiting = await repository.findWaiting(db, organizationId, delivery.notification_id ?? '');
    const isOpen = waiting?.isOpen === true;
    const attempted: Attempted = isOpen
      ? { outcome: 'sent', statusCode: null, answer: '', providerId: null }
      : { outcome: 'cancelled', statusCode: null, answer: '' };
    const verdict = { status: attempted.outcome, pauseSeconds: null } as const;
    const isOurs = await repository.noteAttempt(db, organizationId, delivery, { ...attempted, durationMs: 0 }, verdict);
    if (!isOurs || !isOpen) return;
    await tellReader(streams, db, organizationId, waiting);
    if (waiting.user_id !== null) await tellUnread(streams, db, organizationId, [waiting.user_id]);
  });
}
