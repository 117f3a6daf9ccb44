import { at } from '../element.ts';
import { quantileOfSorted } from '../metrics/quantile.ts';
import { type Forecast, type ForecastMethod, type ForecastModel, settingsOf, sumOf } from './method.ts';
import { minimizeNelderMead } from './nelder-mead.ts';

const KIND = 'croston';

/** Demand that comes now and then: how much, and how often. */
export interface CrostonModel extends ForecastModel {
  readonly kind: typeof KIND;
  /** Mean demand a period. */
  readonly rate: number;
  /** Chance of demand in a period, 0 … 1. */
  readonly chance: number;
  /** Demands that were seen, ascending; at most the last thousand. */
  readonly sizes: Float64Array;
  readonly variant: number;
  readonly sizeSmoothing: number;
  readonly chanceSmoothing: number;
}

const SPECS = {
  /** 0 Croston 1972; 1 with Syntetos & Boylan's correction; 2 Teunter, Syntetos & Babai, whose demand can die out. */
  variant: { value: 1, min: 0, max: 2 },
  /** Above 0: both smoothing parameters; 0 estimates them. */
  smoothing: { value: 0, min: 0, max: 1 },
};

const PATHS = 1000;

interface Demand {
  readonly size: number;
  /** Periods between demands, or the chance of one for variant 2. */
  readonly rhythm: number;
  /** Σ (y_t − forecast)². */
  readonly squares: number;
}

function rateOf({ size, rhythm }: Pick<Demand, 'size' | 'rhythm'>, variant: number, chanceSmoothing: number): number {
  if (variant === 2) return size * rhythm;
  return ((variant === 1 ? 1 - chanceSmoothing / 2 : 1) * size) / rhythm;
}

/** Runs through a series that has a demand somewhere. */
function filterDemand(values: Float64Array, variant: number, sizeSmoothing: number, chanceSmoothing: number): Demand {
  const first = values.findIndex((value) => value !== 0);
  const demands = values.filter((value) => value !== 0).length;
  let size = at(values, first);
  let rhythm = variant === 2 ? demands / values.length : values.length / demands;
  let waited = 1;
  let squares = 0;
  for (let t = 0; t < values.length; t += 1) {
    const value = at(values, t);
    squares += (value - rateOf({ size, rhythm }, variant, chanceSmoothing)) ** 2;
    if (variant === 2) rhythm += chanceSmoothing * ((value === 0 ? 0 : 1) - rhythm);
    if (value === 0) {
      waited += 1;
      continue;
    }
    size += sizeSmoothing * (value - size);
    if (variant !== 2) rhythm += chanceSmoothing * (waited - rhythm);
    waited = 1;
  }
  return { size, rhythm, squares };
}

const boundedShare = (free: number): number => 0.01 + 0.49 / (1 + Math.exp(-free));

function smoothingOf(values: Float64Array, variant: number): [size: number, chance: number] {
  const { x } = minimizeNelderMead(
    (free) => filterDemand(values, variant, boundedShare(at(free, 0)), boundedShare(at(free, 1))).squares,
    Float64Array.of(-1, -1),
    { steps: Float64Array.of(1, 1), maxEvaluations: 120, tolerance: 1e-6 },
  );
  return [boundedShare(at(x, 0)), boundedShare(at(x, 1))];
}

/**
 * Intermittent demand: sizes and intervals smoothed apart (Croston 1972; Syntetos & Boylan 2005; Teunter, Syntetos &
 * Babai 2011). The forecast is a mean a period, the same for all of them; intervals are those of single periods, by
 * 1,000 draws of whether and how much.
 *
 * Takes any series; one without demand forecasts 0. Seasons are not heeded.
 */
export const croston: ForecastMethod<CrostonModel> = {
  kind: KIND,
  fit({ values }, settings) {
    const { variant, smoothing } = settingsOf(KIND, SPECS, settings);
    const isEmpty = values.every((value) => value === 0);
    const estimated = smoothing > 0 || isEmpty ? ([smoothing, smoothing] as const) : smoothingOf(values, variant);
    return demandModel(values, variant, ...estimated);
  },
  resume: (model, { values }) => demandModel(values, model.variant, model.sizeSmoothing, model.chanceSmoothing),
  forecast({ rate, chance, sizes }, { horizon, levels, rng }): Forecast {
    const point = new Float64Array(horizon).fill(rate);
    const draws = Float64Array.from({ length: PATHS }, () => {
      const comes = rng.uniform() < chance;
      return comes && sizes.length > 0 ? at(sizes, rng.integer(sizes.length)) : 0;
    }).sort();
    const bound = (share: number): Float64Array => new Float64Array(horizon).fill(quantileOfSorted(draws, share));
    return {
      point,
      intervals: levels.map((level) => ({ level, lower: bound(0.5 - level / 2), upper: bound(0.5 + level / 2) })),
      components: [{ name: 'level', values: point }],
    };
  },
};

function demandModel(
  values: Float64Array,
  variant: number,
  sizeSmoothing: number,
  chanceSmoothing: number,
): CrostonModel {
  const sizes = values.filter((value) => value !== 0).slice(-1000);
  const kept = { kind: KIND, variant, sizeSmoothing, chanceSmoothing, sizes: sizes.toSorted() } as const;
  if (sizes.length === 0) return { ...kept, rate: 0, chance: 0 };
  const demand = filterDemand(values, variant, sizeSmoothing, chanceSmoothing);
  const chance = variant === 2 ? demand.rhythm : 1 / demand.rhythm;
  return { ...kept, rate: rateOf(demand, variant, chanceSmoothing), chance: Math.min(1, Math.max(0, chance)) };
}

/** Share of periods without demand in a series that is never negative; 0 for other series. */
export function shareOfZeros(values: Float64Array): number {
  if (values.some((value) => value < 0)) return 0;
  return sumOf(values.map((value) => (value === 0 ? 1 : 0))) / values.length;
}
