import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at } from '../element.ts';
import { NumericError } from '../numeric-error.ts';
import { createRng } from '../rng/rng.ts';
import { findChangePoints, type Segment } from './change-points.ts';
import { explainDeviation } from './explain-deviation.ts';
import { robustBand, robustScore, severityOf } from './robust-band.ts';

const isError = (code: string) => (error: unknown) => error instanceof NumericError && error.code === code;
const begins = (segments: readonly Segment[]): number[] => segments.map(({ from }) => from);

function noise(length: number, seed: number): Float64Array {
  const rng = createRng(seed);
  return Float64Array.from({ length }, () => rng.normal());
}

function costOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}

/** All ways to cut, the cheapest by trying each last change: no pruning. */
function bruteForce(values: Float64Array, penalty: number, minLength: number): number {
  const best = new Float64Array(values.length + 1).fill(Infinity);
  best[0] = -penalty;
  for (let to = minLength; to <= values.length; to += 1) {
    for (let from = 0; from <= to - minLength; from += 1) {
      best[to] = Math.min(at(best, to), at(best, from) + costOf(values.subarray(from, to)) + penalty);
    }
  }
  return at(best, values.length);
}

test('change points: as cheap as the cheapest of all ways to cut', () => {
  for (let seed = 0; seed < 12; seed += 1) {
    const rng = createRng(seed);
    let level = 0;
    const values = noise(70, seed + 100).map((value) => {
      if (rng.uniform() < 0.06) level = rng.normal() * 4;
      return value + level;
    });
    for (const [penalty, minLength] of [
      [8, 5],
      [3, 2],
      [1, 7],
    ] as const) {
      const found = findChangePoints(values, { penalty, minLength });
      const total = found.reduce((sum, { from, to }) => sum + costOf(values.subarray(from, to)) + penalty, -penalty);
      assert.ok(Math.abs(total - bruteForce(values, penalty, minLength)) < 1e-8);
      assert.ok(found.every(({ from, to }) => to - from >= minLength));
    }
  }
});

test('change points: levels that differ by three deviations are found where they begin, and noise has none', () => {
  const values = noise(300, 1).map((value, i) => value + (i >= 120 && i < 200 ? 3 : 0) + 1e6);
  const found = findChangePoints(values);
  assert.equal(found.length, 3);
  assert.ok(
    Math.abs((found[1]?.from ?? 0) - 120) <= 2 && Math.abs((found[2]?.from ?? 0) - 200) <= 2,
    begins(found).join(),
  );
  assert.ok(Math.abs((found[1]?.mean ?? 0) - 1e6 - 3) < 0.4 && Math.abs((found[0]?.deviation ?? 0) - 1) < 0.2);
  let alarms = 0;
  for (let seed = 0; seed < 100; seed += 1) alarms += findChangePoints(noise(200, seed)).length - 1;
  assert.ok(alarms <= 10, `${alarms} changes in 100 series of noise`);
});

test('change points: a change of the spread alone is found where it is asked for', () => {
  const values = noise(300, 4).map((value, i) => (i < 150 ? value : value * 5));
  const found = findChangePoints(values, { cost: 'mean_variance' });
  assert.equal(found.length, 2);
  assert.ok(Math.abs((found[1]?.from ?? 0) - 150) <= 6);
  assert.ok((found[1]?.deviation ?? 0) > 3 * (found[0]?.deviation ?? 0));
});

test('change points: steps without noise, flat series, blanks and short ones', () => {
  const steps = Float64Array.from({ length: 30 }, (_, i) => (i < 12 ? 5 : 9));
  assert.deepEqual(begins(findChangePoints(steps)), [0, 12]);
  assert.deepEqual(begins(findChangePoints(steps, { cost: 'mean_variance' })), [0, 12]);
  assert.deepEqual(begins(findChangePoints(new Float64Array(40).fill(7))), [0]);
  const blank = steps.map((value, i) => (i % 3 === 1 ? Number.NaN : value));
  const [first, second] = findChangePoints(blank);
  assert.deepEqual([first?.mean, second?.mean], [5, 9]);
  const unknown = new Float64Array(8).fill(Number.NaN);
  for (const cost of ['mean', 'mean_variance'] as const)
    assert.deepEqual(begins(findChangePoints(unknown, { cost })), [0]);
  assert.deepEqual(begins(findChangePoints(steps, { cost: 'mean_variance', minLength: 1 })), [0, 12]);
  assert.deepEqual(findChangePoints(Float64Array.of(3)), [{ from: 0, to: 1, mean: 3, deviation: 0 }]);
});

test('change points: what cannot be is refused', () => {
  assert.throws(() => findChangePoints(new Float64Array(0)), isError('too_few_rows'));
  assert.throws(() => findChangePoints(Float64Array.of(1, Infinity)), isError('not_finite'));
  assert.throws(() => findChangePoints(Float64Array.of(1), { minLength: 0 }), isError('invalid_hyperparameter'));
});

test('causes: the slice that fell is named, before larger ones that moved with all', () => {
  const region = {
    dimension: 'region',
    slices: [
      { slice: 'north', expected: 500, actual: 490 },
      { slice: 'south', expected: 300, actual: 120 },
      { slice: 'west', expected: 200, actual: 196 },
    ],
  };
  const product = {
    dimension: 'product',
    slices: [
      { slice: 'chairs', expected: 400, actual: 322 },
      { slice: 'tables', expected: 350, actual: 284 },
      { slice: 'lamps', expected: 250, actual: 200 },
    ],
  };
  const [first, ...others] = explainDeviation([product, region]);
  assert.equal(first?.dimension, 'region');
  assert.deepEqual(
    first.slices.map(({ slice }) => slice),
    ['south'],
  );
  assert.ok(Math.abs(first.share - 180 / 194) < 1e-12);
  // Every product is needed to explain it: that says nothing.
  assert.deepEqual(others, []);
});

test('causes: several slices where one is not enough, and never one that goes against the deviation', () => {
  const slices = [
    { slice: 'a', expected: 100, actual: 160 },
    { slice: 'b', expected: 100, actual: 150 },
    { slice: 'c', expected: 100, actual: 95 },
    { slice: 'd', expected: 300, actual: 303 },
  ];
  const [found] = explainDeviation([{ dimension: 'd', slices }]);
  assert.deepEqual(found?.slices.map(({ slice }) => slice).toSorted(), ['a', 'b']);
  assert.ok((found?.share ?? 0) > 1);
  assert.deepEqual(explainDeviation([{ dimension: 'd', slices }], { most: 0 }), []);
});

test('causes: surprise is the Jensen–Shannon term of the slice, and something out of nothing is the most surprising', () => {
  const [found] = explainDeviation([
    {
      dimension: 'd',
      slices: [
        { slice: 'old', expected: 100, actual: 100 },
        { slice: 'new', expected: 0, actual: 100 },
      ],
    },
  ]);
  assert.equal(found?.slices[0]?.slice, 'new');
  // p = 0, q = ½: ½ · ½ · log2(½ / ¼).
  assert.ok(Math.abs((found?.surprise ?? 0) - 0.25) < 1e-12);
});

test('causes: no deviation, one slice or figures that are not numbers', () => {
  assert.deepEqual(explainDeviation([{ dimension: 'd', slices: [{ slice: 'a', expected: 1, actual: 2 }] }]), []);
  const even = [
    { slice: 'a', expected: 1, actual: 2 },
    { slice: 'b', expected: 2, actual: 1 },
  ];
  assert.deepEqual(explainDeviation([{ dimension: 'd', slices: even }]), []);
  const fallen = [
    { slice: 'a', expected: 5, actual: 0 },
    { slice: 'b', expected: 0, actual: 0 },
  ];
  assert.equal(explainDeviation([{ dimension: 'd', slices: fallen }])[0]?.slices[0]?.slice, 'a');
  const wrong = [{ slice: 'a', expected: Number.NaN, actual: 1 }];
  assert.throws(() => explainDeviation([{ dimension: 'd', slices: wrong }]), isError('not_finite'));
});

test('robust band: median and 1.4826 MAD, unmoved by a few wild values, NaN passed over', () => {
  const band = robustBand(Float64Array.of(1, 2, 3, 4, 5, Number.NaN, 1000));
  assert.equal(band.center, 3.5);
  assert.ok(Math.abs(band.scale - 1.4826 * 1.5) < 1e-12);
  assert.ok(robustScore(band, 1000) > 400);
  const normal = robustBand(noise(20_000, 3));
  assert.ok(Math.abs(normal.center) < 0.03 && Math.abs(normal.scale - 1) < 0.03);
});

test('robust band: of mostly equal values the mean distance is taken, of equal ones any other is infinitely far', () => {
  const mostly = robustBand(Float64Array.of(0, 0, 0, 0, 10));
  assert.ok(Math.abs(mostly.scale - 1.2533 * 2) < 1e-12);
  const equal = robustBand(Float64Array.of(4, 4, 4));
  assert.deepEqual([robustScore(equal, 4), robustScore(equal, 5), robustScore(equal, 3)], [0, Infinity, -Infinity]);
  assert.throws(() => robustBand(Float64Array.of(Number.NaN)), isError('too_few_rows'));
  assert.throws(() => robustBand(Float64Array.of(1, -Infinity)), isError('not_finite'));
});

test('severity: by thresholds, on both sides, and none for what is not known', () => {
  assert.deepEqual(
    [2.9, 3, -4.5, 6, 9, -Infinity, Number.NaN].map((score) => severityOf(score)),
    [null, 'low', 'medium', 'high', 'critical', 'critical', null],
  );
  assert.equal(severityOf(2, [1, 2, 3, 4]), 'medium');
});
