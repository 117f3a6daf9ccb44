import { Link } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import type { AttentionItem } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import { Card } from '../../ui/card.tsx';
import { SeverityChip } from '../../ui/severity.tsx';
import { Empty } from '../../ui/states.tsx';
import type { MessageKey } from '../../lib/messages/message-keys.ts';

const quotas = new Map<string, MessageKey>([
  ['models', 'console.plan.name.models'],
  ['predictions_per_day', 'console.plan.name.predictions_per_day'],
  ['workflows', 'console.plan.name.workflows'],
]);

interface AttentionCardProps {
  items: readonly AttentionItem[];
  organization: string;
}

/** What somebody should look at, with what it is worth and where to go. */
export function AttentionCard({ items, organization }: AttentionCardProps) {
  const { t } = useMessages();
  return (
    <Card
      title={t('consoleHome.attention.title')}
      subtitle={items.length > 0 && t('consoleHome.attention.count', { count: items.length })}
      flush
      className="attention-card"
    >
      {items.length === 0 ? (
        <Empty icon={CircleCheck} text={t('consoleHome.attention.none')} />
      ) : (
        <ul>
          {items.map((item) => (
            <li key={`${item.kind} ${item.subject} ${item.since}`}>
              <AttentionRow item={item} organization={organization} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function AttentionRow({ item, organization }: { item: AttentionItem; organization: string }) {
  const { rich, t, format } = useMessages();
  const nowMs = useNow();
  const { figures, money } = item;
  const quota = item.kind === 'quota' ? quotas.get(item.subject) : undefined;
  const subject = quota === undefined ? item.subject : t(quota);
  return (
    <div className="attention-row">
      <div className="row attention-line">
        <p className="medium grow">
          {rich(`consoleHome.attention.${item.kind}`, {
            subject,
            count: figures['products'] ?? figures['contacts'] ?? figures['rows_broken'] ?? 0,
            share: format.percent(Math.abs(figures['share'] ?? (figures['used'] ?? 0) / (figures['limit'] ?? 1))),
          })}
        </p>
        {money !== null && (
          <bdi className={`num medium ${money.amount < 0 ? 'tone-bad' : 'tone-good'}`}>
            {format.money(money.amount, money.currency, 'short')}
          </bdi>
        )}
      </div>
      <div className="row attention-line small faint">
        <SeverityChip severity={item.severity} />
        <span className="truncate grow">
          <Detail item={item} nowMs={nowMs} />
        </span>
        <Action item={item} organization={organization} />
      </div>
    </div>
  );
}

/** The interval of the money where one is known, else since when it is so. */
function Detail({ item, nowMs }: { item: AttentionItem; nowMs: number }) {
  const { t, format } = useMessages();
  const { money } = item;
  if (money !== null && money.lower !== null && money.upper !== null) {
    // The amount beside it says whether it is lost or won.
    const ends = [money.lower, money.upper].map(Math.abs).toSorted((left, right) => left - right);
    const isOneWay = money.lower * money.upper >= 0;
    const [near = '', far = ''] = (isOneWay ? ends : [money.lower, money.upper]).map((value) =>
      format.money(value, money.currency, 'short'),
    );
    return <bdi className="num">{`${near} – ${far}`}</bdi>;
  }
  if (item.kind === 'stock_to_order' && money !== null) {
    return t('consoleHome.attention.orderCost', {
      cost: format.money(item.figures['cost'] ?? 0, money.currency, 'short'),
    });
  }
  return <time dateTime={item.since}>{format.relative(item.since, nowMs)}</time>;
}

function Action({ item: { target }, organization }: { item: AttentionItem; organization: string }) {
  const { t } = useMessages();
  const label = t('consoleHome.attention.look');
  const id = String(target.id ?? '');
  if (target.kind === 'model') {
    return (
      <Link className="link" to="/o/$organization/models/$modelId" params={{ organization, modelId: id }}>
        {label}
      </Link>
    );
  }
  if (target.kind === 'analysis') {
    return (
      <Link className="link" to="/o/$organization/outlook" params={{ organization }} search={{ analysis: id }}>
        {label}
      </Link>
    );
  }
  if (target.kind === 'import') {
    return (
      <Link className="link" to="/o/$organization/imports/$importId" params={{ organization, importId: id }}>
        {label}
      </Link>
    );
  }
  if (target.kind === 'dataset') {
    return (
      <Link
        className="link"
        to="/o/$organization/datasets/$dataset"
        params={{ organization, dataset: target.name ?? '' }}
      >
        {label}
      </Link>
    );
  }
  if (target.kind === 'plan') {
    return (
      <Link className="link" to="/o/$organization/settings" params={{ organization }} search={{ tab: 'plan' }}>
        {label}
      </Link>
    );
  }
  return null;
}
