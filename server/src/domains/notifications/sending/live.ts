import type { Db } from '../../../platform/db/database.ts';
import type { Streams } from '../../../platform/streams/streams.ts';
import { countUnread } from '../inbox/inbox.repository.ts';
import type { Outgoing, SendDeps, Sending } from './sending.ts';

interface Told {
  id: string;
  user_id: number | null;
  category: string;
  priority: string;
  title: string;
  message: string;
  data: object;
  link: string | null;
}

/** Tells those who are told at once: the message, and how many they have not read. */
export async function tellReaders(
  { streams }: Pick<SendDeps, 'streams'>,
  { db, request: { category, priority }, organization }: Sending,
  { notifications, live }: Outgoing,
): Promise<void> {
  for (const notification of live) {
    await tellReader(streams, db, organization.id, { ...notification, category, priority });
  }
  const inInbox = notifications.filter(({ in_inbox: isKept }) => isKept);
  await tellUnread(
    streams,
    db,
    organization.id,
    inInbox.flatMap(({ user_id: userId }) => userId ?? []),
  );
}

/** The message as the specification shows it, to its reader alone. */
export async function tellReader(
  streams: Pick<Streams, 'send'>,
  db: Db,
  organizationId: number,
  { id, user_id: userId, category, priority, title, message, data, link }: Told,
): Promise<void> {
  // Without a reader it would go to everybody.
  if (userId === null) return;
  const fields = { id, category, priority, title, message, data: link === null ? data : { ...data, link } };
  await streams.send(db, organizationId, { userId, type: 'notification', fields });
}

/** Tells each how many messages they have not read. */
export async function tellUnread(
  streams: Pick<Streams, 'send'>,
  db: Db,
  organizationId: number,
  userIds: readonly number[],
): Promise<void> {
  for (const [userId, count] of await countUnread(db, organizationId, userIds)) {
    const replaces = `unread ${userId}`;
    await streams.send(db, organizationId, { userId, type: 'unread', fields: { data: { count } }, replaces });
  }
}
