import assert from 'node:assert/strict';
import { test } from 'node:test';
import Value from 'typebox/value';
import { sampleColumns } from '../../../test/support/sample-columns.ts';
import { createSampleFiles } from '../data/index.ts';
import { customerChurn } from './churn/churn.kind.ts';
import { churnResult } from './churn/churn.schema.ts';
import { computeChurn } from './churn/compute-churn.ts';
import { computeInventory } from './inventory/compute-inventory.ts';
import { inventoryOptimization } from './inventory/inventory.kind.ts';
import { inventoryResult } from './inventory/inventory.schema.ts';
import { gatherStock } from './inventory/stock-history.ts';
import { familyLevels, trueDemandOf } from './inventory/true-demand.ts';

// What the analyses find in the sample company, against what it was made from.
const END = '2025-12-31';
const home = { time_zone: 'UTC', currency: 'EUR', today: END };
const sample = await createSampleFiles({ seed: 1, end: END, months: 36 }, AbortSignal.timeout(60_000));
const { truth } = sample;
const read = (dataset: string) => sampleColumns(sample, dataset);
const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);
const checkpoint = (): void => undefined;

function ranksOf(values: readonly number[]): number[] {
  const ranks: number[] = [];
  for (const [rank, place] of [...values.keys()].toSorted((a, b) => (values[a] ?? 0) - (values[b] ?? 0)).entries())
    ranks[place] = rank;
  return ranks;
}

/** Spearman's correlation; ties are broken by place. */
function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [ranksOf(a), ranksOf(b)];
  const middle = (a.length - 1) / 2;
  return sum(x.map((rank, i) => (rank - middle) * ((y[i] ?? 0) - middle))) / sum(x.map((rank) => (rank - middle) ** 2));
}

/** Chance that somebody who is gone scores above somebody who is not. */
function areaUnderCurve(scores: readonly number[], isPositive: readonly boolean[]): number {
  const ranks = ranksOf(scores);
  const positives = ranks.filter((_, i) => isPositive[i]);
  const others = ranks.length - positives.length;
  return (sum(positives) - (positives.length * (positives.length - 1)) / 2) / (positives.length * others);
}

function overlap(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  const there = new Set(b);
  return a.filter((key) => there.has(key)).length / a.length;
}

test('churn finds who has left the sample company, who will leave, and what that costs', (t) => {
  const plan = customerChurn.prepare({}, home);
  const lines = read('order_lines');
  const total = (name: string): number => {
    const column = lines.get(name);
    return column && 'values' in column ? sum(column.values) : 0;
  };
  const data = {
    orders: read('orders'),
    customers: read('customers'),
    requests: read('service_requests'),
    lines: { amount: total('amount'), cost: total('cost') },
    traits: ['region', 'channel', 'segment'],
  };
  const { items, ...result } = computeChurn(data, { plan, home, checkpoint });
  assert.ok(Value.Check(churnResult, result));
  assert.equal(result.method, 'classifier');
  assert.ok(result.quality);
  const { quality } = result;
  const [model, naive] = [quality.model, quality.baseline];
  assert.ok(Number(model.log_loss) < Number(naive.log_loss) && Number(model.roc_auc) > Number(naive.roc_auc));

  const customers = items.map(({ fields }) => fields);
  const gone = new Set(truth.left.map(({ customer_id }) => customer_id));
  const known = new Map(truth.customers.map((each) => [each.customer_id, each]));
  const isGone = customers.map(({ customer_id }) => gone.has(Number(customer_id)));
  const chances = customers.map(({ probability }) => probability);
  const all = areaUnderCurve(chances, isGone);
  const active = customers.filter(({ status }) => status === 'active');
  const ofActive = areaUnderCurve(
    active.map(({ probability }) => probability),
    active.map(({ customer_id }) => gone.has(Number(customer_id))),
  );
  // Deal seekers buy a third of the usual outside of promotions.
  const rateOf = (id: number): number => (known.get(id)?.orders_a_day ?? 0) * (known.get(id)?.is_deal_seeker ? 0.5 : 1);
  const stays = active.filter(({ customer_id }) => !gone.has(Number(customer_id)));
  const frequency = rankCorrelation(
    stays.map(({ usual_gap_days }) => 1 / usual_gap_days),
    stays.map(({ customer_id }) => rateOf(Number(customer_id))),
  );
  const hazard = rankCorrelation(
    stays.map(({ probability }) => probability),
    stays.map(({ customer_id, window_days }) => {
      return 1 - (1 - (known.get(Number(customer_id))?.leaving_chance ?? 0)) ** window_days;
    }),
  );
  // What is truly at risk: whoever is gone, and the others' own chance within the window.
  const trueRisk = ({ customer_id, window_days, value }: (typeof active)[number]): number => {
    const chance = known.get(Number(customer_id))?.leaving_chance ?? 0;
    return value * (gone.has(Number(customer_id)) ? 1 : 1 - (1 - chance) ** window_days);
  };
  const hundredOf = (of: (customer: (typeof active)[number]) => number) =>
    active
      .toSorted((a, b) => of(b) - of(a))
      .slice(0, 300)
      .map(({ customer_id }) => customer_id);
  const top = overlap(
    hundredOf(({ value_at_risk: atRisk }) => atRisk),
    hundredOf(trueRisk),
  );
  const risk = rankCorrelation(
    active.map(({ value_at_risk: atRisk }) => atRisk),
    active.map(trueRisk),
  );
  t.diagnostic(
    `hazard of those who are there ${hazard.toFixed(2)}; AUC of all ${all.toFixed(3)}, of those not yet called lost ${ofActive.toFixed(3)}; rank correlation of frequency ${frequency.toFixed(2)}, of value at risk ${risk.toFixed(2)}; overlap of the first 300 ${top.toFixed(2)}; held out: ${JSON.stringify(quality)}`,
  );
  assert.ok(all > 0.93 && ofActive > 0.75, `${all} ${ofActive}`);
  assert.ok(frequency > 0.7, String(frequency));
  // By chance the first 300 would share 0.09.
  assert.ok(risk > 0.4 && top > 0.22, `${risk} ${top}`);
  // Sales that came, against what was expected half a year before.
  assert.ok(Math.abs(quality.value_came / quality.value_expected - 1) < 0.15);
  assert.ok(
    items.every(({ phrases, fields }, place) => place > 4000 || fields.status === 'lost' || phrases.length <= 3),
  );
});

test('the stock plan of the sample company keeps what it promises, and finds what was missed', (t) => {
  const plan = inventoryOptimization.prepare({}, home);
  const columns = {
    products: read('products'),
    orders: read('orders'),
    lines: read('order_lines'),
    levels: read('inventory_levels'),
    movements: read('stock_movements'),
    holidays: [],
  };
  const { items, ...result } = computeInventory(columns, { plan, home, checkpoint });
  assert.ok(Value.Check(inventoryResult, result));
  const { service, classes, accuracy } = result;
  assert.ok(Math.abs(Number(service.simulated) - Number(service.target)) < 0.01, JSON.stringify(service));
  for (const { class: name, simulated, target } of classes)
    assert.ok(Math.abs(Number(simulated) - target) < 0.01, name);
  assert.ok(Number(accuracy.wape) < 0.8 * Number(accuracy.naive_wape));

  const products = items.map(({ fields }) => fields);
  assert.equal(products.length, 120);
  const given = columns.products.get('lead_time_days');
  const listed = columns.products.get('product_id');
  assert.ok(given && 'values' in given && listed && 'values' in listed);
  const usual = new Map(listed.values.entries().map(([row, id]) => [id, given.values[row]]));
  // Orders take what the supplier says and 0 to 3 days more.
  const later =
    sum(products.map(({ product_id, lead_time_days }) => lead_time_days - (usual.get(Number(product_id)) ?? 0))) / 120;
  assert.ok(Math.abs(later - 1.5) < 0.75, String(later));
  t.diagnostic(
    `${JSON.stringify(service)} ${JSON.stringify(classes)} ${JSON.stringify(accuracy)}; lead times ${later.toFixed(2)} days beyond what is given (truth 1.5)`,
  );
});

const twentyBest = (values: readonly number[]) =>
  [...values.keys()].toSorted((a, b) => (values[b] ?? 0) - (values[a] ?? 0)).slice(0, 20);

test('demand that met empty shelves is estimated as the sample company lost it', (t) => {
  const columns = {
    products: read('products'),
    orders: read('orders'),
    lines: read('order_lines'),
    levels: read('inventory_levels'),
    movements: read('stock_movements'),
    holidays: [],
  };
  const history = gatherStock(columns, new Set(['cancelled']), Date.parse(END) / 86_400_000);
  const category = columns.products.get('category');
  assert.ok(category && 'codes' in category);
  const found = history.items.map((item) => {
    const family = history.items.filter(({ row }) => category.codes[row] === category.codes[item.row]);
    return { id: item.key, ...trueDemandOf(item, familyLevels(family, history.days)) };
  });
  const lost = new Map(truth.lost_sales.map((each) => [each.product_id, each]));
  for (const { id, out } of found) assert.equal(sum(out), lost.get(Number(id))?.days_empty ?? 0, String(id));
  const missed = found.map((each) => each.missed);
  const truly = found.map(({ id }) => lost.get(Number(id))?.units ?? 0);
  const share = sum(missed) / sum(truly);
  const correlation = rankCorrelation(missed, truly);
  const top = overlap(twentyBest(missed), twentyBest(truly));
  t.diagnostic(
    `units missed against truth ${share.toFixed(2)}, rank correlation ${correlation.toFixed(2)}, overlap of the first 20 ${top.toFixed(2)}`,
  );
  assert.ok(share > 0.8 && share < 1.2 && correlation > 0.9 && top >= 0.75, `${share} ${correlation} ${top}`);
});
