import { at, intAt } from '../element.ts';

/**
 * The non-decreasing values nearest to `values` in the sum of squares: pool adjacent violators (Ayer, Brunk, Ewing, Reid
 * & Silverman 1955; Barlow, Bartholomew, Bremner & Brunk 1972, section 1.2).
 *
 * @param values n, finite
 * @param keys n, ascending: equal keys get one value; absent, each row has a key of its own
 */
export function isotonicRegression(values: Float64Array, keys?: Float64Array): Float64Array {
  const means = new Float64Array(values.length);
  const counts = new Int32Array(values.length);
  let blocks = 0;
  for (let i = 0; i < values.length; i += 1) {
    const isTied = keys !== undefined && i > 0 && at(keys, i) === at(keys, i - 1);
    means[blocks] = at(values, i);
    counts[blocks] = 1;
    blocks += 1;
    // A tied row joins its block before the order is looked at.
    for (let join = isTied; blocks > 1 && (join || at(means, blocks - 2) >= at(means, blocks - 1)); join = false) {
      const [left, right] = [intAt(counts, blocks - 2), intAt(counts, blocks - 1)];
      const total = left + right;
      means[blocks - 2] = (at(means, blocks - 2) * left + at(means, blocks - 1) * right) / total;
      counts[blocks - 2] = total;
      blocks -= 1;
    }
  }
  const fitted = new Float64Array(values.length);
  for (let b = 0, i = 0; b < blocks; b += 1) {
    fitted.fill(at(means, b), i, i + intAt(counts, b));
    i += intAt(counts, b);
  }
  return fitted;
}
