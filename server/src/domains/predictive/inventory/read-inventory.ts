import type { Column } from '../../../numeric/index.ts';
import type { HolidayDates } from '../../../platform/holidays/holidays.ts';
import { readHolidays } from '../holidays.ts';
import type { Home, Need, Source } from '../kind.ts';
import type { InventoryPlan } from './inventory.schema.ts';
import type { StockColumns } from './stock-history.ts';

export const needsOf = (): readonly Need[] => [
  { dataset: 'products', columns: { product_id: 'any' } },
  { dataset: 'orders', columns: { order_id: 'any', ordered_at: 'time' } },
  { dataset: 'order_lines', columns: { order_id: 'any', product_id: 'any', quantity: 'number' } },
  { dataset: 'inventory_levels', columns: { date: 'time', product_id: 'any', on_hand: 'number' } },
  {
    dataset: 'stock_movements',
    columns: { date: 'time', product_id: 'any', kind: 'any', quantity: 'number' },
    isOptional: true,
  },
];

/** Columns of products that say how an item is ordered; all of them may be missing. */
const PRODUCT_COLUMNS = [
  'product_name',
  'category',
  'price',
  'cost',
  'lead_time_days',
  'min_order_quantity',
  'lot_size',
  'price_break_quantity',
  'price_break_cost',
];

export interface InventoryData extends StockColumns {
  /** Of the country. */
  readonly holidays: readonly HolidayDates[];
}

export async function readInventory(source: Source, _plan: InventoryPlan, home: Home): Promise<InventoryData> {
  const read = (dataset: string, needed: readonly string[], wanted: readonly string[] = []) =>
    source.columns(dataset, [...needed, ...wanted.filter((name) => source.has(dataset, name))]);
  const movementColumns = ['date', 'product_id', 'kind', 'quantity'];
  return {
    products: await read('products', ['product_id'], PRODUCT_COLUMNS),
    orders: await read('orders', ['order_id', 'ordered_at'], ['status', 'currency']),
    lines: await read('order_lines', ['order_id', 'product_id', 'quantity']),
    levels: await read('inventory_levels', ['date', 'product_id', 'on_hand'], ['on_order']),
    movements: source.has('stock_movements', ...movementColumns)
      ? await read('stock_movements', movementColumns)
      : new Map<string, Column>(),
    holidays: await readHolidays(home),
  };
}
