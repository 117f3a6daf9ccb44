import type { Rng } from '../../../numeric/index.ts';
import type { Effects } from './anomalies.ts';
import type { Product } from './catalogue.ts';
import { type Day } from './calendar.ts';
import { type CsvTable, createCsvTable } from './csv-table.ts';

interface Shelf {
  readonly product: Product;
  onHand: number;
  readonly arriving: { day: number; quantity: number }[];
  /** Units wanted a day, and how much that varies. */
  demand: number;
  variance: number;
  wantedToday: number;
  lost: number;
  emptyDays: number;
}

/** What was not sold because it was not there. */
export interface LostSales {
  product_id: number;
  units: number;
  days_empty: number;
}

export interface Stock {
  readonly levels: CsvTable;
  readonly movements: CsvTable;
  /** Takes what there is of it. @returns units that can be sold */
  take(productId: number, quantity: number): number;
  putBack(day: Day, productId: number, quantity: number): void;
  open(day: Day): void;
  close(day: Day): void;
  lostSales(): LostSales[];
}

/** How fast the shop learns what is wanted. */
const LEARNING = 0.06;
const ORDERED_DAYS = 24;
const FIRST_DAYS = 45;

function fillShelf(product: Product, demand: number): Shelf {
  const onHand = Math.ceil(demand * FIRST_DAYS) + 2;
  return { product, onHand, arriving: [], demand, variance: demand, wantedToday: 0, lost: 0, emptyDays: 0 };
}

/** Shelves with a reorder point: demand over the lead time, and as much more as the service level asks. */
export function createStock(
  rng: Rng,
  effects: Effects,
  products: readonly Product[],
  usual: ReadonlyMap<number, number>,
): Stock {
  const levels = createCsvTable(['date', 'product_id', 'on_hand', 'on_order']);
  const movements = createCsvTable(['movement_id', 'date', 'product_id', 'kind', 'quantity', 'unit_cost']);
  let movementId = 0;
  const shelves = new Map(products.map((product) => [product.id, fillShelf(product, usual.get(product.id) ?? 0)]));
  const shelfOf = (id: number): Shelf => {
    const shelf = shelves.get(id);
    if (!shelf) throw new Error(`No shelf for ${id}`);
    return shelf;
  };
  const move = (day: Day, { product }: Shelf, kind: string, quantity: number): void => {
    movementId += 1;
    movements.add([movementId, day.date, product.id, kind, quantity, product.cost]);
  };

  function reorder(day: Day, shelf: Shelf): void {
    const { product, demand, variance, arriving } = shelf;
    const onOrder = arriving.reduce((sum, { quantity }) => sum + quantity, 0);
    const lead = product.leadTimeDays;
    const point = demand * lead + product.serviceLevelZ * Math.sqrt(Math.max(variance, demand) * lead);
    if (shelf.onHand + onOrder > point) return;
    const quantity = Math.max(6, Math.ceil(point - shelf.onHand - onOrder + demand * ORDERED_DAYS));
    const delay = effects.added('lead_time_days', day.index, { category: product.category.name });
    arriving.push({ day: day.index + lead + rng.integer(4) + delay, quantity });
  }

  return {
    levels,
    movements,
    take(productId, quantity) {
      const shelf = shelfOf(productId);
      shelf.wantedToday += quantity;
      const sold = Math.min(quantity, shelf.onHand);
      shelf.onHand -= sold;
      shelf.lost += quantity - sold;
      return sold;
    },
    putBack(day, productId, quantity) {
      const shelf = shelfOf(productId);
      shelf.onHand += quantity;
      move(day, shelf, 'return', quantity);
    },
    open(day) {
      for (const shelf of shelves.values()) {
        for (const arrived of shelf.arriving.filter((each) => each.day <= day.index)) {
          shelf.onHand += arrived.quantity;
          shelf.arriving.splice(shelf.arriving.indexOf(arrived), 1);
          move(day, shelf, 'receipt', arrived.quantity);
        }
      }
    },
    close(day) {
      for (const shelf of shelves.values()) {
        const error = shelf.wantedToday - shelf.demand;
        shelf.demand += LEARNING * error;
        shelf.variance += LEARNING * (error * error - shelf.variance);
        shelf.wantedToday = 0;
        if (shelf.onHand === 0) shelf.emptyDays += 1;
        reorder(day, shelf);
        const onOrder = shelf.arriving.reduce((sum, { quantity }) => sum + quantity, 0);
        if (day.weekday === 0) levels.add([day.date, shelf.product.id, shelf.onHand, onOrder]);
      }
    },
    lostSales: () =>
      [...shelves.values()]
        .filter(({ lost }) => lost > 0)
        .map(({ product, lost, emptyDays }) => ({ product_id: product.id, units: lost, days_empty: emptyDays })),
  };
}
