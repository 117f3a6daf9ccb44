import pg from 'pg';
import { NEEDS_GUARD } from '../csv/guard.ts';
import type { DatasetColumn } from '../data.repository.ts';
import { ROW_ID } from '../tables/table-statements.ts';

/** How the values of a CSV export are written. */
export interface CsvHabit {
  delimiter: ',' | ';' | '\t';
  decimalMark: '.' | ',';
  dateFormat: 'iso' | 'dmy' | 'mdy';
  /** Whether what a spreadsheet would run as a formula gets an apostrophe in front. */
  guarded: boolean;
}

export interface ExportedTable {
  schema: string;
  table: string;
  columns: readonly Pick<DatasetColumn, 'name' | 'type'>[];
  /** In SQL; undefined: all rows. */
  condition: string | undefined;
}

const quote = (name: string): string => pg.escapeIdentifier(name);

function from({ schema, table, condition }: ExportedTable): string {
  const where = condition === undefined ? '' : ` where ${condition}`;
  return `from ${quote(schema)}.${quote(table)}${where} order by ${ROW_ID}`;
}

/** COPY of the rows as CSV without headings. Texts always stand in quotes: an empty one is no missing value. */
export function copyAsCsv(table: ExportedTable, habit: CsvHabit): string {
  const values = table.columns.map((column) => `${valueOf(column, habit)} as ${quote(column.name)}`);
  const texts = table.columns.filter(({ type }) => type === 'text').map(({ name }) => quote(name));
  const options = [
    'format csv',
    `delimiter ${habit.delimiter === '\t' ? String.raw`E'\t'` : `'${habit.delimiter}'`}`,
    ...(texts.length > 0 ? [`force_quote (${texts.join(', ')})`] : []),
  ];
  return `copy (select ${values.join(', ')} ${from(table)}) to stdout (${options.join(', ')})`;
}

function valueOf({ name, type }: Pick<DatasetColumn, 'name' | 'type'>, habit: CsvHabit): string {
  const column = quote(name);
  if (type === 'text') {
    if (!habit.guarded) return column;
    return `case when ${column} ~ ${pg.escapeLiteral(NEEDS_GUARD)} then '''' || ${column} else ${column} end`;
  }
  if (type === 'number' && habit.decimalMark === ',') return `replace(${column}::text, '.', ',')`;
  if (type === 'boolean') return `case when ${column} then 'true' when not ${column} then 'false' end`;
  const days = { iso: 'YYYY-MM-DD', dmy: 'DD/MM/YYYY', mdy: 'MM/DD/YYYY' }[habit.dateFormat];
  if (type === 'date') return `to_char(${column}, '${days}')`;
  if (type !== 'timestamp') return column;
  return habit.dateFormat === 'iso'
    ? `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
    : `to_char(${column} at time zone 'UTC', '${days} HH24:MI:SS.US')`;
}

/**
 * COPY of the rows as JSON, one object a line. What COPY would quote cannot occur in it: JSON writes control characters
 * as escapes, and these two stand for quote and delimiter.
 */
export function copyAsJsonl(table: ExportedTable): string {
  const values = table.columns.map(({ name, type }) => {
    const column = quote(name);
    if (type !== 'timestamp') return column;
    return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as ${column}`;
  });
  const rows = `select ${values.join(', ')} ${from(table)}`;
  return `copy (select row_to_json(r) from (${rows}) r) to stdout (format csv, quote E'\\x01', delimiter E'\\x02')`;
}

/** The headings of a CSV export: the columns' names. */
export function writeHeadings({ columns }: Pick<ExportedTable, 'columns'>, habit: CsvHabit): string {
  const guarded = new RegExp(NEEDS_GUARD, 'u');
  const cells = columns.map(({ name }) => {
    const safe = habit.guarded && guarded.test(name) ? `'${name}` : name;
    return `"${safe.replaceAll('"', '""')}"`;
  });
  return `${cells.join(habit.delimiter)}\n`;
}
