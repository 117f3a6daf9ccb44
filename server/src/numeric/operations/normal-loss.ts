import { normalDistribution } from '../statistics/distributions.ts';

const standard = normalDistribution();

/** The unit normal loss E[max(0, Z − z)] = φ(z) − z (1 − Φ(z)) (Silver, Pyke & Thomas 2017, appendix B). */
export function unitLoss(z: number): number {
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  // Far out the difference of near equals; the asymptotic series says it better.
  if (z > 8) {
    const u = 1 / (z * z);
    return density * u * (1 - 3 * u + 15 * u ** 2 - 105 * u ** 3);
  }
  return density - z * standard.survival(z);
}

/** The z whose unit loss is `loss`, > 0; by bisection, the loss falls. */
export function unitLossQuantile(loss: number): number {
  let [low, high] = [-loss - 1, 40];
  for (let step = 0; step < 200 && high - low > 1e-12; step += 1) {
    const middle = (low + high) / 2;
    if (unitLoss(middle) > loss) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
