import { at } from '../element.ts';
import { NumericError } from '../numeric-error.ts';

/**
 * What is known of each customer, in one unit of time: `repeats` purchases after the first, the last of them `recency`
 * after the first, observed for `age` since the first. Without repeats recency is 0.
 */
export interface PurchaseHistories {
  readonly repeats: Float64Array;
  readonly recency: Float64Array;
  readonly age: Float64Array;
}

/** @throws NumericError too_few_rows, shape_mismatch, not_finite (also for figures that cannot be) */
export function checkHistories({ repeats, recency, age }: PurchaseHistories): void {
  const rows = repeats.length;
  if (rows === 0) throw new NumericError('too_few_rows', { rows, required: 1 });
  for (const { length } of [recency, age]) {
    if (length !== rows)
      throw new NumericError('shape_mismatch', { what: 'histories', expected: rows, actual: length });
  }
  for (let i = 0; i < rows; i += 1) {
    const [x, t, T] = [at(repeats, i), at(recency, i), at(age, i)];
    const fits = Number.isInteger(x) && x >= 0 && t >= 0 && t <= T && Number.isFinite(T) && (x > 0 || t === 0);
    if (!fits) throw new NumericError('not_finite', { what: 'histories', index: i });
  }
}
