import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classificationMeasure } from '../metrics/classification.ts';
import { createRng } from '../rng/rng.ts';
import { incompleteBeta } from './beta.ts';
import {
  betaDistribution,
  binomialDistribution,
  chiSquareDistribution,
  type Distribution,
  fisherDistribution,
  normalDistribution,
  studentDistribution,
} from './distributions.ts';
import fixtures from './fixtures/statistics-fixtures.json' with { type: 'json' };
import { erf, erfc, incompleteGamma, logGamma } from './gamma.ts';
import { bootstrapDifference, delongTest, pairedMeanTest } from './paired.ts';
import { homogeneityTest, kolmogorovSmirnovTest, kolmogorovSurvival, stabilityIndex } from './two-sample.ts';

const { functions, distributions, tests } = fixtures;

/** Relative, but for values that are 0. */
function near(actual: number, expected: number, tolerance: number, what: string): void {
  if (actual === expected) return;
  const allowed = tolerance * Math.max(1e-300, Math.abs(expected));
  assert.ok(Math.abs(actual - expected) <= allowed, `${what}: ${actual} is not ${expected}`);
}

test('special functions equal SciPy’s, far tails included', () => {
  for (const [x = 0, value = 0] of functions.logGamma) near(logGamma(x), value, 1e-12, `logGamma ${x}`);
  for (const [a = 0, x = 0, lower = 0, upper = 0] of functions.incompleteGamma) {
    near(incompleteGamma(a, x).lower, lower, 2e-11, `P ${a} ${x}`);
    near(incompleteGamma(a, x).upper, upper, 2e-11, `Q ${a} ${x}`);
  }
  for (const [a = 0, b = 0, x = 0, lower = 0, upper = 0] of functions.incompleteBeta) {
    near(incompleteBeta(a, b, x).lower, lower, 2e-11, `I ${a} ${b} ${x}`);
    near(incompleteBeta(a, b, x).upper, upper, 1e-9, `1 − I ${a} ${b} ${x}`);
  }
  for (const [x = 0, value = 0, rest = 0] of functions.erf) {
    near(erf(x), value, 1e-13, `erf ${x}`);
    near(erfc(x), rest, 1e-12, `erfc ${x}`);
  }
  for (const [x = 0, value = 0] of functions.kolmogorov) {
    assert.ok(Math.abs(kolmogorovSurvival(x) - value) < 1e-12, `kolmogorov ${x}`);
  }
});

// Abramowitz & Stegun 1964, tables 6.1, 7.1 and 26.1.
test('special functions equal published tables', () => {
  near(Math.exp(logGamma(1.5)), 0.886_226_925_5, 1e-10, 'Γ(1.5)');
  near(erf(0.5), 0.520_499_877_8, 1e-10, 'erf(0.5)');
  near(normalDistribution().cdf(1), 0.841_344_746_068_543, 1e-14, 'Φ(1)');
});

test('special functions are NaN outside of their range and exact at its ends', () => {
  assert.ok(
    [logGamma(-1), logGamma(Number.NaN), incompleteGamma(0, 1).lower, incompleteGamma(1, -1).upper].every(Number.isNaN),
  );
  assert.ok([incompleteBeta(1, 0, 0.5).lower, incompleteBeta(1, 1, 1.1).upper].every(Number.isNaN));
  assert.deepEqual([logGamma(0), logGamma(Infinity)], [Infinity, Infinity]);
  assert.deepEqual(incompleteGamma(2, 0), { lower: 0, upper: 1 });
  assert.deepEqual(incompleteGamma(2, Infinity), { lower: 1, upper: 0 });
  assert.deepEqual(
    [incompleteBeta(2, 3, 0), incompleteBeta(2, 3, 1)],
    [
      { lower: 0, upper: 1 },
      { lower: 1, upper: 0 },
    ],
  );
});

const MAKERS: Record<string, (...parameters: number[]) => Distribution> = {
  normal: normalDistribution,
  student: (degrees = 0) => studentDistribution(degrees),
  chiSquare: (degrees = 0) => chiSquareDistribution(degrees),
  fisher: (numerator = 0, denominator = 0) => fisherDistribution(numerator, denominator),
  beta: (a = 0, b = 0) => betaDistribution(a, b),
  binomial: (trials = 0, chance = 0) => binomialDistribution(trials, chance),
};

for (const { name, parameters, points, cdf, survival, shares, quantiles } of distributions) {
  test(`${name} (${parameters.join(', ')}) equals SciPy's`, () => {
    const distribution = MAKERS[name]?.(...parameters) ?? assert.fail();
    for (const [i, x] of points.entries()) {
      near(distribution.cdf(x), cdf[i] ?? Number.NaN, 1e-10, `cdf ${x}`);
      near(distribution.survival(x), survival[i] ?? Number.NaN, 1e-10, `survival ${x}`);
    }
    for (const [i, p] of shares.entries())
      near(distribution.quantile(p), quantiles[i] ?? Number.NaN, 1e-8, `quantile ${p}`);
  });

  test(`${name} (${parameters.join(', ')}): quantiles rise, end where the values do, and undo the cdf`, () => {
    const distribution = MAKERS[name]?.(...parameters) ?? assert.fail();
    const found = [0, 0.01, 0.2, 0.5, 0.8, 0.99, 1].map((p) => distribution.quantile(p));
    assert.deepEqual(
      found,
      found.toSorted((a, b) => a - b),
    );
    assert.ok(distribution.cdf(found[6] ?? 0) === 1 && distribution.survival(found[6] ?? 0) < 1e-15);
    for (const p of [0.2, 0.5, 0.8]) {
      const back = distribution.cdf(distribution.quantile(p));
      assert.ok(name === 'binomial' ? back >= p : Math.abs(back - p) < 1e-9);
    }
    for (const bad of [-0.1, 1.1, Number.NaN]) assert.ok(Number.isNaN(distribution.quantile(bad)));
    assert.ok(Number.isNaN(distribution.cdf(Number.NaN)));
  });
}

test('parameters out of range make every value NaN', () => {
  const wrong = [
    normalDistribution(0, 0),
    studentDistribution(0),
    chiSquareDistribution(-1),
    fisherDistribution(0, 1),
    betaDistribution(1, -1),
    binomialDistribution(2.5, 0.5),
    binomialDistribution(2, 1.5),
  ];
  for (const { cdf, survival, quantile } of wrong) {
    for (const value of [cdf(1), survival(1), quantile(0.3)]) assert.ok(Number.isNaN(value));
  }
  assert.deepEqual([fisherDistribution(1, 2).cdf(Infinity), studentDistribution(3).cdf(-Infinity)], [1, 0]);
});

const floats = (values: Iterable<number>): Float64Array => Float64Array.from(values);

test('the Kolmogorov–Smirnov statistic equals SciPy’s, its chance within 0.02', () => {
  const { a, b, statistic, pValue } = tests.kolmogorovSmirnov;
  const found = kolmogorovSmirnovTest(floats(a), floats([...b, Number.NaN]));
  near(found.statistic, statistic, 1e-12, 'D');
  assert.ok(Math.abs(found.pValue - pValue) < 0.02);
  assert.deepEqual(kolmogorovSmirnovTest(floats(a), floats(a)), { statistic: 0, pValue: 1 });
  assert.ok(Number.isNaN(kolmogorovSmirnovTest(floats([]), floats(b)).pValue));
});

test('homogeneity of counts equals SciPy’s, categories that never occur left out', () => {
  const { a, b, statistic, pValue, degrees } = tests.homogeneity;
  const found = homogeneityTest(floats(a), floats(b));
  near(found.statistic, statistic, 1e-12, 'χ²');
  near(found.pValue, pValue, 1e-10, 'p');
  assert.equal(found.degrees, degrees);
  assert.deepEqual(homogeneityTest(floats([3]), floats([4])), { statistic: 0, pValue: 1, degrees: 0 });
  assert.ok(Number.isNaN(homogeneityTest(floats([0, 0]), floats([4, 1])).pValue));
});

test('the stability index is 0 for equal shares, grows with the shift, and bears empty cells', () => {
  assert.equal(stabilityIndex(floats([]), floats([])), 0);
  near(stabilityIndex(floats([100, 200, 300]), floats([100, 200, 300])), 0, 0, 'psi');
  const [small, large] = [
    [110, 190],
    [200, 100],
  ].map((counts) => stabilityIndex(floats([100, 200]), floats(counts)));
  assert.ok((small ?? 1) < 0.02 && (large ?? 0) > 0.25);
  assert.ok(Number.isFinite(stabilityIndex(floats([10, 0]), floats([0, 10]))));
});

test('the paired mean test equals SciPy’s', () => {
  const { a, b, difference, pValue } = tests.pairedMean;
  const found = pairedMeanTest(floats(a), floats(b));
  near(found.difference, difference, 1e-12, 'difference');
  near(found.pValue, pValue, 1e-10, 'p');
  assert.equal(pairedMeanTest(floats(a), floats(a)).pValue, 1);
  assert.equal(pairedMeanTest(floats([2, 3]), floats([1, 2])).pValue, 0);
  assert.ok(Number.isNaN(pairedMeanTest(floats([2]), floats([1])).pValue));
});

test('DeLong’s test equals its definition over all pairs', () => {
  const { a, b, positives, difference, standardError, pValue } = tests.delong;
  const found = delongTest(floats(a), floats(b), floats(positives));
  near(found.difference, difference, 1e-10, 'difference');
  near(found.standardError, standardError, 1e-10, 'error');
  near(found.pValue, pValue, 1e-9, 'p');
  assert.ok(Number.isNaN(delongTest(floats([1, 2]), floats([2, 1]), floats([0, 1])).pValue));
});

test('the bootstrap of a difference holds the difference, and 0 where two models are the same', () => {
  const rng = createRng(1);
  const codes = floats(Array.from({ length: 200 }, () => rng.integer(2)));
  const pairs = (strength: number): Float64Array =>
    floats(
      [...codes].flatMap((code) => {
        const p = 1 / (1 + Math.exp(-strength * (code - 0.5) - rng.normal()));
        return [1 - p, p];
      }),
    );
  const [good, bad] = [classificationMeasure(codes, pairs(4), 2), classificationMeasure(codes, pairs(0), 2)];
  const options = { resamples: 200, level: 0.95 };
  const found = bootstrapDifference(good, bad, 'roc_auc', 200, createRng(2), options);
  assert.ok(found.lower > 0 && found.lower < found.difference && found.difference < found.upper);
  assert.deepEqual(bootstrapDifference(good, good, 'roc_auc', 200, createRng(2), options), {
    difference: 0,
    lower: 0,
    upper: 0,
  });
  const one = classificationMeasure(floats([1, 1]), floats([0, 1, 0, 1]), 2);
  assert.ok(Number.isNaN(bootstrapDifference(one, one, 'roc_auc', 2, rng, options).lower));
});
