import { at, intAt } from '../element.ts';
import { NumericError } from '../numeric-error.ts';

/** Who took what, how much of it: the rows of a sparse matrix, users or items as rows. */
export interface Interactions {
  readonly rows: number;
  readonly columns: number;
  /** rows + 1: where each row's entries begin. */
  readonly starts: Int32Array;
  /** Ascending within a row, none twice. */
  readonly indices: Int32Array;
  /** Above 0. */
  readonly weights: Float64Array;
}

/**
 * Gathers single interactions; several of one user with one item are added up.
 *
 * @param users,items codes 0 … count − 1
 * @param weights of each, such as quantities or 1; those not above 0 are left out
 * @throws NumericError shape_mismatch (lengths, codes), not_finite
 */
export function gatherInteractions(
  { users, userCount }: { readonly users: Int32Array; readonly userCount: number },
  { items, itemCount }: { readonly items: Int32Array; readonly itemCount: number },
  weights: Float64Array,
): Interactions {
  if (items.length !== users.length || weights.length !== users.length) {
    const actual = items.length === users.length ? weights.length : items.length;
    throw new NumericError('shape_mismatch', { what: 'interactions', expected: users.length, actual });
  }
  const rows = Array.from({ length: userCount }, () => new Map<number, number>());
  for (const [i, user] of users.entries()) {
    const item = intAt(items, i);
    const weight = at(weights, i);
    const row = rows[user];
    if (row === undefined)
      throw new NumericError('shape_mismatch', { what: 'user', expected: userCount, actual: user });
    if (item < 0 || item >= itemCount) {
      throw new NumericError('shape_mismatch', { what: 'item', expected: itemCount, actual: item });
    }
    if (!Number.isFinite(weight)) throw new NumericError('not_finite', { what: 'weights', index: i });
    if (weight > 0) row.set(item, (row.get(item) ?? 0) + weight);
  }
  const starts = new Int32Array(userCount + 1);
  for (const [user, row] of rows.entries()) starts[user + 1] = intAt(starts, user) + row.size;
  const size = intAt(starts, userCount);
  const indices = new Int32Array(size);
  const sums = new Float64Array(size);
  for (const [user, row] of rows.entries()) {
    for (const [place, [item, weight]] of [...row].toSorted(([a], [b]) => a - b).entries()) {
      indices[intAt(starts, user) + place] = item;
      sums[intAt(starts, user) + place] = weight;
    }
  }
  return { rows: userCount, columns: itemCount, starts, indices, weights: sums };
}

/** The same interactions with items as rows. */
export function transpose(x: Interactions): Interactions {
  const starts = new Int32Array(x.columns + 1);
  for (const column of x.indices) starts[column + 1] = intAt(starts, column + 1) + 1;
  for (let i = 0; i < x.columns; i += 1) starts[i + 1] = intAt(starts, i + 1) + intAt(starts, i);
  const next = starts.slice();
  const indices = new Int32Array(x.indices.length);
  const weights = new Float64Array(x.weights.length);
  for (let row = 0; row < x.rows; row += 1) {
    for (let i = intAt(x.starts, row); i < intAt(x.starts, row + 1); i += 1) {
      const column = intAt(x.indices, i);
      const place = intAt(next, column);
      next[column] = place + 1;
      indices[place] = row;
      weights[place] = at(x.weights, i);
    }
  }
  return { rows: x.columns, columns: x.rows, starts, indices, weights };
}

/** The columns of one row. */
export function columnsOf({ starts, indices }: Interactions, row: number): Int32Array {
  return indices.subarray(intAt(starts, row), intAt(starts, row + 1));
}

/** The weights of one row, in the order of its columns. */
export function weightsOf({ starts, weights }: Interactions, row: number): Float64Array {
  return weights.subarray(intAt(starts, row), intAt(starts, row + 1));
}
