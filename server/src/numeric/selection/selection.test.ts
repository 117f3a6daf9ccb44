import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at } from '../element.ts';
import type { Target } from '../estimators/estimator.ts';
import { createRng } from '../rng/rng.ts';
import {
  groupFolds,
  groupSplit,
  randomFolds,
  randomSplit,
  sampleRows,
  type Split,
  timeFolds,
  timeSplit,
} from './split.ts';

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

function groupsAcross(groups: Int32Array, { training, validation }: Split): boolean {
  const trained = new Set([...training].map((row) => groups[row]));
  return [...validation].some((row) => trained.has(groups[row]));
}

test('groups are held out whole, as near to the share as they allow', () => {
  const groups = Int32Array.from({ length: 100 }, (_, r) => r % 20);
  const split = groupSplit(groups, 0.2, createRng(6)) ?? assert.fail();
  assertPartition(split, 100);
  assert.equal(split.validation.length, 20);
  assert.equal(groupsAcross(groups, split), false);
  const uneven = Int32Array.from({ length: 100 }, (_, r) => (r < 90 ? 0 : 1));
  assert.equal(groupSplit(uneven, 0.2, createRng(1))?.validation.length, 10);
  const large = Int32Array.from({ length: 100 }, (_, r) => (r < 50 ? 0 : 1));
  assert.equal(groupSplit(large, 0.05, createRng(1))?.validation.length, 50);
  assert.equal(groupSplit(new Int32Array(10), 0.2, createRng(1)), null);
});

test('folds of groups hold out every row once and part no group', () => {
  const groups = Int32Array.from({ length: 120 }, (_, r) => Math.floor(Math.sqrt(r)));
  const folds = groupFolds(groups, 5, createRng(7));
  assert.equal(folds.length, 5);
  for (const fold of folds) {
    assertPartition(fold, 120);
    assert.equal(groupsAcross(groups, fold), false);
    assert.ok(fold.validation.length >= 18 && fold.validation.length <= 30);
  }
  assert.equal(
    folds.reduce((sum, { validation }) => sum + validation.length, 0),
    120,
  );
  assert.deepEqual(
    [groupFolds(new Int32Array(9), 5, createRng(1)), groupFolds(Int32Array.of(1, 2, 2), 5, createRng(1)).length],
    [[], 2],
  );
});
