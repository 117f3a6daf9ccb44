import { at, intAt } from '../element.ts';

const BINS = 15;

/**
 * Expected calibration error: over 15 bins of equal width, the distance between the mean probability and the share that
 * came true, each bin counted by its rows (Naeini, Cooper & Hauskrecht 2015, "Obtaining well calibrated probabilities
 * using Bayesian binning", section 4; Guo, Pleiss, Sun & Weinberger 2017, eq. 3). 0 … 1.
 *
 * @param probabilities n, 0 … 1
 * @param outcomes n: 1 where it came true, else 0
 * @returns a function of the rows' weights; NaN without weight
 */
export function calibrationErrorOf(
  probabilities: Float64Array,
  outcomes: Float64Array,
): (weights: Float64Array) => number {
  const bins = Int32Array.from(probabilities, (p) => Math.min(BINS - 1, Math.floor(p * BINS)));
  return (weights) => {
    const gaps = new Float64Array(BINS);
    let total = 0;
    for (let i = 0; i < bins.length; i += 1) {
      const bin = intAt(bins, i);
      const weight = at(weights, i);
      total += weight;
      gaps[bin] = at(gaps, bin) + weight * (at(probabilities, i) - at(outcomes, i));
    }
    return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / total;
  };
}
