import { readContainer, writeContainer } from '../artifact/container.ts';
import { fieldsOf } from '../artifact/fields.ts';
import { neutralDesign } from '../clustering/neutral-design.ts';
import { checkTable, type Column, takeRows } from '../column.ts';
import { at } from '../element.ts';
import {
  checkHyperparameterNames,
  type Features,
  type FittedModel,
  type Hyperparameters,
  neverStop,
} from '../estimators/estimator.ts';
import { averagePrecisionOf } from '../metrics/average-precision.ts';
import { quantileOfSorted } from '../metrics/quantile.ts';
import { NumericError } from '../numeric-error.ts';
import { designSources, fitPreprocessor, type Preprocessor, treeWidthOf } from '../preprocessing/preprocessor.ts';
import { readPreprocessor } from '../preprocessing/preprocessor-artifact.ts';
import { transformForTrees } from '../preprocessing/transform.ts';
import { createRng, type Rng } from '../rng/rng.ts';
import { severityOf, type Severity } from './robust-band.ts';
import { type RowAlgorithm, rowAlgorithms, rowDetectors } from './row-detectors.ts';

/** What to learn from. */
export interface AnomalyRequest {
  /** Of one length ≥ 20; numbers, booleans, times, categories and texts, with blanks. */
  readonly columns: readonly Column[];
  readonly algorithm: RowAlgorithm | 'auto';
  /** Share of rows to be called anomalies, 0.0001 … 0.5; default 0.01. */
  readonly contamination?: number;
  /** Of the algorithm; `auto` takes none. */
  readonly hyperparameters?: Hyperparameters;
  /** Share of rows held out to measure on, 0.05 … 0.5; default 0.2. */
  readonly validationSplit?: number;
  readonly seed: number;
  readonly shouldStop?: () => boolean;
}

/** A detector of strange rows: plain data, with all that its columns need. */
export interface AnomalyModel {
  readonly kind: 'anomaly_detection';
  readonly algorithm: RowAlgorithm;
  readonly seed: number;
  readonly hyperparameters: Hyperparameters;
  readonly contamination: number;
  readonly preprocessor: Preprocessor;
  readonly model: FittedModel;
  /** Scores from which on a row is an anomaly of low, medium, high, critical severity. */
  readonly thresholds: Float64Array;
}

/** Of rows that no training saw, some of them planted: numbers six standard deviations off in up to three columns. */
export interface AnomalyMetrics {
  /** Of the planted rows by score, 0 … 1. */
  readonly average_precision: number;
  /** Share of planted ones among as many highest scores as there are planted ones. */
  readonly precision_at_budget: number;
  /** Share of planted ones at the threshold. */
  readonly recall: number;
  /** Share of the other rows at the threshold. */
  readonly alert_share: number;
}

export interface AnomalyTraining {
  readonly model: AnomalyModel;
  /** All NaN where no column holds numbers that vary: nothing can be planted. */
  readonly metrics: AnomalyMetrics;
  /** What rows in no order at all would reach: the share of the planted ones. */
  readonly baseline: { readonly average_precision: number };
  /** Held out to measure on, the planted ones not among them. */
  readonly heldOutRows: number;
  readonly trials: readonly { readonly algorithm: RowAlgorithm; readonly metrics: AnomalyMetrics }[];
}

/** Answers for n rows. */
export interface AnomalyScores {
  /** The stranger the higher. */
  readonly scores: Float64Array;
  readonly severities: readonly (Severity | null)[];
}

const LEAST_ROWS = 20;
/** How much rarer than an anomaly a medium, high and critical one is. */
const RARER = [1, 3, 10, 30] as const;
const PLANTED_SHARE = 0.1;
const PLANTED_COLUMNS = 3;
const PLANTED_SIZE = 6;
/** Kind of artifact in the high 16 bits, format version in the low ones. */
const FORMAT_VERSION = 0x0001_0001;

function checkShare(name: string, value: number, min: number, max: number): void {
  if (!(value >= min && value <= max)) {
    throw new NumericError('invalid_hyperparameter', { name, value: String(value), min, max });
  }
}

function designOf(algorithm: RowAlgorithm, preprocessor: Preprocessor, columns: readonly Column[]): Features {
  return rowDetectors[algorithm].design === 'tree'
    ? transformForTrees(preprocessor, columns)
    : neutralDesign(preprocessor, columns);
}

/** Quantiles of the scores; where more than half of them are equal, these are none. */
function thresholdsOf(scores: Float64Array, contamination: number): Float64Array {
  const sorted = scores.toSorted();
  const usual = quantileOfSorted(sorted, 0.5);
  const least = sorted.find((score) => score > usual) ?? Number.MAX_VALUE;
  return Float64Array.from(RARER, (times) => Math.max(least, quantileOfSorted(sorted, 1 - contamination / times)));
}

interface Fit {
  readonly columns: readonly Column[];
  readonly preprocessor: Preprocessor;
  readonly rng: Rng;
}

function fitOne(algorithm: RowAlgorithm, { columns, preprocessor, rng }: Fit, request: AnomalyRequest): AnomalyModel {
  const { contamination = 0.01, hyperparameters = {}, seed, shouldStop = neverStop } = request;
  const x = designOf(algorithm, preprocessor, columns);
  if (x.columns === 0)
    throw new NumericError('no_usable_features', { features: columns.map(({ name }) => name).join() });
  const detector = rowDetectors[algorithm];
  const model = detector.fit(x, hyperparameters, rng, shouldStop);
  const thresholds = thresholdsOf(detector.score(model, x), contamination);
  return {
    kind: 'anomaly_detection',
    algorithm,
    seed,
    hyperparameters,
    contamination,
    preprocessor,
    model,
    thresholds,
  };
}

/** Copies of rows with numbers moved far off; null where no number varies. */
function plant(columns: readonly Column[], rows: Int32Array, preprocessor: Preprocessor, rng: Rng): Column[] | null {
  const encoders = preprocessor.encoders.filter((encoder) => encoder.kind === 'number');
  if (encoders.length === 0) return null;
  const planted = columns.map((column) => takeRows(column, rows));
  for (let row = 0; row < rows.length; row += 1) {
    const order = Int32Array.from(encoders.keys());
    rng.shuffle(order);
    for (const place of order.subarray(0, PLANTED_COLUMNS)) {
      const encoder = encoders[place];
      const column = planted.find(({ name }) => name === encoder?.column);
      if (encoder === undefined || column === undefined || !('values' in column)) continue;
      column.values[row] = encoder.mean + (rng.uniform() < 0.5 ? -1 : 1) * PLANTED_SIZE * encoder.scale;
    }
  }
  return planted;
}

const NOT_MEASURED: AnomalyMetrics = {
  average_precision: Number.NaN,
  precision_at_budget: Number.NaN,
  recall: Number.NaN,
  alert_share: Number.NaN,
};

function measure(model: AnomalyModel, heldOut: readonly Column[], planted: readonly Column[] | null): AnomalyMetrics {
  if (planted === null) return NOT_MEASURED;
  const usual = scoreAnomalies(model, heldOut).scores;
  const strange = scoreAnomalies(model, planted).scores;
  const scores = Float64Array.of(...usual, ...strange);
  const truth = new Float64Array(scores.length).fill(1, usual.length);
  const order = Array.from(scores.keys()).toSorted((a, b) => at(scores, b) - at(scores, a) || a - b);
  const top = order.slice(0, strange.length).filter((row) => row >= usual.length);
  const called = (of: Float64Array): number =>
    of.filter((score) => score >= at(model.thresholds, 0)).length / of.length;
  return {
    average_precision: averagePrecisionOf(scores, truth)(new Float64Array(scores.length).fill(1)),
    precision_at_budget: top.length / strange.length,
    recall: called(strange),
    alert_share: called(usual),
  };
}

/**
 * Learns which rows are strange: `isolation_forest` (Liu, Ting & Zhou 2008), `zscore_robust` (the column furthest from
 * its median, seldom categories as normal values as seldom), `dbscan` (distance from the nearest dense point, in radii),
 * or `auto`: the one that best finds rows planted among some held out. What is missing is never strange by itself.
 *
 * The threshold is the quantile 1 − c of the training rows' scores, c the contamination; medium, high and critical begin
 * at 1 − c / 3, 1 − c / 10 and 1 − c / 30. A score that half of the rows have is never an anomaly. The same request gives the same bytes.
 *
 * @throws NumericError too_few_rows (20), no_usable_features, shape_mismatch, duplicate_column, invalid_hyperparameter,
 *   unknown_hyperparameter, stopped
 */
export function trainAnomalyModel(request: AnomalyRequest): AnomalyTraining {
  const { columns, algorithm, contamination = 0.01, validationSplit = 0.2, seed } = request;
  checkShare('contamination', contamination, 0.0001, 0.5);
  checkShare('validation_split', validationSplit, 0.05, 0.5);
  if (algorithm === 'auto') checkHyperparameterNames(algorithm, [], request.hyperparameters ?? {});
  const rows = checkTable(columns);
  if (rows < LEAST_ROWS) throw new NumericError('too_few_rows', { rows, required: LEAST_ROWS });
  const rng = createRng(seed);
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  rng.split('split').shuffle(order);
  const held = order.slice(0, Math.max(1, Math.round(rows * validationSplit)));
  const seen = order.slice(held.length).sort();
  const fitTo = (some: readonly Column[]): Fit => {
    const preprocessor = fitPreprocessor(some, { hashSeed: rng.split('hash').uint32() });
    return { columns: some, preprocessor, rng: rng.split('fit') };
  };
  const training = fitTo(columns.map((column) => takeRows(column, seen)));
  const heldOut = columns.map((column) => takeRows(column, held));
  const copies = held.slice(0, Math.max(1, Math.round(held.length * PLANTED_SHARE)));
  const planted = plant(columns, copies, training.preprocessor, rng.split('planted'));
  const trials = (algorithm === 'auto' ? rowAlgorithms : [algorithm]).map((each) => {
    return { algorithm: each, metrics: measure(fitOne(each, training, request), heldOut, planted) };
  });
  const best = trials.reduce((top, trial) =>
    trial.metrics.average_precision > top.metrics.average_precision ? trial : top,
  );
  return {
    model: fitOne(best.algorithm, fitTo(columns), request),
    metrics: best.metrics,
    baseline: { average_precision: planted === null ? Number.NaN : copies.length / (held.length + copies.length) },
    heldOutRows: held.length,
    trials,
  };
}

/**
 * How strange rows are.
 *
 * @param columns found by name; one that is not there counts as missing
 * @throws NumericError column_kind_mismatch, shape_mismatch, duplicate_column
 */
export function scoreAnomalies(
  { algorithm, preprocessor, model, thresholds }: AnomalyModel,
  columns: readonly Column[],
): AnomalyScores {
  const scores = rowDetectors[algorithm].score(model, designOf(algorithm, preprocessor, columns));
  const [low = 0, medium = 0, high = 0, critical = 0] = thresholds;
  return { scores, severities: Array.from(scores, (score) => severityOf(score, [low, medium, high, critical])) };
}

/** What makes one row strange, by column, the most first: more is stranger, below 0 it speaks for the row. */
export function explainAnomaly(
  { algorithm, preprocessor, model }: AnomalyModel,
  columns: readonly Column[],
  row: number,
): { readonly column: string; readonly contribution: number }[] {
  const one = columns.map((column) => takeRows(column, Int32Array.of(row)));
  const { design, explain } = rowDetectors[algorithm];
  const parts = explain(model, designOf(algorithm, preprocessor, one).data);
  const sums = new Float64Array(preprocessor.encoders.length);
  for (const [j, source] of designSources(preprocessor, design).entries())
    sums[source] = at(sums, source) + at(parts, j);
  return preprocessor.encoders
    .map(({ column }, source) => ({ column, contribution: at(sums, source) }))
    .filter(({ contribution }) => contribution !== 0)
    .toSorted((a, b) => b.contribution - a.contribution);
}

/** Writes a model as one buffer; equal models give equal bytes. */
export function encodeAnomalyModel(model: AnomalyModel): Uint8Array {
  return writeContainer(FORMAT_VERSION, model);
}

/** @throws NumericError artifact_not_recognized, artifact_version_unsupported, artifact_truncated, artifact_corrupted */
export function decodeAnomalyModel(bytes: Uint8Array): AnomalyModel {
  const fields = fieldsOf(readContainer(FORMAT_VERSION, bytes), 'model');
  const algorithm = fields.oneOf('algorithm', rowAlgorithms);
  const preprocessor = readPreprocessor(fields.object('preprocessor'));
  const detector = rowDetectors[algorithm];
  const width = detector.design === 'tree' ? treeWidthOf(preprocessor) : preprocessor.width;
  return {
    kind: 'anomaly_detection',
    algorithm,
    seed: fields.number('seed'),
    hyperparameters: fields.object('hyperparameters').numbersByName(),
    contamination: fields.number('contamination'),
    preprocessor,
    model: detector.read(fields.object('model'), width),
    thresholds: fields.floats('thresholds', RARER.length),
  };
}
