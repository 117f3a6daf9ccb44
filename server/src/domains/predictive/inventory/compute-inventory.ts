import type { Column } from '../../../numeric/index.ts';
import { predictiveErrors } from '../predictive.errors.ts';
import { holidaysBetween } from '../holidays.ts';
import type { Item, Work } from '../kind.ts';
import { HORIZON_DAYS } from './family-forecast.ts';
import { classOf, type FamilyPlan, planFamilies, type PlannedItem } from './plan-families.ts';
import type { InventoryItem, InventoryPlan, InventoryResult } from './inventory.schema.ts';
import { proposeItem } from './propose-item.ts';
import type { InventoryData } from './read-inventory.ts';
import { gatherStock } from './stock-history.ts';

const DAY_MS = 86_400_000;
const TOP = 20;
const LEAST_DAYS = 60;
const WEEK = 7;

/** What to order today and why, by items; what the plan reaches and costs. @throws AppError data_too_small */
export function computeInventory(
  columns: InventoryData,
  { plan, home, checkpoint }: Work<InventoryPlan>,
): InventoryResult & { items: Item<InventoryItem>[] } {
  const today = Date.parse(`${home.today}T00:00:00Z`) / DAY_MS;
  const history = gatherStock(columns, new Set(plan.excluded_statuses.map((status) => status.toLowerCase())), today);
  if (history.days < LEAST_DAYS) {
    throw predictiveErrors.data_too_small({ dataset: 'orders', unit: 'day', found: history.days, needed: LEAST_DAYS });
  }
  checkpoint(0.1);
  const until = history.to + HORIZON_DAYS;
  const holidays = holidaysBetween(plan.holidays ?? null, columns.holidays, [history.from, until]);
  const report = (share: number): void => checkpoint(0.1 + 0.75 * share);
  const families = planFamilies(history, columns.products, plan, report, holidays);
  const planned = families.flatMap((family) => family.items);
  const proposed = planned.map((each, place) => {
    if (place % 50 === 0) checkpoint(0.85 + (0.15 * place) / planned.length);
    return proposeItem(each, plan);
  });
  proposed.sort((a, b) => b.fields.prevents - a.fields.prevents || b.fields.excess_value - a.fields.excess_value);
  const fields = proposed.map((each) => each.fields);
  const ordered = fields.filter(({ order_units: units }) => units > 0);
  const excess = fields.filter(({ status }) => status === 'dead' || status === 'overstock');
  return {
    as_of: new Date(history.to * DAY_MS).toISOString().slice(0, 10),
    currency: currencyOf(columns.orders.get('currency')) ?? home.currency,
    days_of_history: history.days,
    products: fields.length,
    orders: {
      items: ordered.length,
      units: sumOf(ordered, (each) => each.order_units),
      cost: cents(sumOf(ordered, (each) => each.order_cost)),
      prevents: cents(sumOf(ordered, (each) => each.prevents)),
    },
    ...servicesOf(planned, plan),
    a_year: yearOf(planned, plan),
    last_year: lastYearOf(planned, plan),
    excess: {
      dead_items: excess.filter(({ status }) => status === 'dead').length,
      overstocked_items: excess.filter(({ status }) => status === 'overstock').length,
      value: cents(sumOf(excess, (each) => each.excess_value)),
    },
    accuracy: accuracyOf(planned),
    families: families.map(familyResult),
    top: fields.slice(0, TOP),
    items: proposed.map(({ fields: of, phrases }) => ({ fields: of, phrases })),
  };
}

/** The one currency that there is. */
function currencyOf(column: Column | undefined): string | null {
  if (column === undefined || !('codes' in column)) return null;
  const used = new Set(column.codes);
  const [code = -1] = used;
  return used.size === 1 ? (column.dictionary[code] ?? null) : null;
}

function familyResult({ name, items, forecasts }: FamilyPlan): InventoryResult['families'][number] {
  const { daily } = forecasts.now;
  return {
    name,
    items: items.length,
    members: forecasts.members.map(({ name: member, weight }) => ({
      name: member,
      weight: Math.round(weight * 1e3) / 1e3,
    })),
    forecast: Array.from({ length: daily.length / WEEK }, (_, week) =>
      Math.round(daily.subarray(week * WEEK, (week + 1) * WEEK).reduce((sum, units) => sum + units, 0)),
    ),
  };
}

/** Service that was aimed at, is reached by simulation and was reached last year, weighed by demand. */
function servicesOf(
  planned: readonly PlannedItem[],
  { service, service_levels: levels }: InventoryPlan,
): Pick<InventoryResult, 'classes' | 'service'> {
  const simulatedOf = (items: readonly PlannedItem[]) => {
    const known = items.flatMap(({ policy }) => (policy === null ? [] : [policy]));
    return weighed(
      known,
      ({ simulated }) => (service === 'fill' ? simulated.fillRate : simulated.cycleService),
      ({ rate }) => rate,
    );
  };
  return {
    classes: (['A', 'B', 'C'] as const).map((name) => {
      const items = planned.filter((each) => classOf(each) === name);
      const target = levels[name === 'A' ? 'a' : name === 'B' ? 'b' : 'c'];
      return {
        class: name,
        items: items.length,
        target,
        simulated: simulatedOf(items),
        last_year: rounded(fillRateOf(items)),
      };
    }),
    service: { kind: service, target: targetOf(planned), simulated: simulatedOf(planned) },
  };
}

function targetOf(planned: readonly PlannedItem[]): number | null {
  return weighed(
    planned,
    ({ target }) => target,
    ({ policy }) => policy?.rate ?? 0,
  );
}

function weighed<T>(items: readonly T[], value: (item: T) => number, weight: (item: T) => number): number | null {
  const total = items.reduce((sum, item) => sum + weight(item), 0);
  if (total <= 0) return null;
  return rounded(items.reduce((sum, item) => sum + weight(item) * value(item), 0) / total);
}

function fillRateOf(items: readonly PlannedItem[]): number {
  const sold = items.reduce((sum, { lastYear }) => sum + lastYear.sold, 0);
  const missed = items.reduce((sum, { lastYear }) => sum + lastYear.missed, 0);
  return sold + missed > 0 ? sold / (sold + missed) : Number.NaN;
}

function yearOf(planned: readonly PlannedItem[], plan: InventoryPlan): InventoryResult['a_year'] {
  let [stock, orders, missed] = [0, 0, 0];
  for (const { policy, terms } of planned) {
    if (policy === null) continue;
    stock += policy.simulated.meanOnHand * terms.cost;
    orders += policy.simulated.ordersAYear * plan.order_cost;
    missed += policy.rate * 365 * (1 - policy.simulated.fillRate) * Math.max(0, terms.price - terms.cost);
  }
  return {
    stock_value: cents(stock),
    holding_cost: cents(stock * plan.holding_rate),
    ordering_cost: cents(orders),
    missed_margin: cents(missed),
  };
}

function lastYearOf(planned: readonly PlannedItem[], plan: InventoryPlan): InventoryResult['last_year'] {
  const stock = planned.reduce((sum, { lastYear, terms }) => sum + lastYear.meanOnHand * terms.cost, 0);
  const missed = planned.reduce((sum, { lastYear }) => sum + lastYear.missed, 0);
  const margin = planned.reduce(
    (sum, { lastYear, terms }) => sum + lastYear.missed * Math.max(0, terms.price - terms.cost),
    0,
  );
  return {
    stock_value: cents(stock),
    holding_cost: cents(stock * plan.holding_rate),
    missed_units: Math.round(missed),
    missed_margin: cents(margin),
    days_out: planned.reduce((sum, { lastYear }) => sum + lastYear.daysOut, 0),
    fill_rate: rounded(fillRateOf(planned)),
  };
}

function accuracyOf(planned: readonly PlannedItem[]): InventoryResult['accuracy'] {
  const past = planned.flatMap(({ demand }) => demand.past);
  const came = past.reduce((sum, each) => sum + each.came, 0);
  const off = (of: 'expected' | 'naive'): number | null =>
    came > 0 ? rounded(past.reduce((sum, each) => sum + Math.abs(each.came - each[of]), 0) / came) : null;
  return { wape: off('expected'), naive_wape: off('naive'), stretches: past.length };
}

const sumOf = (items: readonly InventoryItem[], of: (item: InventoryItem) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0);
const cents = (amount: number): number => Math.round(amount * 100) / 100;
const rounded = (share: number): number => Math.round(share * 1e4) / 1e4;
