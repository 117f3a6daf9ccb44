import { type BgNbd, expectedPurchases } from './bg-nbd.ts';
import { expectedValue, type GammaGamma } from './gamma-gamma.ts';

/** What is known of one customer, in the models' units. */
export interface CustomerHistory {
  readonly repeats: number;
  readonly recency: number;
  readonly age: number;
  /** Of the repeats, 0 without any. */
  readonly meanValue: number;
}

/** Over what a value is added up. */
export interface ValueTerms {
  readonly periods: number;
  /** Length of a period in the unit of the histories. */
  readonly periodLength: number;
  /** Of one period, 0 for none. */
  readonly discountRate: number;
  /** What is earned of each unit of value, 0 … 1. */
  readonly margin: number;
}

/**
 * Expected discounted value of a customer's purchases to come: of each period the purchases expected in it, times what
 * one is expected to be worth, times the margin, discounted to now from its end.
 */
export function lifetimeValue(
  { buying, spending }: { readonly buying: BgNbd; readonly spending: GammaGamma },
  { repeats, recency, age, meanValue }: CustomerHistory,
  { periods, periodLength, discountRate, margin }: ValueTerms,
): number {
  const worth = expectedValue(spending, repeats, meanValue) * margin;
  let before = 0;
  let sum = 0;
  for (let period = 1; period <= periods; period += 1) {
    const until = expectedPurchases(buying, repeats, recency, age, period * periodLength);
    sum += ((until - before) * worth) / (1 + discountRate) ** period;
    before = until;
  }
  return sum;
}
