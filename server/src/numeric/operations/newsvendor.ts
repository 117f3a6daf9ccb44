import { at } from '../element.ts';
import { NumericError } from '../numeric-error.ts';
import { normalDistribution } from '../statistics/distributions.ts';
import { requirePositive } from './economic-order.ts';
import { unitLoss } from './normal-loss.ts';

/** What one unit too few and one too many costs. */
export interface NewsvendorCosts {
  /** Of a unit that was wanted and not there: price less cost, and ill will. */
  readonly underage: number;
  /** Of a unit left over: cost less what it still brings. */
  readonly overage: number;
}

/** What to have for one selling season. */
export interface NewsvendorOrder {
  readonly quantity: number;
  /** Chance that it is enough, as the costs ask for. */
  readonly criticalRatio: number;
  /** Expected cost of units short and left over. */
  readonly cost: number;
}

/**
 * How much to have of what cannot be ordered again, demand normal (Edgeworth 1888; Arrow, Harris & Marschak 1951):
 * F(Q) = underage / (underage + overage).
 *
 * @throws NumericError invalid_hyperparameter
 */
export function newsvendorNormal(
  mean: number,
  deviation: number,
  { underage, overage }: NewsvendorCosts,
): NewsvendorOrder {
  requirePositive({ deviation, underage, overage });
  const criticalRatio = underage / (underage + overage);
  const z = normalDistribution().quantile(criticalRatio);
  const short = deviation * unitLoss(z);
  const quantity = mean + z * deviation;
  return { quantity, criticalRatio, cost: underage * short + overage * (quantity - mean + short) };
}

/**
 * The same for demand as it was seen: the smallest quantity that was enough in the critical ratio of the cases.
 *
 * @param demands of past seasons, finite
 * @throws NumericError too_few_rows, not_finite, invalid_hyperparameter
 */
export function newsvendorSeen(demands: Float64Array, { underage, overage }: NewsvendorCosts): NewsvendorOrder {
  requirePositive({ underage, overage });
  if (demands.length === 0) throw new NumericError('too_few_rows', { rows: 0, required: 1 });
  const index = demands.findIndex((demand) => !Number.isFinite(demand));
  if (index !== -1) throw new NumericError('not_finite', { what: 'demands', index });
  const sorted = demands.toSorted();
  const criticalRatio = underage / (underage + overage);
  const place = Math.min(sorted.length - 1, Math.max(0, Math.ceil(criticalRatio * sorted.length - 1e-9) - 1));
  const quantity = at(sorted, place);
  let cost = 0;
  for (const demand of sorted) {
    cost += (demand > quantity ? underage * (demand - quantity) : overage * (quantity - demand)) / sorted.length;
  }
  return { quantity, criticalRatio, cost };
}
