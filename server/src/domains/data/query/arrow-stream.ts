import {
  Bool,
  type DataType,
  DateDay,
  Float64,
  Int64,
  Table,
  tableToIPC,
  TimestampMillisecond,
  Utf8,
  type Vector,
  vectorFromArray,
} from 'apache-arrow';
import type { ColumnType } from '../csv/inference.ts';
import type { TypedColumn } from './result-formats.ts';

const DAY_MS = 86_400_000;

/** Rows as an Apache Arrow IPC stream: whole numbers as Int64, numbers as Float64, days as Date32, times as milliseconds in UTC. */
export function toArrow(columns: readonly TypedColumn[], rows: readonly unknown[][]): Uint8Array {
  const vectors = columns.map(({ name, type }, index): [string, Vector] => {
    const { arrow, read } = ARROW[type];
    const values = rows.map((row) => (row[index] === null || row[index] === undefined ? null : read(row[index])));
    return [uniqueName(columns, name, index), vectorFromArray(values, arrow)];
  });
  return tableToIPC(new Table(Object.fromEntries(vectors)), 'stream');
}

/** SQL may give two columns one name; a table of Arrow may not. */
const uniqueName = (columns: readonly TypedColumn[], name: string, index: number): string =>
  columns.findIndex((each) => each.name === name) === index ? name : `${name}_${index + 1}`;

const ARROW: Record<ColumnType, { arrow: DataType; read(value: unknown): unknown }> = {
  integer: { arrow: new Int64(), read: (value) => BigInt(typeof value === 'number' ? Math.trunc(value) : 0) },
  number: { arrow: new Float64(), read: Number },
  boolean: { arrow: new Bool(), read: Boolean },
  date: {
    arrow: new DateDay(),
    read: (value) => Math.floor(Date.parse(`${String(value)}T00:00:00Z`) / DAY_MS) * DAY_MS,
  },
  timestamp: { arrow: new TimestampMillisecond('UTC'), read: (value) => (value instanceof Date ? value.getTime() : 0) },
  text: { arrow: new Utf8(), read: (value) => (typeof value === 'string' ? value : JSON.stringify(value)) },
};
