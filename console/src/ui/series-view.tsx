import { useQuery } from '@tanstack/react-query';
import { ChartLine, Maximize2, Table2 } from 'lucide-react';
import { lazy, Suspense, useMemo } from 'react';
import { pastQuery } from '../api/series.ts';
import type { Model } from '../api/types.ts';
import { useMessages } from '../lib/messages/messages.tsx';
import type { Ahead } from '../lib/series-points.ts';
import { grainOf, pastFrom, pointsAhead } from '../lib/series-points.ts';
import { Button } from './button.tsx';
import type { Zoom } from './forecast-points.ts';
import { isZoomed, within } from './forecast-points.ts';
import { ForecastTable } from './forecast-table.tsx';
import { Icon } from './icon.tsx';
import { useMay } from './permission.tsx';
import './forecast.css';

const ForecastPlot = lazy(async () => ({ default: (await import('./forecast-plot.tsx')).ForecastPlot }));

export interface SeriesLook extends Zoom {
  view?: 'table' | undefined;
}

interface SeriesViewProps {
  model: Model;
  ahead: readonly Ahead[];
  /** How often the bounds should hold the truth. */
  level: number;
  look: SeriesLook;
  onLook(look: SeriesLook): void;
}

/** A series, past and to come, as a picture or as a table. */
export function SeriesView({ model, ahead, level, look, onLook }: SeriesViewProps) {
  const { t, format } = useMessages();
  const grain = grainOf(ahead, model.training_options.series?.period);
  const mayRead = useMay('data:read');
  const past = useQuery({ ...pastQuery(model, grain, pastFrom(ahead, grain)), enabled: mayRead }).data;
  const points = useMemo(() => pointsAhead(past ?? [], ahead, level), [past, ahead, level]);
  const label = t('consoleKinds.series.chart', { target: model.target_column ?? '' });
  const isTable = look.view === 'table';
  return (
    <div className="stack">
      {isTable ? (
        <ForecastTable label={label} points={within(points, look)} currency={null} />
      ) : (
        <Suspense fallback={<div className="forecast-plot" />}>
          <ForecastPlot
            label={label}
            currency={null}
            isByMonth={grain === 'month' || grain === 'quarter' || grain === 'year'}
            points={points}
            zoom={look}
            onZoom={({ from, to }) => onLook({ ...look, from, to })}
          />
        </Suspense>
      )}
      <div className="row row-wrap">
        <ul className="row row-wrap small secondary forecast-legend">
          <li className="row">
            <span className="mark-line mark-actual" aria-hidden /> {t('consoleScores.dashboard.actual')}
          </li>
          <li className="row">
            <span className="mark-line mark-forecast" aria-hidden /> {t('consoleScores.dashboard.forecast')}
          </li>
          <li className="row">
            <span className="mark-band mark-band-80" aria-hidden />
            {t('consoleScores.dashboard.interval', { level: format.percent(level) })}
          </li>
        </ul>
        <span className="push-end row">
          {isZoomed(look) && (
            <Button size="small" kind="quiet" icon={Maximize2} onClick={() => onLook({ view: look.view })}>
              {t('consoleScores.dashboard.wholeRange')}
            </Button>
          )}
          <button
            type="button"
            className="icon-button"
            aria-pressed={isTable}
            aria-label={t('consoleScores.dashboard.asTable')}
            title={t('consoleScores.dashboard.asTable')}
            onClick={() => onLook({ ...look, view: isTable ? undefined : 'table' })}
          >
            <Icon as={isTable ? ChartLine : Table2} />
          </button>
        </span>
      </div>
    </div>
  );
}
