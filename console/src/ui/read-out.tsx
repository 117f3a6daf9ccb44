import type { Format } from '../lib/format.ts';
import { useMessages } from '../lib/messages/messages.tsx';
import { writeAmount } from './amount.ts';
import type { Point } from './forecast-points.ts';

const halfWidth = 96;

interface ReadOutProps {
  point: Point;
  currency: string | null;
  /** Of the line that it speaks of, in pixels from the left. */
  left: number;
  width: number;
  format: Format;
}

/** What one point of the plot says, beside the line that marks it. */
export function ReadOut({ point, currency, left, width, format }: ReadOutProps) {
  const { t } = useMessages();
  const money = (value: number) => writeAmount(format, value, currency);
  const value = point.actual ?? point.expected ?? 0;
  const isLeft = left > width / 2;
  return (
    <div
      className="read-out"
      style={{ left: isLeft ? left - 2 * halfWidth - 14 : left + 14, inlineSize: 2 * halfWidth }}
    >
      <p className="small faint">
        {format.day(point.period)} ·{' '}
        {t(point.actual === null ? 'consoleScores.dashboard.forecast' : 'consoleScores.dashboard.actual')}
      </p>
      <p className="read-out-value num">
        <bdi>{money(value)}</bdi>
      </p>
      {point.intervals.map(({ level, lower, upper }) => (
        <p key={level} className="row small num">
          <span className="faint">{format.percent(level)}</span>
          <bdi className="push-end">
            {money(lower)} – {money(upper)}
          </bdi>
        </p>
      ))}
    </div>
  );
}
