import { at, intAt } from '../element.ts';
import { tokensOf } from '../preprocessing/prose-encoder.ts';
import { hashTerm, termsOf } from './terms.ts';
import { indexOfTerm, type Vocabulary, weighTerms } from './vocabulary.ts';

/**
 * Prose by what its words say of the target: a linear score of the weighed words and pairs, standardised, one for a
 * number or two classes, else one a class; and where training had missing texts whether it is missing. A missing text
 * counts as the average.
 */
export interface WordEncoder extends Vocabulary {
  readonly kind: 'words';
  readonly column: string;
  readonly source: 'category' | 'text';
  /** terms × scores, row-major. */
  readonly weights: Float64Array;
  /** Of the scores over the training rows, each by models that had not seen the row. */
  readonly means: Float64Array;
  /** Standard deviations; 0 where all scores were the same. */
  readonly scales: Float64Array;
  readonly missingShare: number;
  readonly example: string;
}

/** How far one word, or pair of words, moved a score. */
export interface WordPart {
  readonly word: string;
  readonly part: number;
}

/** Columns for linear models. */
export function wordsWidth({ means, missingShare }: WordEncoder): number {
  return means.length + (missingShare > 0 ? 1 : 0);
}

function isMissing(text: string | null): text is null {
  return text === null || text === '';
}

/** Standardised scores of a text that is there. */
function writeScaled(encoder: WordEncoder, text: string, out: Float64Array, offset: number): void {
  const { weights, means, scales } = encoder;
  const { indices, values } = weighTerms(encoder, termsOf(text));
  const outputs = means.length;
  for (let k = 0; k < outputs; k += 1) {
    let score = 0;
    for (let i = 0; i < indices.length; i += 1) {
      score += at(values, i) * at(weights, intAt(indices, i) * outputs + k);
    }
    out[offset + k] = at(scales, k) > 0 ? (score - at(means, k)) / at(scales, k) : 0;
  }
}

/** Writes one normalised text (null or '': missing) at `offset`: `wordsWidth` columns. */
export function writeWords(encoder: WordEncoder, text: string | null, out: Float64Array, offset: number): void {
  const { means, missingShare } = encoder;
  const outputs = means.length;
  if (isMissing(text)) out.fill(0, offset, offset + outputs);
  else writeScaled(encoder, text, out, offset);
  if (missingShare > 0) out[offset + outputs] = Number(isMissing(text)) - missingShare;
}

/** Writes one normalised text for trees: its scores, NaN where it is missing (null or ''). */
export function writeWordsForTrees(encoder: WordEncoder, text: string | null, out: Float64Array, offset: number): void {
  if (isMissing(text)) out.fill(Number.NaN, offset, offset + encoder.means.length);
  else writeScaled(encoder, text, out, offset);
}

/**
 * Writes scores of rows whose texts a model had not seen in the place of those that the encoder would give.
 *
 * @param scores outputs: as {@link crossFitWords} gives them; NaN for a missing text
 */
export function writeKnownScores(
  encoder: WordEncoder,
  scores: Float64Array,
  forTrees: boolean,
  out: Float64Array,
  offset: number,
): void {
  const outputs = encoder.means.length;
  const missing = Number.isNaN(at(scores, 0));
  if (!missing) out.set(scores, offset);
  else out.fill(forTrees ? Number.NaN : 0, offset, offset + outputs);
  if (!forTrees && encoder.missingShare > 0) out[offset + outputs] = Number(missing) - encoder.missingShare;
}

/**
 * What each known word and pair of a text adds to its standardised score k: their sum is the score plus mean / scale,
 * that of a text without known words. Largest first.
 */
export function wordParts(encoder: WordEncoder, text: string, k: number): readonly WordPart[] {
  const { weights, means, scales } = encoder;
  const scale = at(scales, k);
  if (!(scale > 0)) return [];
  const { indices, values } = weighTerms(encoder, termsOf(text));
  const words = tokensOf(text);
  const names = new Map<number, string>();
  for (const name of [...words, ...words.slice(1).map((word, i) => `${words[i]} ${word}`)]) {
    names.set(indexOfTerm(encoder, hashTerm(name)), name);
  }
  return Array.from(indices, (index, i): WordPart => {
    const part = (at(values, i) * at(weights, index * means.length + k)) / scale;
    return { word: names.get(index) ?? '', part };
  }).toSorted((a, b) => Math.abs(b.part) - Math.abs(a.part));
}
