import { Maximize2, RefreshCw } from 'lucide-react';
import { lazy, Suspense, useMemo } from 'react';
import type { RevenueForecast } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { isZoomed, within } from '../../ui/forecast-points.ts';
import { ForecastTable } from '../../ui/forecast-table.tsx';
import type { ForecastView } from './forecast-view.ts';
import type { Renewal } from './renewal.ts';
import { pointsOf } from './revenue-points.ts';

const ForecastPlot = lazy(async () => ({ default: (await import('../../ui/forecast-plot.tsx')).ForecastPlot }));

interface ShownProps {
  forecast: RevenueForecast;
  view: ForecastView;
  onView(change: Partial<ForecastView>): void;
  renewal: Renewal;
  onRenew(): void;
}

/** A forecast that is there: as a picture or as a table, with what it is worth. */
export function ForecastShown({ forecast, view, onView, renewal, onRenew }: ShownProps) {
  const { t } = useMessages();
  const points = useMemo(() => pointsOf(forecast), [forecast]);
  const isStale = forecast.stale_because.length > 0;
  return (
    <div className="stack">
      <div className="row row-wrap forecast-head">
        <Quality forecast={forecast} />
        <span className="push-end row">
          {isZoomed(view) && (
            <Button
              size="small"
              kind="quiet"
              icon={Maximize2}
              onClick={() => onView({ from: undefined, to: undefined })}
            >
              {t('consoleScores.dashboard.wholeRange')}
            </Button>
          )}
          {isStale && renewal.job === null && renewal.isAllowed && (
            <Button size="small" icon={RefreshCw} busy={renewal.isStarting} onClick={onRenew}>
              {t('consoleHome.dashboard.renew')}
            </Button>
          )}
        </span>
      </div>
      {view.isTable ? (
        <ForecastTable
          label={t('consoleHome.dashboard.revenueForecast')}
          points={within(points, view)}
          currency={forecast.currency}
        />
      ) : (
        <>
          <Suspense fallback={<div className="forecast-plot" />}>
            <ForecastPlot
              label={t('consoleHome.dashboard.chart')}
              currency={forecast.currency}
              isByMonth={forecast.grain === 'month' || forecast.grain === 'quarter'}
              points={points}
              zoom={view}
              onZoom={({ from, to }) => onView({ from, to })}
            />
          </Suspense>
          <Legend forecast={forecast} />
        </>
      )}
    </div>
  );
}

/** The sum of what lies ahead with its interval, and how far off such forecasts were. */
function Quality({ forecast }: { forecast: RevenueForecast }) {
  const { rich, t, format } = useMessages();
  const { total, currency, error, naive_error: naive } = forecast;
  const [narrowest] = total.intervals.toSorted((left, right) => left.level - right.level);
  const money = (value: number) => <bdi className="num">{format.money(value, currency, 'short')}</bdi>;
  return (
    <p className="secondary">
      {rich(`consoleHome.dashboard.ahead.${forecast.grain}`, {
        count: forecast.forecast.length,
        total: <b className="semibold">{money(total.revenue)}</b>,
      })}{' '}
      {narrowest && (
        <span className="tone-forecast medium">
          <bdi className="num">
            {format.money(narrowest.lower, currency, 'short')} – {format.money(narrowest.upper, currency, 'short')}
          </bdi>
        </span>
      )}
      {error !== null && naive !== null && (
        <span className="small faint">
          {' · '}
          {t('consoleHome.dashboard.error', { error: format.percent(error, 1), naive: format.percent(naive, 1) })}
        </span>
      )}
      {forecast.stale_because.includes('data_changed') && (
        <span className="small tone-warn">
          {' · '}
          {t('consoleHome.dashboard.stale')}
        </span>
      )}
    </p>
  );
}

function Legend({ forecast }: { forecast: RevenueForecast }) {
  const { t, format } = useMessages();
  const levels = forecast.total.intervals.map(({ level }) => level).toSorted((left, right) => left - right);
  return (
    <ul className="row row-wrap small secondary forecast-legend">
      <li className="row">
        <span className="mark-line mark-actual" aria-hidden /> {t('consoleScores.dashboard.actual')}
      </li>
      <li className="row">
        <span className="mark-line mark-forecast" aria-hidden /> {t('consoleScores.dashboard.forecast')}
      </li>
      {levels.map((level, index) => (
        <li key={level} className="row">
          <span className={`mark-band ${index === 0 ? 'mark-band-80' : 'mark-band-95'}`} aria-hidden />
          {t('consoleScores.dashboard.interval', { level: format.percent(level) })}
        </li>
      ))}
      <li className="row">
        <span className="mark-line mark-today" aria-hidden />{' '}
        {t('consoleHome.dashboard.madeOn', { day: format.shortDay(forecast.made_for) })}
      </li>
    </ul>
  );
}
