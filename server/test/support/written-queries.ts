import type { Filter, Group, Measure, Query } from '../../src/domains/data/query/query.schema.ts';

/**
 * Queries over sales and stores as somebody writes them by hand in psql: values stand in the text, a moment is compared by
 * the date that a wall calendar shows, weeks begin by the number of the weekday. Nothing of the compiler is used.
 */

const text = (value: unknown): string => `'${String(value).replaceAll("'", "''")}'`;

const columnOf = (field: string): string =>
  field.startsWith('stores.') ? `st.${field.slice('stores.'.length)}` : `s.${field}`;

/** Calendar and clock on the wall. */
const wall = (field: string, zone: string): string =>
  field === 'at' ? `(s.at at time zone ${text(zone)})` : columnOf(field);

const SIGNS: Record<string, string> = {
  equals: '=',
  not_equals: '<>',
  greater_than: '>',
  greater_or_equal: '>=',
  less_than: '<',
  less_or_equal: '<=',
};

function condition({ all, any, not, field = '', operator = 'equals', value }: Filter, zone: string): string {
  if (all) return `(${all.map((each) => condition(each, zone)).join(' and ')})`;
  if (any) return `(${any.map((each) => condition(each, zone)).join(' or ')})`;
  if (not) return `(not coalesce(${condition(not, zone)}, false))`;
  const column = columnOf(field);
  const sign = SIGNS[operator];
  if (sign !== undefined) {
    if (typeof value === 'number') return `${column} ${sign} ${value}`;
    if (field !== 'at') return `${column} ${sign} ${text(value)}`;
    const isDay = String(value).length === 10;
    return isDay ? `${wall(field, zone)}::date ${sign} ${text(value)}` : `s.at ${sign} ${text(value)}`;
  }
  if (operator === 'between') {
    const [low, high] = value as string[];
    return `${wall(field, zone)}::date between ${text(low)} and ${text(high)}`;
  }
  const list = (): string => (value as unknown[]).map((each) => (typeof each === 'number' ? each : text(each))).join();
  const written: Record<string, () => string> = {
    in: () => `${column} in (${list()})`,
    not_in: () => `${column} not in (${list()})`,
    contains: () => `${column} like ${text(`%${String(value)}%`)}`,
    not_contains: () => `${column} not like ${text(`%${String(value)}%`)}`,
    starts_with: () => `${column} like ${text(`${String(value)}%`)}`,
    ends_with: () => `${column} like ${text(`%${String(value)}`)}`,
    is_true: () => `${column} = true`,
    is_false: () => `${column} = false`,
    is_null: () => `${column} is null`,
    is_not_null: () => `${column} is not null`,
  };
  const write = written[operator];
  if (!write) throw new Error(operator);
  return write();
}

/** @param later an interval by which an earlier period is moved forward, or nothing */
function groupKey({ field, grain }: Group, query: Query, zone: string, later: string): string {
  if (grain === undefined) return columnOf(field);
  const at = wall(field, zone);
  // What the clock shows beyond the full hour is taken off, so that an hour which it shows twice stays two.
  if (grain === 'hour')
    return `s.at - make_interval(mins => extract(minute from ${at})::int, secs => extract(second from ${at}))`;
  const moved = later === '' || field !== query.time?.field ? at : `(${at} + interval ${text(later)})`;
  if (grain === 'day') return `${moved}::date`;
  if (grain === 'week') {
    const first = { sunday: 0, monday: 1, saturday: 6 }[query.week_start ?? 'monday'];
    return `${moved}::date - (extract(dow from ${moved})::int + ${7 - first}) % 7`;
  }
  const year = `extract(year from ${moved})::int`;
  const month = `extract(month from ${moved})::int`;
  if (grain === 'year') return `make_date(${year}, 1, 1)`;
  return `make_date(${year}, ${grain === 'month' ? month : `${month} - (${month} - 1) % 3`}, 1)`;
}

function figure({ function: name, field, by = '', p, filter, formula }: Measure, zone: string): string {
  if (formula !== undefined) return '100.0 * (coalesce(sum(s.quantity), 0) - count(*)) / nullif(count(*), 0)';
  const wanted = filter ? condition(filter, zone) : 'true';
  if (field === undefined) return `count(*) filter (where ${wanted})`;
  const share = name === 'median' ? 0.5 : (p ?? 0);
  const plain: Record<string, (column: string, only: string) => string> = {
    count: (column, only) => `count(${column})${only}`,
    sum: (column, only) => `coalesce(sum(${column})${only}, 0)`,
    avg: (column, only) => `avg(${column})${only}`,
    median: (column, only) => `percentile_cont(${share}) within group (order by ${column})${only}`,
    percentile: (column, only) => `percentile_cont(${share}) within group (order by ${column})${only}`,
  };
  const write = plain[name ?? ''];
  const only = ` filter (where ${wanted})`;
  if (write && field.startsWith('stores.')) {
    const seen = `array_agg(distinct st.store)${only}`;
    return `(select ${write(`each.${field.slice('stores.'.length)}`, '')} from stores each where each.store = any(${seen}))`;
  }
  const column = columnOf(field);
  if (write) return write(column, only);
  if (name === 'count_distinct') return `count(distinct ${column})${only}`;
  if (name === 'min' || name === 'max') return `${name}(${column})${only}`;
  const order = `${columnOf(by)} ${name === 'first' ? 'asc' : 'desc'}, ${column}`;
  const known = `${column} is not null and ${columnOf(by)} is not null and ${wanted}`;
  return `(array_agg(${column} order by ${order}) filter (where ${known}))[1]`;
}

function grouped(query: Query, zone: string, only: readonly string[], later = ''): string {
  const keys = (query.group_by ?? []).map((group, index) => `${groupKey(group, query, zone, later)} as g${index}`);
  const figures = (query.measures ?? []).map((measure, index) => `${figure(measure, zone)} as f${index}`);
  const where = [...only, ...(query.filter ? [condition(query.filter, zone)] : [])];
  return [
    `select ${[...keys, ...figures].join(', ')}`,
    'from sales s left join stores st on st.store = s.store',
    ...(where.length > 0 ? [`where ${where.join(' and ')}`] : []),
    ...(keys.length > 0 ? [`group by ${keys.map((_, index) => index + 1).join(', ')}`] : []),
  ].join('\n');
}

const numbered = (prefix: string, list: readonly unknown[] = []): string[] => list.map((_, index) => prefix + index);

/** One array a row. */
export function writeQuery(query: Query, zone: string): string {
  const columns = [...numbered('g', query.group_by), ...numbered('f', query.measures)];
  return `select jsonb_build_array(${columns.join(', ')}) from (${grouped(query, zone, [])}) q`;
}

const monthOf = (day: string): number => 12 * Number(day.slice(0, 4)) + Number(day.slice(5, 7));

/** How far back the period is that a query compares with. */
function distance({ time, group_by: groups, compare }: Query): string {
  const { field = '', from = '', to = '' } = time ?? {};
  if (compare === 'previous_year') {
    return groups?.some((group) => group.field === field && group.grain === 'week') ? '364 days' : '12 months';
  }
  const isMonths = from.endsWith('-01') && to.endsWith('-01');
  return isMonths
    ? `${monthOf(to) - monthOf(from)} months`
    : `${(Date.parse(to) - Date.parse(from)) / 86_400_000} days`;
}

export function writeComparison(query: Query, zone: string): string {
  const { field = '', from = '', to = '' } = query.time ?? {};
  const back = distance(query);
  const day = `${wall(field, zone)}::date`;
  const now = grouped(query, zone, [`${day} >= ${text(from)} and ${day} < ${text(to)}`]);
  const earlier = (end: string): string => `date ${text(end)} - interval ${text(back)}`;
  const before = grouped(query, zone, [`${day} >= ${earlier(from)} and ${day} < ${earlier(to)}`], back);
  const keys = numbered('g', query.group_by);
  const both = keys.length > 0 ? `select ${keys.join()} from now union select ${keys.join()} from before` : 'select 1';
  const on = (side: string): string =>
    ['true', ...keys.map((key) => `${side}.${key} is not distinct from k.${key}`)].join(' and ');
  const figures = (query.measures ?? []).flatMap(({ function: name = '', field: of = '' }, index) => {
    const isAdded = ['sum', 'count', 'count_distinct'].includes(name);
    const [here, there] = ['now', 'before'].map((side) =>
      isAdded ? `coalesce(${side}.f${index}, 0)` : `${side}.f${index}`,
    );
    if (of === 'at' || of === 'day') return [`${here}`, `${there}`];
    return [here, there, `${here} - ${there}`, `(${here} - ${there})::float8 / nullif(abs(${there}), 0)`];
  });
  return [
    `with now as (${now}),\nbefore as (${before}),\nk as (${both})`,
    `select jsonb_build_array(${[...keys.map((key) => `k.${key}`), ...figures].join(', ')})`,
    `from k left join now on ${on('now')} left join before on ${on('before')}`,
  ].join('\n');
}
