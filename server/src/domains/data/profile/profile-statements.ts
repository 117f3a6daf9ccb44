import pg from 'pg';
import type { DatasetColumn } from '../data.repository.ts';
import { ROW_ID } from '../tables/table-statements.ts';

type Column = Pick<DatasetColumn, 'name' | 'type'>;

const quote = (name: string): string => pg.escapeIdentifier(name);
export const tableOf = (schema: string, table: string): string => `${quote(schema)}.${quote(table)}`;

/** A million groups fit into this; the default would put them on the disk. */
export const GROUPS_IN_MEMORY = "set local work_mem = '64MB'";

/** Longer texts are cut, and told apart by their hash. */
const LONGEST_TEXT = 200;
/** Beyond this, squares of numbers are too large for a number. */
const LARGEST_ADDED = '1e100';

/** A value as it is read for a sample. */
function sampled({ name, type }: Column): string {
  const value = `t.${quote(name)}`;
  if (type !== 'text') return value;
  return `case when octet_length(${value}) > ${LONGEST_TEXT * 2} then left(${value}, ${LONGEST_TEXT}) || '…' || md5(${value}) else ${value} end`;
}

/** A part of the rows, drawn at random: the same every time while the table is the same. */
export function copySample(part: {
  schema: string;
  table: string;
  columns: readonly Column[];
  /** Of the rows; 1: all. */
  share: number;
  condition: string | null;
}): string {
  const { schema, table, columns, share, condition } = part;
  const list = columns.map(sampled).join(', ');
  const drawn = share < 1 ? ` tablesample bernoulli (${share * 100}) repeatable (1)` : '';
  const where = condition === null ? '' : ` where ${condition}`;
  return `copy (select ${list} from ${tableOf(schema, table)} t${drawn}${where}) to stdout (format binary)`;
}

/** What is counted of all rows, as one JSON object a column. */
function countsOf({ name, type }: Column): string {
  const c = `t.${quote(name)}`;
  const parts: Record<string, string> = { filled: `count(${c})` };
  if (type === 'integer' || type === 'number') {
    const small = `${c}::float8) filter (where abs(${c}::float8) < ${LARGEST_ADDED})`;
    Object.assign(parts, {
      min: `min(${c})`,
      max: `max(${c})`,
      mean: `avg(${small}`,
      standard_deviation: `stddev_samp(${small}`,
      zeros: `count(*) filter (where ${c} = 0)`,
      negatives: `count(*) filter (where ${c} < 0)`,
    });
  } else if (type === 'text') {
    Object.assign(parts, {
      shortest: `min(length(${c}))`,
      longest: `max(length(${c}))`,
      mean_length: `avg(length(${c}))::float8`,
      empty: `count(*) filter (where btrim(${c}) = '')`,
      spaces_around: `count(*) filter (where ${c} <> btrim(${c}))`,
    });
  } else if (type !== 'boolean') {
    const utc = type === 'date' ? `${c}::timestamp` : `${c} at time zone 'UTC'`;
    Object.assign(parts, {
      first: `to_char(min(${utc}), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
      last: `to_char(max(${utc}), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
      in_future: `count(*) filter (where ${c} > now() + interval '1 day')`,
    });
  }
  const pairs = Object.entries(parts).map(([key, sql]) => `'${key}', ${sql}`);
  return `json_build_object(${pairs.join(', ')})`;
}

/** One row: by column what is counted of all rows. */
export function selectCounts(schema: string, table: string, columns: readonly Column[]): string {
  const list = columns.map((column) => countsOf(column)).join(', ');
  return `select count(*)::int, ${list} from ${tableOf(schema, table)} t`;
}

export interface Beyond {
  column: string;
  lower: number;
  upper: number;
}

const isBeyond = ({ column, lower, upper }: Beyond): string =>
  `(t.${quote(column)} < ${literal(lower)} or t.${quote(column)} > ${literal(upper)})`;
const literal = (value: number): string => `'${value}'::float8`;

/** One row: by column how many values are beyond its bounds. */
export function countBeyond(schema: string, table: string, bounds: readonly Beyond[]): string {
  const list = bounds.map((each) => `count(*) filter (where ${isBeyond(each)})::int`).join(', ');
  return `select ${list} from ${tableOf(schema, table)} t`;
}

/** What a record is called by: its key, or its number. */
export const recordName = (key: string | null): string =>
  key === null ? `t.${ROW_ID}::text` : `coalesce(t.${quote(key)}::text, t.${ROW_ID}::text)`;

/** The rows farthest beyond the bounds. */
export function selectBeyond(schema: string, table: string, key: string | null, bounds: Beyond, most: number): string {
  const value = `t.${quote(bounds.column)}::float8`;
  const far = `greatest(${literal(bounds.lower)} - ${value}, ${value} - ${literal(bounds.upper)})`;
  return `select ${recordName(key)} as record, ${value} as value from ${tableOf(schema, table)} t
    where ${isBeyond(bounds)} order by ${far} desc, t.${ROW_ID} limit ${most}`;
}

/** Rows by day of the zone, in order. */
export function countDays(
  schema: string,
  table: string,
  { name, type }: Column,
  timeZone: string,
  most: number,
): string {
  const c = `t.${quote(name)}`;
  const day = type === 'date' ? c : `(${c} at time zone ${pg.escapeLiteral(timeZone)})::date`;
  return `select to_char(${day}, 'YYYY-MM-DD') as day, count(*)::int as rows from ${tableOf(schema, table)} t
    where ${c} between '0001-01-02' and '9999-12-30' group by ${day} order by ${day} limit ${most}`;
}

/** Whether no time of the column has a time of day in the zone. */
export function selectDaysOnly(schema: string, table: string, { name }: Column, timeZone: string): string {
  const local = `(t.${quote(name)} at time zone ${pg.escapeLiteral(timeZone)})`;
  return `select not exists (select from ${tableOf(schema, table)} t where ${local} <> date_trunc('day', ${local})) as only`;
}

/** Rows that must change before the columns tell all rows apart, and those that lack one. */
export function countRepeats(schema: string, table: string, columns: readonly string[]): string {
  const names = columns.map((name) => `t.${quote(name)}`);
  const there = names.map((name) => `${name} is not null`).join(' and ');
  return `select coalesce(sum(rows - 1) filter (where filled), 0)::int as duplicates, coalesce(sum(rows) filter (where not filled), 0)::int as blanks
    from (select count(*) as rows, ${there} as filled from ${tableOf(schema, table)} t group by ${names.join(', ')}) g`;
}

/** Which of the texts in $1 are not among the values of a column. */
export function selectMissing(schema: string, table: string, { name, type }: Column): string {
  const given = type === 'integer' ? 'v::bigint' : 'v';
  return `select v from unnest($1::text[]) v
    where not exists (select from ${tableOf(schema, table)} t where t.${quote(name)} = ${given})`;
}
