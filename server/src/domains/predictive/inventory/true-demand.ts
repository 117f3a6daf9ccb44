import type { ItemHistory } from './stock-history.ts';

/** Demand of an item as it was, not as it could be served. */
export interface TrueDemand {
  /** Units a day, those included that were wanted and not there. */
  readonly wanted: Float64Array;
  /** 1 on days on which stock ran out: what was sold says only the least that was wanted. */
  readonly out: Uint8Array;
  /** Units that were not there. */
  readonly missed: number;
}

/** Days of sales on either side that tell what a day without stock would have sold. */
const NEIGHBOURS = 28;

/**
 * Sales of days on which stock ran out are censored: they are replaced by the mean of the nearest days with stock, where
 * that is more, moved by what all items of the family sold on the day against those days.
 *
 * @param family units a day of all its items that had stock, relative to its usual level
 */
export function trueDemandOf({ sold, onHand }: ItemHistory, family: Float64Array): TrueDemand {
  const out = Uint8Array.from(onHand, (units) => Number(units <= 0));
  const wanted = Float64Array.from(sold);
  let missed = 0;
  for (let day = 0; day < sold.length; day += 1) {
    if (out[day] !== 1) continue;
    const usual = usualAround(day, { sold, out, family });
    const expected = Math.max(sold[day] ?? 0, usual * (family[day] ?? 1));
    missed += expected - (sold[day] ?? 0);
    wanted[day] = expected;
  }
  return { wanted, out, missed };
}

/** Mean demand of the nearest days with stock, each taken back to the family's usual level. */
function usualAround(
  day: number,
  { sold, out, family }: { sold: Float64Array; out: Uint8Array; family: Float64Array },
): number {
  const sums = { units: 0, level: 0, found: 0 };
  const look = (place: number): void => {
    if (place < 0 || place >= sold.length || out[place] === 1) return;
    sums.units += sold[place] ?? 0;
    sums.level += family[place] ?? 1;
    sums.found += 1;
  };
  for (let away = 1; away < sold.length; away += 1) {
    if (sums.found >= 2 * NEIGHBOURS) break;
    look(day - away);
    look(day + away);
  }
  return sums.level > 0 ? sums.units / sums.level : 0;
}

/** What a family sold each day against its mean over the year around it, from the items that had stock. */
export function familyLevels(items: readonly ItemHistory[], days: number): Float64Array {
  const levels = new Float64Array(days);
  const usual = items.map(({ sold, onHand }) => {
    const stocked = sold.filter((_, day) => !((onHand[day] ?? Number.NaN) <= 0));
    return stocked.reduce((sum, units) => sum + units, 0) / Math.max(1, stocked.length);
  });
  for (let day = 0; day < days; day += 1) {
    let [units, expected] = [0, 0];
    for (const [place, { sold, onHand }] of items.entries()) {
      if ((onHand[day] ?? Number.NaN) <= 0) continue;
      units += sold[day] ?? 0;
      expected += usual[place] ?? 0;
    }
    levels[day] = expected > 0 ? units / expected : 1;
  }
  return levels;
}
