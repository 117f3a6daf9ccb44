import { useMemo } from 'react';
import type { DemandResult } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import type { AnswerParts } from './answer-parts.ts';
import { DemandProof } from './demand-proof.tsx';
import { Figure, Figures } from './figures.tsx';
import { useMoney } from './money.ts';
import { QueuesCard } from './queues-card.tsx';
import { SeriesCard } from './series-card.tsx';
import { useSpan } from './span.ts';
import { StaffCard } from './staff-card.tsx';
import { StaffPlansCard } from './staff-plans-card.tsx';
import { CaveatsNote, SummaryCard } from './told-cards.tsx';

const level = 0.8;

/** How many requests will come, and how many people a response time takes. */
export function DemandAnswer({ analysis, result }: AnswerParts<DemandResult>) {
  const { t } = useMessages();
  const points = useMemo(
    () =>
      result.dates.map(({ date, requests, lower, upper }) => ({
        period: date,
        actual: null,
        expected: requests,
        intervals: [{ level, lower, upper }],
      })),
    [result],
  );
  return (
    <>
      <DemandFigures result={result} />
      <div className="columns-main">
        <div className="stack">
          <SeriesCard title={t('consoleOutlook.demand.chart')} points={points} currency={null} isByMonth={false} />
          <SummaryCard analysis={analysis} />
          <StaffCard result={result} />
          <StaffPlansCard result={result} />
        </div>
        <div className="stack">
          <DemandProof result={result} />
          <QueuesCard result={result} />
          <CaveatsNote analysis={analysis} />
        </div>
      </div>
    </>
  );
}

function DemandFigures({ result: { dates, staffing, recent, currency } }: { result: DemandResult }) {
  const { t, format } = useMessages();
  const money = useMoney(currency);
  const span = useSpan();
  const total = dates.reduce((sum, { requests }) => sum + requests, 0);
  const busiest = dates.toSorted((left, right) => right.requests - left.requests)[0];
  const share = (value: number | null) => (value === null ? t('console.value.none') : format.percent(value, 1));
  return (
    <Figures label={t('consoleOutlook.figures')}>
      <Figure
        name={t('consoleOutlook.demand.requests')}
        value={format.integer(Math.round(total))}
        note={t('consoleOutlook.demand.ahead', { time: span(dates.length, 'day') })}
      />
      {busiest !== undefined && (
        <Figure
          name={t('consoleOutlook.demand.busiest')}
          value={format.shortDay(busiest.date)}
          note={t('consoleOutlook.demand.busiestRequests', {
            lower: format.integer(Math.round(busiest.lower)),
            upper: format.integer(Math.round(busiest.upper)),
          })}
        />
      )}
      {staffing !== null && (
        <Figure
          name={t('consoleOutlook.demand.paidHours')}
          value={format.integer(Math.round(staffing.paid_hours))}
          note={
            staffing.cost === null
              ? t('consoleOutlook.demand.noWage')
              : t('consoleOutlook.demand.cost', { cost: money.short(staffing.cost) })
          }
        />
      )}
      {staffing !== null && (
        <Figure
          name={t('consoleOutlook.demand.inTime', { time: span(staffing.within_minutes, 'minute') })}
          value={share(staffing.expected_share)}
          note={t('consoleOutlook.stock.target', { share: share(staffing.share) })}
        />
      )}
      {recent !== null && (
        <Figure
          name={t('consoleOutlook.demand.lately')}
          value={share(recent.share)}
          note={t('consoleOutlook.demand.weeks', { time: span(recent.weeks, 'week') })}
        />
      )}
    </Figures>
  );
}
