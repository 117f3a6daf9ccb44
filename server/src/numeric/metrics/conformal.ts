import { selectInPlace } from './quantile.ts';

/**
 * Half-width of a prediction interval: the ⌈(m + 1) level⌉-th smallest of m absolute residuals of rows that the models
 * had not seen (Papadopoulos, Proedrou, Vovk & Gammerman 2002; Lei et al. 2018, "Distribution-free predictive
 * inference for regression", algorithm 2). With fewer than level / (1 − level) residuals that rank does not exist and
 * the largest one is taken; the coverage is then lower than the level.
 *
 * @param absoluteResiduals m ≥ 1, ≥ 0; left as they are
 * @param level 0 … 1
 * @returns NaN where empty
 */
export function conformalHalfWidth(absoluteResiduals: Float64Array, level: number): number {
  const count = absoluteResiduals.length;
  if (count === 0) return Number.NaN;
  const rank = Math.min(count, Math.ceil((count + 1) * level));
  const copy = Float64Array.from(absoluteResiduals);
  return selectInPlace(copy, rank - 1);
}
