import { at } from '../element.ts';
import { NumericError } from '../numeric-error.ts';
import type { Rng } from '../rng/rng.ts';

/** Demand as a compound process: orders come at random, each of a size of its own. */
export interface DemandProcess {
  /** Units a period. */
  readonly mean: number;
  /** Sizes of orders, > 0: each is as likely as any other. */
  readonly sizes: Float64Array;
  /** Squared coefficient of variation of the level, which is drawn anew for every block: what a forecast is off by. */
  readonly levelVariation: number;
  /** Periods of a block. */
  readonly block: number;
}

const LARGE = 30;

/** Poisson: by multiplying uniforms (Knuth, TAOCP 2, 3.4.1), large means in parts. */
function poisson(rng: Rng, mean: number): number {
  let count = 0;
  let rest = mean;
  for (; rest > LARGE; rest -= LARGE) count += poisson(rng, LARGE);
  const limit = Math.exp(-rest);
  for (let product = rng.uniform(); product > limit; product *= rng.uniform()) count += 1;
  return count;
}

/** Gamma of mean 1 and this variance (Marsaglia & Tsang 2000); 1 without variance. */
function gammaAroundOne(rng: Rng, variance: number): number {
  if (!(variance > 0)) return 1;
  const shape = 1 / variance;
  const boosted = shape < 1 ? shape + 1 : shape;
  const d = boosted - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = rng.normal();
    const v = (1 + c * x) ** 3;
    if (v <= 0 || Math.log(1 - rng.uniform()) >= 0.5 * x * x + d - d * v + d * Math.log(v)) continue;
    return (d * v * (shape < 1 ? (1 - rng.uniform()) ** (1 / shape) : 1)) / shape;
  }
}

/**
 * Periods of demand: a compound Poisson process whose level is Gamma, so that the number of orders in a block is
 * negative binomial (Greenwood & Yule 1920).
 *
 * @param shape of each period, repeated: how far it is above or below the mean, mean 1; all alike by default
 * @throws NumericError not_finite, too_few_rows (demand without sizes)
 */
export function drawDemand(
  { mean, sizes, levelVariation, block }: DemandProcess,
  periods: number,
  rng: Rng,
  shape: Float64Array = Float64Array.of(1),
): Float64Array {
  if (!(mean >= 0 && mean < Infinity)) throw new NumericError('not_finite', { what: 'demand', index: 0 });
  const drawn = new Float64Array(periods);
  if (mean === 0) return drawn;
  if (sizes.length === 0) throw new NumericError('too_few_rows', { rows: 0, required: 1 });
  const orders = mean / (sizes.reduce((sum, size) => sum + size, 0) / sizes.length);
  let level = 1;
  for (let period = 0; period < periods; period += 1) {
    if (period % Math.max(1, block) === 0) level = gammaAroundOne(rng, levelVariation);
    let units = 0;
    for (let left = poisson(rng, orders * level * at(shape, period % shape.length)); left > 0; left -= 1) {
      units += at(sizes, rng.integer(sizes.length));
    }
    drawn[period] = units;
  }
  return drawn;
}
