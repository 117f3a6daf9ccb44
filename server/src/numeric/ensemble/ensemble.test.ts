import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at } from '../element.ts';
import type { Target } from '../estimators/estimator.ts';
import { createRng } from '../rng/rng.ts';
import { scoreOf } from '../selection/score.ts';
import { assertAllClose, assertClose } from '../testing/assertions.ts';
import { blendWeights, projectOntoSimplex } from './blend-weights.ts';
import { floorOf, type Opinion, poolPredictions } from './opinion-pool.ts';

const FLOOR = floorOf('log_odds');

function opinion(predictions: Iterable<number>, floor = FLOOR): Opinion {
  return { predictions: Float64Array.from(predictions), floor };
}

function rowsOf(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, row) => row);
}

test('the projection onto the simplex is the nearest point of it', () => {
  assert.deepEqual([...projectOntoSimplex(Float64Array.of(0.2, 0.8))], [0.2, 0.8]);
  assertAllClose(projectOntoSimplex(Float64Array.of(1, 1, 1)), [1 / 3, 1 / 3, 1 / 3], 1e-12);
  assert.deepEqual([...projectOntoSimplex(Float64Array.of(5, 0, -3))], [1, 0, 0]);
  const found = projectOntoSimplex(Float64Array.of(0.9, 0.6, -0.1));
  assertAllClose(found, [0.65, 0.35, 0], 1e-12);
});

test('numbers: the weights of least squares are found, those that hurt are 0', () => {
  const rng = createRng(1);
  const values = Float64Array.from({ length: 400 }, () => 10 * rng.normal());
  const noisy = (spread: number): Opinion => opinion(values.map((value) => value + spread * rng.normal()));
  const y: Target = { values, classCount: 0 };
  const weights = blendWeights([noisy(1), noisy(2), opinion(values.map(() => 500))], y, rowsOf(400));
  assertClose(
    weights.reduce((sum, weight) => sum + weight, 0),
    1,
    1e-12,
  );
  assertClose(at(weights, 0), 0.8, 0.07);
  assert.equal(at(weights, 2), 0);
});

function chances(rows: number, spread: number, seed: number): { opinions: [Opinion, Opinion]; y: Target } {
  const rng = createRng(seed);
  const scores = Float64Array.from({ length: rows }, () => 2 * rng.normal());
  const values = scores.map((score) => Number(rng.uniform() < 1 / (1 + Math.exp(-score))));
  const of = (noise: number): Opinion =>
    opinion(
      [...scores].flatMap((score) => {
        const p = 1 / (1 + Math.exp(-score - noise * rng.normal()));
        return [1 - p, p];
      }),
    );
  return { opinions: [of(spread), of(spread)], y: { values, classCount: 2 } };
}

test('chances: a blend of two noisy models loses less than either, and its weights are about equal', () => {
  const { opinions, y } = chances(1000, 1, 2);
  const weights = blendWeights(opinions, y, rowsOf(1000));
  assertClose(at(weights, 0), 0.5, 0.1);
  const loss = (predictions: Float64Array): number => scoreOf(y, predictions, rowsOf(1000));
  const pooled = loss(poolPredictions(opinions, weights, 2));
  assert.ok(opinions.every(({ predictions }) => pooled < loss(predictions) - 0.01));
});

test('no other weights do better: neither for numbers nor for chances', () => {
  const { opinions, y } = chances(300, 1.5, 3);
  const numbers: Target = {
    values: y.values.map((value, r) => 4 * value + at(opinions[0].predictions, r)),
    classCount: 0,
  };
  const halves = opinions.map(({ predictions }) => opinion(predictions.subarray(0, 300)));
  for (const [target, [first, second]] of [
    [y, opinions],
    [numbers, halves],
  ] as const) {
    if (first === undefined || second === undefined) continue;
    const loss = (weights: Float64Array): number =>
      scoreOf(target, poolPredictions([first, second], weights, target.classCount), rowsOf(300));
    const best = loss(blendWeights([first, second], target, rowsOf(300)));
    for (let share = 0; share <= 1; share += 0.05) assert.ok(best <= loss(Float64Array.of(share, 1 - share)) + 1e-9);
  }
});

test('one model is its own blend, and equal models share alike', () => {
  const { opinions, y } = chances(50, 1, 4);
  assert.deepEqual([...blendWeights([opinions[0]], y, rowsOf(50))], [1]);
  const pooled = poolPredictions([opinions[0]], Float64Array.of(1), 2);
  assert.deepEqual(pooled, opinions[0].predictions);
  assert.notEqual(pooled, opinions[0].predictions);
  assert.deepEqual([...blendWeights([opinions[0], opinions[0]], y, rowsOf(50))], [0.5, 0.5]);
});

test('a share of 0 does not veto, and pooled chances sum to one', () => {
  const sure = opinion([0, 1], floorOf('probability'));
  const pooled = poolPredictions([sure, opinion([0.9, 0.1])], Float64Array.of(0.5, 0.5), 2);
  assertClose(at(pooled, 0) + at(pooled, 1), 1, 1e-12);
  assert.ok(at(pooled, 0) > 0.05 && at(pooled, 0) < 0.5);
  assert.deepEqual([...poolPredictions([opinion([1]), opinion([3])], Float64Array.of(0.25, 0.75), 0)], [2.5]);
});
