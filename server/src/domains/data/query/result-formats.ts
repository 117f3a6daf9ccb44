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

export interface TypedColumn {
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
