import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Column, createRng } from '../../../numeric/index.ts';
import { isAppError } from '../../../platform/errors.ts';
import { computeInventory } from './compute-inventory.ts';
import { inventoryOptimization } from './inventory.kind.ts';
import { clumpingOf, demandOf, learningVariation, levelVariation } from './item-demand.ts';
import { forecastFamily } from './family-forecast.ts';
import { leadTimeOf, seenLeadTimes } from './lead-times.ts';
import type { InventoryData } from './read-inventory.ts';
import { gatherStock } from './stock-history.ts';
import { type PolicyRequest, policyOf, quantityOf, shortageWithout } from './stock-policy.ts';
import { familyLevels, trueDemandOf } from './true-demand.ts';

const DAY_MS = 86_400_000;
const home = { time_zone: 'UTC', currency: 'EUR', today: '2026-01-01' };
const TODAY = Date.parse(home.today) / DAY_MS;
const checkpoint = (): void => undefined;

type Cells = readonly (string | number | null)[];

/** A table of columns from rows; names that end in `_at` or are `date` are days. */
function columnOf(name: string, cells: Cells): Column {
  if (name === 'date' || name.endsWith('_at'))
    return { name, kind: 'time', values: Float64Array.from(cells, (cell) => Number(cell) * DAY_MS) };
  if (cells.some((cell) => typeof cell === 'string')) {
    const dictionary = [...new Set(cells.filter((cell) => cell !== null).map(String))];
    const codes = Int32Array.from(cells, (cell) => (cell === null ? -1 : dictionary.indexOf(String(cell))));
    return { name, kind: 'text', codes, dictionary };
  }
  const values = Float64Array.from(cells, (cell) => (cell === null ? Number.NaN : Number(cell)));
  return { name, kind: 'number', values };
}

function table(names: readonly string[], rows: readonly Cells[]): Map<string, Column> {
  const columns = names.map((name, place) =>
    columnOf(
      name,
      rows.map((row) => row[place] ?? null),
    ),
  );
  return new Map(columns.map((column) => [column.name, column]));
}

const PRODUCTS = ['product_id', 'product_name', 'category', 'price', 'cost', 'lead_time_days'];

interface Sale {
  day: number;
  product: string;
  quantity: number;
  status?: string;
}

function columnsOf(
  sales: readonly Sale[],
  levels: readonly Cells[],
  movements: readonly Cells[] = [],
  products: readonly Cells[] = [['p', 'Spade', 'Tools', 30, 20, 10]],
): InventoryData {
  return {
    holidays: [],
    products: table(PRODUCTS, products),
    orders: table(
      ['order_id', 'ordered_at', 'status'],
      sales.map(({ day, status }, i) => [i, day, status ?? 'completed']),
    ),
    lines: table(
      ['order_id', 'product_id', 'quantity'],
      sales.map(({ product, quantity }, i) => [i, product, quantity]),
    ),
    levels: table(['date', 'product_id', 'on_hand', 'on_order'], levels),
    movements: table(['date', 'product_id', 'kind', 'quantity'], movements),
  };
}

test('stock of every evening follows from the last look at it, sales, receipts and returns', () => {
  const sales = [
    { day: 101, product: 'p', quantity: 4 },
    { day: 102, product: 'p', quantity: 7, status: 'cancelled' },
    { day: 103, product: 'p', quantity: 2 },
    { day: 104, product: 'p', quantity: 3 },
  ];
  const movements = [
    [102, 'p', 'return', 7],
    [103, 'p', 'receipt', 20],
    [104, 'p', 'loss', 1],
  ];
  const levels = [
    [100, 'p', 10, 0],
    [104, 'p', 20, 5],
  ];
  const { items, from, to } = gatherStock(columnsOf(sales, levels, movements), new Set(['cancelled']), 200);
  assert.deepEqual([from, to, items.length], [100, 104, 1]);
  const [item] = items;
  assert.ok(item);
  assert.deepEqual([...item.onHand], [10, 6, 6, 24, 20]);
  assert.deepEqual([...item.sold], [0, 4, 0, 2, 3]);
  assert.deepEqual([...item.received], [0, 0, 0, 20, 0]);
  assert.deepEqual([...item.sizes], [4, 2, 3]);
  assert.equal(gatherStock(columnsOf(sales, levels), new Set(), 102).days, 3);
});

test('days without stock count as what the days around them sold', () => {
  const sold = Float64Array.from({ length: 100 }, (_, day) => (day >= 50 && day < 60 ? 0 : 6));
  sold[49] = 2;
  const onHand = Float64Array.from({ length: 100 }, (_, day) => (day >= 49 && day < 60 ? 0 : 30));
  const item = { key: 'p', row: 0, sold, onHand, received: sold, sizes: sold, seen: [] };
  const { wanted, missed, out } = trueDemandOf(item, new Float64Array(100).fill(1));
  assert.deepEqual(
    [...wanted],
    Array.from({ length: 100 }, () => 6),
  );
  assert.equal(missed, 64);
  assert.equal(
    out.reduce((sum, each) => sum + each, 0),
    11,
  );
  // A family that sells twice as much on these days says that this item would have, too.
  const busy = Float64Array.from({ length: 100 }, (_, day) => (day >= 50 && day < 60 ? 2 : 1));
  assert.equal(trueDemandOf(item, busy).wanted[55], 12);
});

/** Twenty days of an item that sells so many units, twice as many on the fifth, and is out on one day. */
const twentyDays = (units: number, outOn: number) => ({
  key: units,
  row: 0,
  sold: Float64Array.from({ length: 20 }, (_, day) => (day === outOn ? 0 : units * (day === 5 ? 2 : 1))),
  onHand: Float64Array.from({ length: 20 }, (_, day) => (day === outOn ? 0 : 9)),
  received: new Float64Array(20),
  sizes: new Float64Array(0),
  seen: [],
});

test('a family’s level counts only items that had stock', () => {
  const levels = familyLevels([twentyDays(10, 5), twentyDays(1, -1)], 20);
  assert.ok((levels[5] ?? 0) > 1.8 && Math.abs((levels[6] ?? 0) - 1) < 0.1);
});

test('lead times are read from what is on order and what comes in, order by order', () => {
  const received = new Float64Array(60);
  received[20] = 30;
  received[33] = 50;
  received[50] = 20;
  const seen = [
    { day: 0, onHand: 9, onOrder: 0 },
    { day: 5, onHand: 9, onOrder: 0 },
    { day: 6, onHand: 9, onOrder: 30 },
    { day: 12, onHand: 9, onOrder: 30 },
    { day: 13, onHand: 9, onOrder: 80 },
    { day: 21, onHand: 9, onOrder: 50 },
    { day: 34, onHand: 9, onOrder: 20 },
    { day: 55, onHand: 9, onOrder: 0 },
  ];
  assert.deepEqual(seenLeadTimes({ seen, received }), [
    { days: 14, on: 20 },
    { days: 20, on: 33 },
    // Ordered while others came in: what is on order fell all the same.
    { days: 22, on: 50 },
  ]);
  // What was on order when it was first looked at began nobody knows when.
  assert.deepEqual(
    seenLeadTimes({
      seen: [
        { day: 5, onHand: 0, onOrder: 30 },
        { day: 40, onHand: 0, onOrder: 0 },
      ],
      received: received.map((units, day) => (day === 20 ? units : 0)),
    }),
    [],
  );
});

test('lead times come from the item, else its family, else what is given, else what is assumed', () => {
  const many = Array.from({ length: 10 }, (_, i) => ({ days: 10 + (i % 3), on: i }));
  const ratios = Array.from({ length: 12 }, () => 1.5);
  assert.deepEqual([leadTimeOf(many, 7, ratios, 14).source, leadTimeOf(many, 7, ratios, 14).mean], ['seen', 10.9]);
  assert.deepEqual([leadTimeOf([], 8, ratios, 14).source, leadTimeOf([], 8, ratios, 14).mean], ['family', 12]);
  assert.deepEqual([leadTimeOf([], 8, [], 14).source, leadTimeOf([], 8, [], 14).mean], ['given', 8]);
  assert.deepEqual(
    [leadTimeOf([], Number.NaN, [], 14).source, leadTimeOf([], Number.NaN, [], 14).mean],
    ['assumed', 14],
  );
});

const terms = { price: 15, cost: 10, orderCost: 40, holdingRate: 0.25, minimumOrder: 0, lotSize: 1, priceBreak: null };

test('quantities are economic, in whole lots, not below the least and at the better price where it pays', () => {
  // √(2 · 1000 · 40 / 2.5) = 178.9
  assert.deepEqual(quantityOf(1000, terms), { quantity: 179, unitCost: 10 });
  assert.equal(quantityOf(1000, { ...terms, lotSize: 50 }).quantity, 200);
  assert.equal(quantityOf(1000, { ...terms, minimumOrder: 310, lotSize: 24 }).quantity, 312);
  assert.deepEqual(quantityOf(1000, { ...terms, priceBreak: { from: 400, cost: 9 } }), { quantity: 400, unitCost: 9 });
  assert.deepEqual(quantityOf(1000, { ...terms, priceBreak: { from: 5000, cost: 9.9 } }), {
    quantity: 179,
    unitCost: 10,
  });
  // A year's demand is enough.
  assert.equal(quantityOf(3, { ...terms, orderCost: 4000 }).quantity, 3);
});

const request: PolicyRequest = {
  ...terms,
  daily: new Float64Array(98).fill(4),
  sizes: Float64Array.of(1, 1, 2, 4),
  levelVariation: 0.02,
  leadDays: Int32Array.of(9, 10, 12, 14),
  reviewDays: 1,
  service: { kind: 'fill', level: 0.95 },
  unmet: 'lost',
  seed: 3,
};

test('the simulated fill rate of a policy is within a point of its target, whatever the demand', () => {
  const cases: Partial<PolicyRequest>[] = [
    {},
    { service: { kind: 'fill', level: 0.98 } },
    { unmet: 'waits' },
    { daily: new Float64Array(98).fill(0.15), sizes: Float64Array.of(1, 2, 6) },
    { reviewDays: 7 },
    { levelVariation: 0.15 },
  ];
  for (const [i, change] of cases.entries()) {
    const asked = { ...request, ...change };
    const policy = policyOf(asked);
    assert.ok(policy);
    const off = policy.simulated.fillRate - asked.service.level;
    // Slow items reach more, since stock comes in whole units.
    assert.ok(off > -0.01 && off < (policy.rate < 1 ? 0.03 : 0.015), `${i}: ${policy.simulated.fillRate}`);
  }
});

test('more service, longer or less certain lead times, and less certain demand ask for more safety stock', () => {
  const safety = (change: Partial<PolicyRequest>): number => policyOf({ ...request, ...change })?.safetyStock ?? 0;
  const usual = safety({});
  assert.ok(safety({ service: { kind: 'fill', level: 0.99 } }) > usual);
  assert.ok(safety({ service: { kind: 'cycle', level: 0.95 } }) > usual);
  assert.ok(safety({ leadDays: Int32Array.of(3, 10, 14, 25) }) > usual);
  assert.ok(safety({ levelVariation: 0.2 }) > usual);
  assert.equal(policyOf({ ...request, daily: new Float64Array(98) }), null);
});

test('an order prevents what would be short until the next one, and nothing where stock suffices', () => {
  const none = { ...request, levelVariation: 0, sizes: Float64Array.of(1), leadDays: Int32Array.of(10) };
  assert.equal(shortageWithout(none, { position: 4000, units: 40 }), 0);
  // With nothing left, forty units are ten days' demand after the ten that nobody can help.
  const short = shortageWithout(none, { position: 0, units: 40 });
  assert.ok(short > 36 && short <= 40, String(short));
  assert.ok(shortageWithout(none, { position: 60, units: 40 }) < short);
});

const off = (came: number, times: number, learning = 0): number =>
  levelVariation([
    { past: Array.from({ length: times }, () => ({ expected: 100, naive: 0, came })), clumping: 5, learning },
  ]);
const learnt = (method: 'family_share' | 'family_share_slow' | 'tsb', rate: number, size = 1): number =>
  learningVariation({ method, daily: new Float64Array(7).fill(rate) }, Float64Array.of(size));

test('items are forecast by the method that came nearest, and what chance does is no error of theirs', () => {
  const rng = createRng(5);
  const days = 700;
  const family = Float64Array.from(
    { length: days },
    (_, day) => 100 + 60 * Math.sin((2 * Math.PI * day) / 365) + 5 * rng.normal(),
  );
  const forecasts = forecastFamily(family, 1);
  assert.equal(forecasts.before.length, 6);
  const wanted = family.map((units) => Math.round(units / 10));
  const demand = demandOf(wanted, family, forecasts, 28);
  assert.ok(demand.method.startsWith('family_share'));
  assert.equal(demand.past.length, 6);
  const expected = demand.daily.subarray(0, 28).reduce((sum, units) => sum + units, 0);
  const next = Array.from({ length: 28 }, (_, i) => 10 + 6 * Math.sin((2 * Math.PI * (days + i)) / 365));
  assert.ok(Math.abs(expected / next.reduce((sum, units) => sum + units, 0) - 1) < 0.15, String(expected));
  const level = new Float64Array(days).map(() => (rng.uniform() < 0.1 ? 5 : 0));
  assert.equal(demandOf(level, level, { ...forecasts, before: [] }, 28).pattern, 'intermittent');
  assert.equal(clumpingOf(Float64Array.of(1, 3)), 2.5);
  // Totals as far off as single orders of five units make them: nothing beyond chance.
  // Six errors tell less than many: Student's t of six degrees varies by half as much again.
  assert.ok(Math.abs(off(110, 6) - 0.0075) < 1e-12);
  assert.ok(Math.abs(off(160, 6) - 0.31 * 1.5) < 1e-12);
  assert.ok(Math.abs(off(160, 100) - (0.31 * 100) / 98) < 1e-12);
  assert.ok(Math.abs(off(160, 100, 0.1) - (0.21 * 100) / 98) < 1e-12);
  assert.equal(levelVariation([]), 0.1);
  // A level learned from a tenth of the orders is ten times as unsure; of what is half forgotten after 60 days, 173 count.
  assert.ok(Math.abs(1 / learnt('family_share', 1) - 173.1) < 0.1);
  assert.ok(Math.abs(learnt('family_share', 0.1) / learnt('family_share', 1) - 10) < 1e-9);
  assert.ok(Math.abs(learnt('family_share', 1, 4) / learnt('family_share', 1) - 4) < 1e-9);
  assert.ok(learnt('family_share_slow', 1) < learnt('family_share', 1) / 3.9);
  assert.ok(Math.abs(learnt('tsb', 0.1) - 0.1 / 1.9) < 1e-12);
  assert.equal(learnt('tsb', 0), 0);
});

test('a feast that moves takes its demand along, and a plan without holidays does not see it coming', () => {
  const rng = createRng(8);
  const days = 1000;
  const firstDay = TODAY - days;
  // Every 330 days, so that no season of the year tells when: the next one is ten days after the last day known.
  const feasts = [0, 1, 2, 3].map((k) => TODAY + 10 - 330 * k);
  const isFeast = (day: number): boolean => feasts.includes(day);
  const family = Float64Array.from(
    { length: days },
    (_, day) => (isFeast(firstDay + day) ? 900 : 100) + 5 * rng.normal(),
  );
  const dates = feasts.map((day) => new Date(day * DAY_MS).toISOString().slice(0, 10));
  const told = weekOf(forecastFamily(family, 1, { firstDay, holidays: [{ name: 'feast', dates }] }));
  const untold = weekOf(forecastFamily(family, 1));
  assert.ok(Math.abs(told - 1500) < 200 && Math.abs(untold - 700) < 200, `${told}, ${untold}`);
});

const weekOf = (forecast: ReturnType<typeof forecastFamily>): number =>
  forecast.now.daily.subarray(7, 14).reduce((sum, units) => sum + units, 0);

/** Two years of three products: one that sells, one that nobody buys any more, one with stock for years. */
function shop(): InventoryData {
  const sales: Sale[] = [];
  for (let day = TODAY - 730; day < TODAY; day += 1) {
    sales.push({ day, product: 'p', quantity: 3 + (day % 3) });
    if (day < TODAY - 300) sales.push({ day, product: 'dead', quantity: 1 });
    if (day % 10 === 0) sales.push({ day, product: 'much', quantity: 1 });
  }
  const levels: Cells[] = [
    [TODAY - 1, 'p', 12, 0],
    [TODAY - 1, 'dead', 40, 0],
    [TODAY - 1, 'much', 500, 0],
  ];
  const products: Cells[] = [
    ['p', 'Spade', 'Tools', 30, 20, 10],
    ['dead', 'Lamp', 'Tools', 8, 5, 10],
    ['much', 'Rope', 'Tools', 3, 2, 10],
  ];
  return columnsOf(sales, levels, [], products);
}

test('what runs out is ordered today, what nobody buys is dead, what lasts for years is too much', () => {
  const plan = inventoryOptimization.prepare({ overstock_days: 180 }, home);
  const { items, ...result } = computeInventory(shop(), { plan, home, checkpoint });
  const of = (id: string) => items.find(({ fields }) => fields.product_id === id)?.fields;
  const [spade, lamp, rope] = [of('p'), of('dead'), of('much')];
  assert.ok(spade && lamp && rope);
  assert.equal(items[0]?.fields.product_id, 'p');
  assert.equal(spade.status, 'order_now');
  assert.ok(spade.order_units >= Number(spade.order_quantity) && 12 + spade.order_units > Number(spade.reorder_point));
  assert.equal(spade.order_cost, spade.order_units * 20 + 40);
  assert.ok(spade.prevents > 0 && Math.abs(spade.prevents - 10 * spade.prevents_units) < 1);
  assert.ok(Math.abs(spade.demand_a_day - 4) < 0.5 && spade.lead_time_source === 'given');
  assert.deepEqual([lamp.status, lamp.excess_units, lamp.excess_value, lamp.order_units], ['dead', 40, 200, 0]);
  assert.equal(rope.status, 'overstock');
  assert.ok(rope.excess_units > 400 && rope.excess_units < 500);
  assert.equal(result.orders.items, 1);
  assert.equal(result.orders.cost, spade.order_cost);
  assert.equal(result.excess.dead_items + result.excess.overstocked_items, 2);
  assert.equal(items[0]?.phrases[0]?.key, 'inventory.reasons.orderNow');
});

test('a few weeks of history are refused', () => {
  const plan = inventoryOptimization.prepare({}, home);
  const few = columnsOf([{ day: TODAY - 5, product: 'p', quantity: 1 }], [[TODAY - 1, 'p', 5, 0]]);
  assert.throws(
    () => computeInventory(few, { plan, home, checkpoint }),
    (error) => isAppError(error) && error.code === 'data_too_small',
  );
});
