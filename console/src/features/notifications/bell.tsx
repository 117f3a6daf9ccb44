import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Bell as BellIcon } from 'lucide-react';
import { Suspense, useState } from 'react';
import { useLive } from '../../api/live.ts';
import { unreadQuery } from '../../api/notifications.ts';
import { lazyPart } from '../../lib/lazy-part.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useMay } from '../../ui/permission.tsx';
import './bell.css';

const BellPopup = lazyPart('consoleInbox', async () => (await import('./bell-popup.tsx')).BellPopup);
const mostWritten = 99;

/** How many messages are unread, at every moment; a look at the newest is fetched when it is wanted. */
export function Bell() {
  return useMay('notifications:read') ? <LiveBell /> : null;
}

function LiveBell() {
  const { t, format } = useMessages();
  const [wanted, setWanted] = useState(false);
  const count = useQuery(unreadQuery).data ?? 0;
  useLiveInbox();
  const label = t('console.inbox.bell', { count });
  const face = (
    <>
      <Icon as={BellIcon} />
      {count > 0 && (
        <span className="bell-count num" aria-hidden>
          {count > mostWritten ? `${format.integer(mostWritten)}+` : format.integer(count)}
        </span>
      )}
    </>
  );
  const still = (
    <button
      type="button"
      className="icon-button bell"
      aria-label={label}
      aria-haspopup="dialog"
      aria-expanded={false}
      onClick={() => setWanted(true)}
      onPointerEnter={() => void import('./bell-popup.tsx')}
    >
      {face}
    </button>
  );
  if (!wanted) return still;
  return (
    <Suspense fallback={still}>
      <BellPopup label={label} face={face} unread={count} />
    </Suspense>
  );
}

/** Takes in what the server says of the inbox, and reads anew what it can no longer say. */
function useLiveInbox(): void {
  const queryClient = useQueryClient();
  useLive(({ type, data }) => {
    if (type === 'unread') {
      queryClient.setQueryData(unreadQuery.queryKey, (now) => countIn(data) ?? now);
      // Another window of the reader may have put something away: lists are read anew when they are next looked at.
      void queryClient.invalidateQueries({ queryKey: ['inbox', 'list'], refetchType: 'none' });
    }
    if (type === 'notification' || type === 'stream.reset') void queryClient.invalidateQueries({ queryKey: ['inbox'] });
  });
}

function countIn(data: unknown): number | undefined {
  const count = typeof data === 'object' && data !== null && 'count' in data ? data.count : undefined;
  return typeof count === 'number' ? count : undefined;
}
