import { getRouteApi } from '@tanstack/react-router';
import type { ChurnResult } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import type { AnswerParts } from './answer-parts.ts';
import { ChurnList } from './churn-list.tsx';
import { Figure, Figures } from './figures.tsx';
import { useMoney } from './money.ts';
import { ProofCard } from './proof-card.tsx';
import { useSpan } from './span.ts';
import { CaveatsNote, SummaryCard } from './told-cards.tsx';

const route = getRouteApi('/o/$organization/outlook');

/** Which customers are about to leave, what that costs, and whom to call first. */
export function ChurnAnswer({ analysis, result, organization }: AnswerParts<ChurnResult>) {
  const { t, format } = useMessages();
  const search = route.useSearch();
  const money = useMoney(result.currency);
  const { value_at_risk: atRisk, customers, contacts } = result;
  return (
    <>
      <Figures label={t('consoleOutlook.figures')}>
        <Figure
          name={t('consoleOutlook.churn.atRisk')}
          value={money.short(atRisk.mean)}
          note={money.range(atRisk.lower, atRisk.upper)}
        />
        <Figure
          name={t('consoleOutlook.churn.leaving')}
          value={format.integer(Math.round(result.expected_to_leave))}
          note={t('consoleOutlook.churn.ofActive', { customers: format.integer(customers.active) })}
        />
        <Figure
          name={t('consoleOutlook.churn.toCall')}
          value={format.integer(contacts.customers)}
          note={t('consoleOutlook.churn.callsCost', { cost: money.short(contacts.cost) })}
        />
        <Figure
          name={t('consoleOutlook.churn.saved')}
          value={money.short(contacts.value_saved)}
          note={t('consoleOutlook.churn.costsOff')}
        />
      </Figures>
      <div className="columns-main">
        <div className="stack">
          <SummaryCard analysis={analysis} />
          <SegmentsCard result={result} />
        </div>
        <div className="stack">
          <ChurnProof result={result} />
          <CaveatsNote analysis={analysis} />
        </div>
      </div>
      <ChurnList analysis={analysis} currency={result.currency} organization={organization} filter={search} />
    </>
  );
}

function SegmentsCard({ result }: { result: ChurnResult }) {
  const { t, format } = useMessages();
  const money = useMoney(result.currency);
  const span = useSpan();
  const [all, ...segments] = result.survival;
  const shown = segments.length > 0 ? segments : all === undefined ? [] : [all];
  const most = Math.max(...shown.map(({ value_at_risk: value }) => value), 1);
  return (
    <Card title={t('consoleOutlook.churn.segments')} subtitle={t('consoleOutlook.churn.segmentsHint')} flush>
      <TableScroll label={t('consoleOutlook.churn.segments')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('consoleOutlook.by.segment')}</th>
              <th scope="col" className="end">
                {t('consoleOutlook.churn.customers')}
              </th>
              <th scope="col" className="end">
                {t('consoleOutlook.churn.halfGone')}
              </th>
              <th scope="col" className="end">
                {t('consoleOutlook.churn.atRisk')}
              </th>
              <th scope="col" className="wide-only" aria-hidden />
            </tr>
          </thead>
          <tbody>
            {shown.map((segment) => (
              <tr key={segment.name}>
                <th scope="row">
                  <bdi>{segment.name === '' ? t('console.value.none') : segment.name}</bdi>
                </th>
                <td className="end">{format.integer(segment.customers)}</td>
                <td className="end">
                  {segment.median_days === null ? t('console.value.none') : span(segment.median_days, 'day')}
                </td>
                <td className="end">
                  <bdi>{money.short(segment.value_at_risk)}</bdi>
                </td>
                <td className="wide-only outlook-bar" aria-hidden>
                  <div className="bar">
                    <div
                      style={{
                        inlineSize: `${(segment.value_at_risk / most) * 100}%`,
                        background: 'var(--chart-forecast)',
                      }}
                    />
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Card>
  );
}

function ChurnProof({ result: { quality, currency, method } }: { result: ChurnResult }) {
  const { t, format } = useMessages();
  const money = useMoney(currency);
  if (quality === null) return <ProofCard lead={t('consoleOutlook.noProof')} proofs={[]} />;
  const { model, baseline } = quality;
  const write = (value: number | null, digits: number) => (value === null ? null : format.fixed(value, digits));
  return (
    <ProofCard
      lead={t('consoleOutlook.churn.proof', {
        day: format.day(quality.day),
        customers: format.integer(quality.customers),
        lost: format.integer(quality.lost),
      })}
      proofs={[
        {
          name: t('consoleOutlook.proof.auc'),
          hint: t('consoleOutlook.proof.aucHint'),
          ours: write(model.roc_auc, 2),
          naive: write(baseline.roc_auc, 2),
        },
        {
          name: t('consoleOutlook.proof.lift'),
          hint: t('consoleOutlook.proof.liftHint'),
          ours: write(model.lift_top_decile, 1),
          naive: write(baseline.lift_top_decile, 1),
        },
        {
          name: t('consoleOutlook.proof.ece'),
          hint: t('consoleOutlook.proof.eceHint'),
          ours: model.ece === null ? null : format.percent(model.ece, 1),
          naive: baseline.ece === null ? null : format.percent(baseline.ece, 1),
        },
      ]}
    >
      <p className="small secondary">
        {t('consoleOutlook.churn.valueProof', {
          expected: money.short(quality.value_expected),
          came: money.short(quality.value_came),
        })}
      </p>
      {method === 'bg_nbd' && <p className="small faint">{t('consoleOutlook.churn.byRhythm')}</p>}
    </ProofCard>
  );
}
