import { type BgNbd, chanceAlive, chanceOfSilence, fitBgNbd } from '../../../numeric/index.ts';
import type { Histories } from './purchases.ts';

/** Of customers who still are some, so many have come back before they count as lost. */
export const BACK_IN_TIME = 0.95;
/** Beyond so many customers the rhythm of all is learned from some of them, evenly spread. */
const MOST_LEARNED_FROM = 20_000;

/** When a customer counts as lost. */
export interface LossRule {
  readonly leastDays: number;
  readonly mostDays: number;
  /** The day on which each customer left, by their place, where that is known; NaN for those who have not. */
  readonly lostOn: Float64Array | null;
}

/** How each customer buys, as it can be known on a day. */
export interface Rhythm {
  readonly buying: BgNbd;
  /** Days without an order after which a customer counts as lost. */
  readonly windows: Float64Array;
  /** Days between two orders that are to be expected of a customer. */
  readonly gaps: Float64Array;
  readonly silences: Float64Array;
  /** 1 for those who count as lost on the day. */
  readonly lost: Uint8Array;
  /** Chance of still being a customer, and that of buying nothing within the window. */
  readonly alive: Float64Array;
  readonly silent: Float64Array;
}

/** @throws NumericError too_few_rows (nobody came back) */
export function learnRhythm(histories: Histories, { leastDays, mostDays, lostOn }: LossRule, cutOff: number): Rhythm {
  const { customers, repeats, recency, age } = histories;
  const step = Math.max(1, Math.ceil(repeats.length / MOST_LEARNED_FROM));
  const some = (values: Float64Array): Float64Array => values.filter((_, place) => place % step === 0);
  const buying = fitBgNbd({ repeats: some(repeats), recency: some(recency), age: some(age) });
  const { r, alpha } = buying;
  const of = (figure: (x: number, last: number, days: number, place: number) => number): Float64Array =>
    repeats.map((x, place) => figure(x, recency[place] ?? 0, age[place] ?? 0, place));
  // The rate of somebody alive is Gamma(r + x, α + recency) on the day of the last order: this is when so many are back.
  const windows = of((x, last) => {
    if (lostOn !== null) return mostDays;
    const days = (alpha + last) * ((1 - BACK_IN_TIME) ** (-1 / (r + x)) - 1);
    return Math.round(Math.min(mostDays, Math.max(leastDays, days)));
  });
  const isLost = (customer: number, row: number): boolean =>
    lostOn === null
      ? (age[row] ?? 0) - (recency[row] ?? 0) > (windows[row] ?? 0)
      : (lostOn[customer] ?? Number.NaN) < cutOff;
  return {
    buying,
    windows,
    lost: Uint8Array.from(customers, (customer, row) => Number(isLost(customer, row))),
    gaps: of((x, last) => (alpha + last) / (r + x)),
    silences: of((_, last, days) => days - last),
    alive: of((x, last, days) => chanceAlive(buying, x, last, days)),
    silent: of((x, last, days, place) => chanceOfSilence(buying, x, last, days, windows[place] ?? 0)),
  };
}

/** 1 where a customer buys nothing, or leaves, within the window after the day. The window must have gone by. */
export function labelsAfter(
  { starts, days }: { readonly starts: Int32Array; readonly days: Float64Array },
  { customers, ends }: Histories,
  windows: Float64Array,
  { lostOn }: LossRule,
  cutOff: number,
): Float64Array {
  return Float64Array.from(customers, (customer, place) => {
    if (lostOn !== null) return Number((lostOn[customer] ?? Number.NaN) < cutOff + (windows[place] ?? 0));
    const end = ends[place] ?? 0;
    const hasNext = end < (starts[customer + 1] ?? 0);
    return hasNext && (days[end] ?? 0) < cutOff + (windows[place] ?? 0) ? 0 : 1;
  });
}
