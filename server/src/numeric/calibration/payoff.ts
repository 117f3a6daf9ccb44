import { at } from '../element.ts';

/** What each kind of decision is worth, in any unit of money; costs are negative. */
export interface Payoff {
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly trueNegative: number;
  readonly falseNegative: number;
}

/**
 * The probability from which acting on a positive pays: (TN − FP) / (TN − FP + TP − FN), for calibrated probabilities
 * (Elkan 2001, "The foundations of cost-sensitive learning", eq. 2).
 *
 * @returns 0 … 1; 0 where acting always pays at least as much, 1 where it never pays more; 0.5 where nothing matters
 */
export function profitThreshold({ truePositive, falsePositive, trueNegative, falseNegative }: Payoff): number {
  const ofRestraint = trueNegative - falsePositive;
  const ofAction = truePositive - falseNegative;
  if (ofRestraint <= 0 && ofAction <= 0) return ofRestraint === ofAction ? 0.5 : Number(ofAction < ofRestraint);
  if (ofAction <= 0) return 1;
  return ofRestraint <= 0 ? 0 : ofRestraint / (ofRestraint + ofAction);
}

/**
 * What each row's decision is worth.
 *
 * @param codes n, 1 for a positive row, else 0
 * @param labels n, what was decided
 */
export function payoffsOf(codes: Float64Array, labels: Int32Array, payoff: Payoff): Float64Array {
  return codes.map((_, i) => {
    if (labels[i] === 1) return at(codes, i) === 1 ? payoff.truePositive : payoff.falsePositive;
    return at(codes, i) === 1 ? payoff.falseNegative : payoff.trueNegative;
  });
}
