import { at } from '../element.ts';
import { NumericError } from '../numeric-error.ts';
import { minimizeLbfgs } from '../optimization/lbfgs.ts';
import { digamma } from '../statistics/digamma.ts';
import { logGamma } from '../statistics/gamma.ts';
import { checkHistories, type PurchaseHistories } from './purchase-histories.ts';

/**
 * The BG/NBD model (Fader, Hardie & Lee 2005, "Counting your customers the easy way"): while alive, customers buy at a
 * rate of their own, Gamma(r, α) over customers; after each purchase they leave with a chance of their own, Beta(a, b).
 */
export interface BgNbd {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
  /** Of all customers, at the parameters. */
  readonly logLikelihood: number;
}

/** Customers of the same history count together. */
interface Group {
  readonly x: number;
  readonly recency: number;
  readonly age: number;
  readonly customers: number;
}

function groupsOf({ repeats, recency, age }: PurchaseHistories): Group[] {
  const groups = new Map<string, Group>();
  for (let i = 0; i < repeats.length; i += 1) {
    const [x, t, T] = [at(repeats, i), at(recency, i), at(age, i)];
    const key = `${x} ${t} ${T}`;
    groups.set(key, { x, recency: t, age: T, customers: (groups.get(key)?.customers ?? 0) + 1 });
  }
  return [...groups.values()];
}

/** ln(eᵃ + eᵇ), and the share of the first. */
function addLogs(a: number, b: number): { sum: number; share: number } {
  const top = Math.max(a, b);
  const [p, q] = [Math.exp(a - top), Math.exp(b - top)];
  return { sum: top + Math.log(p + q), share: p / (p + q) };
}

/** What depends on the number of repeats alone: part of the log-likelihood, and its slopes in r, a and b. */
interface RepeatTerms {
  readonly value: number;
  readonly slopes: readonly [r: number, a: number, b: number];
}

function termsOf(x: number, [r, alpha, a, b]: readonly [number, number, number, number]): RepeatTerms {
  const together = digamma(a + b) - digamma(a + b + x);
  return {
    value:
      logGamma(r + x) -
      logGamma(r) +
      r * Math.log(alpha) +
      logGamma(a + b) +
      logGamma(b + x) -
      logGamma(b) -
      logGamma(a + b + x),
    slopes: [digamma(r + x) - digamma(r) + Math.log(alpha), together, together + digamma(b + x) - digamma(b)],
  };
}

/** Log-likelihood of all histories (equation 6, with the authors' note on its computation); writes its gradient. */
function likelihoodOf(
  groups: readonly Group[],
  [r, alpha, a, b]: readonly [number, number, number, number],
  out: Float64Array,
): number {
  const known = new Map<number, RepeatTerms>();
  out.fill(0);
  let total = 0;
  for (const { x, recency, age, customers } of groups) {
    const terms = known.get(x) ?? termsOf(x, [r, alpha, a, b]);
    known.set(x, terms);
    const [untilNow, untilLast] = [Math.log(alpha + age), Math.log(alpha + recency)];
    const stays = -(r + x) * untilNow;
    const gone = x > 0 ? Math.log(a) - Math.log(b + x - 1) - (r + x) * untilLast : Number.NEGATIVE_INFINITY;
    const { sum, share } = addLogs(stays, gone);
    const left = x > 0 ? 1 - share : 0;
    total += customers * (terms.value + sum);
    const partials = [
      terms.slopes[0] - share * untilNow - left * untilLast,
      r / alpha - (r + x) * (share / (alpha + age) + left / (alpha + recency)),
      terms.slopes[1] + left / a,
      terms.slopes[2] - (x > 0 ? left / (b + x - 1) : 0),
    ];
    for (const [i, partial] of partials.entries()) out[i] = at(out, i) + customers * partial;
  }
  return total;
}

function parametersOf(logs: Float64Array): [r: number, alpha: number, a: number, b: number] {
  return [Math.exp(at(logs, 0)), Math.exp(at(logs, 1)), Math.exp(at(logs, 2)), Math.exp(at(logs, 3))];
}

/**
 * Fits by maximum likelihood. Times are scaled before, so that any unit will do.
 *
 * @throws NumericError too_few_rows (no customer, or nobody who came back), shape_mismatch, not_finite
 */
export function fitBgNbd(histories: PurchaseHistories): BgNbd {
  checkHistories(histories);
  // Somebody must have come back, and later than at once.
  if (!histories.recency.some((time) => time > 0)) throw new NumericError('too_few_rows', { rows: 0, required: 1 });
  const scale = histories.age.reduce((sum, age) => sum + age, 0) / histories.age.length / 10;
  const groups = groupsOf(histories).map((group) => ({
    ...group,
    recency: group.recency / scale,
    age: group.age / scale,
  }));
  const customers = histories.repeats.length;
  const evaluate = (logs: Float64Array, out: Float64Array): number => {
    const values = parametersOf(logs);
    const total = likelihoodOf(groups, values, out);
    for (const [i, value] of values.entries()) out[i] = (-at(out, i) * value) / customers;
    return -total / customers;
  };
  const found = minimizeLbfgs({ evaluate }, new Float64Array(4), { tolerance: 1e-7, maxIterations: 500 });
  const [r, alpha, a, b] = parametersOf(found.x);
  const model = { r, alpha: alpha * scale, a, b };
  const repeats = histories.repeats.reduce((sum, x) => sum + x, 0);
  return { ...model, logLikelihood: -found.value * customers - repeats * Math.log(scale) };
}

/** Chance that a customer of this history is still one (equation 7 of the authors' note of 2008); 1 without repeats. */
export function chanceAlive({ r, alpha, a, b }: BgNbd, x: number, recency: number, age: number): number {
  if (x === 0) return 1;
  return 1 / (1 + (a / (b + x - 1)) * ((alpha + age) / (alpha + recency)) ** (r + x));
}

const MAX_TERMS = 100_000;

/** ₂F₁(p, q; c; z) by its series, |z| < 1 (Abramowitz & Stegun 1964, 15.1.1). */
export function hypergeometric(p: number, q: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; n < MAX_TERMS; n += 1) {
    term *= (((p + n) * (q + n)) / ((c + n) * (n + 1))) * z;
    sum += term;
    if (Math.abs(term) <= Math.abs(sum) * 1e-15) break;
  }
  return sum;
}

/**
 * Purchases in the next `horizon` of a customer of this history who is one still; they may leave within it (equation 10
 * without the chance of being alive). Of its hypergeometric function and Euler's form of it (15.3.3 of Abramowitz &
 * Stegun) the one whose power of 1 − z is the smaller: the other may leave the range of numbers.
 */
export function purchasesIfAlive({ r, alpha, a, b }: BgNbd, x: number, age: number, horizon: number): number {
  if (horizon <= 0) return 0;
  const z = horizon / (alpha + age + horizon);
  // At a = 1 the formula is 0/0; beside it the limit is met to the last digits that matter.
  const pull = Math.abs(a - 1) < 1e-6 ? 1 + 1e-6 : a;
  const last = pull + b + x - 1;
  const left =
    pull - 1 <= r + x
      ? (1 - z) ** (pull - 1) * hypergeometric(pull + b - 1 - r, pull - 1, last, z)
      : (1 - z) ** (r + x) * hypergeometric(r + x, b + x, last, z);
  return (last / (pull - 1)) * (1 - left);
}

/** Purchases that a customer of this history is expected to make in the next `horizon` (equation 10). */
export function expectedPurchases(model: BgNbd, x: number, recency: number, age: number, horizon: number): number {
  return purchasesIfAlive(model, x, age, horizon) * chanceAlive(model, x, recency, age);
}

/**
 * Chance that a customer of this history buys nothing within `horizon`: they have left, or are alive and their rate,
 * Gamma(r + x, α + age) given the history, brings no purchase.
 */
export function chanceOfSilence(model: BgNbd, x: number, recency: number, age: number, horizon: number): number {
  const { r, alpha } = model;
  const quiet = ((alpha + age) / (alpha + age + Math.max(0, horizon))) ** (r + x);
  return 1 - chanceAlive(model, x, recency, age) * (1 - quiet);
}

/** Purchases that a new customer is expected to make in the first `horizon`, the first one left out (equation 9). */
export function expectedOfNew(model: BgNbd, horizon: number): number {
  return expectedPurchases(model, 0, 0, 0, horizon);
}
