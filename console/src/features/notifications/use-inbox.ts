import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { inboxQuery } from '../../api/notifications.ts';
import type { Notification } from '../../api/types.ts';
import { present } from '../../lib/url-state.ts';
import { useInboxActs } from './inbox-acts.ts';

const route = getRouteApi('/o/$organization/inbox');

/** The list that the address asks for, the message that is open in it, and what goes on from one to the next. */
export function useInbox() {
  const { state, category, message: shownId } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(inboxQuery(present({ state, category })));
  const messages = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const acts = useInboxActs();
  const [selected, setSelected] = useState<readonly string[]>([]);

  const show = (id: string | undefined) =>
    void navigate({ search: (now) => present({ ...now, message: id }), replace: shownId !== undefined });

  /** Where the reader goes on once a message has left the list. */
  const leave = (id: string, put: () => void) => {
    const place = messages.findIndex((each) => each.id === id);
    const next = messages[place + 1] ?? messages[place - 1];
    put();
    if (id === shownId) show(next?.id);
  };

  return {
    filter: { state, category },
    query,
    messages,
    acts,
    shownId,
    shown: messages.find(({ id }) => id === shownId),
    /** Those that are still in the list. */
    selected: selected.filter((id) => messages.some((each) => each.id === id)),
    show,
    select: setSelected,
    toggle: (id: string) => setSelected((now) => (now.includes(id) ? now.filter((each) => each !== id) : [...now, id])),
    choose(change: Partial<{ state: typeof state; category: typeof category }>) {
      setSelected([]);
      void navigate({ search: (now) => present({ ...now, ...change, message: undefined }) });
    },
    move(step: 1 | -1) {
      const place = messages.findIndex(({ id }) => id === shownId);
      const next = messages[place === -1 ? 0 : place + step];
      if (next === undefined) return;
      show(next.id);
      document.querySelector<HTMLElement>(`[data-message="${next.id}"]`)?.focus();
    },
    archive: ({ id, state: now }: Notification) => leave(id, () => acts.setArchived([id], now !== 'archived')),
    snooze: (id: string, until: Date) => leave(id, () => acts.snooze([id], until)),
  };
}
