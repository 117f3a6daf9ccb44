import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo } from 'react';
import { dashboardQuery } from '../../api/overview.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { pointsOf } from './revenue-points.ts';

const ForecastPlot = lazy(async () => ({ default: (await import('../../ui/forecast-plot.tsx')).ForecastPlot }));

/** The forecast as soon as there is one. */
export function FirstLook({ isReady }: { isReady: boolean }) {
  const { t, rich, format } = useMessages();
  const choice = { period: '30d', compare: 'previous_period' } as const;
  const forecast = useQuery({ ...dashboardQuery(choice), enabled: isReady }).data?.revenue_forecast ?? null;
  const points = useMemo(() => (forecast === null ? [] : pointsOf(forecast)), [forecast]);
  if (forecast === null) {
    return (
      <>
        <p className="medium secondary">{t('consoleHome.dashboard.revenueForecast')}</p>
        <svg className="sample-sketch" viewBox="0 0 320 140" preserveAspectRatio="none" aria-hidden>
          <path d="M0 35H320M0 70H320M0 105H320" stroke="var(--chart-grid)" />
        </svg>
      </>
    );
  }
  const [narrowest] = forecast.total.intervals.toSorted((left, right) => left.level - right.level);
  const money = (value: number) => <bdi className="num">{format.money(value, forecast.currency, 'short')}</bdi>;
  return (
    <>
      <p className="medium">
        {rich(`consoleHome.dashboard.ahead.${forecast.grain}`, {
          count: forecast.forecast.length,
          total: <b className="semibold">{money(forecast.total.revenue)}</b>,
        })}{' '}
        {narrowest && (
          <span className="tone-forecast small">
            {money(narrowest.lower)} – {money(narrowest.upper)}
          </span>
        )}
      </p>
      <Suspense fallback={<div className="forecast-plot" />}>
        <ForecastPlot
          label={t('consoleHome.dashboard.chart')}
          currency={forecast.currency}
          isByMonth={forecast.grain === 'month' || forecast.grain === 'quarter'}
          points={points}
          zoom={{}}
          onZoom={() => undefined}
        />
      </Suspense>
    </>
  );
}
