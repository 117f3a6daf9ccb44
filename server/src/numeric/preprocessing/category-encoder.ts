import { at, intAt } from '../element.ts';
import type { CodedColumn } from '../column.ts';
import { hashText } from './hash.ts';
import { normalizeText } from './reading.ts';

/**
 * A label, one design column per frequent category (1 or 0 less its share), one for all rare ones together and, where
 * training had missing values, one for missing.
 *
 * A category is frequent if it has at least max(3, 0.1 %) of the rows and is among the 50 most frequent; two rows do in a
 * small table where every name occurs twice and none more often. The rare group needs as many rows. A category that has no column, rare or unseen alike, counts as the rare group; without one, and
 * for a missing value that training did not know, all columns are 0: the average row, which moves no score.
 *
 * Trees take one column of codes instead, and more categories: the levels, then the further ones (as many rows, but
 * not among the 50), then one code for all others, rare or unseen; NaN where missing, or unseen by a training without
 * rare ones.
 */
export interface CategoryEncoder {
  readonly kind: 'category';
  readonly column: string;
  readonly source: 'category' | 'text';
  /** In the order of their UTF-16 units. */
  readonly levels: readonly string[];
  /** Frequent categories beyond the 50, in the same order. */
  readonly furtherLevels: readonly string[];
  readonly counts: Int32Array;
  readonly shares: Float64Array;
  /** 0 where there is no rare group. */
  readonly rareShare: number;
  /** Hashes of the other categories, ascending: they tell a rare one from an unseen one without storing its name. */
  readonly rareHashes: Int32Array;
  readonly missingShare: number;
}

/** The names that occur, normalised, and how often; and the rows without one. */
export interface CategoryCounts {
  readonly rows: number;
  readonly missing: number;
  readonly counts: ReadonlyMap<string, number>;
}

const MAX_LEVELS = 50;
const MIN_ROWS = 3;
const MIN_SHARE = 0.001;
/** Different names by rows: up to here, names occur twice on the average, and are no keys. */
const MAX_REPEATED_SHARE = 0.5;
const HASH_SEED = 0;

/** Normalised names by code; '' for a blank one. */
export function normalizedDictionary(column: CodedColumn): readonly string[] {
  return column.dictionary.map(normalizeText);
}

/** Counts a column of n ≥ 0 codes; codes outside the dictionary and blank names are missing. */
export function countCategories(column: CodedColumn): CategoryCounts {
  const names = normalizedDictionary(column);
  const byCode = new Int32Array(names.length);
  let missing = 0;
  for (let i = 0; i < column.codes.length; i += 1) {
    const code = intAt(column.codes, i);
    if (code >= 0 && code < names.length) byCode[code] = intAt(byCode, code) + 1;
    else missing += 1;
  }
  const counts = new Map<string, number>();
  for (const [code, name] of names.entries()) {
    const count = intAt(byCode, code);
    if (name === '') missing += count;
    else if (count > 0) counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return { rows: column.codes.length, missing, counts };
}

function byName([a]: readonly [string, number], [b]: readonly [string, number]): number {
  return a < b ? -1 : 1;
}

/** Learns the levels from the counts of n ≥ 1 rows; null where no category is frequent. */
export function fitCategoryEncoder(column: CodedColumn, found: CategoryCounts): CategoryEncoder | null {
  const { rows, missing, counts } = found;
  const ordered = [...counts].toSorted((a, b) => b[1] - a[1] || byName(a, b));
  const [[, most] = ['', 0]] = ordered;
  const isRepeated = counts.size <= MAX_REPEATED_SHARE * (rows - missing);
  const enough = isRepeated && most < MIN_ROWS ? most : MIN_ROWS;
  const minRows = Math.max(enough, Math.ceil(MIN_SHARE * rows));
  const seen = ordered.filter(([, count]) => count >= minRows);
  const frequent = seen.slice(0, MAX_LEVELS);
  if (frequent.length === 0) return null;
  const levels = frequent.toSorted(byName);
  const rare = ordered.slice(frequent.length);
  const rareRows = rare.reduce((sum, [, count]) => sum + count, 0);
  const grouped = rareRows >= minRows;
  const counted = grouped ? rows : rows - rareRows;
  return {
    kind: 'category',
    column: column.name,
    source: column.kind,
    levels: levels.map(([name]) => name),
    furtherLevels: seen
      .slice(MAX_LEVELS)
      .toSorted(byName)
      .map(([name]) => name),
    counts: Int32Array.from(levels, ([, count]) => count),
    shares: Float64Array.from(levels, ([, count]) => count / counted),
    rareShare: grouped ? rareRows / counted : 0,
    rareHashes: Int32Array.from(ordered.slice(seen.length), ([name]) => hashText(name, HASH_SEED)).toSorted(),
    missingShare: missing / counted,
  };
}

/** Design columns of the encoder; 0 where all training rows belong to one group. */
export function categoryWidth(encoder: CategoryEncoder): number {
  const groups = encoder.levels.length + (encoder.rareShare > 0 ? 1 : 0) + (encoder.missingShare > 0 ? 1 : 0);
  return groups > 1 ? groups : 0;
}

/** What a normalised name is to the encoder: the index of its level, or one of the other three. */
export type CategoryLevel = number | 'missing' | 'rare' | 'unseen';

/** Index of `wanted` in an ascending list; -1 where it is not there. */
function indexOfSorted<T extends string | number>(sorted: ArrayLike<T>, wanted: T): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = sorted[middle];
    if (found === undefined || found === wanted) return middle;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Finds the level of a normalised name; null or '' is missing. */
export function levelOf(encoder: CategoryEncoder, name: string | null): CategoryLevel {
  if (name === null || name === '') return 'missing';
  const level = indexOfSorted(encoder.levels, name);
  if (level >= 0) return level;
  if (indexOfSorted(encoder.furtherLevels, name) >= 0) return 'rare';
  return indexOfSorted(encoder.rareHashes, hashText(name, HASH_SEED)) >= 0 ? 'rare' : 'unseen';
}

/** Codes that trees may see: levels, further levels, and one for all others where training had rare ones. */
export function categoryCodes({ levels, furtherLevels, rareHashes }: CategoryEncoder): number {
  return levels.length + furtherLevels.length + (rareHashes.length > 0 ? 1 : 0);
}

/** Code of a normalised name for trees; NaN where it is missing, or unseen by a training without rare categories. */
export function categoryCode(encoder: CategoryEncoder, name: string | null): number {
  if (name === null || name === '') return Number.NaN;
  const { levels, furtherLevels, rareHashes } = encoder;
  const level = indexOfSorted(levels, name);
  if (level >= 0) return level;
  const further = indexOfSorted(furtherLevels, name);
  if (further >= 0) return levels.length + further;
  return rareHashes.length > 0 ? levels.length + furtherLevels.length : Number.NaN;
}

/** Index of the design column that is 1 for the level; -1 where there is none. */
function slotOf(encoder: CategoryEncoder, level: CategoryLevel): number {
  if (typeof level === 'number') return level;
  const rareSlots = encoder.rareShare > 0 ? 1 : 0;
  if (level !== 'missing') return rareSlots > 0 ? encoder.levels.length : -1;
  return encoder.missingShare > 0 ? encoder.levels.length + rareSlots : -1;
}

/** Writes one level at `offset`. */
export function writeCategory(encoder: CategoryEncoder, level: CategoryLevel, out: Float64Array, offset: number): void {
  const width = categoryWidth(encoder);
  const slot = slotOf(encoder, level);
  if (width === 0) return;
  if (slot < 0) {
    out.fill(0, offset, offset + width);
    return;
  }
  const { shares, rareShare, missingShare } = encoder;
  out.set(shares, offset);
  let next = offset + shares.length;
  if (rareShare > 0) {
    out[next] = rareShare;
    next += 1;
  }
  if (missingShare > 0) out[next] = missingShare;
  for (let i = 0; i < width; i += 1) out[offset + i] = (i === slot ? 1 : 0) - at(out, offset + i);
}
