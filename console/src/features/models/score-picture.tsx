import type { Interval, MetricName } from './metrics.ts';
import { scoreScale } from './metrics.ts';

const width = 200;
const inset = 7;

interface ScorePictureProps {
  name: MetricName;
  score: number;
  naive: number;
  interval?: Interval | undefined;
}

/**
 * The model's score (a full dot on its 95 % interval) and the naive guess's (a hollow square) on one line.
 * The table around it says the same in figures.
 */
export function ScorePicture({ name, score, naive, interval }: ScorePictureProps) {
  const scale = scoreScale(name, [score, naive, ...(interval === undefined ? [] : [interval.lower, interval.upper])]);
  const place = (value: number): number => inset + scale(value) * (width - 2 * inset);
  return (
    <svg className="score-picture" viewBox={`0 0 ${width} 16`} aria-hidden>
      <path d={`M0 8H${width}`} stroke="var(--chart-grid)" />
      {interval !== undefined && (
        <path d={`M${place(interval.lower)} 8H${place(interval.upper)}`} stroke="var(--chart-actual)" strokeWidth={2} />
      )}
      <rect
        x={place(naive) - 3.5}
        y={4.5}
        width={7}
        height={7}
        fill="var(--surface)"
        stroke="var(--chart-baseline)"
        strokeWidth={1.5}
      />
      <circle cx={place(score)} cy={8} r={4} fill="var(--chart-actual)" />
    </svg>
  );
}
