import type { Database } from '../../../platform/db/database.ts';
import { lowestIdAt } from '../../../platform/ids.ts';
import type { Streams } from '../../../platform/streams/streams.ts';
import { notificationErrors } from '../notifications.errors.ts';
import { tellUnread } from '../sending/live.ts';
import * as repository from './inbox.repository.ts';

export type InboxService = ReturnType<typeof createInboxService>;

interface InboxDeps {
  database: Database;
  streams: Pick<Streams, 'send'>;
  newId(prefix: string): string;
  now(): Date;
}

type Which = { ids: readonly string[] } | { filter: repository.InboxFilter };

/** What a member has been told, and what they have done with it. */
export function createInboxService({ database, streams, newId, now }: InboxDeps) {
  /** @throws AppError notification_not_found */
  async function get(organizationId: number, userId: number | null, id: string): Promise<repository.InboxRow> {
    const db = database.tenant(organizationId);
    const row = userId === null ? null : await repository.findInInbox(db, organizationId, userId, id);
    if (!row) throw notificationErrors.notification_not_found({ notification: id });
    return row;
  }

  /**
   * Changes messages together and tells the reader's other windows. What arrives while it is done stays as it came.
   * @returns how many were changed
   * @throws AppError notification_refused
   */
  async function changeMany(
    organizationId: number,
    userId: number,
    which: Which,
    change: repository.InboxChange,
  ): Promise<number> {
    const at = change.snoozed_until;
    if (at && at <= now()) {
      throw notificationErrors.notification_refused(
        {},
        { faults: [{ pointer: '/snoozed_until', code: 'snooze_in_the_past' }] },
      );
    }
    const bounded = 'ids' in which ? which : { ...which, through: lowestIdAt('notif', now().getTime() + 1) };
    return database.transaction(organizationId, async (db) => {
      const changed = await repository.changeInbox(db, organizationId, userId, bounded, change);
      if (changed.length === 0) return 0;
      if (at !== undefined) {
        await repository.remindAt(db, organizationId, changed, { at, newId: () => newId('ndel') });
      }
      await tellUnread(streams, db, organizationId, [userId]);
      return changed.length;
    });
  }

  return {
    get,
    changeMany,

    /** The latest first. */
    list: (
      organizationId: number,
      userId: number,
      filter: repository.InboxFilter & { before: string | null; limit: number },
    ) => repository.listInbox(database.tenant(organizationId), organizationId, userId, filter),

    async countUnread(organizationId: number, userId: number): Promise<number> {
      const counts = await repository.countUnread(database.tenant(organizationId), organizationId, [userId]);
      return counts.get(userId) ?? 0;
    },

    /** @throws AppError notification_not_found, notification_refused */
    async change(organizationId: number, userId: number | null, id: string, change: repository.InboxChange) {
      const { id: known } = await get(organizationId, userId, id);
      if (userId !== null) await changeMany(organizationId, userId, { ids: [known] }, change);
      return get(organizationId, userId, known);
    },
  };
}
