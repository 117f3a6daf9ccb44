import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { DataValue } from '../../ui/data-value.tsx';
import { JsonView } from '../../ui/json-view.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';

interface EvidenceProps {
  items: readonly unknown[];
  /** Null where the reader is not signed in, so that nothing can be linked to. */
  organization: string | null;
}

/** What the workflow shows beside its question: words, a prediction with its reasons, a record, rows. */
export function Evidence({ items, organization }: EvidenceProps) {
  const { t } = useMessages();
  const shown = items.filter((item) => item !== null && item !== '');
  if (shown.length === 0) return null;
  return (
    <Card title={t('consoleRuns.evidence.title')}>
      <ul className="evidence">
        {shown.map((item, place) => (
          // What a question shows never changes.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={place}>
            <Piece item={item} organization={organization} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isPlain = (value: unknown): boolean => typeof value !== 'object' || value === null;

function Piece({ item, organization }: { item: unknown; organization: string | null }): ReactNode {
  const { t } = useMessages();
  if (typeof item === 'string') {
    return (
      <p className="approval-message prose">
        <bdi>{item}</bdi>
      </p>
    );
  }
  if (isPlain(item)) return <DataValue value={item} />;
  if (Array.isArray(item) && item.length > 0 && item.every(isFields)) return <Rows rows={item} />;
  if (isFields(item) && 'prediction_id' in item)
    return <PredictionPiece prediction={item} organization={organization} />;
  if (isFields(item) && Array.isArray(item['rows']) && item['rows'].every(isFields))
    return <Rows rows={item['rows']} />;
  if (isFields(item) && Object.values(item).every(isPlain)) return <Facts fields={item} />;
  return <JsonView value={item} label={t('consoleRuns.evidence.title')} />;
}

function Facts({ fields }: { fields: Fields }) {
  return (
    <dl className="evidence-facts">
      {Object.entries(fields).map(([name, value]) => (
        <div key={name}>
          <dt>
            <bdi>{name.replaceAll('_', ' ')}</bdi>
          </dt>
          <dd>
            <DataValue value={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

const mostRows = 20;
const mostColumns = 6;

function Rows({ rows }: { rows: readonly Fields[] }) {
  const { t } = useMessages();
  const columns = Object.keys(rows[0] ?? {}).slice(0, mostColumns);
  return (
    <TableScroll label={t('consoleRuns.evidence.title')}>
      <table className="table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                <bdi>{column.replaceAll('_', ' ')}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, mostRows).map((row, place) => (
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={place}>
              {columns.map((column) => (
                <td key={column}>
                  <DataValue value={row[column]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

/** What a model has said, how sure it is, and what weighed most. */
function PredictionPiece({ prediction, organization }: { prediction: Fields; organization: string | null }) {
  const { t, format } = useMessages();
  const { label, prediction: value, confidence_score: sure, model_id: model, prediction_id: id } = prediction;
  const reasons = reasonsOf(prediction['explanation']);
  const most = reasons.reduce((largest, { weight }) => Math.max(largest, Math.abs(weight)), 0);
  return (
    <div className="stack">
      <div className="row row-wrap">
        <span className="figure-value">
          <DataValue value={label ?? roundedOf(value)} />
        </span>
        {typeof sure === 'number' && (
          <span className="secondary">{t('consoleRuns.evidence.sure', { share: format.percent(sure) })}</span>
        )}
        {organization !== null && typeof model === 'number' && typeof id === 'string' && (
          <Link
            className="link push-end"
            to="/o/$organization/models/$modelId/try"
            params={{ organization, modelId: String(model) }}
            search={{ prediction: id }}
          >
            {t('consoleRuns.evidence.toPrediction')}
          </Link>
        )}
      </div>
      {reasons.length > 0 && (
        <ul className="reasons" aria-label={t('consoleRuns.evidence.reasons')}>
          {reasons.map(({ feature, value: given, weight }) => (
            <li key={feature}>
              <span className="truncate">
                <bdi>{feature.replaceAll('_', ' ')}</bdi>{' '}
                <span className="faint">
                  <DataValue value={given} />
                </span>
              </span>
              <span className="reason-track" aria-hidden>
                <span
                  className={weight < 0 ? 'reason-against' : 'reason-for'}
                  style={{ inlineSize: `${most === 0 ? 0 : (Math.abs(weight) / most) * 100}%` }}
                />
              </span>
              <bdi className="num small end">{format.signed(weight)}</bdi>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const roundedOf = (value: unknown): unknown => (typeof value === 'number' ? Math.round(value * 1000) / 1000 : value);

interface Reason {
  feature: string;
  value: unknown;
  weight: number;
}

const mostReasons = 5;

function reasonsOf(explanation: unknown): Reason[] {
  const contributions = isFields(explanation) ? explanation['contributions'] : null;
  if (!Array.isArray(contributions)) return [];
  return contributions
    .flatMap((one): Reason[] => {
      if (!isFields(one)) return [];
      const { feature, value, contribution } = one;
      return typeof feature === 'string' && typeof contribution === 'number'
        ? [{ feature, value, weight: contribution }]
        : [];
    })
    .toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, mostReasons);
}
