import { type LivePerformance, worseningOf } from './live-performance.ts';

/** The chance below which a live figure counts as worse than the held-out one. */
const SIGNIFICANCE = 0.01;

/** Whether what really happened shows an error so much larger than was promised, and not by chance. */
export function isBreached(
  { metric, worse_by: limit }: { metric: string; worse_by: number },
  { live, held_out: heldOut }: Pick<LivePerformance, 'live' | 'held_out'>,
): boolean {
  const worsening = worseningOf(metric, live[metric], heldOut[metric]);
  return worsening !== null && worsening.worse_by >= limit && worsening.p_value < SIGNIFICANCE;
}
