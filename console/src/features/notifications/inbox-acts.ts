import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { listUnreadIds, notificationQuery, unreadQuery, updateNotifications } from '../../api/notifications.ts';
import type { InboxChange, InboxFilter, Notification } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { offerUndo } from '../../lib/undo.ts';
import { changedPage, withChange } from './changed-page.ts';

interface Act {
  ids: readonly string[];
  change: InboxChange;
}

type Pages = InfiniteData<{ items: Notification[]; next_cursor: string | null }>;

const putAway = ['archived', 'snoozed'] as const;

/** Shows a change in every list at once; the server is told beside it. */
function show(queryClient: QueryClient, act: Act): void {
  const nowIso = new Date().toISOString();
  for (const [queryKey] of queryClient.getQueriesData<Pages>({ queryKey: ['inbox', 'list'] })) {
    const list = putAway.find((state) => state === queryKey[2]);
    queryClient.setQueryData<Pages>(
      queryKey,
      (data) => data && { ...data, pages: data.pages.map((page) => changedPage(page, list, act, nowIso)) },
    );
  }
  for (const id of act.ids) {
    queryClient.setQueryData(
      notificationQuery(id).queryKey,
      (message) => message && withChange(message, act.change, nowIso),
    );
  }
}

/** What a reader does with messages. Each act is done at once, and for ten seconds it can be taken back. */
export function useInboxActs() {
  const { t, format } = useMessages();
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: updateNotifications,
    // One after the other: an act that is taken back at once must not reach the server before it was done.
    scope: { id: 'inbox-acts' },
    onMutate: async (act: Act) => {
      await queryClient.cancelQueries({ queryKey: ['inbox', 'list'] });
      show(queryClient, act);
    },
    // What was shown before the answer came may now be wrong.
    onError: () => queryClient.invalidateQueries({ queryKey: ['inbox'] }),
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: unreadQuery.queryKey }),
        queryClient.invalidateQueries({ queryKey: ['inbox', 'newest'] }),
      ]),
  });
  const takeBack = (act: Act) =>
    change.mutate(act, { onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['inbox'] }) });

  const acted = (text: string, act: Act, back: InboxChange): void => {
    if (act.ids.length === 0) return;
    change.mutate(act);
    offerUndo({ text, undo: () => takeBack({ ids: act.ids, change: back }) });
  };
  const markAll = useMutation({
    mutationFn: (filter: Pick<InboxFilter, 'category'>) => listUnreadIds(filter),
    onSuccess: (ids) => {
      const text = t('consoleInbox.done.allRead', { count: ids.length });
      acted(text, { ids, change: { read: true } }, { read: false });
    },
  });

  return {
    error: change.error ?? markAll.error,
    isMarkingAll: markAll.isPending,
    markAllRead: (filter: Pick<InboxFilter, 'category'>) => markAll.mutate(filter),
    /** Without a word: whoever opens a message knows that it is read. */
    open: (id: string) => change.mutate({ ids: [id], change: { read: true } }),
    setRead: (ids: readonly string[], read: boolean) =>
      acted(
        t(read ? 'consoleInbox.done.read' : 'consoleInbox.done.unread', { count: ids.length }),
        { ids, change: { read } },
        { read: !read },
      ),
    setArchived: (ids: readonly string[], archived: boolean) =>
      acted(
        t(archived ? 'consoleInbox.done.archived' : 'consoleInbox.done.restored', { count: ids.length }),
        { ids, change: { archived } },
        { archived: !archived },
      ),
    snooze: (ids: readonly string[], until: Date) =>
      acted(
        t('consoleInbox.done.snoozed', { count: ids.length, time: format.dateTime(until.toISOString()) }),
        { ids, change: { snoozed_until: until.toISOString() } },
        { snoozed_until: null },
      ),
    wake: (id: string) => change.mutate({ ids: [id], change: { snoozed_until: null } }),
  };
}

export type InboxActs = ReturnType<typeof useInboxActs>;
