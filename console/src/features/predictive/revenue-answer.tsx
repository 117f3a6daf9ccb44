import { useMemo } from 'react';
import type { RevenueResult } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import type { AnswerParts } from './answer-parts.ts';
import { Figure, Figures } from './figures.tsx';
import { useMoney } from './money.ts';
import { ProofCard } from './proof-card.tsx';
import { DriversCard, PartsCard } from './revenue-cards.tsx';
import { SeriesCard } from './series-card.tsx';
import { CaveatsNote, SummaryCard } from './told-cards.tsx';

/** What will come in, where, what moves it, and what would become of it if something were different. */
export function RevenueAnswer({ analysis, result }: AnswerParts<RevenueResult>) {
  const { t, format } = useMessages();
  const money = useMoney(result.currency);
  const points = useMemo(() => pointsOf(result), [result]);
  const { total, scenarios } = result;
  const [narrowest] = total.intervals.toSorted((left, right) => left.level - right.level);
  const before = total.year_before;
  const [scenario] = scenarios;
  return (
    <>
      <Figures label={t('consoleOutlook.figures')}>
        <Figure
          name={t('consoleOutlook.revenue.total')}
          value={money.short(total.revenue)}
          note={narrowest && money.range(narrowest.lower, narrowest.upper)}
        />
        {before !== null && before > 0 && (
          <Figure
            name={t('consoleOutlook.revenue.yearBefore')}
            value={format.signed(total.revenue / before - 1, { style: 'percent', maximumFractionDigits: 1 })}
            note={t('consoleOutlook.revenue.then', { amount: money.short(before) })}
          />
        )}
        {scenario?.difference !== undefined && (
          <Figure
            name={t('consoleOutlook.revenue.whatIf')}
            value={money.signed(scenario.difference.amount)}
            note={money.range(scenario.difference.lower, scenario.difference.upper)}
          />
        )}
      </Figures>
      <div className="columns-main">
        <div className="stack">
          <SeriesCard
            title={t('consoleOutlook.revenue.chart')}
            points={points}
            currency={result.currency}
            isByMonth={points.length > 1 && points.every(({ period }) => period.endsWith('-01'))}
          />
          <SummaryCard analysis={analysis} />
          <PartsCard result={result} />
        </div>
        <div className="stack">
          <RevenueProof result={result} />
          <DriversCard result={result} />
          <CaveatsNote analysis={analysis} />
        </div>
      </div>
    </>
  );
}

const pointsOf = ({ history, forecast }: RevenueResult) => [
  ...history.revenue.map(({ period, revenue }) => ({ period, actual: revenue, expected: null, intervals: [] })),
  ...forecast.map(({ period, revenue, intervals }) => ({
    period,
    actual: null,
    expected: revenue,
    intervals: intervals.toSorted((left, right) => left.level - right.level),
  })),
];

function RevenueProof({ result: { accuracy } }: { result: RevenueResult }) {
  const { t, format } = useMessages();
  if (accuracy === null) return <ProofCard lead={t('consoleOutlook.noProof')} proofs={[]} />;
  const share = (value: number | null) => (value === null ? null : format.percent(value, 1));
  return (
    <ProofCard
      lead={t('consoleOutlook.revenue.proof', { origins: accuracy.origins })}
      proofs={[
        {
          name: t('consoleOutlook.proof.error'),
          hint: t('consoleOutlook.proof.errorHint'),
          ours: share(accuracy.wape),
          naive: share(accuracy.naive.wape),
        },
      ]}
    >
      {accuracy.coverage.map(({ level, measured }) => (
        <p key={level} className="small secondary">
          {t('consoleOutlook.proof.coverage', { level: format.percent(level), measured: format.percent(measured) })}
        </p>
      ))}
    </ProofCard>
  );
}
