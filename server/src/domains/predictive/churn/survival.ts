import { kaplanMeier, medianSurvival } from '../../../numeric/index.ts';

/** How long customers stay, on days a month apart. */
export interface Survival {
  readonly median: number | null;
  readonly points: { day: number; share: number; lower: number; upper: number }[];
}

const STEP_DAYS = 30;
const MOST_POINTS = 120;

/**
 * Kaplan–Meier from the first order on. Who counts as lost left with the last order; of the others it is known only that
 * they have stayed so far.
 */
export function survivalOf(
  rows: readonly number[],
  { recency, age, isLost }: { recency: Float64Array; age: Float64Array; isLost(row: number): boolean },
): Survival {
  if (rows.length === 0) return { median: null, points: [] };
  const durations = Float64Array.from(rows, (row) => (isLost(row) ? (recency[row] ?? 0) : (age[row] ?? 0)));
  const curve = kaplanMeier(
    durations,
    Uint8Array.from(rows, (row) => Number(isLost(row))),
  );
  const count = Math.min(MOST_POINTS, Math.floor(curve.last / STEP_DAYS) + 1);
  let place = -1;
  const points = Array.from({ length: count }, (_, i) => {
    const day = i * STEP_DAYS;
    while ((curve.times[place + 1] ?? Infinity) <= day) place += 1;
    const at = (values: Float64Array): number => (place < 0 ? 1 : rounded(values[place] ?? 0));
    return { day, share: at(curve.survival), lower: at(curve.lower), upper: at(curve.upper) };
  });
  return { median: medianSurvival(curve), points };
}

const rounded = (share: number): number => Math.round(share * 1e4) / 1e4;
