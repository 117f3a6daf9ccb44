import type { CodedColumn } from '../column.ts';
import { at, intAt } from '../element.ts';
import type { Target } from '../estimators/estimator.ts';
import { takeTarget } from '../estimators/training-rows.ts';
import { type CategoryCounts, normalizedDictionary } from '../preprocessing/category-encoder.ts';
import type { Rng } from '../rng/rng.ts';
import { groupFolds, randomFolds, type Split } from '../selection/split.ts';
import { type SparseRows, takeSparseRows, writeSparseScores } from './sparse-rows.ts';
import { type Terms, termsOf } from './terms.ts';
import { learnVocabulary, weighTexts } from './vocabulary.ts';
import type { WordEncoder } from './word-encoder.ts';
import { fitWordScores, outputsOf, wordLossOf } from './word-scores.ts';

/** Most terms, fewer of many classes: an artifact holds a weight a term and score. */
const MAX_TERMS = 32_768;
const MAX_WEIGHTS = 2 ** 18;
const FOLDS = 5;
/** A spread below this share of the mean is that of equal numbers. */
const ROUNDING = 1e-12;
/** From the strongest on, until the loss rises. */
const STRENGTHS = [10, 3, 1, 0.3, 0.1, 0.03];

/** Bounds of time and memory, in words and pairs as they occur. */
interface Limits {
  /** May be learnt from: chance says which texts. */
  readonly learnt: number;
  /** May be used to choose the strength of the penalty. */
  readonly choice: number;
}

const LIMITS: Limits = { learnt: 2 ** 23, choice: 2 ** 19 };

/** An encoder, and what models that had not seen a row said of it. */
export interface CrossFit {
  readonly encoder: WordEncoder;
  /** n × outputs, standardised; NaN where the text is missing. */
  readonly scores: Float64Array;
}

/** Rows to learn from. */
export interface TextRows {
  readonly y: Target;
  /** n: rows of one number are learnt from together, or null. */
  readonly groups: Int32Array | null;
}

/** Weighed texts, and what became of them. */
interface Material extends TextRows {
  readonly x: SparseRows;
}

/** Mean 0 and standard deviation 1 over the rows: then penalties mean the same for every number. */
function scaledTarget(y: Target): Target {
  if (y.classCount > 0) return y;
  const count = y.values.length;
  const mean = y.values.reduce((sum, value) => sum + value / count, 0);
  const scale = Math.sqrt(y.values.reduce((sum, value) => sum + (value - mean) ** 2 / count, 0));
  return { ...y, values: y.values.map((value) => (scale > ROUNDING * Math.abs(mean) ? (value - mean) / scale : 0)) };
}

function foldsOf({ y, groups }: TextRows, rng: Rng): readonly Split[] {
  const grouped = groups === null ? [] : groupFolds(groups, FOLDS, rng.split('groups'));
  return grouped.length >= 2 ? grouped : randomFolds(y, Math.min(FOLDS, y.values.length), rng);
}

function takeMaterial({ x, y, groups }: Material, rows: Int32Array): Material {
  return {
    x: takeSparseRows(x, rows),
    y: takeTarget(y, rows),
    groups: groups === null ? null : rows.map((row) => intAt(groups, row)),
  };
}

interface FoldFit {
  readonly split: Split;
  readonly training: Material;
  readonly unseen: Material;
  weights: Float64Array;
}

function beginFolds(material: Material, rng: Rng): FoldFit[] {
  const size = (material.x.columns + 1) * outputsOf(material.y);
  return foldsOf(material, rng).map((split) => ({
    split,
    training: takeMaterial(material, split.training),
    unseen: takeMaterial(material, split.validation),
    weights: new Float64Array(size),
  }));
}

/** Fits every fold anew, from where it stands; returns the loss of the rows that the folds have not seen. */
function fitFolds(folds: readonly FoldFit[], l2: number, shouldStop: () => boolean): number {
  let loss = 0;
  for (const fold of folds) {
    const { training, unseen } = fold;
    fold.weights = fitWordScores(training.x, training.y, l2, fold.weights, shouldStop);
    const scores = scoresOf(unseen.x, fold.weights, outputsOf(unseen.y));
    loss += wordLossOf(unseen.y).value(scores, scores, 0);
  }
  return loss;
}

function scoresOf(x: SparseRows, weights: Float64Array, outputs: number): Float64Array {
  const scores = new Float64Array((x.starts.length - 1) * outputs);
  writeSparseScores(x, weights, outputs, scores);
  return scores;
}

/** The first rows that hold so many occurrences together. */
function firstRows(sizes: Int32Array, most: number): number {
  let sum = 0;
  const beyond = sizes.findIndex((size) => (sum += size) > most);
  return beyond < 0 ? sizes.length : Math.max(1, beyond);
}

/** The strength with the least loss out of sample. */
function chooseStrength(material: Material, most: number, rng: Rng, shouldStop: () => boolean): number {
  const { starts } = material.x;
  const sizes = Int32Array.from({ length: starts.length - 1 }, (_, r) => intAt(starts, r + 1) - intAt(starts, r));
  const rows = Int32Array.from({ length: firstRows(sizes, most) }, (_, r) => r);
  const folds = beginFolds(rows.length < sizes.length ? takeMaterial(material, rows) : material, rng);
  let [best = 1] = STRENGTHS;
  let least = Number.POSITIVE_INFINITY;
  for (const l2 of STRENGTHS) {
    const loss = fitFolds(folds, l2, shouldStop);
    if (!(loss < least)) break;
    best = l2;
    least = loss;
  }
  return best;
}

/** Mean and standard deviation of each score over the rows that have one. */
function spreadOf(scores: Float64Array, outputs: number): { means: Float64Array; scales: Float64Array } {
  const means = new Float64Array(outputs);
  const scales = new Float64Array(outputs);
  for (let k = 0; k < outputs; k += 1) {
    const own = scores.filter((score, i) => i % outputs === k && !Number.isNaN(score));
    const mean = own.reduce((sum, score) => sum + score / own.length, 0);
    means[k] = mean;
    scales[k] = Math.sqrt(own.reduce((sum, score) => sum + (score - mean) ** 2 / own.length, 0));
  }
  return { means, scales };
}

function meanWeights(folds: readonly FoldFit[], size: number): Float64Array {
  const mean = new Float64Array(size);
  for (const { weights } of folds) {
    for (let i = 0; i < size; i += 1) mean[i] = at(mean, i) + at(weights, i) / folds.length;
  }
  return mean;
}

/** Rows whose text is there, in a random order, and the terms of as many of them as are learnt from. */
function readTexts(
  column: CodedColumn,
  most: number,
  rng: Rng,
): { textOf: (row: number) => string; rows: Int32Array; learnt: Terms[] } {
  const names = normalizedDictionary(column);
  const textOf = (row: number): string => names[intAt(column.codes, row)] ?? '';
  const rows = Int32Array.from(column.codes, (_, row) => row).filter((row) => textOf(row) !== '');
  rng.shuffle(rows);
  const learnt: Terms[] = [];
  let occurrences = 0;
  for (const row of rows) {
    const terms = termsOf(textOf(row));
    occurrences += terms.words.length + terms.pairs.length;
    if (occurrences > most && learnt.length > 0) break;
    learnt.push(terms);
  }
  return { textOf, rows, learnt };
}

/**
 * Learns what the words of a column of prose say of the target. Folds of the rows each fit a linear score of the weighed
 * words; the encoder's is their mean. A row's own score, to train other models on, is that of the fold that has not seen
 * it, so it tells no more than that of a new row (Wolpert 1992, "Stacked generalization").
 *
 * @param column n codes, at least two rows with a text
 * @param found its counts
 * @returns null where no text holds a word
 * @throws NumericError stopped
 */
export function crossFitWords(
  column: CodedColumn,
  found: CategoryCounts,
  { y, groups }: TextRows,
  rng: Rng,
  shouldStop: () => boolean,
  limits = LIMITS,
): CrossFit | null {
  const { textOf, rows, learnt } = readTexts(column, limits.learnt, rng.split('rows'));
  const outputs = outputsOf(y);
  const vocabulary = learnVocabulary(learnt, Math.min(MAX_TERMS, Math.floor(MAX_WEIGHTS / outputs)));
  if (vocabulary.terms.length === 0) return null;
  const used = rows.subarray(0, learnt.length);
  const material = {
    x: weighTexts(vocabulary, learnt),
    y: scaledTarget(takeTarget(y, used)),
    groups: groups === null ? null : used.map((row) => intAt(groups, row)),
  };
  const l2 = chooseStrength(material, limits.choice, rng.split('strength'), shouldStop);
  const folds = beginFolds(material, rng.split('folds'));
  fitFolds(folds, l2, shouldStop);
  const weights = meanWeights(folds, (vocabulary.terms.length + 1) * outputs);
  const scores = new Float64Array(column.codes.length * outputs).fill(Number.NaN);
  for (const { split, unseen, weights: own } of folds) {
    const predicted = scoresOf(unseen.x, own, outputs);
    split.validation.forEach((place, i) =>
      scores.set(predicted.subarray(i * outputs, (i + 1) * outputs), intAt(used, place) * outputs),
    );
  }
  for (const row of rows.subarray(learnt.length)) {
    scores.set(scoresOf(weighTexts(vocabulary, [termsOf(textOf(row))]), weights, outputs), row * outputs);
  }
  const { means, scales } = spreadOf(scores, outputs);
  const [example = ''] = found.counts.keys();
  const intercepts = weights.subarray(vocabulary.terms.length * outputs);
  const encoder: WordEncoder = {
    kind: 'words',
    column: column.name,
    source: column.kind,
    ...vocabulary,
    weights: weights.slice(0, vocabulary.terms.length * outputs),
    means: means.map((mean, k) => mean - at(intercepts, k)),
    scales,
    missingShare: found.missing / found.rows,
    example,
  };
  const standardised = scores.map((score, i) => {
    const k = i % outputs;
    return (score - at(means, k)) / (at(scales, k) || 1);
  });
  return { encoder, scores: standardised };
}
