import {
  createRng,
  drawDemand,
  economicOrder,
  findReorderPoint,
  orderAtDiscounts,
  simulatePolicy,
} from '../../../numeric/index.ts';

/** What an item costs, and how it is ordered. */
export interface ItemTerms {
  readonly price: number;
  readonly cost: number;
  readonly orderCost: number;
  /** Of keeping a unit for a year, as a share of its cost. */
  readonly holdingRate: number;
  readonly minimumOrder: number;
  readonly lotSize: number;
  /** From this quantity on units cost less; null without such an offer. */
  readonly priceBreak: { readonly from: number; readonly cost: number } | null;
}

export interface PolicyRequest extends ItemTerms {
  /** Units of each day to come. */
  readonly daily: Float64Array;
  readonly sizes: Float64Array;
  readonly levelVariation: number;
  /** Days from an order to its receipt. */
  readonly leadDays: Int32Array;
  readonly reviewDays: number;
  readonly service: { readonly kind: 'fill' | 'cycle'; readonly level: number };
  readonly unmet: 'waits' | 'lost';
  readonly seed: number;
}

/** When and how much to order, and how that would fare. */
export interface ItemPolicy {
  readonly reorderPoint: number;
  readonly safetyStock: number;
  readonly quantity: number;
  /** Mean units a day until an order is there. */
  readonly rate: number;
  readonly unitCost: number;
  /** Simulated over demand that the reorder point was not chosen by; of a year. */
  readonly simulated: {
    readonly fillRate: number;
    readonly cycleService: number;
    readonly meanOnHand: number;
    readonly ordersAYear: number;
  };
}

const YEAR = 365;
const LEAST_PERIODS = 3000;
const MOST_PERIODS = 12_000;
/** Units to be simulated, so that a service is known to a fraction of a point. */
const UNITS = 6000;
const LEAST_BLOCK = 14;
const FREE = { orderCost: 0, holdingCost: 0, shortageCost: 0 };

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The economic quantity, by price breaks where there is one, no smaller than what may be ordered, in whole lots. */
export function quantityOf(yearly: number, terms: ItemTerms): { quantity: number; unitCost: number } {
  const { orderCost, holdingRate, minimumOrder, lotSize, priceBreak } = terms;
  const cost = Math.max(terms.cost, 0.01);
  const inLots = (units: number): number =>
    Math.max(1, Math.ceil(Math.max(units, minimumOrder) / lotSize - 1e-9)) * lotSize;
  const demand = { demandRate: yearly, orderCost: Math.max(orderCost, 0.01) };
  if (priceBreak !== null && priceBreak.cost > 0 && priceBreak.cost < cost) {
    const breaks = [
      { from: 0, price: cost },
      { from: priceBreak.from, price: priceBreak.cost },
    ];
    const { quantity } = orderAtDiscounts({ ...demand, holdingRate }, breaks);
    const whole = inLots(Math.min(quantity, Math.max(yearly, priceBreak.from)));
    return { quantity: whole, unitCost: whole >= priceBreak.from ? priceBreak.cost : cost };
  }
  const { quantity } = economicOrder({ ...demand, holdingCost: holdingRate * cost });
  // No more than a year's demand: what is kept longer has other costs.
  return { quantity: inLots(Math.min(Math.round(quantity), Math.max(1, yearly))), unitCost: cost };
}

/**
 * The reorder point whose simulated service reaches what is promised, at the economic quantity: demand is drawn as orders
 * of the sizes that were seen, at a level that is as uncertain as forecasts were; lead times are those that were seen.
 *
 * @returns null where nothing is expected to be sold
 */
export function policyOf(request: PolicyRequest): ItemPolicy | null {
  const { daily, sizes, leadDays, reviewDays, service, unmet, seed } = request;
  const lead = mean(Float64Array.from(leadDays));
  const until = Math.min(daily.length, Math.max(1, Math.round(lead + reviewDays)));
  const rate = mean(daily.subarray(0, until));
  if (!(rate > 1e-4) || sizes.length === 0) return null;
  const { quantity, unitCost } = quantityOf(mean(daily) * YEAR, request);
  // An order is there in the morning, so that many evenings lie between; what is looked at rarely is ordered later.
  const evenings = leadDays.map((days) => Math.max(0, days + reviewDays - 2));
  const block = Math.max(LEAST_BLOCK, until);
  // Forecasts were off by so much over a whole stretch. Of one that lies across two blocks, the levels are averaged: of
  // its variance only 1 − L / 3b is left, on average over all places.
  const levelVariation = request.levelVariation / (1 - until / (3 * block));
  const process = { mean: rate, sizes, levelVariation, block };
  const periods = Math.round(Math.min(MOST_PERIODS, Math.max(LEAST_PERIODS, UNITS / rate)));
  const week = daily.subarray(0, 7);
  const shape = week.length === 7 && mean(week) > 0 ? week.map((units) => units / mean(week)) : Float64Array.of(1);
  const rng = createRng(seed);
  const policyAt = (reorderPoint: number) => ({ reorderPoint, order: { quantity }, unmet });
  const longest = evenings.reduce((most, days) => Math.max(most, days), 0);
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
  const highest = 6 * rate * (longest + 2) + 10 * largest;
  const trial = drawDemand(process, periods, rng.split('choose'), shape);
  const reorderPoint = findReorderPoint(trial, evenings, policyAt, service, highest);
  const other = drawDemand(process, periods, rng.split('judge'), shape);
  const figures = simulatePolicy(other, evenings, policyAt(reorderPoint), FREE);
  return {
    reorderPoint,
    safetyStock: reorderPoint - rate * (lead + reviewDays - 1),
    quantity,
    rate,
    unitCost,
    simulated: {
      fillRate: figures.fillRate,
      cycleService: figures.cycleService,
      meanOnHand: figures.meanOnHand,
      ordersAYear: (figures.orders * YEAR) / periods,
    },
  };
}

const PATHS = 300;

/** Units that will be short for want of an order today, on average over paths of demand. */
export function shortageWithout(
  { daily, sizes, levelVariation, leadDays, seed }: PolicyRequest,
  { position, units }: { readonly position: number; readonly units: number },
): number {
  const lead = Math.round(mean(Float64Array.from(leadDays)));
  const rate = mean(daily);
  if (rate <= 0 || sizes.length === 0) return 0;
  const cover = Math.min(daily.length, lead + Math.max(1, Math.ceil(units / rate)));
  const path = daily.subarray(0, cover);
  const level = mean(path);
  if (level <= 0) return 0;
  const drawn = drawDemand(
    { mean: level, sizes, levelVariation, block: cover },
    cover * PATHS,
    createRng(seed).split('short'),
    path.map((each) => each / level),
  );
  let prevented = 0;
  for (let from = 0; from < drawn.length; from += cover) {
    const [early, late] = [drawn.subarray(from, from + lead), drawn.subarray(from + lead, from + cover)].map((part) =>
      part.reduce((sum, each) => sum + each, 0),
    );
    const left = Math.max(0, position - (early ?? 0));
    prevented += Math.max(0, (late ?? 0) - left) - Math.max(0, (late ?? 0) - left - units);
  }
  return prevented / PATHS;
}
