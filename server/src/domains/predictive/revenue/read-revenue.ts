import type { Query } from '../../data/index.ts';
import { dayOf } from '../calendar.ts';
import type { HolidayDates } from '../../../platform/holidays/holidays.ts';
import { readHolidays } from '../holidays.ts';
import type { Home, Row, Source } from '../kind.ts';
import { predictiveErrors } from '../predictive.errors.ts';
import type { Dimension } from './revenue.schema.ts';
import type { RevenuePlan } from './revenue-plan.ts';

/** Figures of single days, from `firstDay` on without a gap. */
export interface RevenueData {
  currency: string;
  /** Days since 1970. */
  firstDay: number;
  revenue: Float64Array;
  /** Share of a day's orders that were made in a promotion; null where orders tell of none. */
  promotion: Float64Array | null;
  /** Null where lines or prices are missing. */
  goods: Goods | null;
  spend: Float64Array | null;
  /** Of the country. */
  holidays: HolidayDates[];
  /** Revenue of each part by the first days of periods. */
  parts: { value: string | null; periods: [day: number, revenue: number][] }[];
}

/** What was sold, day by day. */
export interface Goods {
  paid: Float64Array;
  /** What the same goods cost by the catalogue: the volume, whatever was asked for it. */
  atCatalogue: Float64Array;
  /**
   * What is asked of most, as a share of the catalogue's price: the list price less the discount of the median line, so
   * that a customer with terms of their own changes nothing. Null where lines tell neither.
   */
  asked: Float64Array | null;
}

type Filter = NonNullable<Query['filter']>;

/** What an order's money is worth: 1 where all orders are in one currency. */
interface Currencies {
  main: string;
  rates: ReadonlyMap<string, number>;
  isSeveral: boolean;
}

/** @throws AppError several_currencies, data_too_small, and what queries throw */
export async function readRevenue(source: Source, plan: RevenuePlan, home: Home): Promise<RevenueData> {
  const filter = statusFilter(source, plan, 'status');
  const currencies = await findCurrencies(source, plan, home, filter);
  const rows = await source.query({
    dataset: 'orders',
    time: timeOf('ordered_at', plan, home),
    ...filter,
    group_by: [{ field: 'ordered_at', grain: 'day', name: 'day' }, ...currencyGroup(currencies)],
    measures: [
      { name: 'revenue', function: 'sum', field: 'amount' },
      { name: 'orders', function: 'count' },
      ...(source.has('orders', 'promotion')
        ? [
            {
              name: 'promoted',
              function: 'count' as const,
              filter: { field: 'promotion', operator: 'is_not_null' as const },
            },
          ]
        : []),
    ],
  });
  const days = rows.map(({ day }) => dayOf(String(day)));
  const [firstDay, lastDay] = [Math.min(...days), Math.max(...days)];
  if (days.length === 0) throw predictiveErrors.data_too_small({ dataset: 'orders', unit: 'day', found: 0, needed: 1 });
  const length = lastDay - firstDay + 1;
  const sumBy = (of: (row: Row) => number, from: readonly Row[] = rows): Float64Array => {
    const sums = new Float64Array(length);
    for (const row of from) {
      const place = dayOf(String(row['day'])) - firstDay;
      if (place >= 0 && place < length) sums[place] = (sums[place] ?? 0) + of(row);
    }
    return sums;
  };
  const orders = sumBy((row) => numberOf(row['orders']));
  const promoted = sumBy((row) => numberOf(row['promoted']));
  const goods = currencies.isSeveral ? null : await readGoods(source, plan, home);
  const spend = await readSpend(source, plan, home);
  return {
    currency: currencies.main,
    firstDay,
    revenue: sumBy((row) => numberOf(row['revenue']) * rateOf(row, currencies)),
    promotion: promoted.some((count) => count > 0)
      ? promoted.map((count, t) => count / Math.max(1, orders[t] ?? 0))
      : null,
    goods: goods && toGoods(goods, source, sumBy),
    spend: spend && sumBy((row) => numberOf(row['spend']), spend),
    holidays: await readHolidays(home),
    parts: plan.dimension === null ? [] : await readParts(source, plan, home, plan.dimension, currencies),
  };
}

type SumBy = (of: (row: Row) => number, from?: readonly Row[]) => Float64Array;

function toGoods({ lines, discounts }: GoodsRows, source: Source, sumBy: SumBy): Goods {
  const atCatalogue = sumBy((row) => numberOf(row['at_catalogue']), lines);
  const atList = sumBy((row) => numberOf(row['at_list']), lines);
  const discount = sumBy((row) => numberOf(row['discount']), discounts);
  const hasList = source.has('order_lines', 'unit_price');
  const asked = atCatalogue.map(
    (value, t) => (hasList && value > 0 ? (atList[t] ?? 0) / value : 1) * (1 - Math.min(0.95, discount[t] ?? 0)),
  );
  return {
    paid: sumBy((row) => numberOf(row['paid']), lines),
    atCatalogue,
    asked: hasList || discounts.length > 0 ? asked : null,
  };
}

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : Number(value ?? 0) || 0);

const timeOf = (field: string, { history_from: from }: RevenuePlan, { today }: Home) => ({
  field,
  ...(from === null ? {} : { from }),
  to: today,
});

function statusFilter(source: Source, { statuses }: RevenuePlan, field: string): { filter?: Filter } {
  return source.has('orders', 'status') ? { filter: { field, operator: 'in', value: statuses } } : {};
}

/** @throws AppError several_currencies */
async function findCurrencies(
  source: Source,
  plan: RevenuePlan,
  home: Home,
  filter: { filter?: Filter },
): Promise<Currencies> {
  const none = { main: home.currency, rates: new Map<string, number>(), isSeveral: false };
  if (!source.has('orders', 'currency')) return none;
  const rows = await source.query({
    dataset: 'orders',
    time: timeOf('ordered_at', plan, home),
    ...filter,
    group_by: [{ field: 'currency' }],
    measures: [{ name: 'orders', function: 'count' }],
  });
  const names = [...new Set(rows.map(({ currency }) => (typeof currency === 'string' ? currency : home.currency)))];
  if (names.length <= 1) return { ...none, main: names[0] ?? home.currency };
  const rates = new Map(Object.entries({ ...plan.exchange_rates, [home.currency]: 1 }));
  const missing = names.filter((name) => !rates.has(name));
  if (missing.length > 0) {
    const params = { currencies: names.join(', '), missing: missing.join(', '), currency: home.currency };
    throw predictiveErrors.several_currencies(params);
  }
  return { main: home.currency, rates, isSeveral: true };
}

const currencyGroup = ({ isSeveral }: Currencies, field = 'currency') =>
  isSeveral ? [{ field, name: 'currency' }] : [];

function rateOf({ currency }: Row, { main, rates, isSeveral }: Currencies): number {
  return isSeveral ? (rates.get(typeof currency === 'string' ? currency : main) ?? 1) : 1;
}

interface GoodsRows {
  lines: Row[];
  discounts: Row[];
}

/** What was paid a day, and what the catalogue and the list ask for the same goods. */
async function readGoods(source: Source, plan: RevenuePlan, home: Home): Promise<GoodsRows | null> {
  const isThere =
    source.has('order_lines', 'order_id', 'product_id', 'quantity', 'amount') &&
    source.has('products', 'product_id', 'price') &&
    source.has('orders', 'order_id');
  if (!isThere) return null;
  const hasList = source.has('order_lines', 'unit_price');
  const time = timeOf('orders.ordered_at', plan, home);
  const filter = statusFilter(source, plan, 'orders.status');
  const day = { field: 'orders.ordered_at', grain: 'day', name: 'day' } as const;
  const lines = await source.query({
    of: {
      dataset: 'order_lines',
      joins: [{ dataset: 'orders' }, { dataset: 'products' }],
      time,
      ...filter,
      group_by: [day, { field: 'product_id', name: 'product' }],
      measures: [
        { name: 'quantity', function: 'sum', field: 'quantity' },
        { name: 'price', function: 'max', field: 'products.price' },
        { name: 'value', formula: 'quantity * price' },
        { name: 'line_amount', function: 'sum', field: 'amount' },
        { name: 'list_price', function: 'avg', field: hasList ? 'unit_price' : 'products.price' },
        { name: 'list_value', formula: 'quantity * list_price' },
      ],
    },
    group_by: [{ field: 'day' }],
    measures: [
      { name: 'at_catalogue', function: 'sum', field: 'value' },
      { name: 'at_list', function: 'sum', field: 'list_value' },
      { name: 'paid', function: 'sum', field: 'line_amount' },
    ],
  });
  if (!source.has('order_lines', 'discount')) return { lines, discounts: [] };
  const discounts = await source.query({
    dataset: 'order_lines',
    joins: [{ dataset: 'orders' }],
    time,
    ...filter,
    group_by: [day],
    measures: [{ name: 'discount', function: 'median', field: 'discount' }],
  });
  return { lines, discounts };
}

async function readSpend(source: Source, plan: RevenuePlan, home: Home): Promise<Row[] | null> {
  if (!source.has('marketing_spend', 'date', 'spend')) return null;
  return source.query({
    dataset: 'marketing_spend',
    time: timeOf('date', plan, home),
    group_by: [{ field: 'date', grain: 'day', name: 'day' }],
    measures: [{ name: 'spend', function: 'sum', field: 'spend' }],
  });
}

/** Dimensions may be numbers or truth values too. */
function nameOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

async function readParts(
  source: Source,
  plan: RevenuePlan,
  home: Home,
  dimension: Dimension,
  currencies: Currencies,
): Promise<RevenueData['parts']> {
  const isLines = dimension === 'category';
  const field = { region: 'region', channel: 'channel', segment: 'customers.segment', category: 'products.category' }[
    dimension
  ];
  const at = isLines ? 'orders.ordered_at' : 'ordered_at';
  const joins = {
    region: [],
    channel: [],
    segment: [{ dataset: 'customers' }],
    category: [{ dataset: 'orders' }, { dataset: 'products' }],
  }[dimension];
  const rows = await source.query({
    dataset: isLines ? 'order_lines' : 'orders',
    ...(joins.length > 0 ? { joins } : {}),
    time: timeOf(at, plan, home),
    ...statusFilter(source, plan, isLines ? 'orders.status' : 'status'),
    group_by: [
      { field: at, grain: plan.grain, name: 'period' },
      { field, name: 'value' },
      ...currencyGroup(currencies, isLines ? 'orders.currency' : 'currency'),
    ],
    measures: [{ name: 'revenue', function: 'sum', field: 'amount' }],
  });
  const byValue = Map.groupBy(rows, ({ value }) => nameOf(value));
  return [...byValue].map(([value, found]) => ({
    value,
    periods: found.map((row) => [dayOf(String(row['period'])), numberOf(row['revenue']) * rateOf(row, currencies)]),
  }));
}
