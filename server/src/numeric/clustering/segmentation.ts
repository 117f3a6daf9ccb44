import { readContainer, writeContainer } from '../artifact/container.ts';
import { fieldsOf } from '../artifact/fields.ts';
import { checkTable, type Column, isCoded } from '../column.ts';
import { checkHyperparameterNames, checkStop, type Hyperparameters, neverStop } from '../estimators/estimator.ts';
import { NumericError } from '../numeric-error.ts';
import { fitPreprocessor, type Preprocessor } from '../preprocessing/preprocessor.ts';
import { readPreprocessor } from '../preprocessing/preprocessor-artifact.ts';
import { createRng } from '../rng/rng.ts';
import type { ClusterTrial } from './choose-clusters.ts';
import { type DescribedColumn, describeSegments, type SegmentDescription } from './describe-segments.ts';
import {
  assignRows,
  type ClusteringAlgorithm,
  clusteringHyperparameters,
  type Division,
  divideRows,
  type SegmentAnswers,
} from './divide-rows.ts';
import { neutralDesign } from './neutral-design.ts';
import { silhouette } from './silhouette.ts';

/** What to divide. */
export interface SegmentationRequest {
  /** Of one length ≥ 10; numbers, booleans, times, categories and texts, with blanks. */
  readonly columns: readonly Column[];
  readonly algorithm: ClusteringAlgorithm;
  /** `clusters` (0: by silhouette) and `most_clusters` of kmeans; `radius` (0: by the data) and `min_points` of dbscan. */
  readonly hyperparameters?: Hyperparameters;
  readonly seed: number;
  readonly shouldStop?: () => boolean;
}

/** Segments as points that rows are near to: plain data, with all that its columns need. */
export interface SegmentationModel extends Division {
  readonly kind: 'clustering';
  readonly algorithm: ClusteringAlgorithm;
  readonly seed: number;
  readonly hyperparameters: Hyperparameters;
  readonly preprocessor: Preprocessor;
  /** Rows of each segment when it was learnt. */
  readonly sizes: Int32Array;
}

export interface SegmentationMetrics {
  readonly clusters: number;
  /** −1 … 1; NaN with fewer than two clusters. */
  readonly silhouette: number;
  /** Of all rows. */
  readonly noise_share: number;
  readonly smallest_share: number;
}

export interface SegmentationTraining {
  readonly model: SegmentationModel;
  readonly metrics: SegmentationMetrics;
  /** Of the training rows; −1 is noise. */
  readonly labels: Int32Array;
  readonly descriptions: readonly SegmentDescription[];
  /** Numbers of clusters that were tried. */
  readonly trials: readonly ClusterTrial[];
}

const LEAST_ROWS = 10;
/** Kind of artifact in the high 16 bits, format version in the low ones. */
const FORMAT_VERSION = 0x0002_0001;

function described(column: Column): DescribedColumn {
  const { name } = column;
  if (!isCoded(column)) return { name, kind: 'number', values: column.values };
  return { name, kind: 'category', codes: column.codes, names: column.dictionary };
}

/**
 * Divides the rows of a table into segments, on standardised columns. `kmeans` (Lloyd 1982, k-means++) with as many
 * clusters as have the best silhouette, or as are asked for; `dbscan` (Ester et al. 1996) with noise. Segments are
 * numbered by size, the largest 0. The same request gives the same bytes.
 *
 * @throws NumericError too_few_rows (10; fewer than `clusters`), no_usable_features, shape_mismatch, duplicate_column,
 *   invalid_hyperparameter, unknown_hyperparameter, stopped
 */
export function trainSegmentation(request: SegmentationRequest): SegmentationTraining {
  const { columns, algorithm, hyperparameters = {}, seed, shouldStop = neverStop } = request;
  checkHyperparameterNames(algorithm, clusteringHyperparameters[algorithm], hyperparameters);
  const rows = checkTable(columns);
  if (rows < LEAST_ROWS) throw new NumericError('too_few_rows', { rows, required: LEAST_ROWS });
  const rng = createRng(seed);
  const preprocessor = fitPreprocessor(columns, { hashSeed: rng.split('hash').uint32() });
  const x = neutralDesign(preprocessor, columns);
  if (x.columns === 0)
    throw new NumericError('no_usable_features', { features: columns.map(({ name }) => name).join() });
  const onStep = (): void => checkStop(shouldStop);
  const { division, labels, sizes } = divideRows(algorithm, x, hyperparameters, rng.split(algorithm), onStep);
  const noise = labels.reduce((count, label) => count + Number(label === -1), 0);
  const { points, segments, radius, trials } = division;
  return {
    model: { kind: 'clustering', algorithm, seed, hyperparameters, preprocessor, points, segments, sizes, radius },
    metrics: {
      clusters: sizes.length,
      silhouette: silhouette(x, labels, rng.split('silhouette')),
      noise_share: noise / rows,
      smallest_share: (sizes.at(-1) ?? 0) / rows,
    },
    labels,
    descriptions: describeSegments(columns.map(described), labels),
    trials,
  };
}

/**
 * The segment of each row.
 *
 * @param columns found by name; one that is not there counts as missing
 * @throws NumericError column_kind_mismatch, shape_mismatch, duplicate_column
 */
export function assignSegments(model: SegmentationModel, columns: readonly Column[]): SegmentAnswers {
  return assignRows(model, neutralDesign(model.preprocessor, columns));
}

/** Writes a model as one buffer; equal models give equal bytes. */
export function encodeSegmentation(model: SegmentationModel): Uint8Array {
  return writeContainer(FORMAT_VERSION, model);
}

/** @throws NumericError artifact_not_recognized, artifact_version_unsupported, artifact_truncated, artifact_corrupted */
export function decodeSegmentation(bytes: Uint8Array): SegmentationModel {
  const fields = fieldsOf(readContainer(FORMAT_VERSION, bytes), 'model');
  const preprocessor = readPreprocessor(fields.object('preprocessor'));
  const [segments, sizes] = [fields.integers('segments'), fields.integers('sizes')];
  if (segments.some((segment) => segment < 0 || segment >= sizes.length)) {
    throw new NumericError('artifact_corrupted', { where: 'model.segments' });
  }
  return {
    kind: 'clustering',
    algorithm: fields.oneOf('algorithm', ['kmeans', 'dbscan']),
    seed: fields.number('seed'),
    hyperparameters: fields.object('hyperparameters').numbersByName(),
    preprocessor,
    points: fields.floats('points', segments.length * preprocessor.width),
    segments,
    sizes,
    radius: fields.number('radius'),
  };
}
