import type { Column } from '../../../numeric/index.ts';

const DAY_MS = 86_400_000;

/** What each customer bought, by day: `starts[i]` … `starts[i + 1]` are the places of customer i, the earliest first. */
export interface Purchases {
  readonly customers: readonly (string | number)[];
  readonly starts: Int32Array;
  /** Days since 1970; one entry a customer and day. */
  readonly days: Float64Array;
  /** Money of the day's orders. */
  readonly values: Float64Array;
  /** Whether an order of the day was made in a promotion. */
  readonly promoted: Uint8Array;
}

export interface OrderColumns {
  readonly customer: Column;
  readonly time: Column;
  readonly amount: Column;
  readonly status: Column | null;
  readonly promotion: Column | null;
}

/** Keys of a column by row, as numbers from 0 in the order in which they come up; −1 where there is none. */
export function codesOf(column: Column): { codes: Int32Array; keys: (string | number)[] } {
  const known = new Map<string | number, number>();
  const codeOf = (key: string | number): number => {
    const code = known.get(key) ?? known.size;
    known.set(key, code);
    return code;
  };
  const codes =
    'codes' in column
      ? column.codes.map((code) => (code < 0 ? -1 : codeOf(column.dictionary[code] ?? '')))
      : Int32Array.from(column.values, (value) => (Number.isNaN(value) ? -1 : codeOf(value)));
  return { codes, keys: [...known.keys()] };
}

/** The text of a row; null where there is none, or where the column holds no texts. */
export function textAt(column: Column | null, row: number): string | null {
  if (column === null || !('codes' in column)) return null;
  return column.dictionary[column.codes[row] ?? -1] || null;
}

export function valueAt(column: Column | null, row: number): number {
  return column !== null && 'values' in column ? (column.values[row] ?? Number.NaN) : Number.NaN;
}

/** Orders by customer and day; those of a status in `left` are none, nor are those without a customer, a day or money. */
export function gatherPurchases(orders: OrderColumns, left: ReadonlySet<string>): Purchases {
  const { codes, keys } = codesOf(orders.customer);
  const rows = Int32Array.from(codes.keys()).filter((row) => {
    const status = textAt(orders.status, row)?.toLowerCase();
    const counts = status === undefined || !left.has(status);
    return (
      counts && (codes[row] ?? -1) >= 0 && Number.isFinite(valueAt(orders.time, row) + valueAt(orders.amount, row))
    );
  });
  const dayOf = (row: number): number => Math.floor(valueAt(orders.time, row) / DAY_MS);
  rows.sort((a, b) => (codes[a] ?? 0) - (codes[b] ?? 0) || dayOf(a) - dayOf(b));
  const days: number[] = [];
  const values: number[] = [];
  const promoted: number[] = [];
  const starts = new Int32Array(keys.length + 1);
  let customer = -1;
  for (const row of rows) {
    const code = codes[row] ?? 0;
    const day = dayOf(row);
    for (; customer < code; customer += 1) starts[customer + 1] = days.length;
    const isSameDay = days.length > (starts[customer] ?? 0) && days.at(-1) === day;
    const place = isSameDay ? days.length - 1 : days.push(day) - 1;
    values[place] = (values[place] ?? 0) + valueAt(orders.amount, row);
    promoted[place] = Math.max(promoted[place] ?? 0, Number(textAt(orders.promotion, row) !== null));
  }
  starts.fill(days.length, customer + 1);
  return {
    customers: keys,
    starts,
    days: Float64Array.from(days),
    values: Float64Array.from(values),
    promoted: Uint8Array.from(promoted),
  };
}

/** What is known of each customer on the morning of a day, of those who had bought before. */
export interface Histories {
  /** Places in `Purchases.customers`. */
  readonly customers: Int32Array;
  /** Where each one’s purchases before the day end. */
  readonly ends: Int32Array;
  readonly repeats: Float64Array;
  /** Days from the first purchase to the last. */
  readonly recency: Float64Array;
  /** Days from the first purchase to the day. */
  readonly age: Float64Array;
}

export function historiesBefore({ starts, days }: Purchases, cutOff: number): Histories {
  const kept: [customer: number, end: number][] = [];
  for (let customer = 0; customer + 1 < starts.length; customer += 1) {
    const start = starts[customer] ?? 0;
    let end = starts[customer + 1] ?? 0;
    while (end > start && (days[end - 1] ?? 0) >= cutOff) end -= 1;
    if (end > start) kept.push([customer, end]);
  }
  const firstOf = (customer: number): number => days[starts[customer] ?? 0] ?? 0;
  return {
    customers: Int32Array.from(kept, ([customer]) => customer),
    ends: Int32Array.from(kept, ([, end]) => end),
    repeats: Float64Array.from(kept, ([customer, end]) => end - 1 - (starts[customer] ?? 0)),
    recency: Float64Array.from(kept, ([customer, end]) => (days[end - 1] ?? 0) - firstOf(customer)),
    age: Float64Array.from(kept, ([customer]) => cutOff - firstOf(customer)),
  };
}
