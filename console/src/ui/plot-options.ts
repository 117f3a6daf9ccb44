import type uPlot from 'uplot';
import type { Format } from '../lib/format.ts';
import { writeAmount } from './amount.ts';
import type { Point } from './forecast-points.ts';
import { dayOf, secondsOf } from './forecast-points.ts';

/** Colours are read when they are painted, so that a change of the theme takes effect with the next painting. */
const colour = (name: string) => (): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Places in the data; the widest interval is painted first. */
const columns = { actual: 1, expected: 2, upper95: 3, lower95: 4, upper80: 5, lower80: 6 } as const;

/** The columns of a plot. Forecast and intervals begin where the past ends, so that nothing gapes between them. */
export function dataOf(points: readonly Point[]): uPlot.AlignedData {
  const last = points.findLastIndex(({ actual }) => actual !== null);
  const joined = (index: number, value: number | null | undefined) =>
    index === last ? (points[last]?.actual ?? null) : (value ?? null);
  const edge = (place: number, side: 'lower' | 'upper') =>
    points.map(({ intervals }, index) => joined(index, intervals.at(place)?.[side]));
  return [
    points.map(({ period }) => secondsOf(period)),
    points.map(({ actual }) => actual),
    points.map(({ expected }, index) => joined(index, expected)),
    edge(-1, 'upper'),
    edge(-1, 'lower'),
    edge(0, 'upper'),
    edge(0, 'lower'),
  ];
}

interface PlotWishes {
  width: number;
  height: number;
  format: Format;
  currency: string | null;
  isRightToLeft: boolean;
  /** Whether a point stands for a month or more, so that its day says nothing. */
  isByMonth: boolean;
  onRead(plot: uPlot): void;
  onZoom(from: string, to: string): void;
  onWhole(): void;
}

const font = '12px "Inter Variable", system-ui, sans-serif';
const leastZoomPixels = 8;
const letterWidth = 7;
const axisPadding = 16;

export function optionsOf(wishes: PlotWishes): uPlot.Options {
  const { width, height, format, currency, onRead, onWhole } = wishes;
  const hidden = { stroke: 'transparent', points: { show: false } } as const;
  const axis = { stroke: colour('--chart-axis'), font, ticks: { show: false } } as const;
  return {
    width,
    height,
    padding: [10, wishes.isRightToLeft ? 4 : 12, 0, wishes.isRightToLeft ? 12 : 4],
    tzDate: (seconds) => new Date(new Date(seconds * 1000).toISOString().slice(0, -1)),
    legend: { show: false },
    cursor: {
      drag: { x: true, y: false, setScale: false, dist: leastZoomPixels },
      points: { size: 8, width: 2, fill: colour('--surface') },
      y: false,
      bind: {
        dblclick: () => () => {
          onWhole();
          return null;
        },
      },
    },
    scales: { x: { time: true } },
    series: [
      {},
      { stroke: colour('--chart-actual'), width: 1.75, points: { show: false } },
      { stroke: colour('--chart-forecast'), width: 1.75, dash: [6, 4], points: { show: false } },
      hidden,
      hidden,
      hidden,
      hidden,
    ],
    bands: [
      { series: [columns.upper95, columns.lower95], fill: colour('--chart-band-95') },
      { series: [columns.upper80, columns.lower80], fill: colour('--chart-band-80') },
    ],
    axes: [
      {
        ...axis,
        grid: { show: false },
        space: 80,
        size: 30,
        values: (_plot, splits) =>
          splits.map((seconds) => (wishes.isByMonth ? format.month(dayOf(seconds)) : format.shortDay(dayOf(seconds)))),
      },
      {
        ...axis,
        side: wishes.isRightToLeft ? 1 : 3,
        grid: { stroke: colour('--chart-grid'), width: 1 },
        // As wide as its longest amount: languages differ much.
        size: (_plot, values) => axisPadding + letterWidth * Math.max(...(values ?? ['']).map(({ length }) => length)),
        space: 56,
        values: (_plot, splits) => splits.map((value) => writeAmount(format, value, currency, 'short')),
      },
    ],
    hooks: {
      setCursor: [onRead],
      setSelect: [(plot) => zoomTo(plot, wishes)],
      draw: [drawBoundary],
    },
  };
}

function zoomTo(plot: uPlot, { onZoom }: PlotWishes): void {
  const { left, width } = plot.select;
  if (width < leastZoomPixels) return;
  onZoom(dayOf(plot.posToVal(left, 'x')), dayOf(plot.posToVal(left + width, 'x')));
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
}

/** A dotted line between what came and what is expected. */
function drawBoundary(plot: uPlot): void {
  const { ctx, bbox } = plot;
  const last = plot.data[1]?.findLastIndex((value) => typeof value === 'number') ?? 0;
  const x = Math.round(plot.valToPos(plot.data[0][last] ?? 0, 'x', true));
  if (x < bbox.left || x > bbox.left + bbox.width) return;
  ctx.save();
  ctx.strokeStyle = colour('--chart-axis')();
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}
