import type { Grain } from './query.schema.ts';
import type { Compilation } from './compile-context.ts';
import type { GroupColumn } from './groups.ts';
import { weekOffset } from './groups.ts';
import type { Aggregate } from './measures.ts';

/** The parts of a query, each a SELECT over the one before. Groups are g0, g1, …; aggregates a0, a1, …; before: p0, p1, …. */

const list = (prefix: string, count: number, alias = ''): string[] =>
  Array.from({ length: count }, (_, index) => `${alias}${prefix}${index}`);

interface Rows {
  /** FROM and what is joined. */
  source: string;
  where: readonly string[];
  groups: readonly GroupColumn[];
  aggregates: readonly Aggregate[];
  /** By which an earlier period is moved upon the later one, and the column it is moved in. */
  shift: { interval: string; column: string } | null;
}

/** One row a group, with all aggregates. */
export function aggregateRows({ source, where, groups, aggregates, shift }: Rows): string {
  const groupSql = groups.map((group) => group.sql(group.field.sql === shift?.column ? shift.interval : null));
  const inner = groupSql.map((sql, index) => `${sql} as g${index}`);
  const outer = list('g', groups.length);
  for (const aggregate of aggregates) {
    const { index, value, order, condition, once, atLast } = aggregate;
    const filters: string[] = [];
    if (value !== null) inner.push(`${value} as v${index}`);
    if (order !== null) inner.push(`${order} as o${index}`);
    if (condition !== null) {
      inner.push(`(${condition}) as f${index}`);
      filters.push(`r.f${index}`);
    }
    if (once !== null) {
      // Each row of the joined dataset once a group, among the rows that fulfil the condition.
      const parts = [...groupSql, ...once, ...(condition === null ? [] : [`(${condition}) is true`])];
      inner.push(`row_number() over (partition by ${parts.join(', ')}) = 1 as u${index}`);
      filters.push(`r.u${index}`);
    }
    if (atLast !== null) {
      const periods = groups.flatMap((group, place) => (group.grain === null ? [] : (groupSql[place] ?? [])));
      const partition = periods.length === 0 ? '' : `partition by ${periods.join(', ')}`;
      inner.push(`${atLast} = max(${atLast}) over (${partition}) as l${index}`);
      filters.push(`r.l${index}`);
    }
    outer.push(
      `${aggregate.sql({ value: `r.v${index}`, order: `r.o${index}`, filter: filters.join(' and ') })} as a${index}`,
    );
  }
  const rows = `select ${inner.length === 0 ? '1 as one' : inner.join(', ')} from ${source}${whereAll(where)}`;
  const by = groups.length === 0 ? '' : ` group by ${list('g', groups.length).join(', ')}`;
  return `select ${[...outer, 'true as present'].join(', ')} from (${rows}) r${by}`;
}

export const whereAll = (conditions: readonly string[]): string =>
  conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`;

const pick = (isBefore: boolean, { index, empty }: Aggregate): string => {
  const filter = `filter (where ${isBefore ? '' : 'not '}u.is_before)`;
  const one = `(array_agg(u.a${index}) ${filter})[1]`;
  return `case when count(*) ${filter} = 0 then ${empty} else ${one} end as ${isBefore ? 'p' : 'a'}${index}`;
};

/** The groups of a period and of the one before, side by side. */
export function putSideBySide(
  now: string,
  before: string,
  groups: readonly GroupColumn[],
  aggregates: readonly Aggregate[],
): string {
  const keys = list('g', groups.length);
  const figures = list('a', aggregates.length);
  const columns = [...keys, ...figures].join(', ');
  const both = [
    `select ${columns === '' ? '' : `${columns}, `}false as is_before from (${now}) c`,
    `select ${columns === '' ? '' : `${columns}, `}true as is_before from (${before}) c`,
  ].join(' union all ');
  const outer = [
    ...keys,
    ...aggregates.map((each) => pick(false, each)),
    ...aggregates.map((each) => pick(true, each)),
    'true as present',
  ];
  return `select ${outer.join(', ')} from (${both}) u${keys.length === 0 ? '' : ` group by ${keys.join(', ')}`}`;
}

interface Filling {
  groups: readonly GroupColumn[];
  aggregates: readonly Aggregate[];
  hasBefore: boolean;
  /** The days between which every period is to be there; else from the first to the last that has rows. */
  range: { from: string; to: string } | null;
}

/** Adds the periods without rows, for every combination of the other groups that occurs. */
export function fillPeriods(
  compilation: Compilation,
  merged: string,
  { groups, aggregates, hasBefore, range }: Filling,
): string {
  const filled = groups.findIndex(({ isFilled }) => isFilled);
  const grain = groups[filled]?.grain;
  if (!grain) return merged;
  const others = list('g', groups.length).filter((_, index) => index !== filled);
  const figures = [...list('a', aggregates.length), ...(hasBefore ? list('p', aggregates.length) : [])];
  const empties = [...aggregates, ...(hasBefore ? aggregates : [])].map(({ empty }) => empty);
  const values = figures.map(
    (name, index) => `case when m.present then m.${name} else ${empties[index] ?? 'null'} end as ${name}`,
  );
  const keys = list('g', groups.length).map((name, index) => (index === filled ? `k.period as ${name}` : `k.${name}`));
  const combinations =
    others.length === 0 ? '(select 1 as one) d' : `(select distinct ${others.join(', ')} from merged) d`;
  const match = [`m.g${filled} = k.period`, ...others.map((name) => `m.${name} is not distinct from k.${name}`)];
  const all = [...list('g', groups.length), ...figures].join(', ');
  return (
    `with merged as (${merged}), periods as (${seriesOf(compilation, grain, `g${filled}`, range)}), ` +
    `k as (select period${others.map((name) => `, ${name}`).join('')} from periods cross join ${combinations}) ` +
    `select ${[...keys, ...values].join(', ')} from k left join merged m on ${match.join(' and ')} ` +
    `union all select ${all} from merged where g${filled} is null`
  );
}

const STEPS: Record<Exclude<Grain, 'hour'>, string> = {
  day: '1 day',
  week: '7 days',
  month: '1 month',
  quarter: '3 months',
  year: '1 year',
};

function seriesOf(
  compilation: Compilation,
  grain: Grain,
  column: string,
  range: { from: string; to: string } | null,
): string {
  const { bind, timeZone, today } = compilation;
  if (grain === 'hour') {
    const zone = bind(timeZone, 'text');
    // Zones differ by quarters of an hour; every hour that a clock shows is met by one of them.
    const [first, last] = range
      ? [
          `${bind(range.from, 'timestamp')} at time zone ${zone}`,
          `(${bind(range.to, 'timestamp')} at time zone ${zone}) - interval '1 minute'`,
        ]
      : [`(select min(${column}) from merged)`, `(select max(${column}) from merged)`];
    const period = `date_trunc('hour', s, ${zone})`;
    const within = range ? '' : ` where ${period} >= ${first}`;
    return `select distinct ${period} as period from generate_series(${first}, ${last}, interval '15 minutes') s${within}`;
  }
  const offset = grain === 'week' ? weekOffset(today.weekStart) : 0;
  const begin = (day: string): string =>
    `date_trunc('${grain}', ${day} + interval '${offset} days') - interval '${offset} days'`;
  const [first, last] = range
    ? [begin(bind(range.from, 'timestamp')), `${bind(range.to, 'timestamp')} - interval '1 day'`]
    : [`(select min(${column}) from merged)::timestamp`, `(select max(${column}) from merged)::timestamp`];
  return `select s::date as period from generate_series(${first}, ${last}, interval '${STEPS[grain]}') s`;
}
