import { type BgNbd, chanceAlive, purchasesIfAlive } from './bg-nbd.ts';
import { expectedValue, type GammaGamma } from './gamma-gamma.ts';

/** What is known of one customer, in the models' units. */
export interface CustomerHistory {
  readonly repeats: number;
  readonly recency: number;
  readonly age: number;
  /** Mean of the purchases whose worth is known, 0 without any. */
  readonly meanValue: number;
  /** How many those are; by default the repeats. */
  readonly purchases?: number;
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

interface Models {
  readonly buying: BgNbd;
  readonly spending: GammaGamma;
}

/**
 * Expected discounted value of a customer's purchases to come: of each period the purchases expected in it, times what
 * one is expected to be worth, times the margin, discounted to now from its end.
 */
export function lifetimeValue(models: Models, customer: CustomerHistory, terms: ValueTerms): number {
  const { repeats, recency, age } = customer;
  return chanceAlive(models.buying, repeats, recency, age) * valueIfAlive(models, customer, terms);
}

/** The same of somebody who is known to be a customer still: what is lost with them. */
export function valueIfAlive(
  { buying, spending }: Models,
  { repeats, age, meanValue, purchases = repeats }: Omit<CustomerHistory, 'recency'>,
  { periods, periodLength, discountRate, margin }: ValueTerms,
): number {
  const worth = expectedValue(spending, purchases, meanValue) * margin;
  let before = 0;
  let sum = 0;
  for (let period = 1; period <= periods; period += 1) {
    const until = purchasesIfAlive(buying, repeats, age, period * periodLength);
    sum += ((until - before) * worth) / (1 + discountRate) ** period;
    before = until;
  }
  return sum;
}
