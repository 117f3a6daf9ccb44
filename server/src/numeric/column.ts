import { at, intAt } from './element.ts';
import { NumericError } from './numeric-error.ts';

/** Numbers, booleans (1 and 0) or times (epoch milliseconds, UTC); NaN is a missing value. */
export interface ValueColumn {
  readonly name: string;
  readonly kind: 'number' | 'boolean' | 'time';
  readonly values: Float64Array;
}

/** Labels or words by integer code into `dictionary`; -1 is a missing value. */
export interface CodedColumn {
  readonly name: string;
  readonly kind: 'category' | 'text';
  readonly codes: Int32Array;
  readonly dictionary: readonly string[];
}

/**
 * One column of a table. `category` is always read as labels; `text` may be labels, prose or identifiers, and the
 * preprocessor decides which. Blank dictionary entries count as missing.
 */
export type Column = ValueColumn | CodedColumn;

/** The kind of a {@link Column}. */
export type ColumnKind = Column['kind'];

/** Whether the column holds codes into a dictionary. */
export function isCoded(column: Column): column is CodedColumn {
  return column.kind === 'category' || column.kind === 'text';
}

/** Number of rows of a column. */
export function rowCountOf(column: Column): number {
  return isCoded(column) ? column.codes.length : column.values.length;
}

/**
 * A copy of the column with the given rows in the given order. The dictionary is shared, not copied.
 *
 * @param rows row numbers, each within 0 … rows − 1
 */
export function takeRows(column: Column, rows: Int32Array): Column {
  if (isCoded(column)) {
    const codes = new Int32Array(rows.length);
    for (let i = 0; i < rows.length; i += 1) codes[i] = intAt(column.codes, intAt(rows, i));
    return { ...column, codes };
  }
  const values = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i += 1) values[i] = at(column.values, intAt(rows, i));
  return { ...column, values };
}

/**
 * Checks that all columns have one length and names of their own.
 *
 * @returns the number of rows, 0 where there is no column
 * @throws NumericError shape_mismatch, duplicate_column
 */
export function checkTable(columns: readonly Column[]): number {
  const [first] = columns;
  const rows = first === undefined ? 0 : rowCountOf(first);
  const names = new Set<string>();
  for (const column of columns) {
    const actual = rowCountOf(column);
    if (actual !== rows) throw new NumericError('shape_mismatch', { what: column.name, expected: rows, actual });
    if (names.has(column.name)) throw new NumericError('duplicate_column', { column: column.name });
    names.add(column.name);
  }
  return rows;
}
