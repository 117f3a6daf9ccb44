import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';
import type { InboxChange, InboxFilter, NotificationPreferences, PreferencesChange } from './types.ts';

const pageSize = 50;
/** So many can be changed by one request. */
const mostAtOnce = 500;

async function listPage(filter: InboxFilter, cursor: string | null, limit = pageSize) {
  const query = { ...filter, limit, ...(cursor === null ? {} : { cursor }) };
  return answer(api.GET('/api/v1/notifications', { params: { query } }));
}

export function inboxQuery(filter: InboxFilter) {
  const first: string | null = null;
  return infiniteQueryOptions({
    queryKey: ['inbox', 'list', filter.state ?? 'current', filter],
    queryFn: ({ pageParam }: { pageParam: string | null }) => listPage(filter, pageParam),
    initialPageParam: first,
    getNextPageParam: (last) => last.next_cursor,
  });
}

/** The newest few, for a short look. */
export const newestQuery = queryOptions({
  queryKey: ['inbox', 'newest'],
  queryFn: async () => (await listPage({}, null, 6)).items,
});

export const unreadQuery = queryOptions({
  queryKey: ['inbox', 'unread'],
  queryFn: async () => (await answer(api.GET('/api/v1/notifications/unread-count'))).count,
  // Every change comes over the socket.
  staleTime: 60_000,
});

export function notificationQuery(id: string) {
  return queryOptions({
    queryKey: ['inbox', 'one', id],
    queryFn: () => answer(api.GET('/api/v1/notifications/{id}', { params: { path: { id } } })),
  });
}

export async function updateNotifications({ ids, change }: { ids: readonly string[]; change: InboxChange }) {
  for (let start = 0; start < ids.length; start += mostAtOnce) {
    const some = ids.slice(start, start + mostAtOnce);
    await answer(api.POST('/api/v1/notifications/bulk', { body: { ids: some, change } }));
  }
}

/** All that is unread at this moment, so that exactly these can be marked, and marked back. */
export async function listUnreadIds(filter: Pick<InboxFilter, 'category'>): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listPage>> = await listPage({ ...filter, state: 'unread' }, cursor, 200);
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next_cursor;
  } while (cursor !== null);
  return ids;
}

export type PreferenceScope = 'own' | 'default';

export function preferencesQuery(scope: PreferenceScope) {
  return queryOptions({
    queryKey: ['notification-preferences', scope],
    queryFn: (): Promise<NotificationPreferences> =>
      scope === 'own'
        ? answer(api.GET('/api/v1/notifications/preferences'))
        : answer(api.GET('/api/v1/notifications/preferences/default')),
  });
}

export function updatePreferences(scope: PreferenceScope, body: PreferencesChange): Promise<NotificationPreferences> {
  return scope === 'own'
    ? answer(api.PATCH('/api/v1/notifications/preferences', { body }))
    : answer(api.PATCH('/api/v1/notifications/preferences/default', { body }));
}
