import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Archive, Clock, Inbox } from 'lucide-react';
import { Fragment } from 'react';
import type { Notification, NotificationCategory } from '../../api/types.ts';
import { classNames } from '../../lib/class-names.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import { Button } from '../../ui/button.tsx';
import { Empty, Problem, Skeleton } from '../../ui/states.tsx';
import { CategoryIcon, useCategoryName } from './category.tsx';
import type { ListState } from './inbox-filters.tsx';
import { PriorityChip } from './priority-chip.tsx';

const route = getRouteApi('/o/$organization/inbox');
const dayMs = 86_400_000;

interface InboxListProps {
  query: Pick<
    UseInfiniteQueryResult,
    'isPending' | 'isError' | 'error' | 'refetch' | 'hasNextPage' | 'fetchNextPage' | 'isFetchingNextPage'
  >;
  messages: readonly Notification[];
  filter: { state: ListState | undefined; category: NotificationCategory | undefined };
  shownId: string | undefined;
  selected: readonly string[];
  onToggle(id: string): void;
}

export function InboxList({ query, messages, filter, shownId, selected, onToggle }: InboxListProps) {
  const { t } = useMessages();
  const dayOf = useDayName();
  if (query.isPending) return <InboxSkeleton />;
  if (query.isError && messages.length === 0) {
    return <Problem error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (messages.length === 0) return <NothingHere filter={filter} />;
  return (
    <>
      <ul aria-label={t('console.nav.inbox')}>
        {messages.map((message, index) => {
          const day = dayOf(message.timestamp);
          const isFirstOfDay = index === 0 || dayOf(messages[index - 1]?.timestamp ?? '') !== day;
          return (
            <Fragment key={message.id}>
              {isFirstOfDay && <li className="inbox-day small faint">{day}</li>}
              <Row
                message={message}
                isShown={message.id === shownId}
                isSelected={selected.includes(message.id)}
                onToggle={() => onToggle(message.id)}
              />
            </Fragment>
          );
        })}
      </ul>
      {query.hasNextPage && (
        <div className="inbox-more">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('consoleInbox.more')}
          </Button>
        </div>
      )}
    </>
  );
}

interface RowProps {
  message: Notification;
  isShown: boolean;
  isSelected: boolean;
  onToggle(): void;
}

function Row({ message, isShown, isSelected, onToggle }: RowProps) {
  const { t, format } = useMessages();
  const nowMs = useNow();
  const name = useCategoryName();
  const isUnread = message.state === 'unread';
  return (
    <li className={classNames('inbox-row', isUnread && 'inbox-row-unread', isSelected && 'inbox-row-selected')}>
      <span className="inbox-mark">
        <CategoryIcon category={message.category} />
        <input
          type="checkbox"
          className="checkbox"
          checked={isSelected}
          aria-label={t('consoleInbox.selectOne', { title: message.title })}
          onChange={onToggle}
        />
      </span>
      <Link
        from={route.id}
        to="."
        search={(now) => ({ ...now, message: message.id })}
        replace={isShown}
        className="inbox-link"
        data-message={message.id}
        aria-current={isShown ? 'true' : undefined}
      >
        <span className="inbox-title">
          {isUnread && <span className="hidden-visually">{t('consoleInbox.unread')} </span>}
          <bdi lang={message.language}>{message.title}</bdi>
        </span>
        <span className="row inbox-line small faint">
          <PriorityChip priority={message.priority} />
          <span className="truncate grow">{name(message.category)}</span>
          <time className="nowrap" dateTime={message.timestamp}>
            {format.relative(message.timestamp, nowMs)}
          </time>
        </span>
      </Link>
    </li>
  );
}

/** Today and yesterday by these words, other days by their date. */
function useDayName(): (iso: string) => string {
  const { t, format } = useMessages();
  const nowMs = useNow();
  const today = format.date(new Date(nowMs).toISOString());
  const yesterday = format.date(new Date(nowMs - dayMs).toISOString());
  return (iso) => {
    const day = format.date(iso);
    if (day === today) return t('consoleInbox.today');
    return day === yesterday ? t('consoleInbox.yesterday') : day;
  };
}

function NothingHere({ filter: { state, category } }: Pick<InboxListProps, 'filter'>) {
  const { t } = useMessages();
  if (state === 'archived') return <Empty icon={Archive} text={t('consoleInbox.emptyArchive')} />;
  if (state === 'snoozed') return <Empty icon={Clock} text={t('consoleInbox.emptySnoozed')} />;
  const isWhole = state === undefined && category === undefined;
  return (
    <Empty
      icon={Inbox}
      text={t(isWhole ? 'consoleInbox.empty' : 'consoleInbox.emptyFilter')}
      action={
        !isWhole && (
          <Link from={route.id} to="." search={{}} className="link">
            {t('consoleInbox.showAll')}
          </Link>
        )
      }
    />
  );
}

function InboxSkeleton() {
  return (
    <div className="inbox-skeleton">
      <Skeleton lines={8} height={40} />
    </div>
  );
}
