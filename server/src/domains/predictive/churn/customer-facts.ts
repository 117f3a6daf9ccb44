import type { Column } from '../../../numeric/index.ts';
import type { Home } from '../kind.ts';
import { predictiveErrors } from '../predictive.errors.ts';
import type { ChurnPlan } from './churn.schema.ts';
import type { Surroundings } from './features.ts';
import { codesOf, gatherPurchases, type Purchases, textAt, valueAt } from './purchases.ts';
import type { ChurnData } from './read-churn.ts';

const DAY_MS = 86_400_000;
/** A trait with more values than this sets nobody apart. */
const MOST_LABELS = 50;

/** Purchases, and what else is known of those who made them. */
export interface CustomerFacts {
  readonly purchases: Purchases;
  /** Of all its money. */
  readonly currency: string;
  readonly surroundings: Surroundings;
  readonly names: readonly (string | null)[];
  readonly segments: readonly (string | null)[];
  readonly lostOn: Float64Array | null;
  readonly withoutOrders: number;
}

function columnOf(columns: ReadonlyMap<string, Column>, name: string): Column {
  const column = columns.get(name);
  if (!column) throw new Error(`The column ${name} was not read`);
  return column;
}

/** @throws AppError several_currencies */
export function factsOf(
  { orders, customers, requests, traits }: ChurnData,
  plan: ChurnPlan,
  home: Home,
): CustomerFacts {
  const { amount, currency } = inOneCurrency(
    columnOf(orders, 'amount'),
    orders.get('currency'),
    plan.exchange_rates,
    home,
  );
  const left = new Set(plan.excluded_statuses.map((status) => status.toLowerCase()));
  const purchases = gatherPurchases(
    {
      customer: columnOf(orders, 'customer_id'),
      time: columnOf(orders, 'ordered_at'),
      amount,
      status: orders.get('status') ?? null,
      promotion: orders.get('promotion') ?? null,
    },
    left,
  );
  const placeOf = new Map(purchases.customers.map((key, place) => [String(key), place]));
  const ids = customers.get('customer_id');
  const rows = ids === undefined ? [] : rowsByPlace(ids, placeOf);
  const labelsOf = (name: string): (string | null)[] => {
    const column = customers.get(name) ?? null;
    return rows.length === 0
      ? purchases.customers.map(() => null)
      : purchases.customers.map((_, place) => textAt(column, rows[place] ?? -1));
  };
  const lostColumn = plan.lost_on_column === null ? undefined : customers.get(plan.lost_on_column);
  return {
    purchases,
    currency,
    surroundings: {
      traits: traits.map((name) => ({ name, labels: labelsOf(name) })).filter(({ labels }) => isTelling(labels)),
      requests: requests.size === 0 ? null : requestsOf(requests, placeOf),
    },
    names: labelsOf('customer_name'),
    segments: labelsOf(plan.segment_by),
    lostOn:
      lostColumn === undefined
        ? null
        : Float64Array.from(purchases.customers, (_, place) =>
            Math.floor(valueAt(lostColumn, rows[place] ?? -1) / DAY_MS),
          ),
    withoutOrders: Math.max(
      0,
      (ids === undefined ? 0 : codesOf(ids).keys.length) - rows.filter((row) => row >= 0).length,
    ),
  };
}

/** Amounts in one currency: that of all orders, or the organization’s. @throws AppError several_currencies */
function inOneCurrency(
  amount: Column,
  column: Column | undefined,
  exchangeRates: ChurnPlan['exchange_rates'],
  home: Home,
): { amount: Column; currency: string } {
  if (column === undefined || !('codes' in column) || !('values' in amount)) return { amount, currency: home.currency };
  const names = new Set([...new Set(column.codes)].map((code) => column.dictionary[code] ?? home.currency));
  if (names.size <= 1) return { amount, currency: [...names][0] ?? home.currency };
  const rates = new Map(Object.entries({ ...exchangeRates, [home.currency]: 1 }));
  const missing = [...names].filter((name) => !rates.has(name));
  if (missing.length > 0) {
    const params = { currencies: [...names].join(', '), missing: missing.join(', '), currency: home.currency };
    throw predictiveErrors.several_currencies(params);
  }
  const byCode = column.dictionary.map((name) => rates.get(name) ?? 1);
  const values = amount.values.map((value, row) => value * (byCode[column.codes[row] ?? -1] ?? 1));
  return { amount: { ...amount, values }, currency: home.currency };
}

function isTelling(labels: readonly (string | null)[]): boolean {
  const different = new Set(labels);
  different.delete(null);
  return different.size > 1 && different.size <= MOST_LABELS;
}

/** The row of each customer by place; −1 where there is none. */
function rowsByPlace(ids: Column, placeOf: ReadonlyMap<string, number>): number[] {
  const { codes, keys } = codesOf(ids);
  const rows = Array.from({ length: placeOf.size }, () => -1);
  for (const [row, code] of codes.entries()) {
    const place = placeOf.get(String(keys[code] ?? ''));
    if (place !== undefined) rows[place] = row;
  }
  return rows;
}

function requestsOf(
  columns: ReadonlyMap<string, Column>,
  placeOf: ReadonlyMap<string, number>,
): NonNullable<Surroundings['requests']> {
  const { codes, keys } = codesOf(columnOf(columns, 'customer_id'));
  const places = keys.map((key) => placeOf.get(String(key)) ?? -1);
  const times = columnOf(columns, 'opened_at');
  const mood = columns.get('satisfaction') ?? null;
  const known = [...codes.keys()]
    .map((row) => ({ row, place: places[codes[row] ?? -1] ?? -1, day: Math.floor(valueAt(times, row) / DAY_MS) }))
    .filter(({ place, day }) => place >= 0 && Number.isFinite(day))
    .sort((a, b) => a.place - b.place || a.day - b.day);
  const starts = new Int32Array(placeOf.size + 1);
  for (const { place } of known) starts[place + 1] = (starts[place + 1] ?? 0) + 1;
  for (let place = 1; place < starts.length; place += 1)
    starts[place] = (starts[place] ?? 0) + (starts[place - 1] ?? 0);
  return {
    starts,
    days: Float64Array.from(known, ({ day }) => day),
    moods: Float64Array.from(known, ({ row }) => valueAt(mood, row)),
  };
}
