import type { Matrix } from '../matrix/matrix.ts';
import { takeMatrixRows } from '../matrix/matrix.ts';
import type { Rng } from '../rng/rng.ts';
import { fitKMeans, type KMeansOptions } from './k-means.ts';
import { silhouette } from './silhouette.ts';

/** Candidates are tried on so many rows at most; the winner is fitted on all by the caller. */
const TRIAL_ROWS = 10_000;
/** A cluster more must be worth so much. */
const LEAST_GAIN = 0.005;

/** A number of clusters and how well they are parted. */
export interface ClusterTrial {
  readonly clusters: number;
  readonly silhouette: number;
}

/**
 * The number of clusters with the best silhouette, the smaller one of near equals.
 *
 * @param largest tried; from 2 on
 * @returns the trials in order, and the chosen number: 2 where nothing can be told apart
 * @throws NumericError too_few_rows (fewer than 3), not_finite
 */
export function chooseClusters(
  x: Matrix,
  largest: number,
  rng: Rng,
  options: KMeansOptions = {},
): { clusters: number; trials: ClusterTrial[] } {
  const rows = Int32Array.from({ length: x.rows }, (_, row) => row);
  if (rows.length > TRIAL_ROWS) rng.split('trial rows').shuffle(rows);
  const sample = takeMatrixRows(x, rows.slice(0, TRIAL_ROWS));
  const trials: ClusterTrial[] = [];
  for (let clusters = 2; clusters <= Math.min(Math.max(2, largest), Math.max(2, sample.rows - 1)); clusters += 1) {
    const { labels } = fitKMeans(sample, clusters, rng.split(`clusters ${clusters}`), options);
    trials.push({ clusters, silhouette: silhouette(sample, labels, rng.split('silhouette')) });
  }
  const best = trials.reduce((top, trial) => (trial.silhouette > top.silhouette + LEAST_GAIN ? trial : top), {
    clusters: 2,
    silhouette: Number.NEGATIVE_INFINITY,
  });
  return { clusters: best.clusters, trials };
}
