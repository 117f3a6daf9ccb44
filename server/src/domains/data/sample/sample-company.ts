import { createRng } from '../../../numeric/index.ts';
import { type Anomaly, createEffects, plantAnomalies } from './anomalies.ts';
import {
  addDays,
  AFTER_PROMOTION,
  type Day,
  demandFactors,
  ELASTICITY,
  HOLIDAY,
  listDays,
  PROMOTIONS,
  WEEKDAYS,
} from './calendar.ts';
import { AFFINITIES, CATEGORIES, createCatalogue, type Product } from './catalogue.ts';
import { createCsvTable, type CsvTable } from './csv-table.ts';
import {
  countNewCustomers,
  createCustomer,
  type Customer,
  firstCustomers,
  LEAVING,
  leavingChance,
} from './customers.ts';
import { createLeads, WINNING } from './leads.ts';
import { createMarketing, MARKETING } from './marketing.ts';
import { createSales } from './sales.ts';
import { createServiceDesk, QUEUES } from './service-requests.ts';
import { createStock, type LostSales } from './stock.ts';

export interface SampleCompanyOptions {
  /** The same seed and the same end give the same bytes. */
  seed: number;
  /** The last day, as a date. */
  end: string;
  months: number;
  /** What its prices are in; default EUR. The amounts stay the same. */
  currency?: string;
}

/** The standard datasets of a company, as CSV files, in an order in which nothing names what is not there yet. */
export interface SampleCompany {
  readonly datasets: ReadonlyMap<string, CsvTable>;
  /** What the company was made from: what analyses should find can be compared with it. */
  readonly truth: Readonly<Truth>;
}

export interface Truth {
  seed: number;
  from: string;
  to: string;
  demand: object;
  leaving: object;
  winning: object;
  marketing: object;
  service: object;
  categories: object;
  affinities: object;
  anomalies: object[];
  /** Customers who left for good, and when. */
  left: { customer_id: number; on: string }[];
  /** Everybody as they are after the last day: orders on an ordinary day, and the chance to leave on the next. */
  customers: { customer_id: number; orders_a_day: number; is_deal_seeker: boolean; leaving_chance: number }[];
  lost_sales: LostSales[];
}

/**
 * A believable company that sells garden and outdoor goods: day by day, from what is spent to what is returned.
 * @param report is told after each month which share of the days is over
 */
export function createSampleCompany(
  { seed, end, months, currency = 'EUR' }: SampleCompanyOptions,
  report: (share: number) => void = () => undefined,
): SampleCompany {
  const rng = createRng(seed).split('sample company');
  const days = listDays(end, months);
  const anomalies = plantAnomalies(rng.split('anomalies'), days.length);
  const effects = createEffects(anomalies);
  const products = createCatalogue(rng.split('catalogue'));
  const stock = createStock(rng.split('stock'), effects, products, usualDemand(products));
  const sales = createSales(rng.split('sales'), effects, { products, stock, currency });
  const desk = createServiceDesk(rng.split('service'), effects);
  const leads = createLeads(rng.split('leads'), effects, days.length - 1);
  const marketing = createMarketing(rng.split('marketing'), effects);
  const people = rng.split('customers');
  const customers = firstCustomers(people);
  let present = [...customers];
  const demand = demandFactors(days);
  for (const day of days) {
    for (let left = countNewCustomers(people, day, marketing.spend(day)); left > 0; left -= 1) {
      const customer = createCustomer(people, customers.length + 1, day.index);
      customers.push(customer);
      present.push(customer);
    }
    if (day.date.endsWith('-01')) report(day.index / days.length);
    leads.arrive(day);
    stock.open(day);
    const buyers = sales.sell(day, demand[day.index] ?? 1, present);
    stock.close(day);
    desk.serve(day, buyers.length, buyers);
    for (const customer of present) {
      if (people.uniform() < leavingChance(customer, day.index)) customer.leftDay = day.index;
    }
    present = present.filter(({ leftDay }) => leftDay === null);
  }
  const first = days[0]?.date ?? end;
  const datasets = new Map([
    ['customers', customerTable(customers, first)],
    ['products', productTable(products)],
    ['orders', sales.orders],
    ['order_lines', sales.lines],
    ['leads', leads.table],
    ['service_requests', desk.table],
    ['inventory_levels', stock.levels],
    ['stock_movements', stock.movements],
    ['marketing_spend', marketing.table],
  ]);
  const truth = {
    ...rulesOf(),
    seed,
    from: first,
    to: end,
    ...foundOf(anomalies, customers, days),
    lost_sales: stock.lostSales(),
  };
  return { datasets, truth };
}

/** Units of each product that are wanted on an early day, for shelves to be filled before the first. */
function usualDemand(products: readonly Product[]): Map<number, number> {
  const total = products.reduce((sum, { popularity }) => sum + popularity, 0);
  const UNITS_A_DAY = 220;
  return new Map(products.map(({ id, popularity }) => [id, (UNITS_A_DAY * popularity) / total]));
}

function customerTable(customers: readonly Customer[], first: string): CsvTable {
  const table = createCsvTable([
    'customer_id',
    'customer_name',
    'email',
    'segment',
    'region',
    'channel',
    'signed_up_on',
    'risk_level',
    'last_risk_assessment',
  ]);
  for (const { id, name, segment, region, channel, signedUpDay } of customers) {
    const signedUp = addDays(first, signedUpDay);
    table.add([id, name, `customer-${id}@example.com`, segment, region, channel, signedUp, 'low', signedUp]);
  }
  return table;
}

function productTable(products: readonly Product[]): CsvTable {
  const table = createCsvTable(['product_id', 'product_name', 'category', 'price', 'cost', 'lead_time_days']);
  for (const { id, name, category, price, cost, leadTimeDays } of products)
    table.add([id, name, category.name, price, cost, leadTimeDays]);
  return table;
}

const rulesOf = () => ({
  demand: {
    weekdays: WEEKDAYS,
    holiday: HOLIDAY,
    price_elasticity: ELASTICITY,
    after_promotion: AFTER_PROMOTION,
    promotions: PROMOTIONS,
  },
  leaving: LEAVING,
  winning: WINNING,
  marketing: MARKETING,
  service: QUEUES,
  categories: CATEGORIES.map(({ name, topDay, strength, leadTimeDays }) => ({
    name,
    top_day: topDay,
    strength,
    lead_time_days: leadTimeDays,
  })),
  affinities: AFFINITIES.map(([bought, also, chance]) => ({ bought, also, chance })),
});

function foundOf(anomalies: readonly Anomaly[], customers: readonly Customer[], days: readonly Day[]) {
  const dateOf = (day: number): string => days[Math.min(day, days.length - 1)]?.date ?? '';
  return {
    anomalies: anomalies.map(({ id, cause, effect, slice, fromDay, toDay, factor }) => {
      return { id, cause, effect, slice, from: dateOf(fromDay), to: dateOf(toDay - 1), factor };
    }),
    customers: customers.map((customer) => ({
      customer_id: customer.id,
      orders_a_day: customer.rate,
      is_deal_seeker: customer.isDealSeeker,
      leaving_chance: leavingChance(customer, days.length),
    })),
    left: customers.flatMap(({ id, leftDay }) => (leftDay === null ? [] : [{ customer_id: id, on: dateOf(leftDay) }])),
  };
}
