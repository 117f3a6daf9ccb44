import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { at } from '../element.ts';
import { NumericError } from '../numeric-error.ts';
import { createRng, type Rng } from '../rng/rng.ts';
import { digamma } from '../statistics/digamma.ts';
import { logGamma } from '../statistics/gamma.ts';
import { chanceAlive, chanceOfSilence, expectedOfNew, expectedPurchases, fitBgNbd, hypergeometric } from './bg-nbd.ts';
import { expectedValue, fitGammaGamma } from './gamma-gamma.ts';
import { kaplanMeier, medianSurvival, restrictedMean, survivalAt } from './kaplan-meier.ts';
import { lifetimeValue, valueIfAlive } from './lifetime-value.ts';
import type { PurchaseHistories } from './purchase-histories.ts';

const isError = (code: string) => (error: unknown) => error instanceof NumericError && error.code === code;
const read = (name: string): string => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected} ± ${tolerance}`);
}

function historiesOf(rows: readonly (readonly [number, number, number])[]): PurchaseHistories {
  return {
    repeats: Float64Array.from(rows, ([x]) => x),
    recency: Float64Array.from(rows, ([, recency]) => recency),
    age: Float64Array.from(rows, ([, , age]) => age),
  };
}

function cdnow(): PurchaseHistories {
  const rows: [number, number, number][] = [];
  for (const line of read('cdnow-histories.txt').trim().split('\n')) {
    if (line.startsWith('#')) continue;
    const [head = '', list = ''] = line.split(': ');
    const [age = 0, last = 0] = head.split(' ').map(Number);
    for (const entry of list.split(', ')) {
      const [x = 0, recency = 0] = entry.split(' ').map(Number);
      rows.push([x, recency, age]);
    }
    while (rows.length < last) rows.push([0, 0, age]);
  }
  return historiesOf(rows);
}

function beta(p: number, q: number): number {
  return Math.exp(logGamma(p) + logGamma(q) - logGamma(p + q));
}

function fitSpending(purchases: number[], values: number[]) {
  return fitGammaGamma({ purchases: Float64Array.from(purchases), meanValue: Float64Array.from(values) });
}

/** Gamma(shape, 1) (Marsaglia & Tsang 2000). */
function gammaDraw(rng: Rng, shape: number): number {
  if (shape < 1) return gammaDraw(rng, shape + 1) * rng.uniform() ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const z = rng.normal();
    const v = (1 + z / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(rng.uniform()) < 0.5 * z * z + d - d * v + d * Math.log(v)) return d * v;
  }
}

const histories = cdnow();
const model = fitBgNbd(histories);

test('digamma is the slope of ln Γ, and known values', () => {
  for (const x of [0.01, 0.5, 1, 2.5, 9.99, 10, 57]) {
    const step = 1e-5 * Math.max(1, x);
    const slope = (logGamma(x + step) - logGamma(Math.max(1e-9, x - step))) / (2 * step);
    if (x > 0.1) near(digamma(x), slope, 1e-6 * (1 + Math.abs(slope)));
  }
  near(digamma(1), -0.577_215_664_901_532_9, 1e-13);
  near(digamma(0.5), -0.577_215_664_901_532_9 - 2 * Math.LN2, 1e-12);
  assert.ok(Number.isNaN(digamma(0)) && Number.isNaN(digamma(-1)));
});

test('BG/NBD: the published parameters and likelihood of CDNOW', () => {
  assert.equal(histories.repeats.length, 2357);
  near(model.r, 0.243, 5e-4);
  near(model.alpha, 4.414, 5e-4);
  near(model.a, 0.793, 5e-4);
  near(model.b, 2.426, 5e-4);
  near(model.logLikelihood, -9582.4, 0.05);
});

test('BG/NBD: the published expectation of a customer with two repeats is 1.226 in 39 weeks', () => {
  near(expectedPurchases(model, 2, 30.43, 38.86, 39), 1.226, 5e-4);
});

test('BG/NBD: another unit of time changes nothing but α', () => {
  const inDays = fitBgNbd({
    repeats: histories.repeats,
    recency: histories.recency.map((weeks) => weeks * 7),
    age: histories.age.map((weeks) => weeks * 7),
  });
  near(inDays.r, model.r, 1e-6);
  near(inDays.alpha, model.alpha * 7, 1e-4);
  near(inDays.a, model.a, 1e-5);
  near(inDays.logLikelihood, model.logLikelihood - 2457 * Math.log(7), 1e-4);
  near(expectedPurchases(inDays, 2, 30.43 * 7, 38.86 * 7, 39 * 7), expectedPurchases(model, 2, 30.43, 38.86, 39), 1e-5);
});

test('BG/NBD: finds the parameters that customers were simulated with', () => {
  const rng = createRng(5);
  const truth = { r: 0.8, alpha: 6, a: 1.2, b: 3 };
  const rows = Array.from({ length: 6000 }, (): [number, number, number] => {
    const rate = gammaDraw(rng, truth.r) / truth.alpha;
    const [left, right] = [gammaDraw(rng, truth.a), gammaDraw(rng, truth.b)];
    let [time, x, last] = [0, 0, 0];
    while (x === 0 || rng.uniform() > left / (left + right)) {
      time -= Math.log(1 - rng.uniform()) / rate;
      if (time > 40) break;
      x += 1;
      last = time;
    }
    return [x, last, 40];
  });
  const found = fitBgNbd(historiesOf(rows));
  near(found.r, truth.r, 0.08);
  near(found.alpha, truth.alpha, 0.8);
  near(found.a / (found.a + found.b), truth.a / (truth.a + truth.b), 0.03);
});

test('BG/NBD: the likelihood has its top where the fit ends', () => {
  const few = historiesOf(
    Array.from({ length: 60 }, (_, i) => [
      i % 4 === 0 ? i % 13 : i % 2,
      i % 4 === 0 && i % 13 > 0 ? 3 + (i % 17) : i % 4 !== 0 && i % 2 === 1 ? 1 + (i % 9) : 0,
      25 + (i % 3),
    ]),
  );
  const found = fitBgNbd(few);
  // By the formula of the paper itself, one customer at a time.
  const likelihood = ({ r, alpha, a, b }: { r: number; alpha: number; a: number; b: number }): number => {
    let sum = 0;
    for (let i = 0; i < 60; i += 1) {
      const [x, t, T] = [at(few.repeats, i), at(few.recency, i), at(few.age, i)];
      const scale = (Math.exp(logGamma(r + x) - logGamma(r)) * alpha ** r) / (alpha + T) ** (r + x);
      const gone =
        x === 0
          ? 0
          : (beta(a + 1, b + x - 1) / beta(a, b)) *
            ((Math.exp(logGamma(r + x) - logGamma(r)) * alpha ** r) / (alpha + t) ** (r + x));
      sum += Math.log((beta(a, b + x) / beta(a, b)) * scale + gone);
    }
    return sum;
  };
  near(found.logLikelihood, likelihood(found), 1e-6);
  for (const name of ['r', 'alpha', 'a', 'b'] as const) {
    for (const factor of [0.97, 1.03]) {
      assert.ok(likelihood({ ...found, [name]: found[name] * factor }) <= found.logLikelihood + 1e-9, name);
    }
  }
});

test('BG/NBD: who bought long ago for a frequent buyer is likely gone, and who never came back counts as alive', () => {
  assert.equal(chanceAlive(model, 0, 0, 30), 1);
  const recent = chanceAlive(model, 10, 38, 38.86);
  const silent = chanceAlive(model, 10, 12, 38.86);
  assert.ok(recent > 0.9 && silent < 0.02, `${recent} ${silent}`);
  assert.ok(chanceAlive(model, 1, 12, 38.86) > silent);
});

test('BG/NBD: expectations grow with time from 0, agree with the series of the paper, and are smooth at a = 1', () => {
  assert.equal(expectedPurchases(model, 2, 30, 38, 0), 0);
  let last = 0;
  for (const horizon of [1, 10, 50, 500, 5000]) {
    const found = expectedPurchases(model, 3, 30, 38, horizon);
    assert.ok(found > last);
    last = found;
  }
  const { r, alpha, a, b } = model;
  const z = 20 / (alpha + 38 + 20);
  const bracket = 1 - (1 - z) ** (r + 3) * hypergeometric(r + 3, b + 3, a + b + 2, z);
  const expected = ((a + b + 2) / (a - 1)) * bracket * chanceAlive(model, 3, 30, 38);
  near(expectedPurchases(model, 3, 30, 38, 20), expected, 1e-9);
  const beside = expectedPurchases({ ...model, a: 1 + 3e-6 }, 3, 30, 38, 20);
  near(expectedPurchases({ ...model, a: 1 }, 3, 30, 38, 20), beside, 1e-4);
  near(expectedOfNew(model, 39), expectedPurchases(model, 0, 0, 0, 39), 0);
});

test('BG/NBD: customers who all leave at the same rate, or all buy at the same, have finite expectations', () => {
  const equalLeaving = { r: 0.5, alpha: 4, a: 2.7e6, b: 3.5e7, logLikelihood: 0 };
  const found = expectedPurchases(equalLeaving, 5, 50, 60, 30);
  const fewer = expectedPurchases({ ...equalLeaving, a: 2.7e2, b: 3.5e3 }, 5, 50, 60, 30);
  near(found, fewer, 0.01);
  assert.ok(expectedPurchases({ r: 1e8, alpha: 1e9, a: 1e5, b: 1e6, logLikelihood: 0 }, 5, 50, 55, 30) > 0);
});

test('BG/NBD: the chance of silence is what simulated customers do', () => {
  const rng = createRng(8);
  const truth = { r: 1.5, alpha: 20, a: 1, b: 4, logLikelihood: 0 };
  let [seen, silent, expected] = [0, 0, 0];
  for (let customer = 0; customer < 20_000; customer += 1) {
    const rate = gammaDraw(rng, truth.r) / truth.alpha;
    const [left, right] = [gammaDraw(rng, truth.a), gammaDraw(rng, truth.b)];
    let [time, x, last] = [0, 0, 0];
    let later = false;
    while (x === 0 || rng.uniform() > left / (left + right)) {
      time -= Math.log(1 - rng.uniform()) / rate;
      if (time > 100) {
        later = time <= 150;
        break;
      }
      x += 1;
      last = time;
    }
    seen += 1;
    silent += Number(!later);
    expected += chanceOfSilence(truth, x, last, 100, 50);
  }
  near(expected / seen, silent / seen, 0.01);
  assert.equal(chanceOfSilence(truth, 3, 90, 100, 0), 1);
});

test('hypergeometric series: known sums', () => {
  near(hypergeometric(1, 1, 2, 0.5), 2 * Math.LN2, 1e-12);
  near(hypergeometric(0.5, 1, 1.5, 0.25), Math.atanh(0.5) / 0.5, 1e-12);
  assert.equal(hypergeometric(0, 3, 2, 0.7), 1);
});

test('BG/NBD: refuses histories that cannot be', () => {
  assert.throws(() => fitBgNbd(historiesOf([])), isError('too_few_rows'));
  assert.throws(() => fitBgNbd(historiesOf([[0, 0, 5]])), isError('too_few_rows'));
  assert.throws(() => fitBgNbd(historiesOf([[2, 0, 0]])), isError('too_few_rows'));
  assert.throws(() => fitBgNbd({ ...histories, age: new Float64Array(2) }), isError('shape_mismatch'));
  for (const row of [
    [1.5, 1, 2],
    [-1, 0, 2],
    [1, 3, 2],
    [1, -1, 2],
    [0, 1, 2],
    [1, 1, Number.POSITIVE_INFINITY],
  ] as const) {
    assert.throws(() => fitBgNbd(historiesOf([row])), isError('not_finite'));
  }
});

test('Gamma–Gamma: finds the parameters that purchases were simulated with, in any currency', () => {
  const rng = createRng(8);
  const truth = { p: 6, q: 4, gamma: 15 };
  const purchases = new Float64Array(4000);
  const meanValue = new Float64Array(4000);
  for (let i = 0; i < 4000; i += 1) {
    const rate = gammaDraw(rng, truth.q) / truth.gamma;
    purchases[i] = 1 + rng.integer(6);
    meanValue[i] = gammaDraw(rng, truth.p * at(purchases, i)) / rate / at(purchases, i);
  }
  const found = fitGammaGamma({ purchases, meanValue });
  near(found.p, truth.p, 1.2);
  near(found.q, truth.q, 0.4);
  near((found.p * found.gamma) / (found.q - 1), 30, 1);
  const inYen = fitGammaGamma({ purchases, meanValue: meanValue.map((value) => value * 150) });
  near(inYen.p, found.p, 1e-4);
  near(inYen.gamma / 150, found.gamma, 1e-3);
  near(inYen.logLikelihood, found.logLikelihood - 4000 * Math.log(150), 1e-3);
});

test('Gamma–Gamma: an expectation lies between the own mean and that of all, nearer to the own with more purchases', () => {
  const spending = { p: 6, q: 4, gamma: 15, logLikelihood: 0 };
  const overall = (6 * 15) / 3;
  near(expectedValue(spending, 0, 0), overall, 1e-12);
  const [one, many] = [expectedValue(spending, 1, 80), expectedValue(spending, 20, 80)];
  assert.ok(overall < one && one < many && many < 80);
});

test('Gamma–Gamma: refuses spending that cannot be', () => {
  assert.throws(() => fitSpending([1], [1]), isError('too_few_rows'));
  assert.throws(() => fitSpending([1, 1], [1]), isError('shape_mismatch'));
  assert.throws(() => fitSpending([1, 0], [1, 1]), isError('not_finite'));
  assert.throws(() => fitSpending([1, 1], [1, 0]), isError('not_finite'));
  assert.throws(() => fitSpending([1, 1], [1, Number.NaN]), isError('not_finite'));
});

test('lifetime value: periods add up to the whole, discounts and margin take their part', () => {
  const models = { buying: model, spending: { p: 6, q: 4, gamma: 15, logLikelihood: 0 } };
  const customer = { repeats: 4, recency: 30, age: 38, meanValue: 50 };
  const terms = { periods: 12, periodLength: 4, discountRate: 0, margin: 1 };
  const whole = expectedPurchases(model, 4, 30, 38, 48) * expectedValue(models.spending, 4, 50);
  near(lifetimeValue(models, customer, terms), whole, 1e-9);
  near(lifetimeValue(models, customer, { ...terms, margin: 0.4 }), whole * 0.4, 1e-9);
  near(valueIfAlive(models, customer, terms) * chanceAlive(model, 4, 30, 38), whole, 1e-9);
  const discounted = lifetimeValue(models, customer, { ...terms, discountRate: 0.02 });
  assert.ok(discounted < whole && discounted > whole / 1.02 ** 12);
});

test('Kaplan–Meier: the curve of the 6-MP trial (Freireich et al. 1963; Gehan 1965) as published', () => {
  const weeks = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35];
  const censored = new Set([3, 5, 7, 8, 11, 12, 13, 16, 17, 18, 19, 20]);
  const curve = kaplanMeier(
    Float64Array.from(weeks),
    Uint8Array.from(weeks, (_, i) => (censored.has(i) ? 0 : 1)),
  );
  assert.deepEqual([...curve.times], [6, 7, 10, 13, 16, 22, 23]);
  assert.deepEqual([...curve.atRisk], [21, 17, 15, 12, 11, 7, 6]);
  assert.deepEqual([...curve.events], [3, 1, 1, 1, 1, 1, 1]);
  for (const [i, share] of [0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448].entries()) {
    near(at(curve.survival, i), share, 5e-4);
  }
  assert.equal(curve.last, 35);
  assert.equal(medianSurvival(curve), 23);
  near(survivalAt(curve, 5.9), 1, 0);
  near(survivalAt(curve, 6), 0.857, 5e-4);
  near(survivalAt(curve, 21), 0.627, 5e-4);
  near(survivalAt(curve, 99), 0.448, 5e-4);
});

test('Kaplan–Meier: times, bands, median and restricted mean are R’s', () => {
  const r: Record<string, number[]> & { median: number; mean_500: number } = JSON.parse(read('survival-fixtures.json'));
  const curve = kaplanMeier(Float64Array.from(r['time'] ?? []), Uint8Array.from(r['left'] ?? []));
  assert.deepEqual([...curve.times], r['times']);
  assert.deepEqual([...curve.atRisk], r['at_risk']);
  for (const name of ['survival', 'lower', 'upper'] as const) {
    for (const [i, value] of (r[name] ?? []).entries()) if (!Number.isNaN(value)) near(at(curve[name], i), value, 1e-9);
  }
  assert.equal(medianSurvival(curve), r.median);
  near(restrictedMean(curve, 500), r.mean_500, 1e-6);
});

test('Kaplan–Meier: nobody left, everybody left, and what cannot be', () => {
  const nobody = kaplanMeier(Float64Array.of(3, 5), Uint8Array.of(0, 0));
  assert.equal(nobody.times.length, 0);
  assert.equal(medianSurvival(nobody), null);
  assert.equal(survivalAt(nobody, 4), 1);
  assert.equal(restrictedMean(nobody, 4), 4);
  const all = kaplanMeier(Float64Array.of(3, 5), Uint8Array.of(1, 1));
  assert.deepEqual([...all.survival], [0.5, 0]);
  assert.deepEqual([at(all.lower, 1), at(all.upper, 1)], [0, 0]);
  assert.equal(medianSurvival(all), 3);
  assert.throws(() => kaplanMeier(new Float64Array(0), new Uint8Array(0)), isError('too_few_rows'));
  assert.throws(() => kaplanMeier(Float64Array.of(1), new Uint8Array(0)), isError('shape_mismatch'));
  assert.throws(() => kaplanMeier(Float64Array.of(-1), Uint8Array.of(1)), isError('not_finite'));
});
