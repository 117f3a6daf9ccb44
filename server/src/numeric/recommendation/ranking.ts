import { at } from '../element.ts';

/** An item and why it stands where it stands in a list. */
export interface RankedItem {
  readonly item: number;
  readonly score: number;
}

/**
 * The items with the highest scores, best first, ties by number.
 *
 * @param scores one an item; NaN and −Infinity are never chosen
 * @param left out: items that must not appear
 */
export function highest(scores: Float64Array, count: number, left: ReadonlySet<number> = new Set()): RankedItem[] {
  const best: RankedItem[] = [];
  for (let item = 0; item < scores.length; item += 1) {
    const score = at(scores, item);
    const last = best.at(-1);
    if (!(score > Number.NEGATIVE_INFINITY) || left.has(item)) continue;
    if (best.length >= count && (last === undefined || score <= last.score)) continue;
    const place = best.findLastIndex((each) => each.score >= score) + 1;
    best.splice(place, 0, { item, score });
    if (best.length > count) best.pop();
  }
  return best;
}
