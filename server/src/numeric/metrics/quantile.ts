import { at } from '../element.ts';

/**
 * Quantile by linear interpolation (Hyndman & Fan 1996, definition 7).
 *
 * @param sorted ascending, without NaN
 * @param share 0 … 1
 * @returns NaN where empty
 */
export function quantileOfSorted(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const position = (sorted.length - 1) * share;
  const low = Math.floor(position);
  const high = Math.min(low + 1, sorted.length - 1);
  return at(sorted, low) + (position - low) * (at(sorted, high) - at(sorted, low));
}

/**
 * The k-th smallest value, k = 0 the smallest, by partition around a middle value (Hoare 1961, algorithm 65, "Find").
 * Expected time linear in the length.
 *
 * @param values n ≥ 1, without NaN; reordered
 * @param k 0 … n − 1
 */
export function selectInPlace(values: Float64Array, k: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = at(values, (low + high) >> 1);
    let i = low;
    let j = high;
    while (i <= j) {
      while (at(values, i) < pivot) i += 1;
      while (at(values, j) > pivot) j -= 1;
      if (i <= j) {
        const kept = at(values, i);
        values[i] = at(values, j);
        values[j] = kept;
        i += 1;
        j -= 1;
      }
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else break;
  }
  return at(values, k);
}
