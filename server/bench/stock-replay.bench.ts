// What the stock plan promises and what it keeps: companies whose demand is simulated (three years, trend, year and week,
// orders of several units, small and large items), a plan of their last day, and demand that goes on from there.
// Run: node server/bench/stock-replay.bench.ts [companies] [futures]
import { inventoryOptimization } from '../src/domains/predictive/inventory/inventory.kind.ts';
import { type PlannedItem, planFamilies } from '../src/domains/predictive/inventory/plan-families.ts';
import type { StockHistory } from '../src/domains/predictive/inventory/stock-history.ts';
import { policyOf } from '../src/domains/predictive/inventory/stock-policy.ts';
import { type Column, createRng, type Rng, simulatePolicy } from '../src/numeric/index.ts';

const [companies = 5, futures = 40] = process.argv.slice(2).map(Number);
const home = { time_zone: 'UTC', currency: 'EUR', today: '2026-01-01' };
const TODAY = Date.parse(home.today) / 86_400_000;
const DAYS = 1096;
const ITEMS = 16;
/** Days that today's orders decide about. */
const COUNTED = 7;
const WEEK = [1.1, 1.05, 1, 1, 1.05, 1.1, 0.7];

function poisson(rng: Rng, mean: number): number {
  let [count, product] = [0, rng.uniform()];
  for (const limit = Math.exp(-mean); product > limit; product *= rng.uniform()) count += 1;
  return count;
}

/** Units of a day and the sizes they came in. `level` wanders a little by weeks, as no forecast can know. */
function createItem(rng: Rng) {
  const orders = 0.15 * 30 ** rng.uniform();
  const extra = rng.uniform() * 1.5;
  const lead = 7 + rng.integer(28);
  const growth = (rng.uniform() - 0.4) * 0.4;
  return { orders, extra, lead, growth };
}

function createCompany(seed: number) {
  const rng = createRng(seed).split('stock replay');
  const [top, swing] = [((seed * 0.618) % 1) * 365, 0.5 * rng.uniform()];
  const items = Array.from({ length: ITEMS }, () => createItem(rng));
  const demandOf = (item: ReturnType<typeof createItem>, from: number, days: number, own: Rng) => {
    const sizes: number[] = [];
    const values = new Float64Array(days);
    for (let t = 0; t < days; t += 1) {
      const day = from + t;
      const wave = 1 + swing * Math.cos((2 * Math.PI * (day - top)) / 365.25);
      const mean = item.orders * wave * (1 + (item.growth * day) / 365) * (WEEK[day % 7] ?? 1);
      for (let left = poisson(own, mean); left > 0; left -= 1) {
        const size = 1 + poisson(own, item.extra);
        sizes.push(size);
        values[t] = (values[t] ?? 0) + size;
      }
    }
    return { values, sizes };
  };
  return { rng, items, demandOf };
}

/**
 * How a plan's reorder point fares over futures, on the days that orders of the plan's day decide about. The policy has
 * run for a while before, so that stock is where it leads to.
 */
function replay(
  planned: PlannedItem,
  item: ReturnType<typeof createItem>,
  draw: (from: number, days: number) => Float64Array,
  rng: Rng,
  unmet: 'waits' | 'lost',
  level: number,
) {
  const { reviewDays, daily } = planned.request;
  const policy = policyOf({ ...planned.request, unmet, service: { kind: 'fill', level } });
  if (policy === null) return { served: 0, wanted: 0, expected: 0, promised: 0 };
  let [served, wanted] = [0, 0];
  const protection = item.lead + reviewDays + 2;
  for (let future = 0; future < futures; future += 1) {
    const start = policy.reorderPoint + 1 + rng.integer(Math.max(1, policy.quantity));
    const leads = Int32Array.from({ length: 40 }, () => item.lead - 1 + rng.integer(4));
    const of = draw(DAYS - 2 * protection, 3 * protection + COUNTED);
    const figures = simulatePolicy(
      of,
      leads,
      { reorderPoint: policy.reorderPoint, order: { quantity: policy.quantity }, unmet },
      { orderCost: 0, holdingCost: 0, shortageCost: 0 },
      { warmUp: 3 * protection, start },
    );
    const units = of.subarray(3 * protection).reduce((sum, each) => sum + each, 0);
    served += units * figures.fillRate;
    wanted += units;
  }
  const expected = daily.subarray(protection, protection + COUNTED).reduce((sum, each) => sum + each, 0) * futures;
  return { served, wanted, expected, promised: policy.simulated.fillRate * wanted };
}

const days = (length: number): Float64Array => new Float64Array(length);
const number = (name: string, values: readonly number[]): Column => ({
  name,
  kind: 'number',
  values: Float64Array.from(values),
});

const plan = inventoryOptimization.prepare({}, home);
const sums = new Map<string, { served: number; wanted: number; expected: number; promised: number }>();
for (let seed = 1; seed <= companies; seed += 1) {
  const { rng, items, demandOf } = createCompany(seed);
  const history: StockHistory = {
    from: TODAY - DAYS + 1,
    to: TODAY,
    days: DAYS,
    items: items.map((item, row) => {
      const { values, sizes } = demandOf(item, 0, DAYS, rng.split(`history ${row}`));
      const kept = Float64Array.from(sizes.slice(-400));
      return {
        key: row,
        row,
        sold: values,
        onHand: days(DAYS).fill(1000),
        received: days(DAYS),
        sizes: kept,
        seen: [],
      };
    }),
  };
  const products = new Map<string, Column>([
    [
      'product_id',
      number(
        'product_id',
        items.map((_, row) => row),
      ),
    ],
    [
      'price',
      number(
        'price',
        items.map(() => 30),
      ),
    ],
    [
      'cost',
      number(
        'cost',
        items.map(() => 20),
      ),
    ],
    [
      'lead_time_days',
      number(
        'lead_time_days',
        items.map(({ lead }) => lead + 1.5),
      ),
    ],
  ]);
  const families = planFamilies(history, products, plan, () => undefined);
  for (const planned of families.flatMap((family) => family.items)) {
    const item = items[planned.history.row];
    if (item === undefined) continue;
    for (const unmet of ['lost', 'waits'] as const) {
      for (const level of [0.9, 0.95, 0.98]) {
        const own = rng.split(`${unmet} ${level} ${planned.history.row}`);
        const draw = (from: number, length: number): Float64Array => demandOf(item, from, length, own).values;
        const found = replay(planned, item, draw, own, unmet, level);
        for (const key of [`${unmet} ${level}`, `${unmet} ${level} ${item.orders < 0.7 ? 'slow' : 'quick'}`]) {
          const sum = sums.get(key) ?? { served: 0, wanted: 0, expected: 0, promised: 0 };
          sums.set(key, {
            served: sum.served + found.served,
            wanted: sum.wanted + found.wanted,
            expected: sum.expected + found.expected,
            promised: sum.promised + found.promised,
          });
        }
      }
    }
  }
  const own = sums.get('lost 0.95');
  const variation = families.map(({ items: [first] }) => first?.request.levelVariation.toFixed(4)).join(' ');
  if (own)
    console.log(
      `after company ${seed}: kept ${(own.served / own.wanted).toFixed(4)}; came ${(own.wanted / own.expected).toFixed(3)} of what was expected; level variation ${variation}`,
    );
}
for (const [key, { served, wanted, promised }] of [...sums].toSorted(([a], [b]) => a.localeCompare(b)))
  console.log(`${key.padEnd(18)} kept ${(served / wanted).toFixed(4)}, promised ${(promised / wanted).toFixed(4)}`);
