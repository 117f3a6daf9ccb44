// The best split of one node of a forest's tree: what `forest-growth.as` asks of every node.

/**
 * A tree of a forest to grow, and what came of it: whole numbers of 32 bits, addresses among them. Written by
 * `forest-growth.ts` in this order.
 */
// @ts-ignore: decorator
@unmanaged
export class Growth {
  /** Bins, column-major, and rows a column. */
  columns: usize;
  stride: usize;
  features: i32;
  /** u8 of each feature: 1 for categories. */
  categorical: usize;
  /** f64 of each row. */
  target: usize;
  weights: usize;
  /** Numbers a leaf holds: 1, or the number of classes. */
  width: i32;
  /** 1 for rows drawn with replacement, 0 for each once. */
  bootstrap: i32;
  featuresPerNode: i32;
  minLeafRows: i32;
  maxDepth: i32;
  seedLow: u32;
  seedHigh: u32;
  /** Twice u32 a row, and twice (f64 weight, f64 target) a row. */
  order: usize;
  spareOrder: usize;
  pairs: usize;
  sparePairs: usize;
  /** u32 of each feature. */
  permutation: usize;
  /** (depth + 2) × 16 bytes. */
  open: usize;
  /** LOCAL_ROWS bytes a feature. */
  local: usize;
  /** 16 KB + 8 KB a number that a leaf holds, zero at first. */
  scratch: usize;
  /** 32 bytes a node: i32 −1 for a leaf, else feature × 4, + 2 for categories, + 1 where missing goes left; i32 left child
   * or number of the leaf; i32 last left bin or number of the set; i32 0; f64 weight; f64 gain. */
  nodes: usize;
  leafValues: usize;
  /** 32 bytes a set. */
  sets: usize;
  /** u32 each of the rows that the tree did not learn from, and their leaves. */
  unseen: usize;
  unseenLeaves: usize;
  nodeCount: i32;
  leafCount: i32;
  setCount: i32;
  unseenCount: i32;
}

/** Rows whose bins, in a copy of their own, stay in a core's cache: below, a tree's time would be waiting for memory. */
export const LOCAL_ROWS: i32 = 4096;
/** Up to so many rows are sorted instead of counted by bin. */
const SORTED_ROWS: i32 = 16;
export const MISSING: i32 = 255;

// The scratch: slots of (f64 weight, f64 sums) and u32 rows by bin, and u64 marks of those that are not zero; entries of
// (i32 bin, i32 rows, f64 weight, f64 sums), one for each bin that occurs, ascending; their ranks and keys; sums of the
// node and of the left side; the best set of categories.
let rowsByBin: usize = 0;
let marks: usize = 0;
let ranks: usize = 0;
let keys: usize = 0;
export let totals: usize = 0;
let lefts: usize = 0;
export let bestSet: usize = 0;
let slots: usize = 0;
let entries: usize = 0;

export let bestScore: f64 = 0;
export let bestFeature: i32 = -1;
export let bestBin: i32 = 0;
export let bestSeesMissing: i32 = 0;
export let bestMissingLeft: i32 = 0;
export let bestLeftWeight: f64 = 0;
export let bestLeftRows: i32 = 0;

export function layOutScratch(g: Growth): void {
  const width = <usize>g.width;
  let end = g.scratch;
  slots = end;
  end += 256 * (8 + 8 * width);
  rowsByBin = end;
  end += 1024;
  marks = end;
  end += 32;
  entries = end;
  end += 256 * (16 + 8 * width);
  keys = end;
  end += 2048;
  ranks = end;
  end += 1024;
  totals = end;
  end += 8 + 8 * width;
  lefts = end;
  end += 8 + 8 * width;
  bestSet = end;
}

/** Sums up the node of order[from … to) into `totals`; returns whether its targets differ. */
export function sumNode(g: Growth, from: i32, to: i32): bool {
  const end = g.pairs + ((<usize>to) << 4);
  const start = g.pairs + ((<usize>from) << 4);
  const first = load<f64>(start, 8);
  let differs = false;
  let weight: f64 = 0;
  if (g.width == 1) {
    let sum: f64 = 0;
    for (let pair = start; pair < end; pair += 16) {
      const own = load<f64>(pair);
      const value = load<f64>(pair, 8);
      weight += own;
      sum += own * value;
      differs = differs || value != first;
    }
    store<f64>(totals, sum, 8);
  } else {
    memory.fill(totals, 0, 8 + 8 * <usize>g.width);
    for (let pair = start; pair < end; pair += 16) {
      const own = load<f64>(pair);
      const value = load<f64>(pair, 8);
      weight += own;
      const at = totals + 8 + ((<usize>value) << 3);
      store<f64>(at, load<f64>(at) + own);
      differs = differs || value != first;
    }
  }
  store<f64>(totals, weight);
  return differs;
}

/** Σ s² / w of the node. */
export function nodeScore(g: Growth): f64 {
  let squares: f64 = 0;
  for (let k: usize = 0; k < <usize>g.width; k++) {
    const sum = load<f64>(totals + (k << 3), 8);
    squares += sum * sum;
  }
  return squares / load<f64>(totals);
}

/** A row's weight, and its weight times its target. */
// @ts-ignore: decorator
@inline
function weighed(pair: usize): v128 {
  return f64x2.mul(v128.load64_splat(pair), f64x2.replace_lane(v128.load(pair), 0, 1));
}

/** Entries of few rows, by sorting them. */
function sortRows(g: Growth, column: usize, from: i32, count: i32): i32 {
  const order = g.order + ((<usize>from) << 2);
  const pairs = g.pairs + ((<usize>from) << 4);
  for (let i = 0; i < count; i++) {
    const key = ((<u32>load<u8>(column + <usize>load<u32>(order + ((<usize>i) << 2)))) << 8) | <u32>i;
    let at = keys + ((<usize>i) << 2);
    while (at > keys && load<u32>(at - 4) > key) {
      store<u32>(at, load<u32>(at - 4));
      at -= 4;
    }
    store<u32>(at, key);
  }
  let entry = entries - 24;
  let last = -1;
  for (let i = 0; i < count; i++) {
    const key = load<u32>(keys + ((<usize>i) << 2));
    const own = weighed(pairs + ((<usize>(key & 255)) << 4));
    const bin = <i32>(key >> 8);
    if (bin == last) {
      v128.store(entry + 8, f64x2.add(v128.load(entry + 8), own));
      store<i32>(entry, load<i32>(entry, 4) + 1, 4);
    } else {
      last = bin;
      entry += 24;
      store<i32>(entry, bin);
      store<i32>(entry, 1, 4);
      v128.store(entry + 8, own);
    }
  }
  return <i32>((entry + 24 - entries) / 24);
}

/** Entries of many rows, by counting them. */
function countRows(g: Growth, column: usize, from: i32, to: i32): i32 {
  const width = <usize>g.width;
  const slotBytes: usize = (width + 1) << 3;
  const order = g.order;
  const pairs = g.pairs;
  const counts = rowsByBin;
  const base = slots;
  const seen = marks;
  for (let i = <usize>from; i < <usize>to; i++) {
    const bin = <usize>load<u8>(column + <usize>load<u32>(order + (i << 2)));
    const pair = pairs + (i << 4);
    if (width == 1) {
      const slot = base + (bin << 4);
      v128.store(slot, f64x2.add(v128.load(slot), weighed(pair)));
    } else {
      const slot = base + bin * slotBytes;
      const weight = load<f64>(pair);
      const sum = slot + 8 + ((<usize>load<f64>(pair, 8)) << 3);
      store<f64>(slot, load<f64>(slot) + weight);
      store<f64>(sum, load<f64>(sum) + weight);
    }
    store<u32>(counts + (bin << 2), load<u32>(counts + (bin << 2)) + 1);
    const mark = seen + ((bin >> 6) << 3);
    store<u64>(mark, load<u64>(mark) | ((<u64>1) << (<u64>bin & 63)));
  }
  let entry = entries;
  for (let word: usize = 0; word < 4; word++) {
    let open = load<u64>(seen + (word << 3));
    store<u64>(seen + (word << 3), 0);
    while (open != 0) {
      const bin = (word << 6) + <usize>ctz(open);
      open &= open - 1;
      const slot = base + bin * slotBytes;
      store<i32>(entry, <i32>bin);
      store<i32>(entry, load<i32>(counts + (bin << 2)), 4);
      store<i32>(counts + (bin << 2), 0);
      for (let k: usize = 0; k < slotBytes; k += 8) {
        store<f64>(entry + k, load<f64>(slot + k), 8);
        store<f64>(slot + k, 0);
      }
      entry += 8 + slotBytes;
    }
  }
  return <i32>((entry - entries) / (8 + slotBytes));
}

/**
 * Ranks categories by the mean of their target, which for a number or two classes is optimal (Breiman et al. 1984,
 * 4.2.2), or of several classes by the share of the node's largest one, which is a good order but no proof.
 */
function rankEntries(g: Growth, count: i32): void {
  const width = <usize>g.width;
  const entryBytes: usize = (width + 2) << 3;
  let main: usize = 0;
  for (let k: usize = 1; k < width; k++) {
    if (load<f64>(totals + (k << 3), 8) > load<f64>(totals + (main << 3), 8)) main = k;
  }
  for (let i: usize = 0; i < <usize>count; i++) {
    const entry = entries + i * entryBytes;
    store<f64>(keys + (i << 3), load<f64>(entry + (main << 3), 16) / load<f64>(entry, 8));
    store<u32>(ranks + (i << 2), <u32>i);
  }
  // Shell's sort with Ciura's gaps; of equal keys the lower bin comes first.
  for (let gap: i32 = 132; gap > 0; gap = gap == 132 ? 57 : gap == 57 ? 23 : gap == 23 ? 10 : gap == 10 ? 4 : gap == 4 ? 1 : 0) {
    for (let i = gap; i < count; i++) {
      const own = load<u32>(ranks + ((<usize>i) << 2));
      const key = load<f64>(keys + ((<usize>own) << 3));
      let place = i;
      while (place >= gap) {
        const other = load<u32>(ranks + ((<usize>(place - gap)) << 2));
        const otherKey = load<f64>(keys + ((<usize>other) << 3));
        if (otherKey < key || (otherKey == key && other < own)) break;
        store<u32>(ranks + ((<usize>place) << 2), other);
        place -= gap;
      }
      store<u32>(ranks + ((<usize>place) << 2), own);
    }
  }
}

/** Puts an entry of several classes on the left side; returns Σ s² / w of both sides. */
function moveLeft(g: Growth, entry: usize): f64 {
  const weight = load<f64>(lefts) + load<f64>(entry, 8);
  store<f64>(lefts, weight);
  let own: f64 = 0;
  let other: f64 = 0;
  for (let k: usize = 8; k <= <usize>g.width << 3; k += 8) {
    const left = load<f64>(lefts + k) + load<f64>(entry + k, 8);
    const right = load<f64>(totals + k) - left;
    store<f64>(lefts + k, left);
    own += left * left;
    other += right * right;
  }
  return own / weight + other / (load<f64>(totals) - weight);
}

/**
 * Cuts the first `end` entries off the others, at every place, by rank where `ranked`. The missing rows are with the left
 * side, or stay where they are listed. Returns the last entry of the best left side, or −1 where none is better yet.
 */
function cutEntries(g: Growth, feature: i32, rows: i32, end: i32, ranked: bool, missing: usize): i32 {
  const one = g.width == 1;
  const entryBytes: usize = (<usize>g.width + 2) << 3;
  const total = v128.load(totals);
  const minRows = g.minLeafRows;
  let left = f64x2.splat(0);
  let leftRows = 0;
  let last = -1;
  if (!one) memory.fill(lefts, 0, entryBytes - 8);
  if (missing) {
    left = v128.load(missing, 8);
    leftRows = load<i32>(missing, 4);
    if (!one) moveLeft(g, missing);
  }
  for (let i = 0; i < end; i++) {
    const place = ranked ? <usize>load<u32>(ranks + ((<usize>i) << 2)) : <usize>i;
    const entry = entries + place * entryBytes;
    leftRows += load<i32>(entry, 4);
    left = f64x2.add(left, v128.load(entry, 8));
    let score: f64;
    if (one) {
      const right = f64x2.sub(total, left);
      const sums = v128.shuffle<f64>(left, right, 1, 3);
      const parts = f64x2.div(f64x2.mul(sums, sums), v128.shuffle<f64>(left, right, 0, 2));
      score = f64x2.extract_lane(parts, 0) + f64x2.extract_lane(parts, 1);
    } else score = moveLeft(g, entry);
    if (score <= bestScore || leftRows < minRows) continue;
    if (rows - leftRows < minRows) break;
    last = i;
    bestScore = score;
    bestFeature = feature;
    bestBin = load<i32>(entry);
    // In the middle of the bins that no row is in, as far as ranks can tell, rows to come are told apart best.
    const next = load<i32>(entry + entryBytes);
    if (next != MISSING) bestBin = (bestBin + next - 1) >> 1;
    bestMissingLeft = <i32>(missing != 0);
    bestLeftWeight = f64x2.extract_lane(left, 0);
    bestLeftRows = leftRows;
  }
  return last;
}

/** Tries the splits of a node by one feature. */
export function tryFeature(g: Growth, column: usize, feature: i32, from: i32, to: i32): void {
  const rows = to - from;
  const entryBytes: usize = (<usize>g.width + 2) << 3;
  const count = g.width == 1 && rows <= SORTED_ROWS ? sortRows(g, column, from, rows) : countRows(g, column, from, to);
  const final = entries + <usize>(count - 1) * entryBytes;
  const seesMissing = load<i32>(final) == MISSING;
  if (load<u8>(g.categorical + <usize>feature)) {
    if (count < 2) return;
    rankEntries(g, count);
    const last = cutEntries(g, feature, rows, count - 1, true, 0);
    if (last >= 0) {
      memory.fill(bestSet, 0, 32);
      for (let i = 0; i <= last; i++) {
        const bin = load<u32>(entries + <usize>load<u32>(ranks + ((<usize>i) << 2)) * entryBytes);
        const byte = bestSet + (<usize>bin >> 3);
        store<u8>(byte, load<u8>(byte) | ((<u8>1) << (<u8>bin & 7)));
      }
      bestMissingLeft = load<u8>(bestSet, 31) >> 7;
    }
  } else {
    cutEntries(g, feature, rows, count - 1, false, 0);
    if (seesMissing) cutEntries(g, feature, rows, count - 2, false, final);
  }
  if (bestFeature == feature) bestSeesMissing = <i32>seesMissing;
}
