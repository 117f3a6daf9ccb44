import type { Rng } from '../../../numeric/index.ts';

/** Poisson by multiplication of uniforms (Knuth, TAOCP 2, 3.4.1); large means as a sum of smaller ones. */
export function poisson(rng: Rng, mean: number): number {
  let count = 0;
  let rest = mean;
  for (; rest > 30; rest -= 30) count += poisson(rng, 30);
  const limit = Math.exp(-Math.max(0, rest));
  for (let product = rng.uniform(); product > limit; product *= rng.uniform()) count += 1;
  return count;
}

/** Gamma with mean `shape`, by Marsaglia and Tsang 2000; `shape` ≥ 1. */
export function gamma(rng: Rng, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = rng.normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - rng.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** A draw by weight; `weights` as long as `items`. */
export function weighted<T>(rng: Rng, items: readonly T[], weights: readonly number[]): T {
  let left = rng.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, item] of items.entries()) {
    left -= weights[index] ?? 0;
    if (left < 0) return item;
  }
  const last = items.at(-1);
  if (last === undefined) throw new Error('Nothing to choose from');
  return last;
}

export function oneOf<T>(rng: Rng, items: readonly T[]): T {
  const item = items[rng.integer(items.length)];
  if (item === undefined) throw new Error('Nothing to choose from');
  return item;
}
