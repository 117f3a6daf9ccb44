import type { Rng } from '../../../numeric/index.ts';
import type { Effects } from './anomalies.ts';
import { createBaskets, type Wishes, wishesOf } from './baskets.ts';
import type { Day } from './calendar.ts';
import type { Product } from './catalogue.ts';
import { type CsvTable, createCsvTable, toCents } from './csv-table.ts';
import type { Customer } from './customers.ts';
import { poisson } from './draws.ts';
import { drawClock } from './opening-hours.ts';
import type { Stock } from './stock.ts';

export interface Sales {
  readonly orders: CsvTable;
  readonly lines: CsvTable;
  /** Sells for a day. @returns who bought */
  sell(day: Day, demand: number, customers: readonly Customer[]): Customer[];
}

const CANCELLED = 0.015;
const RETURNED = 0.03;
/** What a deal seeker orders outside of promotions, as a share. */
const WITHOUT_DEAL = 0.35;
const WITH_DEAL = 1.7;

const ORDER_COLUMNS = [
  'order_id',
  'customer_id',
  'ordered_at',
  'channel',
  'region',
  'status',
  'promotion',
  'amount',
  'currency',
];
const LINE_COLUMNS = [
  'order_id',
  'line_number',
  'product_id',
  'quantity',
  'unit_price',
  'discount',
  'amount',
  'cost',
  'returned',
];

export function createSales(
  rng: Rng,
  effects: Effects,
  { products, stock, currency }: { products: readonly Product[]; stock: Stock; currency: string },
): Sales {
  const orders = createCsvTable(ORDER_COLUMNS);
  const lines = createCsvTable(LINE_COLUMNS);
  const baskets = createBaskets(rng, products);
  let orderId = 100_000;

  function order(day: Day, wishes: Wishes, { id, segment, channel, region }: Customer): boolean {
    const isCancelled = rng.uniform() < Math.min(0.9, CANCELLED * effects.factor('cancelled', day.index, { channel }));
    let number = 0;
    let amount = 0;
    for (const place of baskets.fill(wishes)) {
      const product = products[place];
      if (!product) continue;
      const wanted = 1 + poisson(rng, segment === 'consumer' ? 0.35 : segment === 'business' ? 2.5 : 7);
      const quantity = stock.take(product.id, wanted);
      if (quantity === 0) continue;
      number += 1;
      const discount = Math.max(day.discount, segment === 'reseller' ? 0.15 : 0);
      const price = wishes.prices[place] ?? product.price;
      const lineAmount = toCents(quantity * price * (1 - discount));
      amount += lineAmount;
      const returning = RETURNED * effects.factor('returns', day.index, { productId: product.id });
      const isReturned = isCancelled || rng.uniform() < returning;
      lines.add([
        orderId,
        number,
        product.id,
        quantity,
        price,
        discount,
        lineAmount,
        toCents(quantity * product.cost),
        isReturned,
      ]);
      if (isReturned) stock.putBack(day, product.id, quantity);
    }
    if (number === 0) return false;
    const status = isCancelled ? 'cancelled' : 'completed';
    orders.add([
      orderId,
      id,
      `${day.date}T${drawClock(rng)}Z`,
      channel,
      region,
      status,
      day.promotion,
      toCents(amount),
      currency,
    ]);
    orderId += 1;
    return true;
  }

  return {
    orders,
    lines,
    sell(day, demand, customers) {
      const wishes = wishesOf(products, effects, day);
      const buyers: Customer[] = [];
      for (const customer of customers) {
        const deal = customer.isDealSeeker ? (day.discount > 0 ? WITH_DEAL : WITHOUT_DEAL) : 1;
        for (let count = poisson(rng, customer.rate * deal * demand * wishes.factor(customer)); count > 0; count -= 1) {
          if (order(day, wishes, customer)) buyers.push(customer);
        }
      }
      return buyers;
    },
  };
}
