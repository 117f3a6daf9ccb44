import type { InboxChange, Notification, NotificationState } from '../../api/types.ts';

type PutAway = 'archived' | 'snoozed';

interface Page {
  items: readonly Notification[];
  next_cursor: string | null;
}

/** A message as it will be once the server has changed it. */
export function withChange(message: Notification, change: InboxChange, nowIso: string): Notification {
  const { read, archived, snoozed_until: until } = change;
  const next = {
    ...message,
    ...(read !== undefined && { read_at: read ? (message.read_at ?? nowIso) : null }),
    ...(archived !== undefined && { archived_at: archived ? (message.archived_at ?? nowIso) : null }),
    ...(until !== undefined && { snoozed_until: until }),
  };
  return { ...next, state: stateOf(next, nowIso) };
}

function stateOf({ archived_at: archived, snoozed_until: until, read_at: read }: Notification, nowIso: string) {
  if (archived !== null) return 'archived';
  if (until !== null && Date.parse(until) > Date.parse(nowIso)) return 'snoozed';
  return read === null ? 'unread' : 'read';
}

/** Whether a message still has its place in a list. What was just read keeps it, so that nothing jumps away under the reader. */
function belongs(state: NotificationState, list: PutAway | undefined): boolean {
  return list === undefined ? state !== 'archived' && state !== 'snoozed' : state === list;
}

/** A page of the list of what is put away, or of what is not, with some of its messages changed or gone. */
export function changedPage<Shown extends Page>(
  page: Shown,
  list: PutAway | undefined,
  { ids, change }: { ids: readonly string[]; change: InboxChange },
  nowIso: string,
): Shown {
  const items = page.items.flatMap((message) => {
    if (!ids.includes(message.id)) return [message];
    const next = withChange(message, change, nowIso);
    return belongs(next.state, list) ? [next] : [];
  });
  return { ...page, items };
}
