import { getRouteApi, Link } from '@tanstack/react-router';
import { ArrowUpRight } from 'lucide-react';
import type { Notification } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { JsonView } from '../../ui/json-view.tsx';
import { useCategoryName } from './category.tsx';
import { PriorityChip } from './priority-chip.tsx';

const route = getRouteApi('/o/$organization/inbox');

/** How pressing it is, what it is about, and when it was sent. */
export function Kind({ message }: { message: Notification }) {
  const { format } = useMessages();
  const name = useCategoryName();
  return (
    <div className="row row-wrap small faint">
      <PriorityChip priority={message.priority} />
      <span>
        {name(message.category)} · <time dateTime={message.timestamp}>{format.dateTime(message.timestamp)}</time>
      </span>
    </div>
  );
}

/** Where the message leads: a place of this console, or another site. */
export function Subject({ link }: { link: string | null }) {
  const { t } = useMessages();
  const { organization } = route.useParams();
  if (link === null) return null;
  if (link.startsWith('https:')) {
    return (
      <div>
        <a className="button" href={link} target="_blank" rel="noreferrer">
          <Icon as={ArrowUpRight} />
          {t('consoleInbox.openSite', { host: URL.parse(link)?.host ?? link })}
        </a>
      </div>
    );
  }
  const inside = link.startsWith('/o/') ? link : `/o/${organization}${link}`;
  return (
    <div>
      <ButtonLink kind="primary" to={inside}>
        {t('consoleInbox.open')}
      </ButtonLink>
    </div>
  );
}

export function Why({ why }: { why: readonly string[] }) {
  const { t } = useMessages();
  const params = route.useParams();
  return (
    <Card title={t('consoleInbox.why')}>
      <div className="stack">
        <ul className="message-why secondary">
          {why.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
        <Link className="link" to="/o/$organization/settings" params={params} search={{ tab: 'notifications' }}>
          {t('consoleInbox.toPreferences')}
        </Link>
      </div>
    </Card>
  );
}

export function ForPrograms({ data }: { data: Notification['data'] }) {
  const { t } = useMessages();
  if (Object.keys(data).length === 0) return null;
  return (
    <details className="message-data disclosure">
      <summary className="small secondary">{t('consoleInbox.data')}</summary>
      <JsonView value={data} label={t('consoleInbox.data')} />
    </details>
  );
}
