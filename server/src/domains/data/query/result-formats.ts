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
import { writeCsvCell } from '../../../platform/csv-cell.ts';
import type { ColumnType } from '../csv/inference.ts';

export const resultFormats = ['json', 'csv', 'arrow'] as const;
export type ResultFormat = (typeof resultFormats)[number];

export const MEDIA_TYPES = {
  json: 'application/json',
  csv: 'text/csv; charset=utf-8',
  arrow: 'application/vnd.apache.arrow.stream',
} as const satisfies Record<ResultFormat, string>;

/** What is asked for by name, else by the first type that `Accept` names and that there is; else JSON. */
export function chooseFormat(named: ResultFormat | undefined, accept: string | undefined): ResultFormat {
  if (named !== undefined) return named;
  for (const part of (accept ?? '').split(',')) {
    const type = part.split(';')[0]?.trim().toLowerCase();
    const found = resultFormats.find((format) => MEDIA_TYPES[format].split(';')[0] === type);
    if (found) return found;
  }
  return 'json';
}

interface TypedColumn {
  name: string;
  type: ColumnType;
}

/** Rows as records by the names of their columns. */
export function toRecords(columns: readonly { name: string }[], rows: readonly unknown[][]): Record<string, unknown>[] {
  return rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])));
}

/** Rows as CSV; texts that a spreadsheet would run as a formula are defused. */
export function toCsv(columns: readonly TypedColumn[], rows: readonly unknown[][]): string {
  const lines = [columns.map(({ name }) => writeCsvCell(name)).join(',')];
  for (const row of rows) lines.push(columns.map((_, index) => toCell(row[index])).join(','));
  return `${lines.join('\n')}\n`;
}

function toCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return writeCsvCell(typeof value === 'string' ? value : JSON.stringify(value));
}

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
