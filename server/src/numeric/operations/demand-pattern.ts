/** What kind of demand a series is: how often it comes, and how much its sizes vary. */
export type DemandPattern = 'smooth' | 'intermittent' | 'erratic' | 'lumpy' | 'none';

/**
 * Classes of demand after Syntetos, Boylan & Croston (2005): the mean interval between demands against 1.32, and the
 * squared coefficient of variation of their sizes against 0.49.
 *
 * @param demands of each period, ≥ 0; NaN is not looked at
 */
export function demandPattern(demands: Float64Array): { pattern: DemandPattern; interval: number; variation: number } {
  const known = demands.filter((demand) => !Number.isNaN(demand));
  const sizes = known.filter((demand) => demand > 0);
  if (sizes.length === 0) return { pattern: 'none', interval: Infinity, variation: 0 };
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  const variance = sizes.reduce((sum, size) => sum + (size - mean) ** 2, 0) / sizes.length;
  const interval = known.length / sizes.length;
  const variation = variance / mean ** 2;
  const isRare = interval > 1.32;
  if (variation > 0.49) return { pattern: isRare ? 'lumpy' : 'erratic', interval, variation };
  return { pattern: isRare ? 'intermittent' : 'smooth', interval, variation };
}
