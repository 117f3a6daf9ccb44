import { NumericError } from '../numeric-error.ts';
import { requirePositive } from './economic-order.ts';

/** Requests that come at random and are served one at a time by each of those on duty. */
export interface ServiceLoad {
  /** Requests a unit of time. */
  readonly arrivalRate: number;
  /** Mean time that one takes, in the same unit. */
  readonly handlingTime: number;
}

/** How a number of people on duty fares. */
export interface ServiceFigures {
  /** Chance that a request waits at all. */
  readonly waitChance: number;
  /** Mean wait of all requests. */
  readonly meanWait: number;
  /** Share of requests served within the target time. */
  readonly serviceLevel: number;
  /** Share of the time that people are busy. */
  readonly occupancy: number;
}

/** What is promised: a share of the requests within a time. */
export interface ServiceGoal {
  readonly level: number;
  readonly within: number;
  /** Nobody is busy for more than this share of the time; default 1. */
  readonly maxOccupancy?: number;
}

/** Erlang's loss formula by its recursion, which never overflows: B(n) = a B(n−1) / (n + a B(n−1)) (Erlang 1917). */
function lossChance(load: number, servers: number): number {
  let blocked = 1;
  for (let n = 1; n <= servers; n += 1) blocked = (load * blocked) / (n + load * blocked);
  return blocked;
}

/**
 * Erlang C (Erlang 1917): Poisson arrivals, exponential times, nobody gives up.
 *
 * @param staff on duty, whole
 * @returns with staff not above the load: all wait, without end
 * @throws NumericError invalid_hyperparameter
 */
export function erlangC({ arrivalRate, handlingTime }: ServiceLoad, staff: number, within: number): ServiceFigures {
  requirePositive({ arrival_rate: arrivalRate, handling_time: handlingTime });
  if (!Number.isInteger(staff) || staff < 1) {
    throw new NumericError('invalid_hyperparameter', { name: 'staff', value: staff, min: 1, max: 'Infinity' });
  }
  const load = arrivalRate * handlingTime;
  if (staff <= load) return { waitChance: 1, meanWait: Infinity, serviceLevel: 0, occupancy: 1 };
  const blocked = lossChance(load, staff);
  const waitChance = (staff * blocked) / (staff - load * (1 - blocked));
  const spare = (staff - load) / handlingTime;
  return {
    waitChance,
    meanWait: waitChance / spare,
    serviceLevel: 1 - waitChance * Math.exp(-spare * Math.max(0, within)),
    occupancy: load / staff,
  };
}

/**
 * The fewest people on duty that keep a promise.
 *
 * @param shrinkage share of paid time away from duty, 0 … below 1: `scheduled` is what must be planned for it
 * @throws NumericError invalid_hyperparameter
 */
export function staffFor(
  load: ServiceLoad,
  goal: ServiceGoal,
  shrinkage = 0,
): { staff: number; scheduled: number; figures: ServiceFigures } {
  const { level, within, maxOccupancy = 1 } = goal;
  for (const [name, value] of [
    ['service_level', level],
    ['max_occupancy', maxOccupancy],
    ['attendance', 1 - shrinkage],
  ] as const) {
    const below = name === 'service_level' ? value < 1 : value <= 1;
    if (!(value > 0 && below)) throw new NumericError('invalid_hyperparameter', { name, value, min: 0, max: 1 });
  }
  requirePositive({ arrival_rate: load.arrivalRate, handling_time: load.handlingTime });
  let staff = Math.max(1, Math.floor(load.arrivalRate * load.handlingTime));
  let figures = erlangC(load, staff, within);
  while (figures.serviceLevel < level || figures.occupancy > maxOccupancy) {
    staff += 1;
    figures = erlangC(load, staff, within);
  }
  return { staff, scheduled: Math.ceil(staff / (1 - shrinkage) - 1e-9), figures };
}
