import { at, intAt } from '../element.ts';
import type { SparseRows } from './sparse-rows.ts';
import type { Terms } from './terms.ts';

/** Which words and pairs of neighbouring words count, and how much each tells by its rarity. */
export interface Vocabulary {
  /** Hashes, ascending: they recognise a term without keeping who wrote what. */
  readonly terms: Int32Array;
  /** One a term: ln((1 + n) / (1 + texts with it)) + 1. */
  readonly rarities: Float64Array;
}

/** Known terms of one text, by index; their weights have length 1, or there is none. */
interface WeighedTerms {
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

/** A pair that is written once is no expression. */
const MIN_PAIR_TEXTS = 2;

/** Each value once, ascending. */
function distinct(values: Int32Array): Int32Array {
  const sorted = values.toSorted();
  return sorted.filter((value, i) => i === 0 || value !== intAt(sorted, i - 1));
}

function joined(parts: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let next = 0;
  for (const part of parts) {
    all.set(part, next);
    next += part.length;
  }
  return all;
}

interface Candidate {
  readonly term: number;
  readonly texts: number;
  readonly isPair: boolean;
}

function candidatesOf(found: readonly Int32Array[], isPair: boolean): Candidate[] {
  const sorted = joined(found).sort();
  const candidates: Candidate[] = [];
  for (let from = 0; from < sorted.length;) {
    const term = intAt(sorted, from);
    let to = from + 1;
    while (to < sorted.length && intAt(sorted, to) === term) to += 1;
    if (!isPair || to - from >= MIN_PAIR_TEXTS) candidates.push({ term, texts: to - from, isPair });
    from = to;
  }
  return candidates;
}

/**
 * Learns the `most` terms that are in most texts: of equal ones words before pairs, and words even of a single text,
 * which tell short texts apart.
 *
 * @param texts n ≥ 1
 */
export function learnVocabulary(texts: readonly Terms[], most: number): Vocabulary {
  const words = candidatesOf(
    texts.map((text) => distinct(text.words)),
    false,
  );
  const pairs = candidatesOf(
    texts.map((text) => distinct(text.pairs)),
    true,
  );
  const known = new Set(words.map(({ term }) => term));
  const kept = [...words, ...pairs.filter(({ term }) => !known.has(term))]
    .toSorted((a, b) => b.texts - a.texts || Number(a.isPair) - Number(b.isPair) || a.term - b.term)
    .slice(0, most)
    .toSorted((a, b) => a.term - b.term);
  return {
    terms: Int32Array.from(kept, ({ term }) => term),
    rarities: Float64Array.from(kept, (each) => Math.log((1 + texts.length) / (1 + each.texts)) + 1),
  };
}

/** Index of a term's hash; -1 where it is not known. */
export function indexOfTerm({ terms }: Pick<Vocabulary, 'terms'>, hash: number): number {
  let low = 0;
  let high = terms.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = intAt(terms, middle);
    if (found === hash) return middle;
    if (found < hash) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/**
 * Weighs the known terms of a text: (1 + ln occurrences) × rarity, scaled to length 1 (Manning, Raghavan & Schütze 2008,
 * Introduction to Information Retrieval, sections 6.2 and 6.4.1).
 */
export function weighTerms(vocabulary: Vocabulary, { words, pairs }: Terms): WeighedTerms {
  const found = new Int32Array(words.length + pairs.length);
  let count = 0;
  for (const hashes of [words, pairs]) {
    for (const hash of hashes) {
      const index = indexOfTerm(vocabulary, hash);
      if (index < 0) continue;
      found[count] = index;
      count += 1;
    }
  }
  const sorted = found.subarray(0, count).sort();
  const indices = distinct(sorted);
  const values = new Float64Array(indices.length);
  let squares = 0;
  for (let i = 0, from = 0; i < indices.length; i += 1) {
    let to = from;
    while (to < count && intAt(sorted, to) === intAt(indices, i)) to += 1;
    values[i] = (1 + Math.log(to - from)) * at(vocabulary.rarities, intAt(indices, i));
    squares += at(values, i) ** 2;
    from = to;
  }
  const length = Math.sqrt(squares);
  for (let i = 0; i < values.length; i += 1) values[i] = at(values, i) / length;
  return { indices, values };
}

/** The weighed terms of several texts, a row each. */
export function weighTexts(vocabulary: Vocabulary, texts: readonly Terms[]): SparseRows {
  const rows = texts.map((text) => weighTerms(vocabulary, text));
  const starts = new Int32Array(rows.length + 1);
  rows.forEach(({ indices }, r) => (starts[r + 1] = intAt(starts, r) + indices.length));
  const size = intAt(starts, rows.length);
  const x = { columns: vocabulary.terms.length, starts, indices: new Int32Array(size), values: new Float64Array(size) };
  rows.forEach(({ indices, values }, r) => {
    x.indices.set(indices, intAt(starts, r));
    x.values.set(values, intAt(starts, r));
  });
  return x;
}
