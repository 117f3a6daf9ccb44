import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at } from '../element.ts';
import { matrixOf } from '../matrix/matrix.ts';
import { createRng, type Rng } from '../rng/rng.ts';
import { assertClose, numericErrorOf } from '../testing/assertions.ts';
import { type CountData, doubtOf, expectedCounts, fitCountRegression } from './count-regression.ts';
import { givenOthers } from './expectation-drift.ts';
import { byChance, evidenceOf } from './scan-slices.ts';
import { tailChance } from './tail-chance.ts';

function poisson(rng: Rng, mean: number): number {
  let [count, product] = [0, rng.uniform()];
  for (const limit = Math.exp(-mean); product > limit; product *= rng.uniform()) count += 1;
  return count;
}

/** Counts with mean 6 exp(0.5 x), twice as exposed in every other period. */
function counts(seed: number, size = 400): CountData {
  const rng = createRng(seed);
  const x = Float64Array.from({ length: size }, (_, t) => Math.sin(t / 5));
  const offsets = Float64Array.from({ length: size }, (_, t) => 1 + (t % 2));
  const values = x.map((place, t) => poisson(rng, at(offsets, t) * 6 * Math.exp(0.5 * place)));
  return { values, offsets, design: matrixOf(size, 1, x), priors: Float64Array.of(1) };
}

test('a regression of counts finds level, effect and dispersion, and how sure it is', () => {
  const data = counts(1);
  const model = fitCountRegression(data, 1);
  assertClose(model.level, Math.log(6), 0.05);
  assertClose(at(model.coefficients, 0), 0.5, 0.05);
  assert.ok(model.dispersion >= 1 && model.dispersion < 1.2);
  // The variance of the logarithm of a mean that some 3,700 events tell.
  const doubt = doubtOf(model, data.design, 0);
  assert.ok(doubt > 1 / 8000 && doubt < 1 / 2000, String(doubt));
  const again = fitCountRegression(data, 1, model);
  assertClose(at(again.coefficients, 0), at(model.coefficients, 0), 1e-4);
  assertClose(
    at(expectedCounts(model, data.design, data.offsets), 1),
    2 * Math.exp(model.level + 0.5 * at(model.coefficients, 0) * 2 * at(data.design.data, 1)),
    1e-9,
  );
});

test('what was unusual hardly moves what is expected', () => {
  const data = counts(2);
  const usual = fitCountRegression(data, 1);
  const values = data.values.map((value, t) => (t % 40 === 7 ? value * 10 : value));
  const model = fitCountRegression({ ...data, values }, 1);
  assertClose(model.level, usual.level, 0.05);
  assert.ok(model.dispersion < 3, String(model.dispersion));
});

const hole = (t: number): boolean => t % 3 === 0;

test('where nothing ever came, nearly nothing is expected, and where nothing can be learnt the start stays', () => {
  const data = counts(4, 100);
  const none = fitCountRegression({ ...data, values: new Float64Array(100) }, 1);
  assert.ok(expectedCounts(none, data.design, data.offsets).every((mean) => mean > 0 && mean < 0.1));
  assert.equal(fitCountRegression({ ...data, values: new Float64Array(100) }, 0).dispersion >= 0, true);
  const wild = { ...data, design: matrixOf(100, 1, new Float64Array(100).fill(Number.NaN)) };
  const stuck = fitCountRegression(wild, 1);
  assert.deepEqual([stuck.coefficients, stuck.covariance], [Float64Array.of(0), null]);
  assert.equal(doubtOf(stuck, data.design, 0), 0);
});

test('unknown values and periods without exposure teach nothing; without any there is nothing to learn', () => {
  const data = counts(3);
  const blank = fitCountRegression(
    { ...data, values: data.values.map((value, t) => (hole(t) ? Number.NaN : value)) },
    1,
  );
  const closed = fitCountRegression(
    {
      ...data,
      values: data.values.map((value, t) => (hole(t) ? 0 : value)),
      offsets: data.offsets.map((offset, t) => (hole(t) ? 0 : offset)),
    },
    1,
  );
  assert.deepEqual(blank.coefficients, closed.coefficients);
  const nothing = { ...data, values: data.values.map(() => Number.NaN) };
  assert.equal(numericErrorOf('too_few_rows', () => fitCountRegression(nothing, 1)).params['rows'], 0);
  numericErrorOf('shape_mismatch', () => fitCountRegression({ ...data, priors: new Float64Array(2) }, 1));
  const zeros = fitCountRegression({ ...data, values: new Float64Array(400) }, 1);
  assert.ok(Math.exp(zeros.level) < 0.01 && Number.isFinite(zeros.level));
});

test('chances of counts are those of Poisson and negative binomial, to the side on which they lie', () => {
  assertClose(tailChance('count', 0, 3, 3), Math.exp(-3), 1e-12);
  assertClose(tailChance('count', 4, 3, 3), 1 - Math.exp(-3) * (1 + 3 + 4.5 + 4.5), 1e-12);
  // Negative binomial of mean 4 and variance 8: size 4, chance ½.
  assertClose(tailChance('count', 0, 4, 8), 1 / 16, 1e-12);
  assertClose(tailChance('count', 1, 4, 8), 3 / 16, 1e-12);
  assertClose(tailChance('count', 5, 4, 8), 1 - (1 / 16) * (1 + 2 + 2.5 + 2.5 + 2.1875), 1e-12);
});

const near = (jumps: number): number => Math.log(tailChance('sum', 0.8 * 10 * jumps, 10 * jumps, 200 * jumps));

test('chances of sums are those of so many exponential amounts, few or many', () => {
  const rng = createRng(4);
  for (const jumps of [4, 20]) {
    // Amounts of mean 10: the sum has mean 10 λ and variance 200 λ.
    const [mean, variance] = [10 * jumps, 200 * jumps];
    const sums = Float64Array.from({ length: 4000 }, () => {
      let sum = 0;
      for (let left = poisson(rng, jumps); left > 0; left -= 1) sum -= 10 * Math.log(1 - rng.uniform());
      return sum;
    });
    for (const value of [0.3 * mean, 0.6 * mean, 1.5 * mean, 2 * mean]) {
      const seen = sums.filter((sum) => (value < mean ? sum <= value : sum >= value)).length / sums.length;
      assertClose(tailChance('sum', value, mean, variance), seen, 4 * Math.sqrt((seen + 1e-4) / sums.length));
    }
    assertClose(tailChance('sum', 0, mean, variance), Math.exp(-jumps), 1e-9);
  }
  // From many jumps on it is a gamma, without a step.
  assertClose(near(299.9), near(300.1), 0.1);
});

const others = (actual: number) => ({ actual: actual + 50, expected: 1100, variance: 1100 });

test('a slice is expected to go with the others as far as they tell, and no further than a drift', () => {
  const own = { actual: 50, expected: 100, variance: 100 };
  assertClose(givenOthers(own, others(1000), 0.1, 0).expected, 100, 1e-9);
  const down = givenOthers(own, others(900), 0.1, 0);
  // Of the others' tenth, 10,000 of 11,000 parts are drift.
  assertClose(down.expected, 100 * (1 - 0.1 * (100 / 110)), 0.5);
  assertClose(givenOthers(own, others(200), 0.1, 0).expected, 80, 1e-9);
  assert.ok(
    down.variance < 100 + (0.1 * 100) ** 2 && givenOthers(own, others(900), 0.1, 0.3).variance > down.variance + 500,
  );
  assert.equal(givenOthers(own, own, 0.1, 0).expected, 100);
});

test('evidence is the logarithm of a ratio of likelihoods', () => {
  assertClose(evidenceOf({ actual: 20, expected: 10, dispersion: 1 }), 20 * Math.log(2) - 10, 1e-12);
  assertClose(evidenceOf({ actual: 0, expected: 10, dispersion: 2 }), 5, 1e-12);
  assert.equal(evidenceOf({ actual: 3, expected: 0, dispersion: 1 }), 0);
});

test('of alarms that are too unlikely for a number, those with most evidence are told first', () => {
  const window = { slice: 0, from: 0, to: 1, expected: 10, variance: 10, dispersion: 1 };
  const first = { ...window, actual: 900, chance: 0 };
  const second = { ...window, actual: 500, chance: 0 };
  const third = { ...window, actual: 40, chance: 1e-9 };
  assert.deepEqual([third, second, first].toSorted(byChance), [first, second, third]);
});
