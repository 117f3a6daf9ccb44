import type { WhatIf } from '../../api/types.ts';

type Points = NonNullable<WhatIf['curve']>['points'];

interface Place {
  at: number;
  value: number;
}

interface WhatIfCurveProps {
  points: Points;
  was: Place;
  now: Place;
  write(value: number): string;
  label: string;
}

const width = 340;
const height = 120;
const top = 22;
const bottom = 100;

/** What would be answered along all values of one input; the slider below it says the same in figures. */
export function WhatIfCurve({ points, was, now, write, label }: WhatIfCurveProps) {
  const known = points.map(({ value, prediction_output: output }) => ({
    at: Number(value),
    value: output.prediction,
    lower: output.interval?.lower ?? output.prediction,
    upper: output.interval?.upper ?? output.prediction,
  }));
  const [first, last] = [known[0]?.at ?? 0, known.at(-1)?.at ?? 1];
  const low = Math.min(was.value, ...known.map(({ lower }) => lower));
  const high = Math.max(was.value, ...known.map(({ upper }) => upper));
  const x = (at: number) => Math.max(0, Math.min(1, (at - first) / (last - first || 1))) * width;
  const y = (value: number) => bottom - ((value - low) / (high - low || 1)) * (bottom - top);
  const line = (side: 'value' | 'lower' | 'upper', order = known) =>
    order.map((point) => `${x(point.at).toFixed(1)} ${y(point[side]).toFixed(1)}`).join('L');
  return (
    <figure dir="ltr" className="what-if-curve" aria-label={label}>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden>
        <path d={`M0 ${bottom}H${width}`} stroke="var(--chart-grid)" />
        <path d={`M${line('upper')}L${line('lower', known.toReversed())}Z`} fill="var(--chart-band-80)" />
        <path
          d={`M${line('value')}`}
          fill="none"
          stroke="var(--chart-forecast)"
          strokeWidth={2}
          strokeDasharray="5 4"
        />
        <circle
          cx={x(was.at)}
          cy={y(was.value)}
          r={4}
          fill="var(--surface)"
          stroke="var(--chart-axis)"
          strokeWidth={2}
        />
        <circle cx={x(now.at)} cy={y(now.value)} r={5} fill="var(--surface)" stroke="var(--accent)" strokeWidth={2.5} />
        <text x={0} y={top - 10} className="chart-label">
          {write(high)}
        </text>
        <text x={0} y={height - 4} className="chart-label">
          {write(low)}
        </text>
      </svg>
    </figure>
  );
}
