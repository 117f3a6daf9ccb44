import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at } from '../element.ts';
import type { Target } from '../estimators/estimator.ts';
import { matrixOf } from '../matrix/matrix.ts';
import { createRng } from '../rng/rng.ts';
import { assertClose, numericErrorOf } from '../testing/assertions.ts';
import { linearScores, normalMatrix } from '../testing/synthetic-data.ts';
import { type Candidates, listCandidates } from './candidates.ts';
import { bestOutcome, crossValidate, type SearchControl } from './cross-validation.ts';
import { randomFolds, randomSplit, sampleRows, type Split, timeFolds, timeSplit } from './split.ts';

const DAY_MS = 86_400_000;

function classes(...counts: number[]): Target {
  const values = Float64Array.from(counts.flatMap((count, code) => Array.from({ length: count }, () => code)));
  return { values, classCount: counts.length };
}

function plain(rows: number): Target {
  return { values: Float64Array.from({ length: rows }, (_, r) => r), classCount: 0 };
}

function assertPartition({ training, validation }: Split, rows: number): void {
  assert.deepEqual(
    [...training, ...validation].toSorted((a, b) => a - b),
    Array.from({ length: rows }, (_, r) => r),
  );
  for (const part of [training, validation]) assert.deepEqual(part, Int32Array.from(part).toSorted());
}

function countOf(y: Target, rows: Int32Array, code: number): number {
  return rows.filter((row) => at(y.values, row) === code).length;
}

test('a random split holds out the share, of every class alike', () => {
  const y = classes(100, 40, 10);
  const split = randomSplit(y, 0.2, createRng(1));
  assertPartition(split, 150);
  assert.deepEqual(
    [0, 1, 2].map((code) => countOf(y, split.validation, code)),
    [20, 8, 2],
  );
  assert.deepEqual(randomSplit(y, 0.2, createRng(1)), split);
  assert.notDeepEqual(randomSplit(y, 0.2, createRng(2)), split);
});

test('a class of two rows or more has one on either side, a single row trains', () => {
  const y = classes(30, 2, 1);
  for (const share of [0.05, 0.5]) {
    const { training, validation } = randomSplit(y, share, createRng(3));
    assert.deepEqual([countOf(y, training, 1), countOf(y, validation, 1)], [1, 1]);
    assert.deepEqual([countOf(y, training, 2), countOf(y, validation, 2)], [1, 0]);
  }
});

test('folds hold out every row once, every class evenly', () => {
  const y = classes(50, 13);
  const folds = randomFolds(y, 5, createRng(4));
  assert.equal(folds.length, 5);
  for (const fold of folds) {
    assertPartition(fold, 63);
    assert.equal(countOf(y, fold.validation, 0), 10);
    assert.ok([2, 3].includes(countOf(y, fold.validation, 1)));
  }
  const held = folds.flatMap(({ validation }) => Array.from(validation));
  assert.deepEqual(
    held.toSorted((a, b) => a - b),
    Array.from({ length: 63 }, (_, r) => r),
  );
  assert.deepEqual(
    randomFolds(plain(10), 3, createRng(1)).map(({ validation }) => validation.length),
    [4, 3, 3],
  );
});

test('a sample keeps the shares of large classes and all rows of small ones', () => {
  const y = classes(900, 90, 10);
  const rows = sampleRows(y, 200, createRng(5));
  assert.deepEqual(
    [0, 1, 2].map((code) => countOf(y, rows, code)),
    [180, 20, 10],
  );
  assert.deepEqual(rows, Int32Array.from(rows).toSorted());
  assert.equal(sampleRows(y, 1000, createRng(5)).length, 1000);
  assert.equal(sampleRows(plain(1000), 100, createRng(5)).length, 100);
});

test('a split by time holds out the latest rows, whatever their order', () => {
  const time = Float64Array.from({ length: 20 }, (_, r) => ((r * 7) % 20) * DAY_MS);
  const split = timeSplit(time, 0.25) ?? assert.fail();
  assertPartition(split, 20);
  assert.deepEqual(
    [...split.validation].map((row) => at(time, row) / DAY_MS).toSorted((a, b) => a - b),
    [15, 16, 17, 18, 19],
  );
});

test('rows of one time are not parted, rows without a time train', () => {
  const time = Float64Array.of(1, 1, 1, 2, 2, 3, 3, 3, Number.NaN, Number.NaN);
  const { training, validation } = timeSplit(time, 0.2) ?? assert.fail();
  assert.deepEqual([...validation], [5, 6, 7]);
  assert.deepEqual([...training], [0, 1, 2, 3, 4, 8, 9]);
  assert.deepEqual([...(timeSplit(Float64Array.of(2, 1), 0.5)?.validation ?? [])], [0]);
  const undated = Float64Array.of(Number.NaN, Number.NaN, Number.NaN, 5);
  assert.deepEqual([...(timeSplit(undated, 0.25)?.validation ?? [])], [3]);
});

test('times that do not part the rows give no split', () => {
  assert.equal(timeSplit(new Float64Array(10).fill(5), 0.2), null);
  assert.equal(timeSplit(new Float64Array(10).fill(Number.NaN), 0.2), null);
  assert.equal(timeSplit(Float64Array.of(1, 2, 2, 2, 2, 2, 2, 2, 2, 2), 0.2), null);
  assert.equal(
    timeSplit(
      Float64Array.from({ length: 100 }, (_, r) => (r < 95 ? 1 : 2)),
      0.2,
    ),
    null,
  );
});

test('forward chaining never trains on the future', () => {
  const time = Float64Array.from({ length: 60 }, (_, r) => (59 - r) * DAY_MS);
  const folds = timeFolds(time, 5);
  assert.equal(folds.length, 5);
  for (const [k, { training, validation }] of folds.entries()) {
    assert.deepEqual([training.length, validation.length], [10 * (k + 1), 10]);
    const lastSeen = Math.max(...[...training].map((row) => at(time, row)));
    assert.ok([...validation].every((row) => at(time, row) > lastSeen));
  }
  assert.deepEqual(timeFolds(new Float64Array(10).fill(1), 5), []);
  assert.equal(timeFolds(Float64Array.of(1, 1, 1, 2, 2, 2), 5).length, 1);
});

test('a fixed algorithm is its own candidate, tuned over its grid from the defaults', () => {
  assert.deepEqual(listCandidates('classification', 'logistic_regression', {}, false), [
    { algorithm: 'logistic_regression', hyperparameters: { l2: 1 } },
  ]);
  const tuned = listCandidates('regression', 'ridge', {}, true);
  assert.equal(tuned.length, 9);
  assert.deepEqual(tuned[0].hyperparameters, { l2: 1 });
  assert.equal(new Set(tuned.map(({ hyperparameters }) => hyperparameters['l2'])).size, 9);
  assert.deepEqual(listCandidates('regression', 'ridge', { l2: 4 }, true), [
    { algorithm: 'ridge', hyperparameters: { l2: 4 } },
  ]);
  assert.equal(listCandidates('regression', 'linear_regression', {}, true).length, 1);
});

function algorithmsOf(candidates: Candidates): string[] {
  return candidates.map(({ algorithm }) => algorithm);
}

test('auto lists what fits the task, with the fixed hyperparameters that each has', () => {
  assert.deepEqual(algorithmsOf(listCandidates('classification', 'auto', {}, false)), ['logistic_regression']);
  assert.deepEqual(algorithmsOf(listCandidates('regression', 'auto', {}, false)), ['linear_regression', 'ridge']);
  const fixed = listCandidates('regression', 'auto', { l2: 2 }, true);
  assert.deepEqual(
    fixed.map(({ hyperparameters }) => hyperparameters),
    [{}, { l2: 2 }],
  );
});

test('algorithms of another task and unknown hyperparameters are refused', () => {
  numericErrorOf('algorithm_does_not_fit_task', () => listCandidates('classification', 'ridge', {}, false));
  numericErrorOf('algorithm_does_not_fit_task', () => listCandidates('regression', 'logistic_regression', {}, false));
  numericErrorOf('unknown_hyperparameter', () => listCandidates('regression', 'auto', { trees: 3 }, false));
  numericErrorOf('unknown_hyperparameter', () => listCandidates('regression', 'linear_regression', { l2: 3 }, false));
  numericErrorOf('invalid_hyperparameter', () => listCandidates('regression', 'ridge', { l2: 0 }, false));
});

function controlOf(overrides: Partial<SearchControl>): SearchControl {
  return { shouldStop: () => false, budgetSpent: () => false, onTrial: () => {}, ...overrides };
}

test('cross-validation scores each candidate on rows that its models have not seen', () => {
  const x = matrixOf(6, 1, Float64Array.of(0, 1, 2, 3, 4, 5));
  const y: Target = { values: Float64Array.of(0, 1, 2, 3, 4, 50), classCount: 0 };
  const fold: Split = { training: Int32Array.of(0, 1, 2, 3, 4), validation: Int32Array.of(5) };
  const candidates = listCandidates('regression', 'linear_regression', {}, false);
  const [outcome] = crossValidate(x, y, [fold], candidates, createRng(1), controlOf({}));
  assertClose(outcome?.trial.score ?? 0, 45, 1e-9);
  assertClose(at(outcome?.absoluteResiduals ?? new Float64Array(1), 0), 45, 1e-9);
  assert.deepEqual([outcome?.trial.metric, outcome?.trial.foldScores.length], ['rmse', 1]);
});

test('the best outcome has the lowest score, and the search finds noise to deserve a strong penalty', () => {
  const rng = createRng(2);
  const x = normalMatrix(60, 30, rng);
  const y: Target = { values: Float64Array.from({ length: 60 }, () => rng.normal()), classCount: 0 };
  const candidates = listCandidates('regression', 'ridge', {}, true);
  const done: string[] = [];
  const control = controlOf({ onTrial: (count, total) => done.push(`${count}/${total}`) });
  const outcomes = crossValidate(x, y, randomFolds(y, 5, rng), candidates, rng, control);
  const best = bestOutcome(outcomes);
  assert.equal(best.trial.score, Math.min(...outcomes.map(({ trial }) => trial.score)));
  assert.ok((best.trial.hyperparameters['l2'] ?? 0) >= 100);
  assert.equal(best.absoluteResiduals.length, 60);
  assert.deepEqual([done[0], done.at(-1)], ['1/9', '9/9']);
});

test('classes are scored by log loss, and clear ones deserve a weak penalty', () => {
  const rng = createRng(3);
  const x = normalMatrix(300, 2, rng);
  const values = linearScores(x, [4, -4], 0).map((score) => (score + rng.normal() > 0 ? 1 : 0));
  const y: Target = { values, classCount: 2 };
  const outcomes = crossValidate(
    x,
    y,
    randomFolds(y, 4, rng),
    listCandidates('classification', 'auto', {}, true),
    rng,
    controlOf({}),
  );
  const best = bestOutcome(outcomes);
  assert.equal(best.trial.metric, 'log_loss');
  assert.ok((best.trial.hyperparameters['l2'] ?? 9) <= 1);
  assert.equal(best.absoluteResiduals.length, 0);
});

test('a spent budget leaves the trials made so far, the first at least', () => {
  const rng = createRng(4);
  const x = normalMatrix(40, 2, rng);
  const y: Target = { values: linearScores(x, [1, 1], 0), classCount: 0 };
  const candidates = listCandidates('regression', 'auto', {}, true);
  for (const allowed of [0, 2]) {
    let asked = 0;
    const control = controlOf({ budgetSpent: () => (asked += 1) > allowed });
    assert.equal(crossValidate(x, y, randomFolds(y, 4, rng), candidates, rng, control).length, allowed + 1);
  }
});
