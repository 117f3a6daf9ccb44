import { checkTable, type Column, isCoded } from '../column.ts';
import { at, intAt } from '../element.ts';
import { NumericError } from '../numeric-error.ts';
import { normalizedDictionary } from '../preprocessing/category-encoder.ts';
import { columnsOf, gatherInteractions, type Interactions } from './interactions.ts';

/** Who took what, a row each. */
export interface NamedInteractions {
  /** Of one length. Names, or numbers that stand for some. */
  readonly users: Column;
  readonly items: Column;
  /** How much of it, such as a quantity. Default 1 each. */
  readonly weights?: Float64Array;
  /** When, in milliseconds. */
  readonly times?: Float64Array;
}

/** Interactions that count, at least. */
const LEAST_ROWS = 20;

/** Names and, for each row, the number of its name; −1 where it is blank. */
function numbered(column: Column): { names: string[]; codes: Int32Array } {
  const labels = isCoded(column) ? normalizedDictionary(column) : [];
  const names: string[] = [];
  const places = new Map<string, number>();
  const codeOf = (name: string | null | undefined): number => {
    if (name === null || name === undefined || name === '') return -1;
    const known = places.get(name);
    if (known !== undefined) return known;
    places.set(name, names.length);
    return names.push(name) - 1;
  };
  const codes = isCoded(column)
    ? column.codes.map((code) => codeOf(labels[code]))
    : Int32Array.from(column.values, (value) => codeOf(Number.isNaN(value) ? null : String(value)));
  return { names, codes };
}

/** By numbers, with the names of users and items. */
interface Gathered {
  readonly x: Interactions;
  readonly users: readonly string[];
  readonly items: readonly string[];
  /** Of each interaction, the last time. */
  readonly times?: Float64Array;
}

function checkLength(what: string, values: Float64Array | undefined, expected: number): void {
  if (values === undefined || values.length === expected) return;
  throw new NumericError('shape_mismatch', { what, expected, actual: values.length });
}

/**
 * Gathers what users took. Rows with a blank, or a weight that is not above 0, do not count.
 *
 * @throws NumericError too_few_rows, shape_mismatch, duplicate_column, not_finite (an infinite weight)
 */
export function gatherNamed({ users, items, weights, times }: NamedInteractions): Gathered {
  const rows = checkTable([users, items]);
  checkLength('weights', weights, rows);
  checkLength('times', times, rows);
  const [who, what] = [numbered(users), numbered(items)];
  const counted = Int32Array.from({ length: rows }, (_, row) => row).filter((row) => {
    const weight = weights === undefined ? 1 : at(weights, row);
    return intAt(who.codes, row) >= 0 && intAt(what.codes, row) >= 0 && weight > 0;
  });
  if (counted.length < LEAST_ROWS)
    throw new NumericError('too_few_rows', { rows: counted.length, required: LEAST_ROWS });
  const x = gatherInteractions(
    { users: counted.map((row) => intAt(who.codes, row)), userCount: who.names.length },
    { items: counted.map((row) => intAt(what.codes, row)), itemCount: what.names.length },
    Float64Array.from(counted, (row) => (weights === undefined ? 1 : at(weights, row))),
  );
  if (times === undefined) return { x, users: who.names, items: what.names };
  const last = new Float64Array(x.indices.length).fill(Number.NEGATIVE_INFINITY);
  for (const row of counted) {
    const user = intAt(who.codes, row);
    const place = intAt(x.starts, user) + columnsOf(x, user).indexOf(intAt(what.codes, row));
    last[place] = Math.max(at(last, place), Number.isNaN(at(times, row)) ? Number.NEGATIVE_INFINITY : at(times, row));
  }
  return { x, users: who.names, items: what.names, times: last };
}
