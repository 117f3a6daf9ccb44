import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at } from '../element.ts';
import { NumericError } from '../numeric-error.ts';
import { createRng } from '../rng/rng.ts';
import { economicOrder, orderAtDiscounts } from './economic-order.ts';
import { demandPattern } from './demand-pattern.ts';
import { erlangC, staffFor } from './erlang-c.ts';
import { newsvendorNormal, newsvendorSeen } from './newsvendor.ts';
import { unitLoss, unitLossQuantile } from './normal-loss.ts';
import { drawDemand } from './random-demand.ts';
import { quantityAndReorderPoint, reorderPoint, reorderPointByShortage } from './reorder-point.ts';
import { findReorderPoint, resampleDemand, simulatePolicy, type StockPolicy } from './simulate-policy.ts';

const isError = (code: string) => (error: unknown) => error instanceof NumericError && error.code === code;
const free = { orderCost: 0, holdingCost: 0, shortageCost: 0 };

function near(actual: number, expected: number, tolerance: number): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected} ± ${tolerance}`);
}

/** Of a quantity and what is owed before an order arrives: D 900, K 40, h 3, P 4000, p 8. */
function yearlyCost(quantity: number, owed: number): number {
  const part = 1 - 900 / 4000;
  const kept = (3 * (quantity * part - owed) ** 2) / (2 * quantity * part);
  return (900 * 40) / quantity + kept + (8 * owed ** 2) / (2 * quantity * part);
}

function policyAt(point: number): StockPolicy {
  return { reorderPoint: point, order: { quantity: 30 }, unmet: 'waits' };
}

/** Share of the values that are as the one before. */
function unchanged(values: Float64Array): number {
  return values.subarray(1).reduce((sum, value, i) => sum + Number(value === at(values, i)), 0) / (values.length - 1);
}

test('EOQ: pencils and production of Nahmias (2009), examples 4.1 and 4.3', () => {
  const pencils = economicOrder({ demandRate: 3120, orderCost: 12, holdingCost: 0.005 });
  near(pencils.quantity, 3870, 1);
  near(pencils.cost, Math.sqrt(2 * 3120 * 12 * 0.005), 1e-9);
  assert.equal(pencils.backorders, 0);
  const produced = economicOrder({ demandRate: 2500, orderCost: 50, holdingCost: 0.6, productionRate: 10_000 });
  near(produced.quantity, 745, 1);
});

test('EOQ: no other quantity, and no other backorders, cost less', () => {
  const terms = { demandRate: 900, orderCost: 40, holdingCost: 3, productionRate: 4000, backorderCost: 8 };
  const best = economicOrder(terms);
  near(best.cost, yearlyCost(best.quantity, best.backorders), 1e-9);
  for (const [quantity, owed] of [
    [1.02, 1],
    [0.98, 1],
    [1, 1.05],
    [1, 0.95],
  ] as const) {
    assert.ok(yearlyCost(best.quantity * quantity, best.backorders * owed) > best.cost);
  }
});

test('EOQ: discounts on all units, trash bags of Nahmias (2009), example 4.4', () => {
  const breaks = [
    { from: 0, price: 0.3 },
    { from: 500, price: 0.29 },
    { from: 1000, price: 0.28 },
  ];
  const found = orderAtDiscounts({ demandRate: 600, orderCost: 8, holdingRate: 0.2 }, breaks);
  assert.equal(found.quantity, 500);
  near(found.cost, 198.1, 0.05);
  const only = orderAtDiscounts({ demandRate: 600, orderCost: 8, holdingRate: 0.2 }, breaks.slice(0, 1));
  near(only.quantity, 400, 1e-9);
  near(only.cost, 204, 1e-9);
  // So much is wanted that the dearer prices do not reach as far as one would order at them.
  const large = orderAtDiscounts({ demandRate: 6000, orderCost: 8, holdingRate: 0.2 }, breaks);
  assert.equal(large.price, 0.28);
  near(large.quantity, Math.sqrt((2 * 6000 * 8) / (0.2 * 0.28)), 1e-9);
});

test('EOQ: figures that cannot be are refused', () => {
  const terms = { demandRate: 1, orderCost: 1, holdingCost: 1 };
  for (const wrong of [
    { demandRate: 0 },
    { orderCost: -1 },
    { holdingCost: Number.NaN },
    { productionRate: 1 },
    { backorderCost: 0 },
  ]) {
    assert.throws(() => economicOrder({ ...terms, ...wrong }), isError('invalid_hyperparameter'));
  }
  const discounts = { demandRate: 1, orderCost: 1, holdingRate: 0.1 };
  assert.throws(() => orderAtDiscounts(discounts, []), isError('too_few_rows'));
  assert.throws(() => orderAtDiscounts(discounts, [{ from: 0, price: 0 }]), isError('invalid_hyperparameter'));
});

test('unit normal loss: table values, far tails, and its inverse', () => {
  near(unitLoss(0), 0.398_942, 1e-6);
  near(unitLoss(1), 0.083_315, 1e-6);
  near(unitLoss(2), 0.008_491, 1e-6);
  near(unitLoss(-1), 1.083_315, 1e-6);
  near(unitLoss(8.001) / unitLoss(7.999), 1 - 0.002 * 8.24, 1e-3);
  for (const z of [-2, 0, 1.02, 3]) near(unitLossQuantile(unitLoss(z)), z, 1e-9);
});

test('newsvendor: Mac’s newsstand of Nahmias (2009), examples 5.2 and 5.3', () => {
  const found = newsvendorNormal(11.73, 4.74, { underage: 0.5, overage: 0.15 });
  near(found.criticalRatio, 0.77, 0.005);
  near(found.quantity, 15.24, 0.03);
  const seen = Float64Array.of(
    15,
    19,
    9,
    12,
    9,
    22,
    4,
    7,
    8,
    11,
    14,
    11,
    6,
    11,
    9,
    18,
    10,
    0,
    14,
    12,
    8,
    9,
    5,
    4,
    4,
    17,
    18,
    14,
    15,
    8,
    6,
    7,
    12,
    15,
    15,
    19,
    9,
    10,
    9,
    16,
    8,
    11,
    11,
    18,
    15,
    17,
    19,
    14,
    14,
    17,
    13,
    12,
  );
  assert.equal(newsvendorSeen(seen, { underage: 0.5, overage: 0.15 }).quantity, 15);
});

test('newsvendor: no other quantity costs less, and the cost is what simulation finds', () => {
  const costs = { underage: 7, overage: 2 };
  const best = newsvendorNormal(100, 20, costs);
  const rng = createRng(3);
  const demands = Float64Array.from({ length: 200_000 }, () => 100 + 20 * rng.normal());
  const cost = (quantity: number): number =>
    demands.reduce((sum, d) => sum + (d > quantity ? 7 * (d - quantity) : 2 * (quantity - d)), 0) / demands.length;
  near(best.cost, cost(best.quantity), 0.15);
  const seen = newsvendorSeen(demands, costs);
  near(seen.quantity, best.quantity, 0.3);
  near(seen.cost, cost(seen.quantity), 1e-6);
  assert.ok(cost(seen.quantity) <= cost(seen.quantity + 2) && cost(seen.quantity) <= cost(seen.quantity - 2));
  assert.throws(() => newsvendorNormal(1, 0, costs), isError('invalid_hyperparameter'));
  assert.throws(() => newsvendorSeen(new Float64Array(0), costs), isError('too_few_rows'));
  assert.throws(() => newsvendorSeen(Float64Array.of(Number.NaN), costs), isError('not_finite'));
});

test('(Q, r): the mustard of Nahmias (2009), examples 5.4 and 5.5', () => {
  const terms = { demandRate: 200, orderCost: 50, holdingCost: 2, shortageCost: 25 };
  const found = quantityAndReorderPoint(terms, { mean: 100, deviation: 25 });
  assert.equal(Math.round(found.quantity), 111);
  assert.equal(Math.round(found.reorderPoint), 143);
  near(reorderPointByShortage(0.98, 100, { mean: 100, deviation: 25 }), 126, 0.5);
  // At rest both equations hold.
  near(found.quantity ** 2, (2 * 200 * (50 + 25 * found.backorders)) / 2, 1e-4);
  assert.throws(
    () => quantityAndReorderPoint({ ...terms, shortageCost: 0.001 }, { mean: 100, deviation: 25 }),
    isError('invalid_hyperparameter'),
  );
});

test('reorder point: cycle service is the normal quantile, over lead time, its spread and the time between looks', () => {
  const found = reorderPoint(
    { demandMean: 10, demandDeviation: 3, leadTime: 4, leadTimeDeviation: 0.5, reviewPeriod: 1 },
    { kind: 'cycle', level: 0.95 },
  );
  near(found.demand.mean, 50, 1e-12);
  near(found.demand.deviation, Math.sqrt(5 * 9 + 100 * 0.25), 1e-12);
  near(found.safetyStock, 1.644_853_627 * found.demand.deviation, 1e-6);
  near(found.reorderPoint, 50 + found.safetyStock, 1e-12);
  const steady = reorderPoint(
    { demandMean: 10, demandDeviation: 0, leadTime: 4 },
    { kind: 'fill', level: 0.99, quantity: 5 },
  );
  assert.deepEqual([steady.reorderPoint, steady.safetyStock], [40, 0]);
});

test('reorder point: the promised fill rate is what simulation finds, for small and large orders', () => {
  for (const [quantity, level] of [
    [8, 0.9],
    [8, 0.98],
    [80, 0.95],
  ] as const) {
    const rng = createRng(quantity);
    const demands = Float64Array.from({ length: 200_000 }, () => -Math.log(1 - rng.uniform()));
    const found = reorderPoint({ demandMean: 1, demandDeviation: 1, leadTime: 100 }, { kind: 'fill', level, quantity });
    // A period's demand takes the stock past the point by one unit on average before anybody looks.
    const policy: StockPolicy = { reorderPoint: found.reorderPoint + 1, order: { quantity }, unmet: 'waits' };
    near(simulatePolicy(demands, Int32Array.of(100), policy, free, { warmUp: 500 }).fillRate, level, 0.01);
  }
});

test('reorder point: terms that cannot be are refused', () => {
  const terms = { demandMean: 1, demandDeviation: 1, leadTime: 1 };
  assert.throws(() => reorderPoint(terms, { kind: 'cycle', level: 1 }), isError('invalid_hyperparameter'));
  assert.throws(
    () => reorderPoint(terms, { kind: 'fill', level: 0.9, quantity: 0 }),
    isError('invalid_hyperparameter'),
  );
  assert.throws(() => reorderPoint({ ...terms, leadTime: 0 }, { kind: 'cycle', level: 0.9 }), isError('not_finite'));
  assert.throws(
    () => reorderPoint({ ...terms, demandMean: Infinity }, { kind: 'cycle', level: 0.9 }),
    isError('not_finite'),
  );
});

test('Erlang C: 100 calls of three minutes in half an hour, 80 % within 20 seconds, take 14 people', () => {
  const load = { arrivalRate: 100 / 1800, handlingTime: 180 };
  const figures = erlangC(load, 14, 20);
  near(figures.waitChance, 0.1741, 5e-4);
  near(figures.serviceLevel, 0.8884, 5e-4);
  near(figures.meanWait, 7.8, 0.05);
  near(figures.occupancy, 0.7143, 1e-4);
  const found = staffFor(load, { level: 0.8, within: 20 }, 0.3);
  assert.deepEqual([found.staff, found.scheduled], [14, 20]);
  assert.equal(staffFor(load, { level: 0.8, within: 20, maxOccupancy: 0.6 }).staff, 17);
});

test('Erlang C: table values, one server, no way to keep up, very large loads', () => {
  // One server: chance of waiting is the load, mean wait ρ τ / (1 − ρ).
  const one = erlangC({ arrivalRate: 0.5, handlingTime: 1 }, 1, 0);
  near(one.waitChance, 0.5, 1e-12);
  near(one.meanWait, 1, 1e-12);
  near(one.serviceLevel, 0.5, 1e-12);
  // Two servers, load 1: C = 1/3.
  near(erlangC({ arrivalRate: 1, handlingTime: 1 }, 2, 0).waitChance, 1 / 3, 1e-12);
  assert.deepEqual(erlangC({ arrivalRate: 2, handlingTime: 1 }, 2, 5), {
    waitChance: 1,
    meanWait: Infinity,
    serviceLevel: 0,
    occupancy: 1,
  });
  const large = staffFor({ arrivalRate: 5000, handlingTime: 1 }, { level: 0.9, within: 0.1 });
  assert.ok(large.staff > 5000 && large.staff < 5100);
  assert.equal(staffFor({ arrivalRate: 0.001, handlingTime: 1 }, { level: 0.5, within: 1 }).staff, 1);
});

test('Erlang C: what cannot be is refused', () => {
  const load = { arrivalRate: 1, handlingTime: 1 };
  assert.throws(() => erlangC(load, 0, 1), isError('invalid_hyperparameter'));
  assert.throws(() => erlangC(load, 1.5, 1), isError('invalid_hyperparameter'));
  assert.throws(() => erlangC({ ...load, arrivalRate: 0 }, 1, 1), isError('invalid_hyperparameter'));
  assert.throws(() => staffFor(load, { level: 1, within: 1 }), isError('invalid_hyperparameter'));
  assert.throws(() => staffFor(load, { level: 0.8, within: 1, maxOccupancy: 0 }), isError('invalid_hyperparameter'));
  assert.throws(() => staffFor(load, { level: 0.8, within: 1 }, 1), isError('invalid_hyperparameter'));
});

test('a policy is simulated as one would on paper', () => {
  const demands = Float64Array.of(4, 4, 4, 4, 4, 4);
  const costs = { orderCost: 10, holdingCost: 1, shortageCost: 5 };
  // Begins with 10: 6, 2 → order 10 (there after two periods) → 0 with 2 owed, 4 owed of 6 … by hand.
  const found = simulatePolicy(
    demands,
    Int32Array.of(1),
    { reorderPoint: 2, order: { quantity: 8 }, unmet: 'waits' },
    costs,
  );
  // Ends of periods: 6, 2, −2, 2, −2, 2; orders after periods 2 and 4 (position 2 both times) and 6.
  assert.equal(found.orders, 3);
  assert.equal(found.ordered, 24);
  near(found.fillRate, (4 + 4 + 2 + 4 + 2 + 4) / 24, 1e-12);
  near(found.stockOutShare, 2 / 6, 1e-12);
  near(found.meanOnHand, (6 + 2 + 0 + 2 + 0 + 2) / 6, 1e-12);
  assert.equal(found.cycleService, 0);
  near(found.cost, 30 + 12 + 4 * 5, 1e-12);
  const lost = simulatePolicy(demands, Int32Array.of(1), { reorderPoint: 2, order: { upTo: 10 }, unmet: 'lost' }, free);
  assert.ok(lost.fillRate < 1 && lost.orders >= 2);
});

test('lost demand leaves no debt, warm-up does not count, and no demand is served in full', () => {
  const policy: StockPolicy = { reorderPoint: -1, order: { quantity: 1 }, unmet: 'lost' };
  const found = simulatePolicy(Float64Array.of(9, 9, 0, 0), Int32Array.of(0), policy, free, { start: 5 });
  near(found.fillRate, 5 / 18, 1e-12);
  const warm = simulatePolicy(Float64Array.of(9, 9, 0, 0), Int32Array.of(0), policy, free, { start: 5, warmUp: 2 });
  assert.deepEqual([warm.fillRate, warm.cycleService, warm.stockOutShare], [1, 1, 1]);
  const deep = simulatePolicy(
    Float64Array.of(25),
    Int32Array.of(0),
    { reorderPoint: 3, order: { quantity: 4 }, unmet: 'waits' },
    free,
  );
  assert.equal(deep.ordered, 24);
});

test('simulation refuses what cannot be', () => {
  const policy: StockPolicy = { reorderPoint: 1, order: { quantity: 1 }, unmet: 'lost' };
  assert.throws(() => simulatePolicy(Float64Array.of(-1), Int32Array.of(1), policy, free), isError('not_finite'));
  assert.throws(() => simulatePolicy(Float64Array.of(1), new Int32Array(0), policy, free), isError('too_few_rows'));
  assert.throws(() => simulatePolicy(Float64Array.of(1), Int32Array.of(-1), policy, free), isError('not_finite'));
  const none: StockPolicy = { ...policy, order: { quantity: 0 } };
  assert.throws(
    () => simulatePolicy(Float64Array.of(1), Int32Array.of(1), none, free),
    isError('invalid_hyperparameter'),
  );
});

test('the lowest reorder point that reaches a fill rate is found for demand of any shape', () => {
  const rng = createRng(4);
  const demands = Float64Array.from({ length: 5000 }, () => (rng.uniform() < 0.1 ? 1 + rng.integer(20) : 0));
  const found = findReorderPoint(demands, Int32Array.of(3, 5), policyAt, { kind: 'fill', level: 0.97 }, 200);
  const fill = (point: number): number => simulatePolicy(demands, Int32Array.of(3, 5), policyAt(point), free).fillRate;
  assert.ok(fill(found) >= 0.97 && fill(found - 1) < 0.97);
  assert.equal(findReorderPoint(demands, Int32Array.of(3), policyAt, { kind: 'fill', level: 2 }, 50), 50);
  const cycle = findReorderPoint(demands, Int32Array.of(3, 5), policyAt, { kind: 'cycle', level: 0.9 }, 200);
  const kept = (point: number): number =>
    simulatePolicy(demands, Int32Array.of(3, 5), policyAt(point), free).cycleService;
  assert.ok(kept(cycle) >= 0.9 && kept(cycle - 1) < 0.9);
});

test('demand drawn anew keeps its mean and its runs, and is the same by the same seed', () => {
  const seen = Float64Array.from({ length: 400 }, (_, day) => (Math.floor(day / 20) % 2 === 0 ? 0 : 10));
  const drawn = resampleDemand(seen, 20_000, 50, createRng(1));
  near(drawn.reduce((sum, value) => sum + value, 0) / 20_000, 5, 0.6);
  assert.ok(unchanged(drawn) > 0.9);
  assert.ok(unchanged(resampleDemand(seen, 20_000, 1, createRng(1))) < 0.55);
  assert.deepEqual(resampleDemand(seen, 50, 7, createRng(2)), resampleDemand(seen, 50, 7, createRng(2)));
  assert.throws(() => resampleDemand(new Float64Array(0), 5, 1, createRng(1)), isError('too_few_rows'));
});

const patternOf = (...values: number[]): string => demandPattern(Float64Array.from(values)).pattern;

test('demand patterns: the four classes by interval and variation of sizes', () => {
  assert.equal(patternOf(5, 6, 5, 4, 5, 6), 'smooth');
  assert.equal(patternOf(0, 5, 0, 0, 6, 0), 'intermittent');
  assert.equal(patternOf(1, 30, 2, 1, 40, 1), 'erratic');
  assert.equal(patternOf(0, 1, 0, 40, 0, 1), 'lumpy');
  assert.equal(patternOf(0, Number.NaN, 0), 'none');
  const { interval, variation } = demandPattern(Float64Array.of(0, 2, Number.NaN, 0, 2, 0));
  assert.deepEqual([interval, variation], [2.5, 0]);
});

test('drawn demand has the mean and variance of a compound negative binomial', () => {
  const sizes = Float64Array.of(1, 1, 2, 6);
  const process = { mean: 3, sizes, levelVariation: 0.2, block: 10 };
  const drawn = drawDemand(process, 200_000, createRng(3));
  const sums = Float64Array.from({ length: 20_000 }, (_, i) => {
    return drawn.subarray(10 * i, 10 * i + 10).reduce((sum, value) => sum + value, 0);
  });
  const mean = sums.reduce((sum, value) => sum + value, 0) / sums.length;
  const variance = sums.reduce((sum, value) => sum + (value - mean) ** 2, 0) / sums.length;
  near(mean, 30, 0.4);
  // E[S²] / E[S] a unit, and the level's part.
  near(variance, 30 * (42 / 10) + 0.2 * 900, 15);
  assert.deepEqual(drawDemand(process, 50, createRng(9)), drawDemand(process, 50, createRng(9)));
  assert.deepEqual([...drawDemand({ ...process, mean: 0 }, 3, createRng(1))], [0, 0, 0]);
  const halves = drawDemand({ ...process, levelVariation: 0 }, 100_000, createRng(4), Float64Array.of(2, 0));
  assert.ok(halves.every((value, i) => i % 2 === 0 || value === 0));
  near(halves.reduce((sum, value) => sum + value, 0) / 100_000, 3, 0.1);
  const rare = drawDemand({ mean: 50, sizes, levelVariation: 4, block: 1 }, 50_000, createRng(5));
  near(rare.reduce((sum, value) => sum + value, 0) / 50_000, 50, 2);
  assert.throws(() => drawDemand({ ...process, mean: Number.NaN }, 3, createRng(1)), isError('not_finite'));
  assert.throws(() => drawDemand({ ...process, sizes: new Float64Array(0) }, 3, createRng(1)), isError('too_few_rows'));
});
