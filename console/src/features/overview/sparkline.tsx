import type { KeyFigure } from '../../api/types.ts';

const width = 64;
const height = 28;
const inset = 3;

/** The course of a figure, beside what it is compared with in dots. The figures around it say the same in words. */
export function Sparkline({ series }: { series: KeyFigure['series'] }) {
  const values = series.flatMap(({ value, compared }) => [value, compared]).filter((value) => value !== null);
  if (series.length < 2 || values.length === 0) return null;
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  const x = (index: number): number => inset + (index / (series.length - 1)) * (width - 2 * inset);
  const y = (value: number): number => height - inset - ((value - low) / span) * (height - 2 * inset);
  const pathOf = (read: (point: KeyFigure['series'][number]) => number | null): string => {
    let isBroken = true;
    return series
      .map((point, index) => {
        const value = read(point);
        if (value === null) {
          isBroken = true;
          return '';
        }
        const step = `${isBroken ? 'M' : 'L'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
        isBroken = false;
        return step;
      })
      .join('');
  };
  const last = series.at(-1)?.value ?? null;
  return (
    <svg className="sparkline" width={width} height={height} viewBox={`0 0 ${width} ${height}`} fill="none" aria-hidden>
      <path
        d={pathOf(({ compared }) => compared)}
        stroke="var(--chart-baseline)"
        strokeDasharray="1.5 2.5"
        strokeLinecap="round"
      />
      <path d={pathOf(({ value }) => value)} stroke="var(--chart-actual)" strokeWidth={1.5} strokeLinejoin="round" />
      {last !== null && <circle cx={x(series.length - 1)} cy={y(last)} r={2} fill="var(--chart-actual)" />}
    </svg>
  );
}
