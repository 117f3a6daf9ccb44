import { at, byteAt, intAt } from '../element.ts';
import { BIN_SLOTS, type FeatureBins, MISSING_BIN } from './bins.ts';
import type { TreeMemory } from './tree-memory.ts';

/** A side of a split needs so much hessian, so that its value is not a quotient of two roundings. */
const MIN_HESSIAN = 1e-3;
/** Categories with fewer rows in a node are not told apart there; it also smooths the order of the others. */
const CATEGORY_SUPPORT = 10;
/** Gains below so many variances of the rounded gradients' sum are taken for rounding. */
const NOISE_MARGIN = 8;

/** What is wished of splits, for one tree. */
export interface SplitRules {
  readonly bins: readonly FeatureBins[];
  readonly minLeafRows: number;
  readonly l1: number;
  readonly l2: number;
  readonly minGain: number;
  /** Whole units of a histogram per unit of gradient and of hessian. */
  readonly gradientScale: number;
  readonly hessianScale: number;
}

/** Sums over the rows of a node, in whole units. */
export interface NodeSums {
  readonly gradient: number;
  readonly hessian: number;
  readonly rows: number;
}

export interface Split {
  readonly feature: number;
  readonly gain: number;
  /** Of numbers: x ≤ threshold goes left; infinite where all that is not missing does. */
  readonly threshold: number;
  /** Whether any of the node's rows has no value; where none has, `missingLeft` is false and says nothing. */
  readonly missingSeen: boolean;
  readonly missingLeft: boolean;
  /** 1 for each bin that goes left, the missing one included. */
  readonly goesLeft: Uint8Array;
  /** Sums of the left side, in whole units. */
  readonly gradient: number;
  readonly hessian: number;
}

/** The gradient's sum after the L1 penalty took its share: sign(g) max(0, |g| − l1). */
export function softened(gradient: number, l1: number): number {
  if (l1 === 0) return gradient;
  return Math.sign(gradient) * Math.max(0, Math.abs(gradient) - l1);
}

/** The best split of one node so far. Scores are gains with the parent's score still to be taken off. */
interface Search {
  readonly rules: SplitRules;
  readonly sums: NodeSums;
  /** Whole units of hessian that a side needs. */
  readonly minUnits: number;
  /** Rows a unit of hessian stands for in this node: exact where all hessians are equal, else an estimate. */
  readonly rowsPerUnit: number;
  score: number;
  feature: number;
  bin: number;
  missingLeft: boolean;
  categories: readonly number[];
  gradient: number;
  hessian: number;
}

/** The score of a split into these left sums; NaN where a side would be too small. */
function scoreOf({ rules, sums, minUnits }: Search, gradient: number, hessian: number): number {
  const rest = sums.hessian - hessian;
  if (hessian < minUnits || rest < minUnits) return Number.NaN;
  const left = softened(gradient / rules.gradientScale, rules.l1);
  const right = softened((sums.gradient - gradient) / rules.gradientScale, rules.l1);
  return (
    (left * left) / (hessian / rules.hessianScale + rules.l2) + (right * right) / (rest / rules.hessianScale + rules.l2)
  );
}

/** Where the kernel keeps its best cut. */
const BEST_BYTES = 40;

/** Cuts between neighbouring bins of the numeric features, with the missing rows on either side. */
function searchNumbers(memory: TreeMemory, place: SearchPlace, search: Search, features: readonly number[]): void {
  const { rules, sums, minUnits } = search;
  const floats = memory.floats(place.best, 3);
  const integers = memory.integers(place.best, BEST_BYTES / 4);
  floats[0] = search.score;
  integers[6] = -1;
  const units = [1 / rules.gradientScale, 1 / rules.hessianScale];
  for (const feature of features) {
    const bins = rules.bins[feature];
    if (bins === undefined || bins.categorical) continue;
    const values = [
      feature,
      bins.count,
      sums.gradient,
      sums.hessian,
      minUnits,
      ...units,
      rules.l1,
      rules.l2,
      place.best,
    ];
    memory.call('searchCuts', place.histogram + feature * BIN_SLOTS * 8, ...values);
  }
  const feature = intAt(integers, 6);
  if (feature < 0) return;
  const found = { score: floats[0], gradient: floats[1], hessian: floats[2], feature, bin: integers[7] };
  Object.assign(search, found, { missingLeft: integers[8] === 1 });
}

/**
 * Subsets of categories: ordered by gradient over hessian, the best subset is a stretch from one of the ends (Fisher
 * 1958, "On grouping for maximum homogeneity"). Categories with few rows stay right, whichever end is taken.
 */
function searchCategories(histogram: Int32Array, search: Search, feature: number): void {
  const { rules, rowsPerUnit } = search;
  const unitsOf = (bin: number): number => intAt(histogram, bin * 2) >>> 0;
  const keys = new Float64Array(BIN_SLOTS);
  const order: number[] = [];
  const count = rules.bins[feature]?.count ?? 0;
  for (let slot = 0; slot <= count; slot += 1) {
    const bin = slot < count ? slot : MISSING_BIN;
    const units = unitsOf(bin);
    if (units === 0 || units * rowsPerUnit < CATEGORY_SUPPORT) continue;
    const gradient = intAt(histogram, bin * 2 + 1) / rules.gradientScale;
    keys[bin] = gradient / (units / rules.hessianScale + CATEGORY_SUPPORT);
    order.push(bin);
  }
  if (order.length < 2) return;
  order.sort((a, b) => at(keys, a) - at(keys, b) || a - b);
  const middle = Math.ceil(order.length / 2);
  for (const ranked of [order, order.toReversed()]) {
    let gradient = 0;
    let hessian = 0;
    for (const [i, bin] of ranked.slice(0, middle).entries()) {
      hessian += unitsOf(bin);
      gradient += intAt(histogram, bin * 2 + 1);
      const score = scoreOf(search, gradient, hessian);
      if (!(score > search.score)) continue;
      const categories = ranked.slice(0, i + 1);
      const missingLeft = categories.includes(MISSING_BIN);
      Object.assign(search, { score, feature, bin: -1, missingLeft, categories, gradient, hessian });
    }
  }
}

function tableOf({ bin, categories, missingLeft }: Search): Uint8Array {
  const goesLeft = new Uint8Array(BIN_SLOTS);
  if (bin < 0) for (const category of categories) goesLeft[category] = 1;
  else goesLeft.fill(1, 0, bin + 1);
  goesLeft[MISSING_BIN] = missingLeft ? 1 : 0;
  return goesLeft;
}

/** Addresses of what a search works on. */
export interface SearchPlace {
  /** Of each feature 256 bins of (hessian, gradient). */
  readonly histogram: number;
  /** 40 bytes for the kernel. */
  readonly best: number;
}

/**
 * The split of a node that improves the loss most: by the gain of Chen & Guestrin 2016, equation 7, without the factor
 * ½; null where none improves it.
 *
 * @param features those that may be split by
 */
export function findSplit(
  memory: TreeMemory,
  place: SearchPlace,
  sums: NodeSums,
  features: readonly number[],
  rules: SplitRules,
): Split | null {
  const hessian = sums.hessian / rules.hessianScale;
  const kept = softened(sums.gradient / rules.gradientScale, rules.l1);
  const parentScore = (kept * kept) / (hessian + rules.l2);
  const noise = (NOISE_MARGIN * sums.rows) / (rules.gradientScale ** 2 * (hessian + rules.l2));
  const rowsPerUnit = sums.rows / sums.hessian;
  const search: Search = {
    rules,
    sums,
    minUnits: Math.max((rules.minLeafRows - 0.5) / rowsPerUnit, MIN_HESSIAN * rules.hessianScale),
    rowsPerUnit,
    score: parentScore + Math.max(rules.minGain, noise),
    feature: -1,
    bin: -1,
    missingLeft: false,
    categories: [],
    gradient: 0,
    hessian: 0,
  };
  searchNumbers(memory, place, search, features);
  for (const feature of features) {
    if (rules.bins[feature]?.categorical !== true) continue;
    searchCategories(memory.integers(place.histogram + feature * BIN_SLOTS * 8, BIN_SLOTS * 2), search, feature);
  }
  if (search.feature < 0) return null;
  const missing = memory.integers(place.histogram + (search.feature * BIN_SLOTS + MISSING_BIN) * 8, 2);
  const { feature, bin, missingLeft, gradient } = search;
  return {
    feature,
    gain: search.score - parentScore,
    threshold: rules.bins[feature]?.edges[bin] ?? Number.POSITIVE_INFINITY,
    missingSeen: missing.some((units) => units !== 0),
    missingLeft,
    goesLeft: tableOf(search),
    gradient,
    hessian: search.hessian,
  };
}

/** Words of a set of bins that go left, as trees hold it; the missing bin is no part of it. */
export function setWords(goesLeft: Uint8Array): number[] {
  const words = Array.from({ length: BIN_SLOTS / 32 }, () => 0);
  for (let bin = 0; bin < MISSING_BIN; bin += 1) {
    if (byteAt(goesLeft, bin) === 1) words[bin >> 5] = (words[bin >> 5] ?? 0) | (1 << (bin & 31));
  }
  return words;
}
