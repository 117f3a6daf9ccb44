import { at, byteAt, intAt } from '../element.ts';
import type { Target } from '../estimators/estimator.ts';
import type { Rng } from '../rng/rng.ts';

/**
 * Draws a share of the rows without replacement, each with the same chance; both parts keep their order. At least one
 * row is drawn.
 */
export function drawRows(rows: Int32Array, share: number, rng: Rng): { drawn: Int32Array; rest: Int32Array } {
  const wanted = Math.max(1, Math.round(share * rows.length));
  if (wanted >= rows.length) return { drawn: rows, rest: new Int32Array(0) };
  const drawn = new Int32Array(wanted);
  const rest = new Int32Array(rows.length - wanted);
  let found = 0;
  for (let i = 0; i < rows.length; i += 1) {
    // Selection sampling: Knuth 1997, "The art of computer programming", volume 2, algorithm 3.4.2 S.
    const take = rng.uniform() * (rows.length - i) < wanted - found;
    if (take) drawn[found] = intAt(rows, i);
    else rest[i - found] = intAt(rows, i);
    if (take) found += 1;
  }
  return { drawn, rest };
}

/** Numbers of a share of the features, at least one, ascending. */
export function drawFeatures(count: number, share: number, rng: Rng): readonly number[] {
  const all = Int32Array.from({ length: count }, (_, feature) => feature);
  return Array.from(drawRows(all, share, rng).drawn);
}

/**
 * Holds a share of the rows out, of each class the same; every class keeps at least one row.
 *
 * @returns both parts ascending; `held` may be empty where there are few rows
 */
export function splitOff(rows: Int32Array, y: Target, share: number, rng: Rng): { kept: Int32Array; held: Int32Array } {
  const groups = new Map<number, number[]>();
  for (const row of rows) {
    const label = y.classCount > 0 ? at(y.values, row) : 0;
    const group = groups.get(label);
    if (group) group.push(row);
    else groups.set(label, [row]);
  }
  const away = new Uint8Array(y.values.length);
  for (const label of [...groups.keys()].sort((a, b) => a - b)) {
    const shuffled = Int32Array.from(groups.get(label) ?? []);
    rng.shuffle(shuffled);
    const count = Math.min(shuffled.length - 1, Math.round(share * shuffled.length));
    for (const row of shuffled.subarray(0, count)) away[row] = 1;
  }
  return { kept: rows.filter((row) => byteAt(away, row) === 0), held: rows.filter((row) => byteAt(away, row) === 1) };
}
