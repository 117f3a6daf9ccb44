import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleColumns } from '../../../test/support/sample-columns.ts';
import { createSampleFiles } from '../data/index.ts';
import { computeDemand } from './demand/compute-demand.ts';
import { prepareDemand } from './demand/demand-plan.ts';
import type { DemandData } from './demand/read-demand.ts';
import type { RevenueData } from './revenue/read-revenue.ts';
import { prepareRevenue } from './revenue/revenue-plan.ts';
import { computeRevenue } from './revenue/revenue-result.ts';

// What forecasts find in the sample company, against what it was made from and what came afterwards.
const DAY_MS = 86_400_000;
const END = '2026-06-30';
const sample = await createSampleFiles({ seed: 1, end: END, months: 36 }, AbortSignal.timeout(60_000));
const { truth } = sample;
const firstDay = Date.parse(truth.from) / DAY_MS;
const length = Date.parse(END) / DAY_MS - firstDay + 1;
const checkpoint = (): void => undefined;
const homeAt = (day: number) => ({
  time_zone: 'UTC',
  currency: 'EUR',
  today: new Date(day * DAY_MS).toISOString().slice(0, 10),
});

/** @throws where there is none */
function must<T>(value: T | null | undefined): T {
  assert.ok(value !== null && value !== undefined);
  return value;
}

/** Values of a number or time column, labels of any other. */
function columnsOf(dataset: string): (name: string) => { number: Float64Array; label(row: number): string | null } {
  const columns = sampleColumns(sample, dataset);
  return (name) => {
    const column = columns.get(name);
    assert.ok(column, `${dataset} has no ${name}`);
    const number = 'values' in column ? column.values : new Float64Array(0);
    const label = (row: number) =>
      'codes' in column ? (column.dictionary[column.codes[row] ?? -1] ?? null) : String(column.values[row]);
    return { number, label };
  };
}

/** The columns of a dataset, each looked up once. */
function readOnce(dataset: string) {
  const pick = columnsOf(dataset);
  const known = new Map<string, ReturnType<typeof pick>>();
  return (name: string) => {
    const column = known.get(name) ?? pick(name);
    known.set(name, column);
    return column;
  };
}

const add = (sums: Float64Array, day: number, value = 0) => (sums[day] = (sums[day] ?? 0) + value);

/** Days as the queries give them. */
function readDays(): RevenueData {
  const zeros = () => new Float64Array(length);
  const [orders, lines] = [readOnce('orders'), readOnce('order_lines')];
  const [products, spending] = [readOnce('products'), readOnce('marketing_spend')];
  const [revenue, count, promoted, spend] = [zeros(), zeros(), zeros(), zeros()];
  const [paid, atCatalogue, atList] = [zeros(), zeros(), zeros()];
  const dayOf = new Map<number, number>();
  orders('order_id').number.forEach((id, row) => {
    if (orders('status').label(row) !== 'completed') return;
    const day = Math.floor((orders('ordered_at').number[row] ?? 0) / DAY_MS) - firstDay;
    dayOf.set(id, day);
    add(revenue, day, orders('amount').number[row]);
    add(count, day, 1);
    if (orders('promotion').label(row) !== null) add(promoted, day, 1);
  });
  const prices = new Map(Array.from(products('product_id').number, (id, row) => [id, products('price').number[row]]));
  const discounts: number[][] = Array.from({ length }, () => []);
  lines('order_id').number.forEach((id, row) => {
    const day = dayOf.get(id);
    if (day === undefined) return;
    const quantity = lines('quantity').number[row] ?? 0;
    add(paid, day, lines('amount').number[row]);
    add(atCatalogue, day, quantity * (prices.get(lines('product_id').number[row] ?? 0) ?? 0));
    add(atList, day, quantity * (lines('unit_price').number[row] ?? 0));
    discounts[day]?.push(lines('discount').number[row] ?? 0);
  });
  spending('date').number.forEach((at, row) => add(spend, at / DAY_MS - firstDay, spending('spend').number[row]));
  const asked = atList.map((value, day) => {
    const sorted = discounts[day]?.toSorted((a, b) => a - b) ?? [];
    return (value / (atCatalogue[day] ?? 1)) * (1 - (sorted[sorted.length >> 1] ?? 0));
  });
  const promotion = promoted.map((each, day) => each / Math.max(1, count[day] ?? 0));
  return {
    currency: 'EUR',
    firstDay,
    revenue,
    promotion,
    goods: { paid, atCatalogue, asked },
    spend,
    holidays: [],
    parts: [],
  };
}

const days = readDays();
const until = (day: number): RevenueData => ({
  ...days,
  revenue: days.revenue.subarray(0, day),
  promotion: days.promotion?.subarray(0, day) ?? null,
  goods: days.goods && {
    paid: days.goods.paid.subarray(0, day),
    atCatalogue: days.goods.atCatalogue.subarray(0, day),
    asked: days.goods.asked?.subarray(0, day) ?? null,
  },
  spend: days.spend?.subarray(0, day) ?? null,
});

const HOLIDAYS = ['01-01', '05-01', '12-24', '12-25', '12-26', '12-31'];

test('revenue is foretold better than by repeating the last year, and lies within its interval', (t) => {
  let [missed, naive, came, within, periods] = [0, 0, 0, 0, 0];
  for (const back of [300, 240, 180, 120]) {
    const day = length - back;
    const home = homeAt(firstDay + day);
    const plan = prepareRevenue({ grain: 'week', horizon: 8, holidays: HOLIDAYS, levels: [0.8] }, home);
    const { forecast } = computeRevenue(until(day), { plan, home, checkpoint });
    for (const { period, revenue, intervals } of forecast) {
      const start = Date.parse(period) / DAY_MS - firstDay;
      const sumFrom = (first: number) => days.revenue.subarray(first, first + 7).reduce((sum, value) => sum + value, 0);
      const actual = sumFrom(start);
      missed += Math.abs(actual - revenue);
      naive += Math.abs(actual - sumFrom(start - 364));
      came += actual;
      within += actual >= (intervals[0]?.lower ?? 0) && actual <= (intervals[0]?.upper ?? 0) ? 1 : 0;
      periods += 1;
    }
  }
  t.diagnostic(
    `wape ${(missed / came).toFixed(3)}, year before ${(naive / came).toFixed(3)}, coverage of 80 %: ${(within / periods).toFixed(2)} of ${periods}`,
  );
  assert.ok(missed < 0.7 * naive);
  assert.ok(within / periods > 0.65);
});

test('what prices and promotions do is what the company was made with', (t) => {
  const home = homeAt(firstDay + length);
  const from = homeAt(firstDay + length + 40).today;
  const plan = prepareRevenue(
    {
      holidays: HOLIDAYS,
      what_if: [
        { name: 'Sale', promotion: { from, days: 10, discount: 0.2 } },
        { name: 'Twice as dear', price_change: 1 },
        { name: 'More spend', spend_change: 0.2 },
      ],
    },
    home,
  );
  const { drivers, scenarios } = computeRevenue(days, { plan, home, checkpoint });
  const {
    price_elasticity: price,
    promotion_uplift: uplift,
    after_promotion: after,
    spend_elasticity: spend,
  } = must(drivers);
  const told = (each: typeof price) => `${each?.estimate} [${each?.lower}, ${each?.upper}]`;
  t.diagnostic(`elasticity ${told(price)}, uplift ${told(uplift)}, afterwards ${told(after)}, spend ${told(spend)}`);
  t.diagnostic(
    JSON.stringify(scenarios.map(({ name, difference, extrapolates }) => ({ name, difference, extrapolates }))),
  );
  const holds = (each: typeof price, value: number) => must(each).lower <= value && value <= must(each).upper;
  assert.ok(holds(price, -1.8));
  // One in five seeks deals: 1.7 orders for one in promotions, 0.35 outside of them.
  assert.ok(holds(uplift, (0.8 + 0.2 * 1.7) / (0.8 + 0.2 * 0.35) - 1));
  assert.ok(holds(after, 0.9 - 1));
  // It brings newcomers, not orders within days.
  assert.ok(!must(spend).is_clear);
  const change = must(must(drivers).change);
  const parts = change.parts.reduce((sum, { amount }) => sum + amount, 0);
  assert.ok(Math.abs(parts - (change.revenue - change.revenue_before)) < 1);
  // The sale: (1 − 20 %)^(1 − 1.8) and those who seek deals, for ten days, then two weeks at nine tenths.
  const [sale, dear] = scenarios;
  const { revenue, difference } = must(sale);
  const { amount, lower, upper } = must(difference);
  const base = must(revenue) - amount;
  const daily = base / 184;
  const truly = daily * (10 * (0.8 ** -0.8 * (1.14 / 0.87) - 1) + 14 * (0.9 - 1));
  t.diagnostic(`sale truly ${truly.toFixed(0)}, found ${amount}`);
  assert.ok(lower <= truly && truly <= upper);
  assert.deepEqual(dear?.extrapolates, ['price']);
});

test('service demand is foretold nearly as well as chance allows, and its hours are those of the company', (t) => {
  const read = readOnce('service_requests');
  const opened = read('opened_at').number;
  const queues = ['delivery', 'billing', 'technical'];
  const all = {
    days: Int32Array.from(opened, (at) => Math.floor(at / DAY_MS)),
    hours: Uint8Array.from(opened, (at) => new Date(at).getUTCHours()),
    queueOf: Int32Array.from(opened.keys(), (row) => queues.indexOf(read('queue').label(row) ?? '')),
  };
  const known = (day: number): DemandData => {
    const rows = [...opened.keys()].filter((row) => (all.days[row] ?? 0) < day);
    return {
      days: Int32Array.from(rows, (row) => all.days[row] ?? 0),
      hours: Uint8Array.from(rows, (row) => all.hours[row] ?? 0),
      queueOf: Int32Array.from(rows, (row) => all.queueOf[row] ?? 0),
      queues,
      responseMinutes: Float64Array.from(rows, (row) => read('first_response_minutes').number[row] ?? 0),
      handlingMinutes: null,
      lastDay: day - 1,
      holidays: [],
    };
  };
  let [missed, floor, came, within, hours] = [0, 0, 0, 0, 0];
  for (const back of [150]) {
    const day = firstDay + length - back;
    const plan = prepareDemand({ horizon_days: 28, detail_days: 28, handling_minutes: 12 });
    const result = computeDemand(known(day), { plan, home: homeAt(day), checkpoint });
    const counts = new Map<string, number>();
    opened.forEach((_, row) => {
      const key = `${all.days[row]} ${all.hours[row]} ${queues[all.queueOf[row] ?? 0]}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    });
    result.dates.forEach(({ requests }, h) => {
      const actual = all.days.reduce((sum, each) => sum + (each === day + h ? 1 : 0), 0);
      missed += Math.abs(actual - requests);
      came += actual;
      // Mean absolute deviation of a Poisson of this mean.
      floor += Math.sqrt((2 * requests) / Math.PI);
    });
    for (const { date, hour, queue, lower, upper } of result.detail) {
      const actual = counts.get(`${Date.parse(date) / DAY_MS} ${hour} ${queue}`) ?? 0;
      within += actual >= lower && actual <= upper ? 1 : 0;
      hours += 1;
    }
    assert.equal(result.opening_hours.hours.filter(({ from, to }) => from === 8 && to === 20).length, 7);
    for (const { accuracy } of result.queues) {
      const { daily } = must(accuracy);
      assert.ok(must(daily.wape) < must(daily.naive.wape));
    }
  }
  t.diagnostic(
    `wape by day ${(missed / came).toFixed(3)}, chance alone ${(floor / came).toFixed(3)}, hours within 80 %: ${(within / hours).toFixed(3)} of ${hours}`,
  );
  assert.ok(missed < 2 * floor);
  assert.ok(within / hours > 0.8);
});
