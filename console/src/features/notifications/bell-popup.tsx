import { Popover } from '@base-ui/react/popover';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Inbox } from 'lucide-react';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { newestQuery } from '../../api/notifications.ts';
import type { Notification } from '../../api/types.ts';
import { classNames } from '../../lib/class-names.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { ActionFault, Empty, Loaded } from '../../ui/states.tsx';
import { CategoryIcon } from './category.tsx';
import { useInboxActs } from './inbox-acts.ts';
import './bell-popup.css';

interface BellPopupProps {
  label: string;
  face: ReactNode;
  unread: number;
}

/** The newest few messages, wherever the reader is; open from the start, since it comes when somebody asks for it. */
export function BellPopup({ label, face, unread }: BellPopupProps) {
  const { t } = useMessages();
  const { organization = '' } = useParams({ strict: false });
  const [isOpen, setIsOpen] = useState(true);
  const close = () => setIsOpen(false);
  return (
    <Popover.Root open={isOpen} onOpenChange={setIsOpen}>
      <Popover.Trigger className="icon-button bell" aria-label={label}>
        {face}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="menu-positioner" side="bottom" align="end" sideOffset={6}>
          <Popover.Popup className="bell-popup">
            <div className="row bell-head">
              <Popover.Title className="semibold grow">{t('console.nav.inbox')}</Popover.Title>
              {unread > 0 && <MarkAll />}
            </div>
            <Newest organization={organization} onFollow={close} />
            <div className="bell-foot">
              <ButtonLink
                size="small"
                kind="quiet"
                to="/o/$organization/inbox"
                params={{ organization }}
                onClick={close}
              >
                {t('consoleInbox.openInbox')}
              </ButtonLink>
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function MarkAll() {
  const { t } = useMessages();
  const acts = useInboxActs();
  return (
    <>
      {acts.error !== null && <ActionFault error={acts.error} />}
      <Button size="small" kind="quiet" busy={acts.isMarkingAll} onClick={() => acts.markAllRead({})}>
        {t('consoleInbox.markAll')}
      </Button>
    </>
  );
}

function Newest({ organization, onFollow }: { organization: string; onFollow(): void }) {
  const { t } = useMessages();
  const newest = useQuery(newestQuery);
  return (
    <Loaded query={newest}>
      {(messages) =>
        messages.length === 0 ? (
          <Empty icon={Inbox} text={t('consoleInbox.empty')} />
        ) : (
          <ul>
            {messages.map((message) => (
              <li key={message.id}>
                <NewestRow message={message} organization={organization} onFollow={onFollow} />
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

interface NewestRowProps {
  message: Notification;
  organization: string;
  onFollow(): void;
}

function NewestRow({ message, organization, onFollow }: NewestRowProps) {
  const { t, format } = useMessages();
  const nowMs = useNow();
  const isUnread = message.state === 'unread';
  return (
    <Link
      to="/o/$organization/inbox"
      params={{ organization }}
      search={{ message: message.id }}
      className={classNames('bell-row', isUnread && 'bell-row-unread')}
      onClick={onFollow}
    >
      <CategoryIcon category={message.category} />
      <bdi className="bell-row-title" lang={message.language}>
        {isUnread && <span className="hidden-visually">{t('consoleInbox.unread')} </span>}
        {message.title}
      </bdi>
      <time className="small faint nowrap" dateTime={message.timestamp}>
        {format.relative(message.timestamp, nowMs)}
      </time>
    </Link>
  );
}
