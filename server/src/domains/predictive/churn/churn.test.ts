import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Column, createRng } from '../../../numeric/index.ts';
import { isAppError } from '../../../platform/errors.ts';
import { customerChurn } from './churn.kind.ts';
import { computeChurn } from './compute-churn.ts';
import { chancesOfAll, learnChurn, standingAt } from './learn-churn.ts';
import { gatherPurchases, historiesBefore } from './purchases.ts';
import { labelsAfter, learnRhythm, type LossRule } from './rhythm.ts';

const DAY_MS = 86_400_000;
const home = { time_zone: 'UTC', currency: 'EUR', today: '2026-01-01' };
const TODAY = Date.parse(home.today) / DAY_MS;
const rule: LossRule = { leastDays: 20, mostDays: 200, lostOn: null };
const checkpoint = (): void => undefined;

const numbers = (name: string, values: Iterable<number>): Column => ({
  name,
  kind: 'number',
  values: Float64Array.from(values),
});
const times = (name: string, days: readonly number[]): Column => ({
  name,
  kind: 'time',
  values: Float64Array.from(days, (day) => day * DAY_MS),
});
function texts(name: string, labels: readonly (string | null)[]): Column {
  const dictionary = [...new Set(labels.filter((label) => label !== null))];
  const codes = Int32Array.from(labels, (label) => (label === null ? -1 : dictionary.indexOf(label)));
  return { name, kind: 'text', codes, dictionary };
}

interface Order {
  customer: number;
  day: number;
  amount: number;
  status?: string;
  promotion?: string;
  currency?: string;
}

function ordersOf(orders: readonly Order[]): Map<string, Column> {
  const columns = [
    numbers(
      'customer_id',
      orders.map(({ customer }) => customer),
    ),
    times(
      'ordered_at',
      orders.map(({ day }) => day),
    ),
    numbers(
      'amount',
      orders.map(({ amount }) => amount),
    ),
    texts(
      'status',
      orders.map(({ status }) => status ?? 'completed'),
    ),
    texts(
      'promotion',
      orders.map(({ promotion }) => promotion ?? null),
    ),
    texts(
      'currency',
      orders.map(({ currency }) => currency ?? 'EUR'),
    ),
  ];
  return new Map(columns.map((column) => [column.name, column]));
}

function purchasesOf(orders: readonly Order[]) {
  const columns = ordersOf(orders);
  const column = (name: string): Column => columns.get(name) ?? numbers(name, []);
  return gatherPurchases(
    {
      customer: column('customer_id'),
      time: column('ordered_at'),
      amount: column('amount'),
      status: column('status'),
      promotion: column('promotion'),
    },
    new Set(['cancelled']),
  );
}

/** 400 customers over two years, who buy at a rate of their own; half of them leave at some time. */
function simulate(seed: number): { orders: Order[]; leftOn: Map<number, number> } {
  const rng = createRng(seed);
  const orders: Order[] = [];
  const leftOn = new Map<number, number>();
  for (let customer = 1; customer <= 400; customer += 1) {
    const gap = 6 + 40 * rng.uniform() ** 2;
    const from = TODAY - 730 + rng.integer(300);
    const leaves = rng.uniform() < 0.5 ? from + 60 + rng.integer(600) : Infinity;
    if (leaves < TODAY) leftOn.set(customer, leaves);
    for (let day = from; day < Math.min(leaves, TODAY); day += Math.max(1, -gap * Math.log(1 - rng.uniform()))) {
      orders.push({ customer, day: Math.floor(day), amount: 20 + 5 * (customer % 7) });
    }
  }
  return { orders, leftOn };
}

const simulated = simulate(4);

function dataOf(orders: readonly Order[]) {
  return { orders: ordersOf(orders), customers: new Map(), requests: new Map(), lines: null, traits: [] };
}

function churnOf(orders: readonly Order[], request: Parameters<typeof customerChurn.prepare>[0] = {}) {
  return computeChurn(dataOf(orders), { plan: customerChurn.prepare(request, home), home, checkpoint });
}

test('orders of one day are one purchase; cancelled ones are none', () => {
  const { customers, starts, days, values, promoted } = purchasesOf([
    { customer: 7, day: 12, amount: 5 },
    { customer: 3, day: 10.2, amount: 10 },
    { customer: 3, day: 10.9, amount: 20, promotion: 'sale' },
    { customer: 3, day: 9, amount: 99, status: 'Cancelled' },
    { customer: 3, day: 8, amount: Number.NaN },
  ]);
  assert.deepEqual([...customers], [7, 3]);
  assert.deepEqual([...starts], [0, 1, 2]);
  assert.deepEqual(
    [[...days], [...values], [...promoted]],
    [
      [12, 10],
      [5, 30],
      [0, 1],
    ],
  );
});

test('a customer’s history ends the evening before the day that is looked at', () => {
  const purchases = purchasesOf([1, 5, 9, 20].map((day) => ({ customer: 1, day, amount: 1 })));
  const { repeats, recency, age } = historiesBefore(purchases, 9);
  assert.deepEqual([repeats[0], recency[0], age[0]], [1, 4, 8]);
  assert.equal(historiesBefore(purchases, 1).customers.length, 0);
});

test('nothing that comes after a day changes what is known on it', () => {
  const surroundings = { traits: [], requests: null };
  const cutOff = TODAY - 200;
  const whole = standingAt(purchasesOf(simulated.orders), surroundings, rule, cutOff);
  const before = simulated.orders.filter(({ day }) => day < cutOff);
  // Those who came later are not there yet; the others stand in the same order.
  const then = standingAt(purchasesOf(before), surroundings, rule, cutOff);
  assert.deepEqual(whole.columns, then.columns);
  assert.deepEqual(whole.rhythm, then.rhythm);
});

test('of customers who are still there, 95 in 100 are back within their window', () => {
  const rng = createRng(2);
  const orders: Order[] = [];
  for (let customer = 0; customer < 1500; customer += 1) {
    const gap = 3 + 12 * rng.uniform();
    for (let day = 0; day < 400; day += -gap * Math.log(1 - rng.uniform())) {
      orders.push({ customer, day: Math.floor(day), amount: 1 });
    }
  }
  const purchases = purchasesOf(orders);
  const wide = { ...rule, leastDays: 1, mostDays: 365 };
  let [back, seen] = [0, 0];
  for (let row = 0; row < 1500; row += 1) {
    // An order chosen by its number: the gap that spans a given day is longer than most.
    const place = (purchases.starts[row] ?? 0) + 12;
    if (place + 1 >= (purchases.starts[row + 1] ?? 0)) continue;
    const lastDay = purchases.days[place] ?? 0;
    const window = windowOn(purchases, wide, row, lastDay + 1);
    seen += 1;
    back += Number((purchases.days[place + 1] ?? 0) - lastDay <= window);
  }
  assert.ok(Math.abs(back / seen - 0.95) < 0.02, String(back / seen));
});

const rhythms = new Map<number, Map<number, number>>();

/** The window of a customer on a day; windows of all are learned once in fifty days. */
function windowOn(purchases: ReturnType<typeof purchasesOf>, wide: LossRule, customer: number, day: number): number {
  const cutOff = Math.ceil(day / 50) * 50;
  const known = rhythms.get(cutOff);
  if (known !== undefined) return known.get(customer) ?? 0;
  const histories = historiesBefore(purchases, cutOff);
  const { windows } = learnRhythm(histories, wide, cutOff);
  rhythms.set(cutOff, new Map([...histories.customers].map((each, row) => [each, windows[row] ?? 0])));
  return windowOn(purchases, wide, customer, day);
}

test('labels say who buys nothing within the window, to the day', () => {
  const purchases = purchasesOf([
    ...[0, 10, 20, 59].map((day) => ({ customer: 1, day, amount: 1 })),
    ...[0, 10, 20, 60].map((day) => ({ customer: 2, day, amount: 1 })),
    ...[0, 10, 20].map((day) => ({ customer: 3, day, amount: 1 })),
  ]);
  const histories = historiesBefore(purchases, 30);
  const windows = Float64Array.of(30, 30, 30);
  assert.deepEqual([...labelsAfter(purchases, histories, windows, rule, 30)], [0, 1, 1]);
  const given = { ...rule, lostOn: Float64Array.of(45, 60, Number.NaN) };
  assert.deepEqual([...labelsAfter(purchases, histories, windows, given, 30)], [1, 0, 0]);
});

test('who left is found, the list is ranked by what a contact saves, and the sums agree with it', () => {
  const { items, ...result } = churnOf(simulated.orders, { contact_cost: 2, save_rate: 0.2, margin: 0.5 });
  const customers = items.map(({ fields }) => fields);
  const lost = customers.filter(({ status }) => status === 'lost');
  const right = lost.filter(({ customer_id }) => simulated.leftOn.has(Number(customer_id))).length;
  assert.ok(right / lost.length > 0.9 && right / simulated.leftOn.size > 0.7, `${right} ${lost.length}`);
  const active = customers.filter(({ status }) => status === 'active');
  assert.equal(result.customers.active + result.customers.lost, 400);
  for (const { probability, value, value_at_risk: atRisk, value_saved: saved, ...each } of active) {
    assert.ok(Math.abs(atRisk - probability * value) <= 0.02 + 1e-4 * value);
    assert.ok(Math.abs(Number(saved) - (0.2 * atRisk - 2)) < 0.02);
    assert.ok(each.value_at_risk_lower <= atRisk && atRisk <= each.value_at_risk_upper);
  }
  const saved = active.map(({ value_saved: each }) => Number(each));
  assert.deepEqual(
    saved,
    saved.toSorted((a, b) => b - a),
  );
  assert.ok(
    customers.slice(active.length).every(({ status, value_saved: each }) => status === 'lost' && each === null),
  );
  const sum = active.reduce((total, { value_at_risk: each }) => total + each, 0);
  assert.ok(Math.abs(result.value_at_risk.mean - sum) < 1);
  assert.ok(result.value_at_risk.lower < sum && sum < result.value_at_risk.upper);
  assert.equal(result.contacts.customers, saved.filter((each) => each > 0).length);
  assert.equal(result.margin.source, 'given');
  // These customers leave whenever it may be: nothing tells more than their rhythm.
  assert.equal(result.method, 'bg_nbd');
  const [all] = result.survival;
  assert.ok(
    all &&
      all.survival[0]?.share === 1 &&
      all.survival.every(({ share, lower, upper }) => lower <= share && share <= upper),
  );
});

test('of those who are there, as many are expected to be lost as their rhythm says; those who are lost change nothing', () => {
  const purchases = purchasesOf(simulated.orders);
  // Something that tells leavers from the others, which rhythm alone cannot know.
  const labels = purchases.customers.map((id) => (simulated.leftOn.has(Number(id)) ? 'a' : 'b'));
  const surroundings = { traits: [{ name: 'kind', labels }], requests: null };
  const learned = learnChurn({
    purchases,
    surroundings,
    rule,
    end: TODAY,
    first: TODAY - 730,
    algorithm: 'logistic_regression',
    seed: 1,
    checkpoint,
  });
  const standing = standingAt(purchases, surroundings, rule, TODAY);
  const { lost, silent } = standing.rhythm;
  const { pipeline, quality } = learned;
  assert.ok(pipeline && quality && quality.figures.log_loss < quality.baseline.log_loss);
  const chances = chancesOfAll(pipeline, standing, rule);
  const sum = (values: Float64Array): number =>
    values.reduce((total, value, row) => total + (lost[row] === 0 ? value : 0), 0);
  assert.ok(Math.abs(sum(chances) - sum(silent)) < 1e-6 * sum(silent));
  assert.ok(chances.some((chance, row) => lost[row] === 0 && Math.abs(chance - (silent[row] ?? 0)) > 0.01));
  assert.ok(chances.every((chance, row) => lost[row] === 0 || chance === silent[row]));
});

test('the same data gives the same answer', () => {
  const few = simulated.orders.filter(({ customer }) => customer <= 150);
  assert.deepEqual(churnOf(few), churnOf(few));
});

test('where a column says who left, that counts and not silence', () => {
  const ids = Array.from({ length: 400 }, (_, i) => i + 1);
  const data = {
    ...dataOf(simulated.orders),
    customers: new Map([
      ['customer_id', numbers('customer_id', ids)],
      [
        'left_on',
        times(
          'left_on',
          ids.map((id) => (id % 4 === 0 ? TODAY - 100 : Number.NaN)),
        ),
      ],
    ]),
  };
  const plan = customerChurn.prepare({ lost_on_column: 'left_on' }, home);
  const { items, definition } = computeChurn(data, { plan, home, checkpoint });
  assert.equal(definition.kind, 'column');
  assert.deepEqual(customerChurn.needs(plan)[1], {
    dataset: 'customers',
    columns: { customer_id: 'any', left_on: 'time' },
  });
  for (const { fields } of items) assert.equal(fields.status === 'lost', Number(fields.customer_id) % 4 === 0);
});

test('amounts of several currencies are changed at the rates given, or refused', () => {
  const few = simulated.orders.filter(({ customer }) => customer <= 60);
  const mixed = few.map((order) => ({ ...order, currency: order.customer % 2 === 0 ? 'USD' : 'EUR' }));
  assert.throws(
    () => churnOf(mixed),
    (error) => isAppError(error) && error.code === 'several_currencies',
  );
  const doubled = churnOf(mixed, { exchange_rates: { USD: 2 } });
  const plain = churnOf(few.map((order) => ({ ...order, amount: order.amount * (order.customer % 2 === 0 ? 2 : 1) })));
  assert.equal(doubled.value_at_risk.mean, plain.value_at_risk.mean);
});

function assertTooSmall(orders: Order[], unit: string): void {
  assert.throws(
    () => churnOf(orders),
    (error) => isAppError(error) && error.code === 'data_too_small' && error.params['unit'] === unit,
  );
}

test('too few customers, days or returns are refused in so many words', () => {
  assertTooSmall([], 'day');
  assertTooSmall(
    simulated.orders.filter(({ day }) => day > TODAY - 60),
    'day',
  );
  assertTooSmall(
    simulated.orders.filter(({ customer }) => customer < 10),
    'customer',
  );
  assertTooSmall(
    Array.from({ length: 300 }, (_, i) => ({ customer: i, day: TODAY - 2 * i, amount: 1 })),
    'order',
  );
});
