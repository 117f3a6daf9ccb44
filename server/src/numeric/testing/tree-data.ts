import type { Features, Target } from '../estimators/estimator.ts';
import type { Rng } from '../rng/rng.ts';

/**
 * A table for trees: three numbers (the second with holes that matter), a category of `categories` codes, and a target
 * that hangs on all of them; classes by equal shares.
 */
export function treeTable(
  rows: number,
  classCount: number,
  rng: Rng,
  categories = 6,
): { x: Features; y: Target; scores: Float64Array } {
  const data = new Float64Array(rows * 4);
  const effects = Float64Array.from({ length: categories }, () => 1.5 * rng.normal());
  const scores = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const [a, b, c] = [rng.normal(), rng.normal(), rng.normal()];
    const hole = rng.uniform() < 0.2;
    const code = rng.integer(categories);
    data.set([a, hole ? Number.NaN : b, c, rng.uniform() < 0.1 ? Number.NaN : code], row * 4);
    const level = Number.isNaN(data[row * 4 + 3] ?? 0) ? 0 : (effects[code] ?? 0);
    scores[row] = a + (hole ? 2 : b * (c > 0 ? 1 : -1)) + level;
  }
  const noisy = scores.map((score) => score + 0.5 * rng.normal());
  const order = noisy.toSorted();
  const values =
    classCount === 0 ? noisy : noisy.map((score) => Math.floor((order.indexOf(score) * classCount) / rows));
  return {
    x: { rows, columns: 4, data, categoryCounts: Int32Array.of(0, 0, 0, categories) },
    y: { values, classCount },
    scores,
  };
}

/** Share of a target's variance that predictions explain. */
export function explainedShare(target: Float64Array, predictions: Float64Array): number {
  const mean = target.reduce((sum, value) => sum + value, 0) / target.length;
  let error = 0;
  let total = 0;
  for (const [i, value] of target.entries()) {
    error += (value - (predictions[i] ?? Number.NaN)) ** 2;
    total += (value - mean) ** 2;
  }
  return 1 - error / total;
}

/** Share of rows whose most probable class is the right one. */
export function accuracy({ values, classCount }: Target, probabilities: Float64Array): number {
  const right = values.filter((label, row) => {
    const chances = probabilities.subarray(row * classCount, (row + 1) * classCount);
    return chances.indexOf(Math.max(...chances)) === label;
  });
  return right.length / values.length;
}
