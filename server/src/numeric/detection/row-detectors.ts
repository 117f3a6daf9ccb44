import type { Fields } from '../artifact/fields.ts';
import { fitDbscan, suggestRadius } from '../clustering/dbscan.ts';
import { squaredDistance } from '../clustering/distance.ts';
import { at, intAt } from '../element.ts';
import {
  checkHyperparameterNames,
  type Features,
  type FittedModel,
  hyperparameterOf,
  type HyperparameterSpec,
  type Hyperparameters,
} from '../estimators/estimator.ts';
import { type Matrix, matrixOf, takeMatrixRows } from '../matrix/matrix.ts';
import { NumericError } from '../numeric-error.ts';
import type { Rng } from '../rng/rng.ts';
import { standardNormalQuantile } from '../statistics/normal-quantile.ts';
import {
  explainIsolation,
  fitIsolationForest,
  isolationForestHyperparameters,
  type IsolationForestModel,
  readIsolationForest,
  scoreIsolation,
} from './isolation-forest.ts';
import { robustBand } from './robust-band.ts';

/** How a detector of rows sees them. */
export type RowAlgorithm = 'isolation_forest' | 'zscore_robust' | 'dbscan';

/** One way to tell how strange rows are. Same rows, params and seed give the same bytes; no input is changed. */
export interface RowDetector<Model extends FittedModel> {
  readonly kind: Model['kind'];
  readonly design: 'linear' | 'tree';
  readonly hyperparameters: readonly HyperparameterSpec[];
  /** @throws NumericError too_few_rows, not_finite, unknown_hyperparameter, invalid_hyperparameter, stopped */
  fit(x: Features, params: Hyperparameters, rng: Rng, shouldStop: () => boolean): Model;
  /** n numbers ≥ 0, the stranger the higher. */
  score(model: Model, x: Features): Float64Array;
  /** What each design column adds to how strange a row is. */
  explain(model: Model, row: Float64Array): Float64Array;
  /** @throws NumericError artifact_corrupted */
  read(fields: Fields, featureCount: number): Model;
}

const isolationForest: RowDetector<IsolationForestModel> = {
  kind: 'isolation_forest',
  design: 'tree',
  hyperparameters: isolationForestHyperparameters,
  fit: fitIsolationForest,
  score: (model, x) => scoreIsolation(model, x),
  // A shorter path is stranger.
  explain: (model, row) => explainIsolation(model, row).contributions.map((length) => -length),
  read: readIsolationForest,
};

/** Bands of numeric columns, shares of the categories of others. */
interface ColumnBands extends FittedModel {
  readonly kind: 'zscore_robust';
  readonly centers: Float64Array;
  /** 0 of columns of equal values, of empty ones and of categories. */
  readonly scales: Float64Array;
  /** featureCount + 1: where the shares of a column's categories begin. */
  readonly starts: Int32Array;
  readonly shares: Float64Array;
}

/** A category is as strange as a normal value that is as seldom; never seen, as one in twice as many rows as there were. */
function scoreOfShare(share: number): number {
  return standardNormalQuantile(1 - share / 2);
}

/** How far off each column of a row is, in standard deviations; 0 for what is missing. */
function columnScores({ centers, scales, starts, shares, featureCount }: ColumnBands, row: Float64Array): Float64Array {
  return Float64Array.from({ length: featureCount }, (_, j) => {
    const value = at(row, j);
    const [from, to] = [intAt(starts, j), intAt(starts, j + 1)];
    if (Number.isNaN(value)) return 0;
    if (to > from) return scoreOfShare(at(shares, from + Math.min(value, to - from - 1)));
    const off = Math.abs(value - at(centers, j));
    return at(scales, j) > 0 ? off / at(scales, j) : 0;
  });
}

const columnBands: RowDetector<ColumnBands> = {
  kind: 'zscore_robust',
  design: 'tree',
  hyperparameters: [],
  fit(x, params) {
    checkHyperparameterNames('zscore_robust', [], params);
    const { rows, columns, data } = x;
    const centers = new Float64Array(columns);
    const scales = new Float64Array(columns);
    const starts = new Int32Array(columns + 1);
    const shares: number[] = [];
    for (let j = 0; j < columns; j += 1) {
      const values = Float64Array.from({ length: rows }, (_, row) => at(data, row * columns + j));
      const known = values.filter((value) => !Number.isNaN(value));
      const categories = x.categoryCounts === undefined ? 0 : intAt(x.categoryCounts, j);
      if (categories > 0) {
        const counts = new Float64Array(categories);
        for (const code of known) counts[code] = at(counts, code) + 1;
        for (const count of counts) shares.push(Math.max(count, 0.5) / Math.max(1, known.length));
      } else if (known.length > 0) ({ center: centers[j], scale: scales[j] } = robustBand(known));
      starts[j + 1] = shares.length;
    }
    return { kind: 'zscore_robust', featureCount: columns, centers, scales, starts, shares: Float64Array.from(shares) };
  },
  score(model, x) {
    return Float64Array.from({ length: x.rows }, (_, row) =>
      columnScores(model, x.data.subarray(row * x.columns, (row + 1) * x.columns)).reduce(
        (top, each) => Math.max(top, each),
        0,
      ),
    );
  },
  explain: columnScores,
  read(fields, featureCount) {
    const starts = fields.integers('starts', featureCount + 1);
    return {
      kind: 'zscore_robust',
      featureCount,
      centers: fields.floats('centers', featureCount),
      scales: fields.floats('scales', featureCount),
      starts,
      shares: fields.floats('shares', intAt(starts, featureCount)),
    };
  },
};

/** Points in the middle of others; what lies further than the radius from all of them is noise. */
interface Cores extends FittedModel {
  readonly kind: 'dbscan';
  readonly radius: number;
  /** cores × featureCount. */
  readonly cores: Float64Array;
}

const RADIUS: HyperparameterSpec = { name: 'radius', defaultValue: 0, min: 0, max: 1e6, grid: [0] };
const MIN_POINTS: HyperparameterSpec = { name: 'min_points', defaultValue: 5, min: 2, max: 1000, grid: [5] };
/** Looked at, and kept. */
const MOST_POINTS = 5000;
const MOST_CORES = 2000;

function drawRows(rows: Int32Array, most: number, rng: Rng): Int32Array {
  if (rows.length <= most) return rows;
  const order = rows.slice();
  rng.shuffle(order);
  return order.slice(0, most).sort();
}

function coresOf({ cores, featureCount }: Cores): Matrix {
  return matrixOf(cores.length / featureCount, featureCount, cores);
}

function nearestCore(model: Cores, x: Matrix, row: number): { core: number; distance: number } {
  const cores = coresOf(model);
  let [core, distance] = [0, Number.POSITIVE_INFINITY];
  for (let i = 0; i < cores.rows; i += 1) {
    const found = squaredDistance(x, row, cores, i);
    if (found < distance) [core, distance] = [i, found];
  }
  return { core, distance: Math.sqrt(distance) };
}

const cores: RowDetector<Cores> = {
  kind: 'dbscan',
  design: 'linear',
  hyperparameters: [RADIUS, MIN_POINTS],
  fit(x, params, rng, shouldStop) {
    checkHyperparameterNames('dbscan', [RADIUS, MIN_POINTS], params);
    const minPoints = Math.round(hyperparameterOf(MIN_POINTS, params));
    const given = hyperparameterOf(RADIUS, params);
    const all = Int32Array.from({ length: x.rows }, (_, row) => row);
    const points = takeMatrixRows(x, drawRows(all, MOST_POINTS, rng.split('points')));
    const radius = given > 0 ? given : suggestRadius(points, minPoints, rng.split('radius'));
    const { core } = fitDbscan(points, radius, minPoints, () => {
      if (shouldStop()) throw new NumericError('stopped');
    });
    const found = Int32Array.from(core.keys()).filter((row) => core[row] === 1);
    // Where nothing is dense, every point may stand for itself.
    const kept = drawRows(found.length > 0 ? found : Int32Array.from(core.keys()), MOST_CORES, rng.split('cores'));
    return { kind: 'dbscan', featureCount: x.columns, radius, cores: takeMatrixRows(points, kept).data };
  },
  score: (model, x) =>
    Float64Array.from({ length: x.rows }, (_, row) => nearestCore(model, x, row).distance / model.radius),
  explain(model, row) {
    const { core, distance } = nearestCore(model, matrixOf(1, model.featureCount, row), 0);
    const from = core * model.featureCount;
    if (distance === 0) return new Float64Array(row.length);
    return row.map((value, j) => (value - at(model.cores, from + j)) ** 2 / distance / model.radius);
  },
  read(fields, featureCount) {
    const [radius, found] = [fields.number('radius'), fields.floats('cores')];
    if (!(radius > 0 && found.length > 0 && found.length % featureCount === 0)) {
      throw new NumericError('artifact_corrupted', { where: 'dbscan.cores' });
    }
    return { kind: 'dbscan', featureCount, radius, cores: found };
  },
};

const table = { isolation_forest: isolationForest, zscore_robust: columnBands, dbscan: cores } as const;

/** All kinds, in the order in which they are tried. */
export const rowAlgorithms: readonly RowAlgorithm[] = ['isolation_forest', 'zscore_robust', 'dbscan'];

/** Detectors of rows by kind. */
export const rowDetectors: Readonly<Record<RowAlgorithm, RowDetector<FittedModel>>> = table;
