import type { RevenueForecast } from '../../api/types.ts';
import type { Point } from '../../ui/forecast-points.ts';

/** Past and future in one line, by time. */
export function pointsOf({ history, forecast }: RevenueForecast): Point[] {
  return [
    ...history.map(({ period, revenue }) => ({ period, actual: revenue, expected: null, intervals: [] })),
    ...forecast.map(({ period, revenue, intervals }) => ({
      period,
      actual: null,
      expected: revenue,
      intervals: intervals.toSorted((left, right) => left.level - right.level),
    })),
  ];
}
