import pg from 'pg';
import type { DatasetColumn } from '../data.repository.ts';
import { recordName, tableOf } from '../profile/profile-statements.ts';
import { ROW_ID } from '../tables/table-statements.ts';

const quote = (name: string): string => pg.escapeIdentifier(name);
const LONGEST_VALUE = 100;

/** One row: how many rows there are, and by condition how many fulfil it. */
export function countFulfilling(schema: string, table: string, conditions: readonly string[]): string {
  const list = conditions.map((condition) => `, count(*) filter (where ${condition})::int`).join('');
  return `select count(*)::int${list} from ${tableOf(schema, table)} t`;
}

/** The first rows that fulfil a condition, with a value of theirs. */
export function selectFulfilling(
  schema: string,
  table: string,
  wanted: { key: string | null; column: string | null; condition: string; most: number },
): string {
  const { key, column, condition, most } = wanted;
  const value = column === null ? 'null' : `left(t.${quote(column)}::text, ${LONGEST_VALUE})`;
  return `select ${recordName(key)} as record, ${value} as value from ${tableOf(schema, table)} t
    where ${condition} order by t.${ROW_ID} limit ${most}`;
}

/** Rows that have the same values as another one there; those that lack one share nothing. */
export function countShared(schema: string, table: string, columns: readonly string[]): string {
  const names = columns.map((name) => `t.${quote(name)}`);
  return `select (select count(*)::int from ${tableOf(schema, table)}) as rows, coalesce(sum(g.rows), 0)::int as broken from (
    select count(*) as rows from ${tableOf(schema, table)} t
     where ${names.map((name) => `${name} is not null`).join(' and ')} group by ${names.join(', ')} having count(*) > 1) g`;
}

/** The values that most rows share. */
export function selectShared(schema: string, table: string, columns: readonly string[], most: number): string {
  const names = columns.map((name) => `t.${quote(name)}`);
  const text = names.map((name) => `left(${name}::text, ${LONGEST_VALUE})`).join(` || ', ' || `);
  return `select ${text} as record, count(*)::text as value from ${tableOf(schema, table)} t
    where ${names.map((name) => `${name} is not null`).join(' and ')} group by ${names.join(', ')} having count(*) > 1
    order by count(*) desc, 1 limit ${most}`;
}

/** How many hours ago the latest is; one of a day counts from its end. */
export function selectAge(schema: string, table: string, { name, type }: DatasetColumn, timeZone: string): string {
  const zone = pg.escapeLiteral(timeZone);
  const latest =
    type === 'date' ? `((max(t.${quote(name)}) + 1)::timestamp at time zone ${zone})` : `max(t.${quote(name)})`;
  return `select count(*)::int as rows, greatest(extract(epoch from now() - ${latest}) / 3600, 0)::float8 as hours
    from ${tableOf(schema, table)} t`;
}

/** Rows of the day in $1. */
export function countDay(schema: string, table: string, { name, type }: DatasetColumn, timeZone: string): string {
  const value =
    type === 'date' ? `t.${quote(name)}` : `(t.${quote(name)} at time zone ${pg.escapeLiteral(timeZone)})::date`;
  return `select count(*)::int as rows from ${tableOf(schema, table)} t where ${value} = $1::date`;
}
