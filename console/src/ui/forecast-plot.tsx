import type { KeyboardEvent } from 'react';
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Messages } from '../lib/messages/messages.tsx';
import { useMessages } from '../lib/messages/messages.tsx';
import { writeAmount } from './amount.ts';
import type { Point, Zoom } from './forecast-points.ts';
import { isZoomed, secondsOf } from './forecast-points.ts';
import { moveBy, zoomBy } from './plot-keys.ts';
import { dataOf, optionsOf } from './plot-options.ts';
import { ReadOut } from './read-out.tsx';
import './forecast.css';

const height = 290;

interface ForecastPlotProps {
  /** What is drawn, for those who cannot see it. */
  label: string;
  /** Of the amounts; null where they have none. */
  currency: string | null;
  /** Whether a point stands for a month or more, so that its day says nothing. */
  isByMonth: boolean;
  points: readonly Point[];
  zoom: Zoom;
  onZoom(zoom: Zoom): void;
}

/** Where the reader is: a point, and how far from the left it lies in pixels. */
interface Reading {
  index: number;
  left: number;
  width: number;
}

/**
 * Time runs from left to right in every language; only the axis of amounts changes its side. To the keyboard and to a
 * screen reader it is a slider whose value is a point of the plot.
 */
export function ForecastPlot(props: ForecastPlotProps) {
  const { label, currency, points, zoom, onZoom } = props;
  const messages = useMessages();
  const { t, format, direction } = messages;
  const hintId = useId();
  const [reading, setReading] = useState<Reading | null>(null);
  const { box, plot } = usePlot({ ...props, onRead: setReading });

  const onKeyDown = (event: KeyboardEvent) => {
    if (plot === null) return;
    const index = moveBy(event.key, reading?.index ?? points.length, points.length);
    const point = index === null ? undefined : points[index];
    if (point !== undefined) plot.setCursor({ left: plot.valToPos(secondsOf(point.period), 'x'), top: 0 });
    else if (event.key === 'Escape' && isZoomed(zoom)) onZoom({});
    else if (event.key === '+' || event.key === '-') onZoom(zoomBy(plot, event.key, reading?.index ?? null));
    else return;
    event.preventDefault();
  };

  const point = reading === null ? undefined : points[reading.index];
  return (
    <div className="forecast-plot" dir="ltr">
      <div
        ref={box}
        className="forecast-canvas"
        tabIndex={0}
        role="slider"
        aria-label={label}
        aria-describedby={hintId}
        aria-valuemin={1}
        aria-valuemax={points.length}
        aria-valuenow={(reading?.index ?? points.length - 1) + 1}
        aria-valuetext={point === undefined ? label : sayPoint(point, currency, messages)}
        onKeyDown={onKeyDown}
        onBlur={() => setReading(null)}
      />
      <p id={hintId} className="hidden-visually">
        {t('consoleScores.dashboard.chartKeys')}
      </p>
      {point !== undefined && reading !== null && (
        <div className="forecast-read" dir={direction} aria-hidden>
          <ReadOut point={point} currency={currency} left={reading.left} width={reading.width} format={format} />
        </div>
      )}
    </div>
  );
}

/** A point in words, for those who hear it. */
function sayPoint(
  { period, actual, expected, intervals }: Point,
  currency: string | null,
  { t, format }: Messages,
): string {
  const money = (value: number) => writeAmount(format, value, currency);
  const ranges = intervals.map(
    ({ level, lower, upper }) => `${format.percent(level)}: ${money(lower)} – ${money(upper)}`,
  );
  const kind = t(actual === null ? 'consoleScores.dashboard.forecast' : 'consoleScores.dashboard.actual');
  return [`${format.day(period)}, ${kind} ${money(actual ?? expected ?? 0)}`, ...ranges].join('; ');
}

interface PlotWishes extends ForecastPlotProps {
  onRead(reading: Reading | null): void;
}

function usePlot({ currency, isByMonth, points, zoom, onZoom, onRead }: PlotWishes) {
  const { format, direction } = useMessages();
  const box = useRef<HTMLDivElement>(null);
  const [plot, setPlot] = useState<UPlot | null>(null);
  const zoomTo = useEffectEvent(onZoom);
  const readAt = useEffectEvent(onRead);

  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const options = optionsOf({
      width: element.clientWidth,
      height,
      format,
      currency,
      isByMonth,
      isRightToLeft: direction === 'rtl',
      onRead: ({ cursor: { idx, left = -1 }, bbox }) => {
        const isOver = idx !== null && idx !== undefined && left >= 0;
        readAt(isOver ? { index: idx, left: left + bbox.left / devicePixelRatio, width: element.clientWidth } : null);
      },
      onZoom: (from, to) => zoomTo({ from, to }),
      onWhole: () => zoomTo({}),
    });
    const made = new UPlot(options, dataOf(points), element);
    setPlot(made);
    const sizes = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }));
    sizes.observe(element);
    const themes = new MutationObserver(() => made.redraw(false, true));
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      sizes.disconnect();
      themes.disconnect();
      made.destroy();
      setPlot(null);
    };
  }, [points, currency, isByMonth, format, direction]);

  const { from, to } = zoom;
  useEffect(() => {
    const [first, last] = [points[0], points.at(-1)];
    if (first === undefined || last === undefined) return;
    const min = secondsOf(from ?? first.period);
    const max = secondsOf(to ?? last.period);
    if (max > min) plot?.setScale('x', { min, max });
  }, [plot, points, from, to]);

  return { box, plot };
}
