import { ChartLine, RefreshCw, Table2 } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { Dashboard, RevenueForecast } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Segments } from '../../ui/segments.tsx';
import { ActionFault, Empty } from '../../ui/states.tsx';
import { ForecastMaking } from './forecast-making.tsx';
import type { ForecastView } from './forecast-view.ts';
import { JobFault } from './job-fault.tsx';
import { useRenewal } from './renewal.ts';

const ForecastShown = lazy(async () => ({ default: (await import('./forecast-shown.tsx')).ForecastShown }));
const grains = ['day', 'week', 'month'] as const;
/** How far ahead one looks where nobody has said it. */
const horizons: Record<RevenueForecast['grain'], number> = { day: 45, week: 13, month: 6, quarter: 4 };

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
      title={t('consoleHome.dashboard.revenueForecast')}
      aside={
        <>
          <Segments
            small
            label={t('consoleHome.dashboard.grain')}
            value={shown}
            options={grains.map((each) => ({ value: each, label: t(`consoleHome.dashboard.by.${each}`) }))}
            onChange={(next) => onView({ grain: next, from: undefined, to: undefined })}
          />
          {forecast !== null && (
            <button
              type="button"
              className="icon-button"
              aria-pressed={view.isTable}
              aria-label={t('consoleScores.dashboard.asTable')}
              title={t('consoleScores.dashboard.asTable')}
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
          text={t('consoleHome.dashboard.noForecast')}
          action={
            renewal.isAllowed && (
              <Button icon={RefreshCw} busy={renewal.isStarting} onClick={renew}>
                {t('consoleHome.dashboard.makeForecast')}
              </Button>
            )
          }
        />
      )}
      {renewal.refusal !== null && <ActionFault error={renewal.refusal} />}
      {renewal.failed !== null && <JobFault job={renewal.failed} />}
      {forecast !== null && (
        <Suspense fallback={<div className="forecast-plot" />}>
          <ForecastShown forecast={forecast} view={view} onView={onView} renewal={renewal} onRenew={renew} />
        </Suspense>
      )}
    </Card>
  );
}
