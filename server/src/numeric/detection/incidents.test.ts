import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at } from '../element.ts';
import { createRng, type Rng } from '../rng/rng.ts';
import { numericErrorOf } from '../testing/assertions.ts';
import { findIncidents, type Incident } from './incidents.ts';
import type { Facet, WatchCalendar, WatchedMetric, WatchedSlice } from './watched-metric.ts';

const DAYS = 480;
const FIRST = 280;
const REGIONS = ['north', 'south', 'east'];
const CHANNELS = ['web', 'shop'];
const PRODUCTS = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'];
const WEEK = [0.7, 1.1, 1, 1, 1, 1.1, 1.3];
const SALE = 1;

interface Order {
  readonly day: number;
  readonly region: string;
  readonly channel: string;
  readonly product: string;
}

function poisson(rng: Rng, mean: number): number {
  let [count, product] = [0, rng.uniform()];
  for (const limit = Math.exp(-mean); product > limit; product *= rng.uniform()) count += 1;
  return count;
}

/** A shop of some 60 orders a day, with a week, growth, and a sale in every tenth week; `factor` is what is planted. */
function ordersOf(seed: number, factor: (order: Order) => number = () => 1): Order[] {
  const rng = createRng(seed);
  const orders: Order[] = [];
  for (let day = 0; day < DAYS; day += 1) {
    const level = 10 * (1 + day / 2000) * at(Float64Array.from(WEEK), day % 7) * (isSale(day) ? 1.8 : 1);
    for (const region of REGIONS) {
      for (const channel of CHANNELS) {
        for (const [place, product] of PRODUCTS.entries()) {
          const order = { day, region, channel, product };
          const mean = (level * (region === 'north' ? 1.5 : 0.75) * (PRODUCTS.length - place)) / 21;
          for (let left = poisson(rng, mean * factor(order)); left > 0; left -= 1) orders.push(order);
        }
      }
    }
  }
  return orders;
}

const isSale = (day: number): boolean => Math.floor(day / 7) % 10 === 4;
const calendar: WatchCalendar = {
  seasons: [{ length: 7, waves: 3 }],
  kinds: Int32Array.from({ length: DAYS }, (_, day) => (isSale(day) ? SALE : 0)),
};

type Worth = (order: Order, rng: Rng) => { value: number; exposure?: number };

/** The whole, regions, channels, their crossings, and products, which go with the whole. */
function metricOf(
  name: string,
  orders: readonly Order[],
  worth: Worth,
  { kind = 'count', isRate = false }: { kind?: 'count' | 'sum'; isRate?: boolean } = {},
): WatchedMetric {
  const rng = createRng(9);
  const facetsOf: Facet[][] = [[]];
  for (const value of REGIONS) facetsOf.push([{ dimension: 'region', value }]);
  for (const value of CHANNELS) facetsOf.push([{ dimension: 'channel', value }]);
  for (const region of REGIONS) {
    for (const channel of CHANNELS) {
      facetsOf.push([
        { dimension: 'region', value: region },
        { dimension: 'channel', value: channel },
      ]);
    }
  }
  for (const value of PRODUCTS) facetsOf.push([{ dimension: 'product', value }]);
  const slices = facetsOf.map((facets): WatchedSlice & { values: Float64Array; exposure: Float64Array } => {
    const isProduct = facets[0]?.dimension === 'product';
    const parents = isProduct
      ? [0]
      : facets.length === 2
        ? facets.map(({ value }) => 1 + [...REGIONS, ...CHANNELS].indexOf(value))
        : [];
    return { facets, parents, values: new Float64Array(DAYS), exposure: new Float64Array(DAYS).fill(isRate ? 0 : 1) };
  });
  for (const order of orders) {
    const { value, exposure = 0 } = worth(order, rng);
    for (const slice of slices) {
      if (!slice.facets.every((facet) => order[facet.dimension as 'region'] === facet.value)) continue;
      slice.values[order.day] = at(slice.values, order.day) + value;
      if (isRate) slice.exposure[order.day] = at(slice.exposure, order.day) + exposure;
    }
  }
  return { name, subject: 'sales', kind, slices };
}

const count: Worth = () => ({ value: 1 });
const told = ({ facets, from, to }: Incident): string =>
  `${facets.map(({ value }) => value).join(' × ') || 'all'} ${from}–${to}`;
const find = (metrics: readonly WatchedMetric[], kinds = calendar): Incident[] =>
  findIncidents(metrics, kinds, { first: FIRST, falseAlarmsPerYear: 1 });

test('an incident is named by the slice that explains it, be it the whole, one value, a crossing or a product', () => {
  const cases: [string, (order: Order) => boolean, number, [number, number]][] = [
    ['all', () => true, 0.5, [320, 323]],
    ['south', ({ region }) => region === 'south', 0.2, [350, 353]],
    ['east × web', ({ region, channel }) => region === 'east' && channel === 'web', 4, [380, 382]],
    ['p6', ({ product }) => product === 'p6', 4, [410, 416]],
  ];
  const orders = ordersOf(1, (order) =>
    cases.reduce((product, [, isHit, factor, [from, to]]) => {
      return product * (isHit(order) && order.day >= from && order.day < to ? factor : 1);
    }, 1),
  );
  const incidents = find([metricOf('orders', orders, count)]).toSorted((a, b) => a.from - b.from);
  assert.deepEqual(
    incidents.map(({ facets }) => facets.map(({ value }) => value).join(' × ') || 'all'),
    cases.map(([name]) => name),
    incidents.map(told).join(', '),
  );
  for (const [place, [, , factor, [from, to]]] of cases.entries()) {
    const found = incidents[place];
    assert.ok(found && Math.abs(found.from - from) <= 1 && Math.abs(found.to - to) <= 1, found && told(found));
    assert.equal(found.actual > found.expected, factor > 1);
    assert.ok(found.alarms.length > 0 && found.chance < 1e-4);
  }
});

test('what is usual raises no alarm: weeks, growth, known sales, chance', () => {
  for (const seed of [2, 3]) assert.deepEqual(find([metricOf('orders', ordersOf(seed), count)]).map(told), []);
});

test('a sale that nobody named is an incident, one that is named is none', () => {
  const metrics = [metricOf('orders', ordersOf(4), count)];
  const unnamed = find(metrics, { ...calendar, kinds: new Int32Array(DAYS) });
  assert.ok(unnamed.length > 0 && unnamed.every(({ facets }) => facets.length === 0), unnamed.map(told).join(', '));
  assert.deepEqual(find(metrics), []);
});

test('a lasting loss of a quarter in one region is told as a loss of that region', () => {
  const orders = ordersOf(5, ({ region, day }) => (region === 'north' && day >= 400 ? 0.7 : 1));
  const incidents = find([metricOf('orders', orders, count)]);
  assert.ok(incidents.length > 0);
  for (const each of incidents)
    assert.deepEqual([each.facets[0]?.value, each.actual < each.expected], ['north', true], told(each));
});

const isBroken = ({ channel, day }: Order): boolean => channel === 'web' && day >= 360 && day < 363;
const returned: Worth = ({ product, day }, rng) => {
  return { value: Number(rng.uniform() < (product === 'p2' && day >= 300 && day < 310 ? 0.3 : 0.03)), exposure: 1 };
};

test('shares and sums of money are judged as such, and what is one incident is told once', () => {
  const orders = ordersOf(6, (order) => (isBroken(order) ? 0.15 : 1));
  const money = metricOf('revenue', orders, (_, rng) => ({ value: -20 * Math.log(1 - rng.uniform()) }), {
    kind: 'sum',
  });
  const both = find([metricOf('orders', orders, count), money]);
  assert.deepEqual(
    both.map(({ facets }) => facets[0]?.value),
    ['web'],
    both.map(told).join(', '),
  );
  assert.ok(new Set(both[0]?.alarms.map(({ metric }) => metric)).size === 2);

  const [share, ...others] = find([metricOf('returned', ordersOf(7), returned, { isRate: true })]);
  assert.deepEqual([share?.facets[0]?.value, others.length], ['p2', 0]);
});

test('metrics of two subjects tell of two incidents, and slices need no exposure', () => {
  const orders = ordersOf(6, (order) => (isBroken(order) ? 0.15 : 1));
  const metric = metricOf('orders', orders, count);
  const bare = { ...metric, slices: metric.slices.map(({ facets, parents, values }) => ({ facets, parents, values })) };
  const both = find([bare, { ...bare, name: 'visits', subject: 'site' }]);
  assert.deepEqual(both.map(({ metric: name, facets }) => `${name} ${facets[0]?.value}`).toSorted(), [
    'orders web',
    'visits web',
  ]);
});

test('what is not known, closed days and kinds seldom seen are neither learnt from nor judged', () => {
  const orders = ordersOf(8);
  const metric = metricOf('orders', orders, count);
  const kinds = Int32Array.from(calendar.kinds);
  for (let day = 400; day < 410; day += 1) {
    for (const { values } of metric.slices) values[day] = day < 403 ? Number.NaN : 0;
    // A kind that was never seen before, and closed days.
    if (day >= 403) kinds[day] = day < 406 ? 5 : -1;
  }
  // Closed for most of the time before anything is judged.
  for (let day = 60; day < 250; day += 1) {
    for (const { values } of metric.slices) values[day] = 0;
    kinds[day] = -1;
  }
  assert.deepEqual(find([metric], { ...calendar, kinds }).map(told), []);
});

const callsOf = (whole: Float64Array): WatchedMetric => {
  return { name: 'calls', subject: 'm', kind: 'count', slices: [{ facets: [], parents: [], values: whole }] };
};

test('lengths that differ and slices of which nothing is known are refused', () => {
  const values = new Float64Array(DAYS).fill(3);
  assert.equal(numericErrorOf('shape_mismatch', () => find([callsOf(values.subarray(1))])).params['what'], 'calls');
  assert.equal(
    numericErrorOf('too_few_rows', () => find([callsOf(new Float64Array(DAYS).fill(Number.NaN))])).params['required'],
    1,
  );
  assert.deepEqual(find([callsOf(values)]), []);
});
