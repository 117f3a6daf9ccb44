import { intAt } from '../element.ts';
import { NumericError } from '../numeric-error.ts';
import { adjustedChances } from '../statistics/false-discovery.ts';
import { logGamma } from '../statistics/gamma.ts';
import { columnsOf, type Interactions, transpose } from './interactions.ts';

/** "Who takes these takes that": baskets counted. */
export interface AssociationRule {
  /** One item or two, ascending. */
  readonly antecedent: readonly number[];
  readonly consequent: number;
  /** Baskets with all of them. */
  readonly baskets: number;
  /** Share of all baskets. */
  readonly support: number;
  /** Share of the baskets with `antecedent`. */
  readonly confidence: number;
  /** How many times as often as by chance. */
  readonly lift: number;
  /** Chance of so many baskets or more, were both independent, adjusted for the number of rules looked at. */
  readonly chance: number;
}

/** What counts as a rule. */
export interface RuleOptions {
  /** Default 5. */
  readonly minBaskets?: number;
  /** Default 0.1. */
  readonly minConfidence?: number;
  /** Only rules that hold at this rate of false ones; default 0.05. */
  readonly falseRate?: number;
  /** Called now and then; may throw to end the work. */
  readonly onStep?: () => void;
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1);
}

/** P(X ≥ common) for the overlap of sets of a and b among n (Fisher 1935, the hypergeometric tail). */
export function overlapChance(n: number, a: number, b: number, common: number): number {
  const total = logChoose(n, b);
  let sum = 0;
  for (let k = common; k <= Math.min(a, b); k += 1) {
    const term = Math.exp(logChoose(a, k) + logChoose(n - a, b - k) - total);
    sum += term;
    if (term < sum * 1e-12) break;
  }
  return Math.min(1, sum);
}

/** How many numbers two ascending lists share; those go to `into` where there is one. */
function intersect(a: Int32Array, b: Int32Array, into?: number[]): number {
  let count = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const [x, y] = [intAt(a, i), intAt(b, j)];
    if (x === y) {
      count += 1;
      into?.push(x);
    }
    if (x <= y) i += 1;
    if (y <= x) j += 1;
  }
  return count;
}

/** Items that are in at least `least` of these baskets, and after `after`, with how often. */
function companions(x: Interactions, baskets: Iterable<number>, after: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const basket of baskets) {
    for (const item of columnsOf(x, basket)) if (item > after) counts.set(item, (counts.get(item) ?? 0) + 1);
  }
  return counts;
}

/**
 * Rules over pairs and triples of items (Agrawal, Imieliński & Swami 1993), counted by lists of baskets (Zaki 2000,
 * "Scalable algorithms for association mining"); kept where lift is above 1 by more than chance (Fisher's exact test)
 * at a false discovery rate over all rules looked at (Benjamini & Hochberg 1995).
 *
 * @param x baskets as rows, items as columns
 * @returns by lift, the highest first
 * @throws NumericError invalid_hyperparameter
 */
export function findAssociationRules(x: Interactions, options: RuleOptions = {}): AssociationRule[] {
  const { minBaskets = 5, minConfidence = 0.1, falseRate = 0.05, onStep } = options;
  if (!(minBaskets >= 1)) {
    throw new NumericError('invalid_hyperparameter', { name: 'min_baskets', value: minBaskets, min: 1, max: x.rows });
  }
  const byItem = transpose(x);
  const sizeOf = (item: number): number => columnsOf(byItem, item).length;
  const found: AssociationRule[] = [];
  const consider = (
    antecedent: readonly number[],
    antecedentBaskets: number,
    consequent: number,
    common: number,
  ): void => {
    const confidence = common / antecedentBaskets;
    const lift = (confidence * x.rows) / sizeOf(consequent);
    const chance = overlapChance(x.rows, antecedentBaskets, sizeOf(consequent), common);
    found.push({ antecedent, consequent, baskets: common, support: common / x.rows, confidence, lift, chance });
  };
  for (let first = 0; first < x.columns; first += 1) {
    onStep?.();
    for (const [second, common] of companions(x, columnsOf(byItem, first), first)) {
      if (common < minBaskets) continue;
      consider([first], sizeOf(first), second, common);
      consider([second], sizeOf(second), first, common);
      const both: number[] = [];
      intersect(columnsOf(byItem, first), columnsOf(byItem, second), both);
      for (const [third, all] of companions(x, both, second)) {
        if (all < minBaskets) continue;
        const pairs: readonly (readonly [readonly number[], number])[] = [
          [[first, second], third],
          [[first, third], second],
          [[second, third], first],
        ];
        for (const [antecedent, consequent] of pairs) {
          const [p = 0, q = 0] = antecedent;
          consider(antecedent, intersect(columnsOf(byItem, p), columnsOf(byItem, q)), consequent, all);
        }
      }
    }
  }
  const chances = adjustedChances(found.map(({ chance }) => chance));
  return found
    .map((rule, i) => ({ ...rule, chance: chances[i] ?? 1 }))
    .filter(({ confidence, lift, chance }) => confidence >= minConfidence && lift > 1 && chance <= falseRate)
    .toSorted((a, b) => b.lift - a.lift || b.baskets - a.baskets);
}
