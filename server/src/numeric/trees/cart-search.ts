import { at, byteAt, intAt } from '../element.ts';
import { BIN_SLOTS, type FeatureBins, MISSING_BIN } from './bins.ts';
import type { BinSplit } from './node-list.ts';

/** Rows to learn from; all but `features` and `classes` are arrays over rows. */
export interface CartData {
  readonly bins: readonly FeatureBins[];
  /** features × rows bins, column-major. */
  readonly columns: Uint8Array;
  /** Numbers (classes 0), shares of class 1 (classes 2) or class codes. */
  readonly target: Float64Array;
  readonly classes: number;
  /** Weight of each row in this tree; rows that weigh nothing take no part. */
  readonly weights: Float64Array;
}

/** Values a leaf of such a tree holds: a number, the share of class 1, or the share of each of several classes. */
export function leafWidthOf(classes: number): number {
  return classes > 2 ? classes : 1;
}

const NO_BINS = new Int32Array(0);

/**
 * Looks for the best split of one node after the other. All its arrays are made once: nodes are many and small, and
 * what is made for each would cost more than the sums. The fields from `score` on are the best split so far.
 */
export interface CartSearch {
  readonly data: CartData;
  readonly minLeafRows: number;
  readonly width: number;
  /** Numbers of the rows that learn, ordered by node. */
  readonly rows: Int32Array;
  /** Of the node's rows, in their order: weight, and weighted target or, of several classes, the class. */
  readonly nodeWeights: Float64Array;
  readonly nodeSums: Float64Array;
  /** Of each bin of the feature at hand: weight, rows, and sum of each output. Zero but for the bins in `occupied`. */
  readonly binWeights: Float64Array;
  readonly binRows: Int32Array;
  readonly binSums: Float64Array;
  readonly marks: Int32Array;
  /** The first `count` are the bins that the node's rows fall into, ascending. */
  readonly occupied: Int32Array;
  count: number;
  /** Of the node at hand. */
  total: number;
  readonly totals: Float64Array;
  readonly left: Float64Array;
  score: number;
  feature: number;
  bin: number;
  missingSeen: boolean;
  missingLeft: boolean;
  leftWeight: number;
  leftRows: number;
  /** Of categories: those that go left. */
  categories: Int32Array;
}

/** A search over these rows. */
export function createCartSearch(data: CartData, rows: Int32Array, minLeafRows: number): CartSearch {
  const width = leafWidthOf(data.classes);
  return {
    data,
    minLeafRows,
    width,
    rows,
    nodeWeights: new Float64Array(rows.length),
    nodeSums: new Float64Array(rows.length),
    binWeights: new Float64Array(BIN_SLOTS),
    binRows: new Int32Array(BIN_SLOTS),
    binSums: new Float64Array(BIN_SLOTS * width),
    marks: new Int32Array(BIN_SLOTS / 32),
    occupied: new Int32Array(BIN_SLOTS),
    count: 0,
    total: 0,
    totals: new Float64Array(width),
    left: new Float64Array(width),
    score: 0,
    feature: -1,
    bin: 0,
    missingSeen: false,
    missingLeft: false,
    leftWeight: 0,
    leftRows: 0,
    categories: NO_BINS,
  };
}

/**
 * Begins with the node of rows[from … to): sums it up, and sets the score that a split must beat.
 *
 * @returns whether its targets differ, so that a split can improve it at all
 */
export function beginNode(search: CartSearch, from: number, to: number): boolean {
  const { data, rows, totals, width, nodeWeights, nodeSums } = search;
  const { target, weights } = data;
  totals.fill(0);
  let total = 0;
  let sum = 0;
  const first = at(target, intAt(rows, from));
  let differs = false;
  for (let i = from; i < to; i += 1) {
    const row = intAt(rows, i);
    const weight = at(weights, row);
    const value = at(target, row);
    total += weight;
    nodeWeights[i - from] = weight;
    nodeSums[i - from] = width === 1 ? weight * value : value;
    if (value !== first) differs = true;
    if (width === 1) sum += weight * value;
    else totals[value] = at(totals, value) + weight;
  }
  if (width === 1) totals[0] = sum;
  search.total = total;
  search.feature = -1;
  // More than rounding: a split that improves nothing is none.
  search.score = parentScore(search) * (1 + 1e-12) + Number.MIN_VALUE;
  return differs;
}

/** Σ s² / w of the node itself. */
function parentScore({ totals, total }: CartSearch): number {
  let squares = 0;
  for (let k = 0; k < totals.length; k += 1) squares += at(totals, k) * at(totals, k);
  return squares / total;
}

/** Sums the node's rows by the bins of a feature, for one output. */
function tallyOne(search: CartSearch, from: number, to: number, feature: number): void {
  const { data, rows, binWeights, binRows, binSums, marks, nodeWeights, nodeSums } = search;
  const { columns, target } = data;
  const base = feature * target.length;
  const length = to - from;
  for (let i = 0; i < length; i += 1) {
    const bin = byteAt(columns, base + intAt(rows, from + i));
    const word = bin >> 5;
    marks[word] = intAt(marks, word) | (1 << (bin & 31));
    binWeights[bin] = at(binWeights, bin) + at(nodeWeights, i);
    binSums[bin] = at(binSums, bin) + at(nodeSums, i);
    binRows[bin] = intAt(binRows, bin) + 1;
  }
}

/** The same for several classes: a sum of each. */
function tallyClasses(search: CartSearch, from: number, to: number, feature: number): void {
  const { data, rows, binWeights, binRows, binSums, marks, nodeWeights, nodeSums, width } = search;
  const { columns, target } = data;
  const base = feature * target.length;
  for (let i = from; i < to; i += 1) {
    const bin = byteAt(columns, base + intAt(rows, i));
    const weight = at(nodeWeights, i - from);
    const slot = bin * width + at(nodeSums, i - from);
    marks[bin >> 5] = intAt(marks, bin >> 5) | (1 << (bin & 31));
    binWeights[bin] = at(binWeights, bin) + weight;
    binSums[slot] = at(binSums, slot) + weight;
    binRows[bin] = intAt(binRows, bin) + 1;
  }
}

/** Lists the bins that are marked, ascending, and takes the marks off. */
function listOccupied(search: CartSearch): void {
  const { marks, occupied } = search;
  let count = 0;
  for (let word = 0; word < marks.length; word += 1) {
    let open = intAt(marks, word);
    marks[word] = 0;
    while (open !== 0) {
      occupied[count] = word * 32 + 31 - Math.clz32(open & -open);
      count += 1;
      open &= open - 1;
    }
  }
  search.count = count;
}

function clearTally({ binWeights, binRows, binSums, occupied, count, width }: CartSearch): void {
  for (let i = 0; i < count; i += 1) {
    const bin = intAt(occupied, i);
    binWeights[bin] = 0;
    binRows[bin] = 0;
    for (let k = bin * width; k < (bin + 1) * width; k += 1) binSums[k] = 0;
  }
}

/** Puts a bin on the left side; returns Σ s² / w of both sides, which is the larger, the less error is left. */
function moveLeft(search: CartSearch, bin: number, leftWeight: number): number {
  const { binSums, left, totals, total, width } = search;
  let lefts = 0;
  let rights = 0;
  for (let k = 0; k < width; k += 1) {
    const own = at(left, k) + at(binSums, bin * width + k);
    const other = at(totals, k) - own;
    left[k] = own;
    lefts += own * own;
    rights += other * other;
  }
  return lefts / leftWeight + rights / (total - leftWeight);
}

/**
 * Cuts the first `end` of the bins `order` off the others, at every place. The missing rows are with the left side or,
 * as they are with the right one where they are not mentioned, with the other.
 */
function cut(
  search: CartSearch,
  feature: number,
  rowCount: number,
  order: Int32Array,
  end: number,
  missingLeft: boolean,
): number {
  const { binWeights, binRows, left, minLeafRows } = search;
  left.fill(0);
  let weight = 0;
  let rows = 0;
  let last = -1;
  if (missingLeft) {
    weight = at(binWeights, MISSING_BIN);
    rows = intAt(binRows, MISSING_BIN);
    moveLeft(search, MISSING_BIN, weight);
  }
  for (let i = 0; i < end; i += 1) {
    const bin = intAt(order, i);
    weight += at(binWeights, bin);
    rows += intAt(binRows, bin);
    const score = moveLeft(search, bin, weight);
    if (score <= search.score || rows < minLeafRows) continue;
    if (rowCount - rows < minLeafRows) break;
    last = i;
    search.score = score;
    search.feature = feature;
    search.bin = bin;
    search.leftWeight = weight;
    search.leftRows = rows;
    search.missingLeft = missingLeft;
  }
  return last;
}

/** Categories by the mean of their target, which for a number or two classes is optimal (Breiman et al. 1984, 4.2.2). */
function rankCategories({ occupied, count, binSums, binWeights, totals, width }: CartSearch): Int32Array {
  // Of several classes: by the share of the node's largest one, which is a good order but no proof.
  let main = 0;
  for (let k = 1; k < width; k += 1) if (at(totals, k) > at(totals, main)) main = k;
  const keyOf = (bin: number): number => at(binSums, bin * width + main) / at(binWeights, bin);
  return occupied.slice(0, count).sort((a, b) => keyOf(a) - keyOf(b) || a - b);
}

/** Tries the splits of the node by one feature. */
export function trySplits(search: CartSearch, from: number, to: number, feature: number): void {
  if (search.width === 1) tallyOne(search, from, to, feature);
  else tallyClasses(search, from, to, feature);
  listOccupied(search);
  const { occupied, count, data } = search;
  const missingSeen = intAt(occupied, count - 1) === MISSING_BIN;
  if (data.bins[feature]?.categorical === true) {
    const order = rankCategories(search);
    const last = cut(search, feature, to - from, order, count - 1, false);
    if (last >= 0) {
      search.categories = order.slice(0, last + 1);
      search.missingLeft = search.categories.includes(MISSING_BIN);
    }
  } else {
    const values = missingSeen ? count - 1 : count;
    cut(search, feature, to - from, occupied, count - 1, false);
    if (missingSeen) cut(search, feature, to - from, occupied, values - 1, true);
  }
  if (search.feature === feature) search.missingSeen = missingSeen;
  clearTally(search);
}

/** The best split that was found; where training saw no missing value, one goes with the majority. */
export function bestSplit(search: CartSearch, rowCount: number): BinSplit {
  const { data, feature, bin, missingSeen, categories } = search;
  const threshold = data.bins[feature]?.edges[bin] ?? Number.POSITIVE_INFINITY;
  const missingLeft = missingSeen ? search.missingLeft : 2 * search.leftRows > rowCount;
  const goesLeft = new Uint8Array(BIN_SLOTS);
  if (data.bins[feature]?.categorical === true) for (const category of categories) goesLeft[category] = 1;
  else goesLeft.fill(1, 0, bin + 1);
  goesLeft[MISSING_BIN] = missingLeft ? 1 : 0;
  return { feature, gain: search.score - parentScore(search), threshold, missingLeft, goesLeft };
}
