import { normalDistribution } from '../../../numeric/index.ts';

/**
 * The smallest counts below which a share of outcomes lies: of a negative binomial with this mean and variance, of a
 * Poisson where the variance is no larger than the mean.
 *
 * @param mean ≥ 0
 * @param shares ascending, each within 0 … 1 exclusive
 */
export function countQuantiles(mean: number, variance: number, shares: readonly number[]): number[] {
  if (!(mean > 0)) return shares.map(() => 0);
  const isPoisson = variance <= mean * (1 + 1e-9);
  const size = isPoisson ? Number.POSITIVE_INFINITY : (mean * mean) / (variance - mean);
  const ratio = isPoisson ? 0 : mean / (mean + size);
  const most = Math.ceil(mean + 12 * Math.sqrt(Math.max(mean, variance)) + 20);
  let chance = isPoisson ? Math.exp(-mean) : (1 - ratio) ** size;
  // Too many to count one by one from zero: as good as normal.
  if (chance < 1e-280) return shares.map((share) => normalCount(mean, variance, share));
  const found: number[] = [];
  let below = chance;
  for (let count = 0; found.length < shares.length && count <= most; count += 1) {
    while (found.length < shares.length && below >= (shares[found.length] ?? 1)) found.push(count);
    chance *= isPoisson ? mean / (count + 1) : (ratio * (size + count)) / (count + 1);
    below += chance;
  }
  while (found.length < shares.length) found.push(most);
  return found;
}

function normalCount(mean: number, variance: number, share: number): number {
  const deviation = Math.sqrt(Math.max(mean, variance));
  return Math.max(0, Math.round(normalDistribution(mean, deviation).quantile(share)));
}
