import { completeSeries, croston, type DemandPattern, demandPattern } from '../../../numeric/index.ts';
import type { FamilyForecast, FamilyForecasts } from './family-forecast.ts';
import { HORIZON_DAYS } from './family-forecast.ts';

/** How the demand of an item may be forecast. */
export type DemandMethod = 'family_share' | 'family_share_slow' | 'sba' | 'tsb';
const METHODS: readonly DemandMethod[] = ['family_share', 'family_share_slow', 'sba', 'tsb'];

/** Days after which what was sold counts half. */
const HALF_LIFE_DAYS = { family_share: 60, family_share_slow: 240 };
/** Of Croston's methods: so much of every new demand is learned. */
const SMOOTHING = 0.1;
const NAIVE_DAYS = 28;

/** What is known of an item’s demand, and what of it is expected. */
export interface ItemDemand {
  readonly pattern: DemandPattern;
  readonly method: DemandMethod;
  /** Units of each day to come, `HORIZON_DAYS` of them. */
  readonly daily: Float64Array;
  /** Totals of past stretches as they were forecast, by the chosen method and by the latest four weeks, and as they came. */
  readonly past: readonly { readonly expected: number; readonly naive: number; readonly came: number }[];
}

/** Share of an item in its family, later days counting more. */
function shareOf(wanted: Float64Array, family: Float64Array, origin: number, halfLife: number): number {
  let [own, all] = [0, 0];
  let weight = 1;
  const fading = 0.5 ** (1 / halfLife);
  for (let day = origin - 1; day >= 0 && weight > 1e-4; day -= 1) {
    own += weight * (wanted[day] ?? 0);
    all += weight * (family[day] ?? 0);
    weight *= fading;
  }
  return all > 0 ? own / all : 0;
}

function forecastItem(
  method: DemandMethod,
  wanted: Float64Array,
  family: Float64Array,
  { origin, daily }: FamilyForecast,
): Float64Array {
  if (method === 'sba' || method === 'tsb') {
    const series = completeSeries({ values: wanted.subarray(0, origin), seasonLengths: [] });
    const { rate } = croston.fit(series, { variant: method === 'sba' ? 1 : 2, smoothing: SMOOTHING });
    return new Float64Array(HORIZON_DAYS).fill(rate);
  }
  const share = shareOf(wanted, family, origin, HALF_LIFE_DAYS[method]);
  return daily.map((units) => share * units);
}

const total = (values: Float64Array, from: number, to: number): number =>
  values.subarray(from, to).reduce((sum, value) => sum + value, 0);

/**
 * Forecasts an item by the method that came nearest over the same stretches of the past: a share of its family, which
 * knows trend and season, or a level of its own, which suits what is wanted now and then.
 *
 * @param stretch days that count: until an order is there
 */
export function demandOf(
  wanted: Float64Array,
  family: Float64Array,
  { now, before }: FamilyForecasts,
  stretch: number,
): ItemDemand {
  const { pattern } = demandPattern(wanted);
  const days = Math.min(HORIZON_DAYS, Math.max(7, Math.round(stretch)));
  const origins = before.filter(({ origin }) => origin + days <= wanted.length);
  const trials = METHODS.map((method) => {
    const past = origins.map((each) => ({
      expected: total(forecastItem(method, wanted, family, each), 0, days),
      naive: (total(wanted, Math.max(0, each.origin - NAIVE_DAYS), each.origin) * days) / NAIVE_DAYS,
      came: total(wanted, each.origin, each.origin + days),
    }));
    return { method, past, error: past.reduce((sum, { expected, came }) => sum + Math.abs(came - expected), 0) };
  });
  const [first = { method: 'family_share', past: [], error: 0 } as const] = trials;
  const { method, past } = trials.reduce((best, trial) => (trial.error < best.error ? trial : best), first);
  return { pattern, method, past, daily: forecastItem(method, wanted, family, now) };
}

/** Where nothing could be compared: forecasts are off by a third. */
const UNKNOWN_VARIATION = 0.1;
const LEAST_VARIATION = 0.005;

/**
 * How unsure the level of an item is for having been learned from so few orders: squared, as a share. Of a mean whose
 * weights fall by f a day, the variance of a day times (1 − f) / (1 + f); of one that takes in a share α of every new
 * demand, α / (2 − α) of the variance of a demand and of the time between two.
 */
export function learningVariation(
  { method, daily }: Pick<ItemDemand, 'method' | 'daily'>,
  sizes: Float64Array,
): number {
  const rate = daily.reduce((sum, units) => sum + units, 0) / daily.length;
  if (!(rate > 0) || sizes.length === 0) return 0;
  const clumping = clumpingOf(sizes);
  if (method === 'sba' || method === 'tsb') {
    return (SMOOTHING / (2 - SMOOTHING)) * ((clumping * sizes.length) / sizes.reduce((sum, size) => sum + size, 0));
  }
  const fading = 0.5 ** (1 / HALF_LIFE_DAYS[method]);
  return ((1 - fading) / (1 + fading)) * (clumping / rate);
}

/** Origins that are too few for the variance of Student's t. */
const FEW_ORIGINS = 3;

/**
 * By how much forecasts of a family’s items are off beyond what chance does to orders, and to what was learned from them:
 * squared, as a share. The items of a family are off together, so it is known from as many errors as there are origins:
 * what comes next varies as Student's t of so many degrees does, by n / (n − 2).
 *
 * @param items with the mean size of their orders, weighed by size: what chance adds to the variance of a unit
 */
export function levelVariation(
  items: readonly { readonly past: ItemDemand['past']; readonly clumping: number; readonly learning: number }[],
): number {
  let [beyond, squares, origins] = [0, 0, 0];
  for (const { past, clumping, learning } of items) {
    origins = Math.max(origins, past.length);
    for (const { expected, came } of past) {
      beyond += (came - expected) ** 2 - clumping * expected - learning * expected ** 2;
      squares += expected ** 2;
    }
  }
  if (squares === 0) return UNKNOWN_VARIATION;
  const degrees = Math.max(FEW_ORIGINS, origins);
  return (Math.max(LEAST_VARIATION, beyond / squares) * degrees) / (degrees - 2);
}

/** E[S²] / E[S] of the sizes of orders. */
export function clumpingOf(sizes: Float64Array): number {
  let [sum, squares] = [0, 0];
  for (const size of sizes) {
    sum += size;
    squares += size * size;
  }
  return sum > 0 ? squares / sum : 1;
}
