import { at } from '../element.ts';
import type { CodedColumn } from '../column.ts';
import type { CategoryCounts } from './category-encoder.ts';
import { hashText } from './hash.ts';

/**
 * Prose: its words, hashed into a few signed buckets (Weinberger, Dasgupta, Langford, Smola & Attenberg 2009, "Feature
 * hashing for large scale multitask learning", section 2), each text scaled to unit expected length, each bucket
 * standardised; and where training had missing values whether it is missing. A missing text counts as the average.
 */
export interface ProseEncoder {
  readonly kind: 'text';
  readonly column: string;
  readonly source: 'category' | 'text';
  readonly hashSeed: number;
  readonly means: Float64Array;
  /** Standard deviation per bucket; 0 where training never used it. */
  readonly scales: Float64Array;
  readonly missingShare: number;
  readonly example: string;
}

/** Units of a text that are looked at. */
export const MAX_CHARACTERS = 20_000;
const MIN_WORDS = 4;
const MIN_DISTINCT_SHARE = 0.5;
const MIN_ROWS = 50;
const ROWS_PER_BUCKET = 20;
const MIN_BUCKETS = 8;
const MAX_BUCKETS = 64;

/** Runs of a script without spaces between words, or runs of other letters, marks and digits. */
const RUNS =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]+|[[\p{L}\p{M}\p{N}]--[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]]+/gv;
const UNSPACED = /^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/v;

/** Words in lower case; pairs of neighbouring characters where the script puts no spaces between words. */
export function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  for (const [run] of text.slice(0, MAX_CHARACTERS).normalize('NFKC').toLowerCase().matchAll(RUNS)) {
    if (!UNSPACED.test(run)) {
      tokens.push(run);
      continue;
    }
    const characters = Array.from(run);
    if (characters.length === 1) tokens.push(run);
    for (let i = 1; i < characters.length; i += 1) tokens.push(`${characters[i - 1]}${characters[i]}`);
  }
  return tokens;
}

/** Whether a column reads like prose: mostly texts of their own, of four words and more, in enough rows to learn from. */
export function looksLikeProse({ rows, missing, counts }: CategoryCounts): boolean {
  const present = rows - missing;
  if (present < MIN_ROWS || counts.size < MIN_DISTINCT_SHARE * present) return false;
  let words = 0;
  for (const name of counts.keys()) words += name.includes(' ') ? name.split(/\s+/).length : tokensOf(name).length / 3;
  return words / counts.size >= MIN_WORDS;
}

/** Adds the signed, scaled words of a text into `buckets` elements from `offset`. */
function addWords(text: string, hashSeed: number, buckets: number, out: Float64Array, offset: number): void {
  const tokens = tokensOf(text);
  const weight = 1 / Math.sqrt(Math.max(1, tokens.length));
  for (const token of tokens) {
    const hash = hashText(token, hashSeed);
    const slot = offset + ((hash >>> 1) % buckets);
    out[slot] = at(out, slot) + ((hash & 1) === 0 ? weight : -weight);
  }
}

/** Learns the buckets' means and scales from a column of n ≥ 1 codes with at least one text. */
export function fitProseEncoder(column: CodedColumn, found: CategoryCounts, hashSeed: number): ProseEncoder {
  const { rows, missing } = found;
  const present = rows - missing;
  const wanted = 2 ** Math.floor(Math.log2(present / ROWS_PER_BUCKET));
  const buckets = Math.min(MAX_BUCKETS, Math.max(MIN_BUCKETS, wanted));
  const sums = new Float64Array(buckets);
  const squares = new Float64Array(buckets);
  const words = new Float64Array(buckets);
  for (const [text, count] of found.counts) {
    words.fill(0);
    addWords(text, hashSeed, buckets, words, 0);
    for (let b = 0; b < buckets; b += 1) {
      sums[b] = at(sums, b) + count * at(words, b);
      squares[b] = at(squares, b) + count * at(words, b) ** 2;
    }
  }
  const means = sums.map((sum) => sum / present);
  const scales = squares.map((square, b) => Math.sqrt(Math.max(0, square / present - at(means, b) ** 2)));
  const [example = ''] = found.counts.keys();
  const { name, kind: source } = column;
  return { kind: 'text', column: name, source, hashSeed, means, scales, missingShare: missing / rows, example };
}

/** Design columns of the encoder. */
export function proseWidth(encoder: ProseEncoder): number {
  return encoder.means.length + (encoder.missingShare > 0 ? 1 : 0);
}

/** Writes the standardised buckets of one text that is not missing. */
function writeBuckets(encoder: ProseEncoder, text: string, out: Float64Array, offset: number): void {
  const { means, scales } = encoder;
  const buckets = means.length;
  out.fill(0, offset, offset + buckets);
  addWords(text, encoder.hashSeed, buckets, out, offset);
  for (let b = 0; b < buckets; b += 1) {
    const scale = at(scales, b);
    out[offset + b] = scale > 0 ? (at(out, offset + b) - at(means, b)) / scale : 0;
  }
}

/** Writes one normalised text (null or '': missing) at `offset`. */
export function writeProse(encoder: ProseEncoder, text: string | null, out: Float64Array, offset: number): void {
  const { means, missingShare } = encoder;
  const buckets = means.length;
  const missing = text === null || text === '';
  if (missing) out.fill(0, offset, offset + buckets);
  else writeBuckets(encoder, text, out, offset);
  if (missingShare > 0) out[offset + buckets] = (missing ? 1 : 0) - missingShare;
}

/** Writes one normalised text for trees: its buckets, NaN where it is missing (null or ''). */
export function writeProseForTrees(
  encoder: ProseEncoder,
  text: string | null,
  out: Float64Array,
  offset: number,
): void {
  if (text === null || text === '') out.fill(Number.NaN, offset, offset + encoder.means.length);
  else writeBuckets(encoder, text, out, offset);
}
