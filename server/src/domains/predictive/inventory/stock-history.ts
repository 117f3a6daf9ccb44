import type { Column } from '../../../numeric/index.ts';

const DAY_MS = 86_400_000;
/** Older days say little about what comes. */
const MOST_DAYS = 1100;

/** What the organization's datasets say, as columns. */
export interface StockColumns {
  readonly products: ReadonlyMap<string, Column>;
  readonly orders: ReadonlyMap<string, Column>;
  readonly lines: ReadonlyMap<string, Column>;
  readonly levels: ReadonlyMap<string, Column>;
  readonly movements: ReadonlyMap<string, Column>;
}

/** One product, day by day. Every array has an entry a day, `days` of them, the last one the latest day known. */
export interface ItemHistory {
  readonly key: string | number;
  /** Row in `products`; −1 where it is not listed. */
  readonly row: number;
  /** Units that were ordered and not cancelled. */
  readonly sold: Float64Array;
  /** Units on hand in the evening; NaN where it is not known. */
  readonly onHand: Float64Array;
  /** Units that came in. */
  readonly received: Float64Array;
  /** Sizes of the latest order lines. */
  readonly sizes: Float64Array;
  /** What was seen of stock, the earliest first. */
  readonly seen: readonly { readonly day: number; readonly onHand: number; readonly onOrder: number }[];
}

export interface StockHistory {
  /** Days since 1970 of the first and the last entry. */
  readonly from: number;
  readonly to: number;
  readonly days: number;
  readonly items: readonly ItemHistory[];
}

const MOST_SIZES = 400;

const keyAt = (column: Column | undefined, row: number): string | null => {
  if (column === undefined) return null;
  if ('codes' in column) return column.dictionary[column.codes[row] ?? -1] ?? null;
  const value = column.values[row] ?? Number.NaN;
  return Number.isNaN(value) ? null : String(value);
};

export const numberAt = (column: Column | undefined, row: number): number =>
  column !== undefined && 'values' in column ? (column.values[row] ?? Number.NaN) : Number.NaN;

export const textAt = (column: Column | undefined, row: number): string | null =>
  column !== undefined && 'codes' in column ? column.dictionary[column.codes[row] ?? -1] || null : null;

const rowsOf = (column: Column | undefined): number =>
  column === undefined ? 0 : 'codes' in column ? column.codes.length : column.values.length;

const dayAt = (column: Column | undefined, row: number): number => Math.floor(numberAt(column, row) / DAY_MS);

interface Draft extends Omit<ItemHistory, 'sizes' | 'seen'> {
  /** Units that left the shelf, also for orders that were cancelled later. */
  readonly taken: Float64Array;
  readonly moved: Float64Array;
  readonly sizes: number[];
  readonly seen: { day: number; onHand: number; onOrder: number }[];
}

/** Goods that come in, from a supplier or from customers. */
const RECEIPTS = new Set(['receipt', 'received', 'purchase', 'in']);
const RETURNS = new Set(['return', 'returned']);
/** Goods that leave otherwise than by an order line. */
const ISSUES = new Set(['issue', 'loss', 'scrap', 'damage', 'write_off', 'out']);

/**
 * Puts orders, stock and movements together by product and day.
 *
 * @param excluded statuses of orders whose goods were not wanted in the end, in small letters
 * @param today days since 1970; later rows are not looked at
 */
export function gatherStock(columns: StockColumns, excluded: ReadonlySet<string>, today: number): StockHistory {
  const { products, orders, lines, levels, movements } = columns;
  const orderDays = new Map<string, { day: number; isOut: boolean }>();
  let to = -Infinity;
  let from = Infinity;
  const see = (day: number): boolean => {
    if (!(day <= today)) return false;
    to = Math.max(to, day);
    from = Math.min(from, day);
    return true;
  };
  const [orderIds, times, status] = ['order_id', 'ordered_at', 'status'].map((name) => orders.get(name));
  for (let row = 0; row < rowsOf(orderIds); row += 1) {
    const [id, day] = [keyAt(orderIds, row), dayAt(times, row)];
    if (id !== null && see(day))
      orderDays.set(id, { day, isOut: excluded.has(textAt(status, row)?.toLowerCase() ?? '') });
  }
  for (let row = 0; row < rowsOf(levels.get('date')); row += 1) see(dayAt(levels.get('date'), row));
  if (to === -Infinity) return { from: 0, to: 0, days: 0, items: [] };
  from = Math.max(from, to - MOST_DAYS + 1);
  const drafts = createDrafts(products.get('product_id'), from, to - from + 1);
  addLines(lines, orderDays, drafts);
  addLevels(levels, drafts);
  addMovements(movements, drafts);
  const items = [...drafts.known.values()].map((draft): ItemHistory => finish(draft));
  return { from, to, days: to - from + 1, items };
}

interface Drafts {
  readonly known: Map<string, Draft>;
  readonly from: number;
  readonly days: number;
  of(column: Column | undefined, row: number): Draft | null;
}

function createDrafts(ids: Column | undefined, from: number, days: number): Drafts {
  const known = new Map<string, Draft>();
  const make = (key: string, isNumber: boolean, row: number): Draft => {
    const [sold, taken, moved, received] = [0, 1, 2, 3].map(() => new Float64Array(days));
    const none = new Float64Array(0);
    const draft: Draft = {
      key: isNumber ? Number(key) : key,
      row,
      sold: sold ?? none,
      taken: taken ?? none,
      moved: moved ?? none,
      received: received ?? none,
      onHand: new Float64Array(days).fill(Number.NaN),
      sizes: [],
      seen: [],
    };
    known.set(key, draft);
    return draft;
  };
  for (let row = 0; row < rowsOf(ids); row += 1) {
    const key = keyAt(ids, row);
    if (key !== null && !known.has(key)) make(key, ids !== undefined && 'values' in ids, row);
  }
  return {
    known,
    from,
    days,
    of(column, row) {
      const key = keyAt(column, row);
      return key === null ? null : (known.get(key) ?? make(key, column !== undefined && 'values' in column, -1));
    },
  };
}

const add = (values: Float64Array, day: number, units: number): void => {
  if (day >= 0 && day < values.length) values[day] = (values[day] ?? 0) + units;
};

function addLines(
  lines: StockColumns['lines'],
  orderDays: ReadonlyMap<string, { day: number; isOut: boolean }>,
  drafts: Drafts,
): void {
  const [orders, products, quantities] = ['order_id', 'product_id', 'quantity'].map((name) => lines.get(name));
  for (let row = 0; row < rowsOf(products); row += 1) {
    const order = orderDays.get(keyAt(orders, row) ?? '');
    const quantity = numberAt(quantities, row);
    const draft = drafts.of(products, row);
    if (order === undefined || draft === null || !(quantity > 0)) continue;
    const day = order.day - drafts.from;
    add(draft.taken, day, quantity);
    if (order.isOut) continue;
    add(draft.sold, day, quantity);
    if (day >= 0) draft.sizes.push(quantity);
  }
}

function addLevels(levels: StockColumns['levels'], drafts: Drafts): void {
  const [dates, products, onHand, onOrder] = ['date', 'product_id', 'on_hand', 'on_order'].map((name) =>
    levels.get(name),
  );
  for (let row = 0; row < rowsOf(products); row += 1) {
    const day = dayAt(dates, row) - drafts.from;
    const units = numberAt(onHand, row);
    if (!(day >= 0 && day < drafts.days) || Number.isNaN(units)) continue;
    drafts.of(products, row)?.seen.push({ day, onHand: units, onOrder: Math.max(0, numberAt(onOrder, row) || 0) });
  }
}

function addMovements(movements: StockColumns['movements'], drafts: Drafts): void {
  const [dates, products, kinds, quantities] = ['date', 'product_id', 'kind', 'quantity'].map((name) =>
    movements.get(name),
  );
  for (let row = 0; row < rowsOf(products); row += 1) {
    const draft = drafts.of(products, row);
    const quantity = numberAt(quantities, row);
    const kind = textAt(kinds, row)?.toLowerCase() ?? '';
    const day = dayAt(dates, row) - drafts.from;
    if (draft === null || Number.isNaN(quantity)) continue;
    if (RECEIPTS.has(kind)) add(draft.received, day, quantity);
    if (RECEIPTS.has(kind) || RETURNS.has(kind)) add(draft.moved, day, quantity);
    else if (ISSUES.has(kind)) add(draft.moved, day, -Math.abs(quantity));
  }
}

/** Stock of every evening: from each time it was seen on, by what came in and went out until the next. */
function finish({ taken, moved, sizes, seen, ...draft }: Draft): ItemHistory {
  const { onHand } = draft;
  const ordered = seen.toSorted((a, b) => a.day - b.day);
  for (const [place, { day, onHand: units }] of ordered.entries()) {
    const until = ordered[place + 1]?.day ?? onHand.length;
    let stock = units;
    onHand[day] = stock;
    for (let next = day + 1; next < until; next += 1) {
      stock = Math.max(0, stock + (moved[next] ?? 0) - (taken[next] ?? 0));
      onHand[next] = stock;
    }
  }
  return {
    ...draft,
    sizes: Float64Array.from(sizes.slice(-MOST_SIZES)),
    seen: ordered,
  };
}
