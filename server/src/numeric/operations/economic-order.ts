import { NumericError } from '../numeric-error.ts';

/** What ordering and keeping costs; rates and costs of keeping in one unit of time. */
export interface OrderTerms {
  /** Units a unit of time. */
  readonly demandRate: number;
  /** Of one order, whatever its size. */
  readonly orderCost: number;
  /** Of keeping one unit for a unit of time. */
  readonly holdingCost: number;
  /** Units a unit of time, where an order arrives bit by bit; above the demand. */
  readonly productionRate?: number;
  /** Of one unit owed to a customer for a unit of time, where orders may wait. */
  readonly backorderCost?: number;
}

/** How much to order, and what that costs a unit of time. */
export interface EconomicOrder {
  readonly quantity: number;
  /** Units owed when an order arrives; 0 unless they may wait. */
  readonly backorders: number;
  /** Of ordering, keeping and owing, the units themselves left out. */
  readonly cost: number;
}

export function requirePositive(values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (!(value > 0 && value < Infinity)) {
      throw new NumericError('invalid_hyperparameter', { name, value, min: 0, max: 'Infinity' });
    }
  }
}

/**
 * The economic order quantity (Harris 1913), for a finite rate of production (Taft 1918) and with planned backorders
 * (Hadley & Whitin 1963, section 2-8): Q = √(2 D K / h′) · √((h + p) / p), h′ = h (1 − D / P).
 *
 * @throws NumericError invalid_hyperparameter (a figure not above 0, production not above demand)
 */
export function economicOrder(terms: OrderTerms): EconomicOrder {
  const { demandRate, orderCost, holdingCost, productionRate = Infinity, backorderCost = Infinity } = terms;
  requirePositive({ demand_rate: demandRate, order_cost: orderCost, holding_cost: holdingCost });
  if (!(productionRate > demandRate)) {
    throw new NumericError('invalid_hyperparameter', {
      name: 'production_rate',
      value: productionRate,
      min: demandRate,
      max: 'Infinity',
    });
  }
  if (!(backorderCost > 0)) {
    throw new NumericError('invalid_hyperparameter', {
      name: 'backorder_cost',
      value: backorderCost,
      min: 0,
      max: 'Infinity',
    });
  }
  const keeping = holdingCost * (1 - demandRate / productionRate);
  const waiting = backorderCost === Infinity ? 1 : (holdingCost + backorderCost) / backorderCost;
  const quantity = Math.sqrt(((2 * demandRate * orderCost) / keeping) * waiting);
  const owed = backorderCost === Infinity ? 0 : holdingCost / (holdingCost + backorderCost);
  return {
    quantity,
    backorders: quantity * (1 - demandRate / productionRate) * owed,
    cost: (2 * demandRate * orderCost) / quantity,
  };
}

/** From this quantity on, all units cost so much each. */
export interface PriceBreak {
  readonly from: number;
  readonly price: number;
}

/**
 * The cheapest quantity where all units of larger orders cost less (Hadley & Whitin 1963, section 2-10).
 *
 * @param breaks the first from 0 or 1, ascending, prices falling
 * @param holdingRate of the price, a unit of time
 * @returns with the cost a unit of time of ordering, keeping and the units themselves
 * @throws NumericError invalid_hyperparameter
 */
export function orderAtDiscounts(
  {
    demandRate,
    orderCost,
    holdingRate,
  }: { readonly demandRate: number; readonly orderCost: number; readonly holdingRate: number },
  breaks: readonly PriceBreak[],
): { quantity: number; price: number; cost: number } {
  requirePositive({ demand_rate: demandRate, order_cost: orderCost, holding_rate: holdingRate });
  if (breaks.length === 0) throw new NumericError('too_few_rows', { rows: 0, required: 1 });
  const offers = breaks.map(({ from, price }, i) => {
    requirePositive({ price });
    const next = breaks[i + 1]?.from ?? Infinity;
    const best = Math.sqrt((2 * demandRate * orderCost) / (holdingRate * price));
    const quantity = Math.max(from, best);
    const cost = demandRate * price + (demandRate * orderCost) / quantity + (holdingRate * price * quantity) / 2;
    return { quantity, price, cost: quantity < next ? cost : Infinity };
  });
  return offers.reduce((best, offer) => (offer.cost < best.cost ? offer : best));
}
