import { at } from '../element.ts';
import { NumericError } from '../numeric-error.ts';

/** Between what values are expected, and how far outside one is. */
export interface RobustBand {
  readonly center: number;
  /** A standard deviation by 1.4826 MAD, or by the mean distance where most values are equal; 0 of equal ones. */
  readonly scale: number;
}

function medianOf(sorted: Float64Array): number {
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? at(sorted, middle) : (at(sorted, middle - 1) + at(sorted, middle)) / 2;
}

/**
 * Center and scale that a few wild values do not move (Iglewicz & Hoaglin 1993, "How to detect and handle outliers",
 * section 3): median and 1.4826 times the median distance from it; where that is 0, 1.2533 times the mean distance.
 *
 * @param values NaN is passed over
 * @throws NumericError too_few_rows (no value), not_finite
 */
export function robustBand(values: Float64Array): RobustBand {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  if (known.length === 0) throw new NumericError('too_few_rows', { rows: 0, required: 1 });
  const infinite = values.findIndex((value) => Math.abs(value) === Infinity);
  if (infinite !== -1) throw new NumericError('not_finite', { what: 'values', index: infinite });
  const center = medianOf(known);
  const distances = known.map((value) => Math.abs(value - center)).sort();
  const median = medianOf(distances);
  if (median > 0) return { center, scale: 1.4826 * median };
  return { center, scale: (1.2533 * distances.reduce((sum, distance) => sum + distance, 0)) / distances.length };
}

/** How many standard deviations a value is off, with its sign; of equal values ±Infinity for any other. */
export function robustScore({ center, scale }: RobustBand, value: number): number {
  const off = value - center;
  return off === 0 ? 0 : off / scale;
}

const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Standard deviations from which on a deviation is low, medium, high, critical. */
export type SeverityThresholds = readonly [low: number, medium: number, high: number, critical: number];

const DEFAULT_THRESHOLDS: SeverityThresholds = [3, 4, 6, 9];

/** How severe a score is; null below the first threshold, and for NaN: what is not known is not an anomaly. */
export function severityOf(score: number, thresholds: SeverityThresholds = DEFAULT_THRESHOLDS): Severity | null {
  const size = Math.abs(score);
  const reached = thresholds.findLastIndex((threshold) => size >= threshold);
  return SEVERITIES[reached] ?? null;
}
