import { getRouteApi } from '@tanstack/react-router';
import { ChartLine, Maximize2, Table2 } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useMessages } from '../../lib/messages/messages.tsx';
import { present } from '../../lib/url-state.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import type { Point, Zoom } from '../../ui/forecast-points.ts';
import { isZoomed, within } from '../../ui/forecast-points.ts';
import { ForecastTable } from '../../ui/forecast-table.tsx';
import { Icon } from '../../ui/icon.tsx';

// The library of charts is fetched only where something is drawn over time.
const ForecastPlot = lazy(async () => ({ default: (await import('../../ui/forecast-plot.tsx')).ForecastPlot }));
const route = getRouteApi('/o/$organization/outlook');

interface SeriesCardProps {
  title: string;
  points: readonly Point[];
  currency: string | null;
  isByMonth: boolean;
}

/** What lies ahead with its interval, as a picture or as a table; stretch and view stand in the address. */
export function SeriesCard({ title, points, currency, isByMonth }: SeriesCardProps) {
  const { t, format } = useMessages();
  const { view, from, to } = route.useSearch();
  const navigate = route.useNavigate();
  const isTable = view === 'table';
  const zoomTo = (zoom: Zoom) =>
    void navigate({ search: (now) => present({ ...now, from: zoom.from, to: zoom.to }), replace: true });
  const zoom = { from, to };
  const levels = points.at(-1)?.intervals.map(({ level }) => level) ?? [];
  const isPast = points.some(({ actual }) => actual !== null);
  return (
    <Card
      title={title}
      aside={
        <>
          {isZoomed(zoom) && (
            <Button size="small" kind="quiet" icon={Maximize2} onClick={() => zoomTo({})}>
              {t('consoleScores.dashboard.wholeRange')}
            </Button>
          )}
          <button
            type="button"
            className="icon-button"
            aria-pressed={isTable}
            aria-label={t('consoleScores.dashboard.asTable')}
            title={t('consoleScores.dashboard.asTable')}
            onClick={() =>
              void navigate({
                search: (now) => present({ ...now, view: isTable ? undefined : ('table' as const) }),
                replace: true,
              })
            }
          >
            <Icon as={isTable ? ChartLine : Table2} />
          </button>
        </>
      }
    >
      {isTable ? (
        <ForecastTable label={title} points={within(points, zoom)} currency={currency} />
      ) : (
        <div className="stack">
          <Suspense fallback={<div className="forecast-plot" />}>
            <ForecastPlot
              label={title}
              currency={currency}
              isByMonth={isByMonth}
              points={points}
              zoom={zoom}
              onZoom={zoomTo}
            />
          </Suspense>
          <ul className="row row-wrap small secondary forecast-legend">
            {isPast && (
              <li className="row">
                <span className="mark-line mark-actual" aria-hidden /> {t('consoleScores.dashboard.actual')}
              </li>
            )}
            <li className="row">
              <span className="mark-line mark-forecast" aria-hidden /> {t('consoleScores.dashboard.forecast')}
            </li>
            {levels.map((level, index) => (
              <li key={level} className="row">
                <span className={`mark-band ${index === 0 ? 'mark-band-80' : 'mark-band-95'}`} aria-hidden />
                {t('consoleScores.dashboard.interval', { level: format.percent(level) })}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  );
}
