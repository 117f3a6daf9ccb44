import type { KeyboardEvent } from 'react';
import { useEffect, useEffectEvent, useId, useMemo, useRef, useState } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useMessages } from '../../lib/messages/messages.tsx';
import { moveBy } from '../../ui/plot-keys.ts';
import { useWrite } from './answer-table.tsx';
import type { Line, Picture } from './picture.ts';
import { timeWriter } from './times.ts';

const height = 300;
const colours = ['--chart-actual', '--chart-forecast', '--chart-4', '--chart-5', '--chart-pos', '--chart-neg'] as const;
const font = '12px "Inter Variable", system-ui, sans-serif';
const letterWidth = 7;
const axisPadding = 16;

type LinesPicture = Extract<Picture, { kind: 'lines' }>;

/** Colours are read when they are painted, so that a change of the theme takes effect with the next painting. */
const painted = (name: string) => (): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const colourOf = (index: number): string => colours[index % colours.length] ?? '--chart-actual';
const secondsOf = (time: string): number => Date.parse(time.length === 10 ? `${time}T00:00:00Z` : time) / 1000;

/**
 * Lines over time, which runs from left to right in every language. The table beside holds the same figures. To the
 * keyboard and to a screen reader it is a slider whose value is a moment.
 */
export function LinesPlot({ picture }: { picture: LinesPicture }) {
  const { t, format } = useMessages();
  const [at, setAt] = useState<number | null>(null);
  const write = useWrite({ name: '', unit: picture.unit });
  const writeTime = timeWriter(format, picture.times);
  const hintId = useId();
  const { box, plot } = usePlot({ picture, write, writeTime, onRead: setAt });
  const read = at === null ? picture.times.length - 1 : at;
  const nameOf = ({ name, isBefore }: Line) => (isBefore ? t('consoleQuestions.before') : name);
  const said = picture.lines.map((line) => {
    const value = line.values[read] ?? null;
    return `${nameOf(line)} ${value === null ? '–' : write(value)}`;
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const index = moveBy(event.key, at ?? picture.times.length, picture.times.length);
    const time = index === null ? undefined : picture.times[index];
    if (plot === null || time === undefined) return;
    plot.setCursor({ left: plot.valToPos(secondsOf(time), 'x'), top: 0 });
    event.preventDefault();
  };
  return (
    <div className="stack-small">
      <div
        className="lines-plot"
        dir="ltr"
        ref={box}
        tabIndex={0}
        role="slider"
        aria-label={t('consoleQuestions.drawn')}
        aria-describedby={hintId}
        aria-valuemin={1}
        aria-valuemax={picture.times.length}
        aria-valuenow={read + 1}
        aria-valuetext={[writeTime(picture.times[read] ?? ''), ...said].join('; ')}
        onKeyDown={onKeyDown}
        onBlur={() => setAt(null)}
      />
      <p id={hintId} className="hidden-visually">
        {t('consoleQuestions.chartKeys')}
      </p>
      <ul className="lines-legend small">
        <li className="faint num">{writeTime(picture.times[read] ?? '')}</li>
        {picture.lines.map((line, index) => {
          const value = line.values[read] ?? null;
          return (
            <li key={`${line.name} ${line.isBefore}`} className="row">
              <span
                className={line.isBefore ? 'line-mark line-mark-before' : 'line-mark'}
                style={{ borderColor: line.isBefore ? 'var(--chart-baseline)' : `var(${colourOf(index)})` }}
                aria-hidden
              />
              <bdi>{nameOf(line)}</bdi>
              <bdi className="num semibold">{value === null ? '–' : write(value)}</bdi>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

interface PlotWishes {
  picture: LinesPicture;
  write(value: number): string;
  writeTime(time: string): string;
  onRead(index: number | null): void;
}

function usePlot({ picture, write, writeTime, onRead }: PlotWishes) {
  const { direction } = useMessages();
  const box = useRef<HTMLDivElement>(null);
  const [made, setMade] = useState<UPlot | null>(null);
  const readAt = useEffectEvent(onRead);
  const writeValue = useEffectEvent(write);
  const writeMoment = useEffectEvent(writeTime);
  const data = useMemo<UPlot.AlignedData>(
    () => [picture.times.map(secondsOf), ...picture.lines.map(({ values }) => values)],
    [picture],
  );
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const axis = { stroke: painted('--chart-axis'), font, ticks: { show: false } } as const;
    const isRightToLeft = direction === 'rtl';
    const plot = new UPlot(
      {
        width: element.clientWidth,
        height,
        padding: [10, isRightToLeft ? 4 : 12, 0, isRightToLeft ? 12 : 4],
        // Periods are the organization's own days, written as if they were those of UTC.
        tzDate: (seconds) => new Date(new Date(seconds * 1000).toISOString().slice(0, -1)),
        legend: { show: false },
        cursor: { drag: { x: false, y: false }, y: false, points: { size: 8, width: 2, fill: painted('--surface') } },
        series: [
          {},
          ...picture.lines.map(({ isBefore }, index) => ({
            stroke: painted(isBefore ? '--chart-baseline' : colourOf(index)),
            width: 1.75,
            ...(isBefore && { dash: [4, 4] }),
            points: { show: picture.times.length < 3 },
          })),
        ],
        axes: [
          {
            ...axis,
            grid: { show: false },
            space: 110,
            size: 30,
            values: (_plot, splits) => splits.map((seconds) => writeMoment(isoOf(seconds, picture.times))),
          },
          {
            ...axis,
            side: isRightToLeft ? 1 : 3,
            grid: { stroke: painted('--chart-grid'), width: 1 },
            space: 56,
            size: (_plot, values) =>
              axisPadding + letterWidth * Math.max(...(values ?? ['']).map(({ length }) => length)),
            values: (_plot, splits) => splits.map((value) => writeValue(value)),
          },
        ],
        hooks: { setCursor: [({ cursor: { idx, left = -1 } }) => readAt(left >= 0 ? (idx ?? null) : null)] },
      },
      data,
      element,
    );
    setMade(plot);
    const sizes = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height }));
    sizes.observe(element);
    const themes = new MutationObserver(() => plot.redraw(false, true));
    themes.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      sizes.disconnect();
      themes.disconnect();
      plot.destroy();
      setMade(null);
    };
  }, [data, picture, direction]);
  return { box, plot: made };
}

/** A moment of the axis, written as finely as those of the answer. */
function isoOf(seconds: number, [first = '']: readonly string[]): string {
  const iso = new Date(seconds * 1000).toISOString();
  return first.length === 10 ? iso.slice(0, 10) : iso;
}
