import { useQuery } from '@tanstack/react-query';
import { Archive, ArchiveRestore, ArrowLeft, ChevronDown, ChevronUp, Clock, Mail, MailOpen } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { notificationQuery } from '../../api/notifications.ts';
import type { Notification } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Note } from '../../ui/note.tsx';
import { Loaded } from '../../ui/states.tsx';
import type { InboxActs } from './inbox-acts.ts';
import { ForPrograms, Kind, Subject, Why } from './message-about.tsx';
import { SnoozeMenu } from './snooze-menu.tsx';

interface PaneActs {
  acts: InboxActs;
  onArchive(message: Notification): void;
  onSnooze(id: string, until: Date): void;
}

interface MessagePaneProps extends PaneActs {
  id: string | undefined;
  onMove(step: 1 | -1): void;
  onClose(): void;
}

export function MessagePane({ id, onMove, onClose, ...acts }: MessagePaneProps) {
  const { t } = useMessages();
  return (
    <section className="inbox-pane" aria-label={t('consoleInbox.message')}>
      {id === undefined ? (
        <p className="inbox-nothing secondary">{t('consoleInbox.choose')}</p>
      ) : (
        <div className="message">
          {/* The list, which has the heading of the page, is out of sight in a narrow window. */}
          <h1 className="hidden-visually narrow-only">{t('console.nav.inbox')}</h1>
          <div className="row message-ways">
            <Button kind="quiet" size="small" icon={ArrowLeft} className="narrow-only icon-flip-here" onClick={onClose}>
              {t('console.nav.inbox')}
            </Button>
            <span className="push-end row">
              <button
                type="button"
                className="icon-button"
                aria-label={t('consoleInbox.previous')}
                onClick={() => onMove(-1)}
              >
                <Icon as={ChevronUp} />
              </button>
              <button
                type="button"
                className="icon-button"
                aria-label={t('consoleInbox.next')}
                onClick={() => onMove(1)}
              >
                <Icon as={ChevronDown} />
              </button>
            </span>
          </div>
          <One key={id} id={id} {...acts} />
        </div>
      )}
    </section>
  );
}

function One({ id, ...acts }: PaneActs & { id: string }) {
  const query = useQuery(notificationQuery(id));
  return <Loaded query={query}>{(message) => <Message message={message} {...acts} />}</Loaded>;
}

function Message({ message, acts, onArchive, onSnooze }: PaneActs & { message: Notification }) {
  const { t, format } = useMessages();
  const isArchived = message.state === 'archived';
  const isUnread = message.state === 'unread';
  useReadAtOnce(message, acts.open);
  return (
    <article className="stack message-body">
      <Kind message={message} />
      <h2 className="message-title" lang={message.language} dir="auto">
        {message.title}
      </h2>
      <div className="row row-wrap message-actions">
        <Button icon={isArchived ? ArchiveRestore : Archive} onClick={() => onArchive(message)}>
          {t(isArchived ? 'consoleInbox.restore' : 'consoleInbox.archive')}
        </Button>
        <Button icon={isUnread ? MailOpen : Mail} onClick={() => acts.setRead([message.id], isUnread)}>
          {t(isUnread ? 'consoleInbox.markRead' : 'consoleInbox.markUnread')}
        </Button>
        {!isArchived && <SnoozeMenu onChoose={(until) => onSnooze(message.id, until)} />}
      </div>
      {message.state === 'snoozed' && message.snoozed_until !== null && (
        <Note tone="info" title={t('consoleInbox.snoozedUntil', { time: format.dateTime(message.snoozed_until) })}>
          <div>
            <Button size="small" icon={Clock} onClick={() => acts.wake(message.id)}>
              {t('consoleInbox.wake')}
            </Button>
          </div>
        </Note>
      )}
      <Card>
        <div className="stack">
          <p className="message-text prose" lang={message.language} dir="auto">
            {message.message}
          </p>
          <Subject link={message.link} />
        </div>
      </Card>
      <Why why={message.why} />
      <ForPrograms data={message.data} />
    </article>
  );
}

/** What has been opened is read; marked unread by hand after that, it stays so. */
function useReadAtOnce({ id, state }: Notification, open: (id: string) => void): void {
  const isDone = useRef(false);
  useEffect(() => {
    if (isDone.current) return;
    isDone.current = true;
    if (state === 'unread') open(id);
  });
}
