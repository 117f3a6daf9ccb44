import { at, intAt } from '../element.ts';
import { NumericError } from '../numeric-error.ts';
import type { Rng } from '../rng/rng.ts';

/** When and how much is ordered, looked at once a period. */
export interface StockPolicy {
  /** Order when stock on hand and on order, less what is owed, is here or below. */
  readonly reorderPoint: number;
  /** A fixed quantity, as often as needed to be above the point again, or as much as leads up to a level. */
  readonly order: { readonly quantity: number } | { readonly upTo: number };
  /** Whether demand that is not met waits, or is lost. */
  readonly unmet: 'waits' | 'lost';
}

/** What a policy costs. */
export interface StockCosts {
  readonly orderCost: number;
  /** Of a unit on hand at the end of a period. */
  readonly holdingCost: number;
  /** Of a unit that was not there when wanted. */
  readonly shortageCost: number;
}

/** How a policy fared. */
export interface PolicyFigures {
  /** Share of the demand served at once; 1 without any. */
  readonly fillRate: number;
  /** Share of the orders before whose arrival nothing was short; 1 without any. */
  readonly cycleService: number;
  /** Share of the periods that end with nothing on hand. */
  readonly stockOutShare: number;
  /** Of stock on hand at the ends of periods. */
  readonly meanOnHand: number;
  readonly orders: number;
  readonly ordered: number;
  readonly cost: number;
}

interface Arrival {
  readonly period: number;
  readonly units: number;
}

function unitsToOrder({ reorderPoint, order }: StockPolicy, position: number): number {
  if (position > reorderPoint) return 0;
  if ('upTo' in order) return Math.max(0, order.upTo - position);
  return order.quantity * Math.max(1, Math.floor((reorderPoint - position) / order.quantity) + 1);
}

function checkSimulation(demands: Float64Array, leadTimes: Int32Array, { order }: StockPolicy): void {
  const index = demands.findIndex((demand) => !(demand >= 0 && demand < Infinity));
  if (index !== -1) throw new NumericError('not_finite', { what: 'demands', index });
  if (leadTimes.length === 0) throw new NumericError('too_few_rows', { rows: 0, required: 1 });
  const late = leadTimes.findIndex((time) => time < 0);
  if (late !== -1) throw new NumericError('not_finite', { what: 'lead times', index: late });
  if ('quantity' in order && !(order.quantity > 0)) {
    throw new NumericError('invalid_hyperparameter', {
      name: 'quantity',
      value: order.quantity,
      min: 0,
      max: 'Infinity',
    });
  }
}

/**
 * Runs a policy over demand: in each period orders arrive, demand is met as far as it can be, then stock is looked at
 * and ordered.
 *
 * @param demands of each period, ≥ 0
 * @param leadTimes periods from an order to its arrival, taken in turn; 0 arrives before the next period's demand
 * @param warmUp first periods that do not count
 * @param start stock on hand at first; by default what the policy leads up to
 * @throws NumericError not_finite (also negative demand or time), too_few_rows, invalid_hyperparameter
 */
export function simulatePolicy(
  demands: Float64Array,
  leadTimes: Int32Array,
  policy: StockPolicy,
  costs: StockCosts,
  { warmUp = 0, start = NaN }: { readonly warmUp?: number; readonly start?: number } = {},
): PolicyFigures {
  checkSimulation(demands, leadTimes, policy);
  const { order, reorderPoint, unmet } = policy;
  const full = 'upTo' in order ? order.upTo : reorderPoint + order.quantity;
  let net = Number.isNaN(start) ? full : start;
  let onOrder = 0;
  const open: Arrival[] = [];
  let placed = 0;
  let shortSinceArrival = false;
  const sums = { demand: 0, served: 0, onHand: 0, out: 0, orders: 0, ordered: 0, cycles: 0, goodCycles: 0, short: 0 };
  for (const [period, demand] of demands.entries()) {
    const counts = period >= warmUp;
    for (let place = 0; place < open.length;) {
      const arrival = open[place];
      if (arrival === undefined || arrival.period > period) {
        place += 1;
        continue;
      }
      open.splice(place, 1);
      net += arrival.units;
      onOrder -= arrival.units;
      if (counts) {
        sums.cycles += 1;
        sums.goodCycles += Number(!shortSinceArrival);
      }
      shortSinceArrival = false;
    }
    const served = Math.min(demand, Math.max(0, net));
    net -= unmet === 'waits' ? demand : served;
    if (served < demand) shortSinceArrival = true;
    const units = unitsToOrder(policy, net + onOrder);
    if (units > 0) {
      open.push({ period: period + 1 + intAt(leadTimes, placed % leadTimes.length), units });
      onOrder += units;
      placed += 1;
    }
    if (!counts) continue;
    sums.demand += demand;
    sums.served += served;
    sums.short += demand - served;
    sums.onHand += Math.max(0, net);
    sums.out += Number(net <= 0);
    sums.orders += Number(units > 0);
    sums.ordered += units;
  }
  const periods = Math.max(1, demands.length - warmUp);
  return {
    fillRate: sums.demand === 0 ? 1 : sums.served / sums.demand,
    cycleService: sums.cycles === 0 ? 1 : sums.goodCycles / sums.cycles,
    stockOutShare: sums.out / periods,
    meanOnHand: sums.onHand / periods,
    orders: sums.orders,
    ordered: sums.ordered,
    cost: sums.orders * costs.orderCost + sums.onHand * costs.holdingCost + sums.short * costs.shortageCost,
  };
}

/**
 * Periods of demand drawn anew from those that were seen, in stretches, so that runs of busy days stay together
 * (Politis & Romano 1994, "The stationary bootstrap").
 *
 * @param meanStretch periods, at least 1
 * @throws NumericError too_few_rows
 */
export function resampleDemand(seen: Float64Array, periods: number, meanStretch: number, rng: Rng): Float64Array {
  if (seen.length === 0) throw new NumericError('too_few_rows', { rows: 0, required: 1 });
  const drawn = new Float64Array(periods);
  let place = 0;
  for (let i = 0; i < periods; i += 1) {
    const breaks = i === 0 || rng.uniform() < 1 / Math.max(1, meanStretch);
    place = breaks ? rng.integer(seen.length) : (place + 1) % seen.length;
    drawn[i] = at(seen, place);
  }
  return drawn;
}

/**
 * The lowest reorder point whose simulated service reaches a target, for demand of any shape, intermittent too.
 *
 * @param policyAt the policy of a reorder point
 * @param service the share of the demand served at once, or that of the orders before whose arrival nothing was short
 * @param highest tried
 * @returns whole; `highest` where even that does not reach the target
 */
export function findReorderPoint(
  demands: Float64Array,
  leadTimes: Int32Array,
  policyAt: (reorderPoint: number) => StockPolicy,
  service: { readonly kind: 'fill' | 'cycle'; readonly level: number },
  highest: number,
): number {
  const none = { orderCost: 0, holdingCost: 0, shortageCost: 0 };
  let [low, high] = [-1, Math.ceil(highest)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const { fillRate, cycleService } = simulatePolicy(demands, leadTimes, policyAt(middle), none);
    if ((service.kind === 'fill' ? fillRate : cycleService) >= service.level) high = middle;
    else low = middle;
  }
  return high;
}
