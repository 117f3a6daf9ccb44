import { at, intAt } from '../element.ts';
import type { Target } from '../estimators/estimator.ts';
import type { Rng } from '../rng/rng.ts';

/** Row numbers, ascending, in two sets without common members. */
export interface Split {
  readonly training: Int32Array;
  readonly validation: Int32Array;
}

const MIN_CLASS_SAMPLE = 20;

/** Row numbers by class; all in one where the target is a number. */
function strata(y: Target): Int32Array[] {
  const all = Int32Array.from({ length: y.values.length }, (_, row) => row);
  if (y.classCount === 0) return [all];
  return Array.from({ length: y.classCount }, (_, code) => all.filter((row) => at(y.values, row) === code));
}

/** Splits by a mark per row: 1 validates. */
function splitByMark(marks: Uint8Array): Split {
  const validation = new Int32Array(marks.length);
  const training = new Int32Array(marks.length);
  let held = 0;
  for (let row = 0; row < marks.length; row += 1) {
    if (marks[row] === 1) {
      validation[held] = row;
      held += 1;
    } else {
      training[row - held] = row;
    }
  }
  return { training: training.slice(0, marks.length - held), validation: validation.slice(0, held) };
}

/**
 * Holds out a random share of the rows, the same of every class, and of every class with two rows or more at least one
 * on either side.
 *
 * @param share of the validation rows, 0 … 1
 */
export function randomSplit(y: Target, share: number, rng: Rng): Split {
  const held = new Uint8Array(y.values.length);
  for (const group of strata(y)) {
    rng.shuffle(group);
    const count = Math.min(group.length - 1, Math.max(1, Math.round(share * group.length)));
    for (const row of group.subarray(0, Math.max(0, count))) held[row] = 1;
  }
  return splitByMark(held);
}

/**
 * A random part of about `count` rows, the same share of every class, but of each class at least 20 rows or all.
 *
 * @returns row numbers, ascending; all rows where there are no more than `count`
 */
export function sampleRows(y: Target, count: number, rng: Rng): Int32Array {
  const rows = y.values.length;
  if (rows <= count) return Int32Array.from({ length: rows }, (_, row) => row);
  const kept = new Uint8Array(rows);
  for (const group of strata(y)) {
    rng.shuffle(group);
    const wanted = Math.max(MIN_CLASS_SAMPLE, Math.round((count / rows) * group.length));
    for (const row of group.subarray(0, wanted)) kept[row] = 1;
  }
  return splitByMark(kept).validation;
}

/**
 * Of every class so many random rows, or all it has; numbers are one class.
 *
 * @returns per class the row numbers, in no order, and how many rows it has
 */
export function sampleByClass(y: Target, most: number, rng: Rng): { rows: Int32Array; all: number }[] {
  return strata(y).map((group) => {
    rng.shuffle(group);
    return { rows: group.slice(0, most), all: group.length };
  });
}

/**
 * Deals the rows at random into `count` folds, each class evenly; fold k validates on its rows and trains on the others.
 *
 * @param count ≥ 2
 */
export function randomFolds(y: Target, count: number, rng: Rng): Split[] {
  const folds = Array.from({ length: count }, () => new Uint8Array(y.values.length));
  let next = 0;
  for (const group of strata(y)) {
    rng.shuffle(group);
    for (const row of group) {
      folds[next]?.fill(1, row, row + 1);
      next = (next + 1) % count;
    }
  }
  return folds.map(splitByMark);
}

/** Rows of each group; groups in a random order. */
function shuffledGroups(groups: Int32Array, rng: Rng): Int32Array[] {
  const rows = new Map<number, number[]>();
  for (const [row, group] of groups.entries()) {
    const members = rows.get(group) ?? [];
    members.push(row);
    rows.set(group, members);
  }
  const found = [...rows.values()].map((members) => Int32Array.from(members));
  const order = Int32Array.from(found, (_, index) => index);
  rng.shuffle(order);
  return [...order].flatMap((index) => found.slice(index, index + 1));
}

/**
 * Holds out random groups, whole, until their rows come nearest to the share.
 *
 * @param groups n: rows of one number stay together
 * @param share of the validation rows, 0 … 1
 * @returns null where there is one group only
 */
export function groupSplit(groups: Int32Array, share: number, rng: Rng): Split | null {
  const shuffled = shuffledGroups(groups, rng);
  if (shuffled.length < 2) return null;
  const marks = new Uint8Array(groups.length);
  let held = 0;
  for (const [index, rows] of shuffled.entries()) {
    const wanted = share * groups.length;
    const isNearer = Math.abs(held + rows.length - wanted) < Math.abs(held - wanted);
    const isNeeded = held === 0 && index === shuffled.length - 1;
    if (!isNearer && !isNeeded) continue;
    for (const row of rows) marks[row] = 1;
    held += rows.length;
  }
  return held < groups.length ? splitByMark(marks) : null;
}

/**
 * Deals whole groups into folds, the largest first, each into the fold with the fewest rows; fold k validates on its
 * rows and trains on the others.
 *
 * @param groups n: rows of one number stay together
 * @param count ≥ 2
 * @returns at most `count` folds, one per group where there are fewer; empty where there is one group only
 */
export function groupFolds(groups: Int32Array, count: number, rng: Rng): Split[] {
  const bySize = shuffledGroups(groups, rng).toSorted((a, b) => b.length - a.length);
  if (bySize.length < 2) return [];
  const folds = Array.from({ length: Math.min(count, bySize.length) }, () => ({
    marks: new Uint8Array(groups.length),
    rows: 0,
  }));
  for (const rows of bySize) {
    const fold = folds.reduce((least, each) => (each.rows < least.rows ? each : least));
    for (const row of rows) fold.marks[row] = 1;
    fold.rows += rows.length;
  }
  return folds.map(({ marks }) => splitByMark(marks));
}

/** Row numbers from the earliest to the latest; rows without a time first, equal times in their own order. */
function byTime(time: Float64Array): Int32Array {
  const order = Int32Array.from({ length: time.length }, (_, row) => row);
  const key = time.map((value) => (Number.isFinite(value) ? value : -Number.MAX_VALUE));
  return order.sort((a, b) => at(key, a) - at(key, b) || a - b);
}

/** Positions in the order where a new time begins: where rows may be cut without parting equal times. */
function cutsOf(order: Int32Array, time: Float64Array): number[] {
  const cuts: number[] = [];
  for (let i = 1; i < order.length; i += 1) {
    if (at(time, intAt(order, i)) > at(time, intAt(order, i - 1))) cuts.push(i);
    else if (Number.isFinite(at(time, intAt(order, i))) && !Number.isFinite(at(time, intAt(order, i - 1))))
      cuts.push(i);
  }
  return cuts;
}

function nearest(cuts: readonly number[], wanted: number): number | null {
  let best: number | null = null;
  for (const cut of cuts) if (best === null || Math.abs(cut - wanted) < Math.abs(best - wanted)) best = cut;
  return best;
}

function cutAt(order: Int32Array, from: number, to: number): Split {
  return { training: order.slice(0, from).sort(), validation: order.slice(from, to).sort() };
}

/**
 * Holds out the latest rows. Rows of one time stay together, so the share is met as nearly as they allow; rows without
 * a time train.
 *
 * @param time n epoch milliseconds, NaN where missing
 * @param share of the validation rows, 0 … 1
 * @returns null where the times do not part the rows: less than half of the share, or more than three fifths of the
 *   rows, would be held out
 */
export function timeSplit(time: Float64Array, share: number): Split | null {
  const rows = time.length;
  const order = byTime(time);
  const cut = nearest(cutsOf(order, time), rows - Math.round(share * rows));
  if (cut === null || rows - cut < (share * rows) / 2 || rows - cut > 0.6 * rows) return null;
  return cutAt(order, cut, rows);
}

/**
 * Forward chaining: fold k trains on the k earliest of `count` + 1 blocks of time and validates on the next, so no
 * model sees the future (Tashman 2000, "Out-of-sample tests of forecasting accuracy", section 3).
 *
 * @param time n epoch milliseconds, NaN where missing
 * @param count ≥ 1
 * @returns at most `count` folds, fewer where many rows share one time; may be empty
 */
export function timeFolds(time: Float64Array, count: number): Split[] {
  const rows = time.length;
  const order = byTime(time);
  const cuts = cutsOf(order, time);
  const edges = new Set<number>();
  for (let block = 1; block <= count; block += 1) {
    const edge = nearest(cuts, Math.round((rows * block) / (count + 1)));
    if (edge !== null) edges.add(edge);
  }
  const ordered = [...edges].toSorted((a, b) => a - b);
  return ordered.map((edge, i) => cutAt(order, edge, ordered[i + 1] ?? rows));
}
