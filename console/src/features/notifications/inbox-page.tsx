import { useQuery } from '@tanstack/react-query';
import { unreadQuery } from '../../api/notifications.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { present } from '../../lib/url-state.ts';
import { Permitted } from '../../ui/permission.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { InboxFilters } from './inbox-filters.tsx';
import { useInboxKeys } from './inbox-keys.ts';
import { InboxList } from './inbox-list.tsx';
import { KeyHints } from './key-hints.tsx';
import { MessagePane } from './message-pane.tsx';
import { SelectedBar } from './selected-bar.tsx';
import { useInbox } from './use-inbox.ts';
import './inbox.css';

export function InboxPage() {
  const { t } = useMessages();
  return (
    <>
      <title>{t('console.documentTitle', { page: t('console.nav.inbox') })}</title>
      <Permitted to="notifications:read">
        <Inbox />
      </Permitted>
    </>
  );
}

/** A list and one of its messages beside it; in a narrow window the one or the other. */
function Inbox() {
  const { t } = useMessages();
  const inbox = useInbox();
  const { filter, acts, shown, shownId, selected } = inbox;
  const unread = useQuery(unreadQuery).data ?? 0;
  useInboxKeys({
    j: () => inbox.move(1),
    k: () => inbox.move(-1),
    e: () => shown && inbox.archive(shown),
    u: () => shown && acts.setRead([shown.id], shown.state === 'unread'),
    x: () => shown && inbox.toggle(shown.id),
    s: () => document.querySelector<HTMLElement>('.message-actions [aria-haspopup=menu]')?.click(),
  });
  return (
    <div className={shownId === undefined ? 'inbox' : 'inbox inbox-reading'}>
      <div className="inbox-side">
        <header className="inbox-head">
          <div className="row">
            <h1>{t('console.nav.inbox')}</h1>
            <span className="small faint num">{t('consoleInbox.count', { count: unread })}</span>
          </div>
          <InboxFilters
            {...filter}
            onChange={inbox.choose}
            markAll={unread > 0 ? () => acts.markAllRead(present({ category: filter.category })) : undefined}
            isMarkingAll={acts.isMarkingAll}
          />
          {selected.length > 0 && (
            <SelectedBar
              ids={selected}
              isArchive={filter.state === 'archived'}
              acts={acts}
              onDone={() => inbox.select([])}
            />
          )}
          {acts.error !== null && <ActionFault error={acts.error} />}
        </header>
        <div className="inbox-scroll">
          <InboxList
            query={inbox.query}
            messages={inbox.messages}
            filter={filter}
            shownId={shownId}
            selected={selected}
            onToggle={inbox.toggle}
          />
        </div>
        <KeyHints />
      </div>
      <MessagePane
        id={shownId}
        acts={acts}
        onArchive={inbox.archive}
        onSnooze={inbox.snooze}
        onMove={inbox.move}
        onClose={() => inbox.show(undefined)}
      />
    </div>
  );
}
