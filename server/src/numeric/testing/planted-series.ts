import { at } from '../element.ts';
import { createRng } from '../rng/rng.ts';

/** What is wrong with a planted series, and where. */
export interface PlantedSeries {
  readonly values: Float64Array;
  readonly seasonLengths: readonly number[];
  /** Periods that are off, and the first period of each lasting shift. */
  readonly planted: readonly number[];
}

export type Plant = 'spikes' | 'drops' | 'shifts';

/**
 * Days of two years: a level of 200 that grows, a week whose swings grow with it, a year, and noise of 5 % of the level.
 *
 * @param plant spikes and drops: twelve single days off by `size` standard deviations of the noise; shifts: three lasting
 *   changes of the level by as much, at least ten weeks apart
 * @param missingShare of the days, in stretches of up to five, on which nothing is known
 */
export function plantedSeries(seed: number, plant: Plant, size: number, missingShare = 0): PlantedSeries {
  const rng = createRng(seed);
  const week = [1.1, 1.05, 1, 1.02, 1.15, 0.9, 0.78];
  const length = 730;
  const planted = new Set<number>();
  const count = plant === 'shifts' ? 3 : 12;
  const apart = plant === 'shifts' ? 140 : 5;
  while (planted.size < count) {
    const day = 60 + rng.integer(length - 120);
    if ([...planted].every((other) => Math.abs(other - day) >= apart)) planted.add(day);
  }
  const sign = plant === 'drops' ? -1 : 1;
  let shift = 1;
  const values = Float64Array.from({ length }, (_, t) => {
    if (plant === 'shifts' && planted.has(t)) shift += (rng.uniform() < 0.5 ? -1 : 1) * 0.05 * size;
    const level = 200 * (1 + t / 1500) * (1 + 0.1 * Math.sin((2 * Math.PI * t) / 365.25)) * (week[t % 7] ?? 1);
    const off = plant !== 'shifts' && planted.has(t) ? sign * size * 0.05 : 0;
    return level * shift * (1 + 0.05 * rng.normal() + off);
  });
  for (let missing = 0; missing < missingShare * length;) {
    const from = rng.integer(length - 5);
    const run = 1 + rng.integer(5);
    for (let t = from; t < from + run; t += 1) {
      if (planted.has(t)) continue;
      if (!Number.isNaN(at(values, t))) missing += 1;
      values[t] = Number.NaN;
    }
  }
  return { values, seasonLengths: [7], planted: [...planted].toSorted((a, b) => a - b) };
}

/** Precision and recall of alerts: one that begins within `tolerance` periods after a planted one has found it. */
export function scoreAlerts(
  alerts: readonly number[],
  planted: readonly number[],
  tolerance: number,
): { hits: number; alerts: number; found: number; planted: number } {
  const near = (a: number, b: number): boolean => a - b >= 0 && a - b <= tolerance;
  return {
    hits: alerts.filter((alert) => planted.some((one) => near(alert, one))).length,
    alerts: alerts.length,
    found: planted.filter((one) => alerts.some((alert) => near(alert, one))).length,
    planted: planted.length,
  };
}
