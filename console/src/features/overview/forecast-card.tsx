import { ChartLine, Maximize2, RefreshCw, Table2 } from 'lucide-react';
import { lazy, Suspense, useMemo } from 'react';
import type { DashboardChoice } from '../../api/overview.ts';
import type { Dashboard, RevenueForecast } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Segments } from '../../ui/segments.tsx';
import { ActionFault, Empty } from '../../ui/states.tsx';
import { ForecastMaking } from './forecast-making.tsx';
import type { Zoom } from './forecast-points.ts';
import { isZoomed, pointsOf, within } from './forecast-points.ts';
import { ForecastTable } from './forecast-table.tsx';
import { JobFault } from './job-fault.tsx';
import type { Renewal } from './renewal.ts';
import { useRenewal } from './renewal.ts';

const ForecastPlot = lazy(async () => ({ default: (await import('./forecast-plot.tsx')).ForecastPlot }));

const grains = ['day', 'week', 'month'] as const;
/** How far ahead one looks where nobody has said it. */
const horizons: Record<RevenueForecast['grain'], number> = { day: 45, week: 13, month: 6, quarter: 4 };

export interface ForecastView extends Zoom {
  grain: DashboardChoice['grain'];
  isTable: boolean;
}

interface ForecastCardProps {
  dashboard: Dashboard;
  view: ForecastView;
  onView(change: Partial<ForecastView>): void;
}

/** What will come in, how sure that is, and how much better the forecast is than repeating the past. */
export function ForecastCard({ dashboard, view, onView }: ForecastCardProps) {
  const { t } = useMessages();
  const forecast = dashboard.revenue_forecast;
  const grain = view.grain ?? forecast?.grain ?? 'day';
  const renewal = useRenewal(dashboard.revenue_forecast_job_id);
  const renew = () => renewal.start(forecast?.renew.parameters ?? { grain, horizon: horizons[grain] });
  const shown = grains.find((each) => each === grain) ?? null;

  return (
    <Card
      className="forecast-card"
      title={t('console.dashboard.revenueForecast')}
      aside={
        <>
          <Segments
            small
            label={t('console.dashboard.grain')}
            value={shown}
            options={grains.map((each) => ({ value: each, label: t(`console.dashboard.by.${each}`) }))}
            onChange={(next) => onView({ grain: next, from: undefined, to: undefined })}
          />
          {forecast !== null && (
            <button
              type="button"
              className="icon-button"
              aria-pressed={view.isTable}
              aria-label={t('console.dashboard.asTable')}
              title={t('console.dashboard.asTable')}
              onClick={() => onView({ isTable: !view.isTable })}
            >
              <Icon as={view.isTable ? ChartLine : Table2} />
            </button>
          )}
        </>
      }
    >
      {renewal.job !== null && <ForecastMaking job={renewal.job} />}
      {forecast === null && renewal.job === null && (
        <Empty
          icon={ChartLine}
          text={t('console.dashboard.noForecast')}
          action={
            renewal.isAllowed && (
              <Button icon={RefreshCw} busy={renewal.isStarting} onClick={renew}>
                {t('console.dashboard.makeForecast')}
              </Button>
            )
          }
        />
      )}
      {renewal.refusal !== null && <ActionFault error={renewal.refusal} />}
      {renewal.failed !== null && <JobFault job={renewal.failed} />}
      {forecast !== null && <Shown forecast={forecast} view={view} onView={onView} renewal={renewal} onRenew={renew} />}
    </Card>
  );
}

interface ShownProps {
  forecast: RevenueForecast;
  view: ForecastView;
  onView: ForecastCardProps['onView'];
  renewal: Renewal;
  onRenew(): void;
}

function Shown({ forecast, view, onView, renewal, onRenew }: ShownProps) {
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
              {t('console.dashboard.wholeRange')}
            </Button>
          )}
          {isStale && renewal.job === null && renewal.isAllowed && (
            <Button size="small" icon={RefreshCw} busy={renewal.isStarting} onClick={onRenew}>
              {t('console.dashboard.renew')}
            </Button>
          )}
        </span>
      </div>
      {view.isTable ? (
        <ForecastTable points={within(points, view)} currency={forecast.currency} />
      ) : (
        <>
          <Suspense fallback={<div className="forecast-plot" />}>
            <ForecastPlot
              forecast={forecast}
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
      {rich(`console.dashboard.ahead.${forecast.grain}`, {
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
          {t('console.dashboard.error', { error: format.percent(error, 1), naive: format.percent(naive, 1) })}
        </span>
      )}
      {forecast.stale_because.includes('data_changed') && (
        <span className="small tone-warn">
          {' · '}
          {t('console.dashboard.stale')}
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
        <span className="mark-line mark-actual" aria-hidden /> {t('console.dashboard.actual')}
      </li>
      <li className="row">
        <span className="mark-line mark-forecast" aria-hidden /> {t('console.dashboard.forecast')}
      </li>
      {levels.map((level, index) => (
        <li key={level} className="row">
          <span className={`mark-band ${index === 0 ? 'mark-band-80' : 'mark-band-95'}`} aria-hidden />
          {t('console.dashboard.interval', { level: format.percent(level) })}
        </li>
      ))}
      <li className="row">
        <span className="mark-line mark-today" aria-hidden />{' '}
        {t('console.dashboard.madeOn', { day: format.shortDay(forecast.made_for) })}
      </li>
    </ul>
  );
}
