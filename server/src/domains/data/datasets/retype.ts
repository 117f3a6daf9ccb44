import pg from 'pg';
import type { ColumnType } from '../csv/inference.ts';
import type { DateOrder } from '../csv/moments.ts';

/** How values of one type become values of another, in SQL over the column `x`. */
export interface Conversion {
  /** The new value; null where the old one does not fit. */
  value: string;
  /** True for values that fit but lose something: a time of day, digits behind the point. */
  loses: string | null;
}

const SQL_TYPES: Record<ColumnType, string> = {
  integer: 'bigint',
  number: 'double precision',
  boolean: 'boolean',
  date: 'date',
  timestamp: 'timestamptz',
  text: 'text',
};

/** Beyond this, the numbers of most programs lose their last digits. */
const MAX_INTEGER = Number.MAX_SAFE_INTEGER;
const TRUE_WORDS = "('true', 'yes', 't', 'y', '1')";
const FALSE_WORDS = "('false', 'no', 'f', 'n', '0')";
const TIME = String.raw`([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?`;
const ZONE = String.raw`(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])`;

const inUtc = (x: string): string => `(${x} at time zone 'UTC')`;
const isoText = (x: string): string => `to_char(${inUtc(x)}, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
const asInteger = (x: string): string =>
  `case when ${x} between -${MAX_INTEGER} and ${MAX_INTEGER} and ${x} = trunc(${x}) then ${x}::bigint end`;

/** Never casts what it has not looked at: a single value that fails would end the whole statement. */
function textToNumber(x: string): string {
  const trimmed = `btrim(${x})`;
  const n = `${trimmed}::numeric`;
  const fits = `abs(${n}) between 1e-300 and 1e308 or ${n} = 0`;
  return `case when ${trimmed} ~ '^[+-]?([0-9]{1,255}[.]?[0-9]{0,255}|[.][0-9]{1,255})([eE][+-]?[0-9]{1,3})?$'
    then case when ${fits} then ${n}::double precision end end`;
}

function textToInteger(x: string): string {
  return `case when btrim(${x}) ~ '^[+-]?[0-9]{1,16}$'
    then case when abs(btrim(${x})::bigint) <= ${MAX_INTEGER} then btrim(${x})::bigint end end`;
}

const textToBoolean = (x: string): string =>
  `case when lower(btrim(${x})) in ${TRUE_WORDS} then true when lower(btrim(${x})) in ${FALSE_WORDS} then false end`;

/** A day of the calendar, from the texts of its year, month and day. */
function dayOf(year: string, month: string, day: string): string {
  const last = `extract(day from make_date(${year}, ${month}, 1) + interval '1 month - 1 day')`;
  return `case when ${year} >= 1 and ${month} between 1 and 12
    then case when ${day} between 1 and ${last} then make_date(${year}, ${month}, ${day}) end end`;
}

const part = (of: string, place: number): string => `split_part(translate(${of}, './', '--'), '-', ${place})::int`;

function textToDate(x: string, order: DateOrder | null): string {
  const t = `btrim(${x})`;
  const iso = dayOf(part(t, 1), part(t, 2), part(t, 3));
  const isIso = `${t} ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'`;
  if (order === null) return `case when ${isIso} then ${iso} end`;
  const [day, month] = order === 'dmy' ? [1, 2] : [2, 1];
  const local = dayOf(part(t, 3), part(t, month), part(t, day));
  return `case when ${isIso} then ${iso} when ${t} ~ '^[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{4}$' then ${local} end`;
}

function textToTimestamp(x: string): string {
  const t = `btrim(${x})`;
  const day = textToDate(`left(${t}, 10)`, null);
  return `case when (${day}) is not null and substr(${t}, 11) = '' then (${t} || 'T00:00:00Z')::timestamptz
    when (${day}) is not null and substr(${t}, 11) ~ '^[T ]${TIME}$' then (${t} || 'Z')::timestamptz
    when (${day}) is not null and substr(${t}, 11) ~ '^[T ]${TIME}${ZONE}$' then ${t}::timestamptz end`;
}

type Converter = (x: string, order: DateOrder | null) => Conversion;

const plain = (value: (x: string) => string): Converter => {
  return (x) => ({ value: value(x), loses: null });
};

const converters: Partial<Record<`${ColumnType} to ${ColumnType}`, Converter>> = {
  'integer to text': plain((x) => `${x}::text`),
  'number to text': plain((x) => `${x}::text`),
  'boolean to text': plain((x) => `${x}::text`),
  'date to text': plain((x) => `to_char(${x}, 'YYYY-MM-DD')`),
  'timestamp to text': plain(isoText),
  'text to integer': plain(textToInteger),
  'text to number': plain(textToNumber),
  'text to boolean': plain(textToBoolean),
  'text to date': (x, order) => ({ value: textToDate(x, order), loses: null }),
  'text to timestamp': plain(textToTimestamp),
  'integer to number': plain((x) => `${x}::double precision`),
  'number to integer': plain(asInteger),
  'integer to boolean': plain((x) => `case ${x} when 1 then true when 0 then false end`),
  'boolean to integer': plain((x) => `${x}::int::bigint`),
  'boolean to number': plain((x) => `${x}::int::double precision`),
  'date to timestamp': plain((x) => inUtc(`${x}::timestamp`)),
  'timestamp to date': (x) => ({ value: `${inUtc(x)}::date`, loses: `${inUtc(x)} <> date_trunc('day', ${inUtc(x)})` }),
};

/** How a column's values become those of another type; null where they never do. */
export function findConversion(
  from: ColumnType,
  to: ColumnType,
  order: DateOrder | null,
  column: string,
): Conversion | null {
  return converters[`${from} to ${to}`]?.(pg.escapeIdentifier(column), order) ?? null;
}

interface Place {
  schema: string;
  table: string;
  column: string;
}

const quote = (name: string): string => pg.escapeIdentifier(name);

/** Counts of what would become of the values, and some that do not fit. */
export function previewRetype({ schema, table, column }: Place, { value, loses }: Conversion): string {
  const x = quote(column);
  return `with converted as (
      select ${x} as old, (${value}) as new, ${loses === null ? 'false' : `coalesce(${loses}, false)`} as loses
        from ${quote(schema)}.${quote(table)} where ${x} is not null)
    select count(*) as values, count(*) filter (where new is null) as lost, count(*) filter (where loses) as shortened,
      (select coalesce(array_agg(left(example, 100)), '{}') from (
         select distinct old::text as example from converted where new is null order by 1 limit 5) e) as examples
      from converted`;
}

export function applyRetype({ schema, table, column }: Place, { value }: Conversion, to: ColumnType): string {
  return `alter table ${quote(schema)}.${quote(table)} alter column ${quote(column)} type ${SQL_TYPES[to]} using (${value})`;
}
