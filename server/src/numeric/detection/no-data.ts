import { at, intAt } from '../element.ts';
import { EXCLUDED, type SeriesHistory } from './series-detector.ts';
import { type Severity, severityOf } from './robust-band.ts';

/** Data that has not come. */
export interface Silence {
  /** The first period without data. */
  readonly from: number;
  /** Periods without data, excluded ones not counted. */
  readonly periods: number;
  /** The longest silence of the history that ended. */
  readonly longestBefore: number;
  readonly severity: Severity;
}

/**
 * Whether data has stopped coming: "no data" is an alert of its own and no value of 0. The silence at the end must be
 * longer than any that the history got over; severity by periods / (longest before + 1): low from 1, medium from 2, high
 * from 4, critical from 8.
 *
 * @returns null while data comes, where none ever did, and while a silence is no longer than usual
 */
export function findSilence({ values, kinds }: SeriesHistory): Silence | null {
  let [longestBefore, run, from, known] = [0, 0, -1, false];
  for (let t = 0; t < values.length; t += 1) {
    if (!Number.isNaN(at(values, t))) {
      if (known) longestBefore = Math.max(longestBefore, run);
      [run, from, known] = [0, -1, true];
    } else if (kinds === undefined || intAt(kinds, t) !== EXCLUDED) {
      if (run === 0) from = t;
      run += 1;
    }
  }
  if (!known || run <= longestBefore) return null;
  const severity = severityOf(run / (longestBefore + 1), [1, 2, 4, 8]);
  return severity && { from, periods: run, longestBefore, severity };
}
