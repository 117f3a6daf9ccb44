import { NumericError } from '../numeric-error.ts';
import { normalDistribution } from '../statistics/distributions.ts';
import { type EconomicOrder, requirePositive } from './economic-order.ts';
import { unitLoss, unitLossQuantile } from './normal-loss.ts';

/** Demand and the time that an order takes, all in one unit of time. */
export interface LeadTimeTerms {
  readonly demandMean: number;
  readonly demandDeviation: number;
  readonly leadTime: number;
  readonly leadTimeDeviation?: number;
  /** Between two looks at the stock; 0 where it is always known. */
  readonly reviewPeriod?: number;
}

/** What service is promised. */
export type ServiceTarget =
  /** Share of the order cycles without a stock-out. */
  | { readonly kind: 'cycle'; readonly level: number }
  /** Share of the demand that is served at once, at this order quantity. */
  | { readonly kind: 'fill'; readonly level: number; readonly quantity: number };

/** When to order. */
export interface ReorderPoint {
  /** Order when stock, on hand and on order, is here or below. */
  readonly reorderPoint: number;
  readonly safetyStock: number;
  /** Mean and standard deviation of the demand until an order is there. */
  readonly demand: { readonly mean: number; readonly deviation: number };
}

function checkLevel(level: number): void {
  if (!(level > 0 && level < 1)) {
    throw new NumericError('invalid_hyperparameter', { name: 'service_level', value: level, min: 0, max: 1 });
  }
}

function demandUntilThere(terms: LeadTimeTerms): { mean: number; deviation: number } {
  const { demandMean, demandDeviation, leadTime, leadTimeDeviation = 0, reviewPeriod = 0 } = terms;
  const time = leadTime + reviewPeriod;
  const fits = demandMean >= 0 && demandDeviation >= 0 && time > 0 && leadTime >= 0 && leadTimeDeviation >= 0;
  if (!fits || !Number.isFinite(demandMean + demandDeviation + time + leadTimeDeviation)) {
    throw new NumericError('not_finite', { what: 'lead time terms', index: 0 });
  }
  const variance = time * demandDeviation ** 2 + (demandMean * leadTimeDeviation) ** 2;
  return { mean: demandMean * time, deviation: Math.sqrt(variance) };
}

/** The z at which a fill rate is met: σ (L(z) − L(z + Q / σ)) = (1 − β) Q (Silver, Pyke & Thomas 2017, section 6.7). */
function scoreForFill(level: number, quantity: number, deviation: number): number {
  const width = quantity / deviation;
  const goal = (1 - level) * width;
  let [low, high] = [-width - 10, 40];
  for (let step = 0; step < 200 && high - low > 1e-12; step += 1) {
    const middle = (low + high) / 2;
    if (unitLoss(middle) - unitLoss(middle + width) > goal) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * When to order so that a service is kept, demand until the order is there taken as normal (Silver, Pyke & Thomas 2017,
 * sections 6.7 and 6.10): mean + z · deviation. For intermittent demand, simulate.
 *
 * @throws NumericError invalid_hyperparameter (level, quantity), not_finite (terms below 0 or not finite)
 */
export function reorderPoint(terms: LeadTimeTerms, service: ServiceTarget): ReorderPoint {
  checkLevel(service.level);
  const demand = demandUntilThere(terms);
  if (service.kind === 'fill') requirePositive({ quantity: service.quantity });
  let z = 0;
  if (demand.deviation > 0) {
    z =
      service.kind === 'cycle'
        ? normalDistribution().quantile(service.level)
        : scoreForFill(service.level, service.quantity, demand.deviation);
  }
  const safetyStock = z * demand.deviation;
  return { reorderPoint: demand.mean + safetyStock, safetyStock, demand };
}

/**
 * Quantity and reorder point together where a unit short costs `shortageCost` (Hadley & Whitin 1963, section 4-2): in
 * turn Q = √(2 D (K + p n(r)) / h) and 1 − F(r) = Q h / (p D), until both rest.
 *
 * @param demand until an order is there, normal
 * @throws NumericError invalid_hyperparameter; also where shortages are so cheap that none would be avoided
 */
export function quantityAndReorderPoint(
  terms: {
    readonly demandRate: number;
    readonly orderCost: number;
    readonly holdingCost: number;
    readonly shortageCost: number;
  },
  demand: { readonly mean: number; readonly deviation: number },
): EconomicOrder & { readonly reorderPoint: number } {
  const { demandRate, orderCost, holdingCost, shortageCost } = terms;
  requirePositive({
    demand_rate: demandRate,
    order_cost: orderCost,
    holding_cost: holdingCost,
    shortage_cost: shortageCost,
  });
  requirePositive({ deviation: demand.deviation });
  const normal = normalDistribution();
  let quantity = Math.sqrt((2 * demandRate * orderCost) / holdingCost);
  let z = 0;
  for (let step = 0; step < 1000; step += 1) {
    const tail = (quantity * holdingCost) / (shortageCost * demandRate);
    if (tail >= 1) {
      throw new NumericError('invalid_hyperparameter', {
        name: 'shortage_cost',
        value: shortageCost,
        min: (quantity * holdingCost) / demandRate,
        max: 'Infinity',
      });
    }
    z = -normal.quantile(tail);
    const short = demand.deviation * unitLoss(z);
    const next = Math.sqrt((2 * demandRate * (orderCost + shortageCost * short)) / holdingCost);
    if (Math.abs(next - quantity) <= 1e-10 * quantity) break;
    quantity = next;
  }
  const short = demand.deviation * unitLoss(z);
  const point = demand.mean + z * demand.deviation;
  const cost =
    holdingCost * (quantity / 2 + point - demand.mean) + ((orderCost + shortageCost * short) * demandRate) / quantity;
  return { quantity, reorderPoint: point, backorders: short, cost };
}

/**
 * The reorder point whose expected shortage a cycle is (1 − β) Q, the approximation of the textbooks (Nahmias 2009,
 * section 5.5): L(z) = (1 − β) Q / σ.
 */
export function reorderPointByShortage(
  level: number,
  quantity: number,
  demand: { readonly mean: number; readonly deviation: number },
): number {
  checkLevel(level);
  requirePositive({ quantity, deviation: demand.deviation });
  return demand.mean + demand.deviation * unitLossQuantile(((1 - level) * quantity) / demand.deviation);
}
