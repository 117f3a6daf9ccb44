import type { Grain } from './query.schema.ts';
import type { Compilation } from './compile-context.ts';
import { beginOfDay } from './conditions.ts';
import type { GroupColumn } from './groups.ts';
import { weekOffset } from './groups.ts';
import type { Aggregate } from './measures.ts';

/** The parts of a query, each a SELECT over the one before. Groups are g0, g1, …; aggregates a0, a1, …; before: p0, p1, …. */

const list = (prefix: string, count: number, alias = ''): string[] =>
  Array.from({ length: count }, (_, index) => `${alias}${prefix}${index}`);

/** By what rows are put together. */
export interface GroupKey {
  /** What is computed of every row. */
  row: string;
  /** What that means for a group. @param row the SQL of what was computed */
  group(row: string): string;
  isPeriod: boolean;
}

interface Rows {
  /** FROM and what is joined. */
  source: string;
  where: readonly string[];
  keys: readonly GroupKey[];
  aggregates: readonly Aggregate[];
  /** What tells a row of an earlier period from one of the later, where both are read at once; or what is true of all. */
  isBefore: string | null;
}

/** One row a group, with all aggregates. */
export function aggregateRows({ source, where, keys, aggregates, isBefore }: Rows): string {
  const by = list('g', keys.length);
  const inner = keys.map(({ row }, index) => `${row} as g${index}`);
  const outer = keys.map(({ group }, index) => `${group(`r.g${index}`)} as g${index}`);
  const periods = keys.flatMap(({ row, isPeriod }) => (isPeriod ? [row] : []));
  const sides = isBefore === null ? [] : [isBefore];
  if (isBefore !== null) {
    inner.push(`${isBefore} as is_before`);
    outer.push('r.is_before');
    by.push('is_before');
  }
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
      const parts = [
        ...keys.map(({ row }) => row),
        ...sides,
        ...once,
        ...(condition === null ? [] : [`(${condition}) is true`]),
      ];
      inner.push(`row_number() over (partition by ${parts.join(', ')}) = 1 as u${index}`);
      filters.push(`r.u${index}`);
    }
    if (atLast !== null) {
      const parts = [...periods, ...sides];
      const partition = parts.length === 0 ? '' : `partition by ${parts.join(', ')}`;
      inner.push(`${atLast} = max(${atLast}) over (${partition}) as l${index}`);
      filters.push(`r.l${index}`);
    }
    outer.push(
      `${aggregate.sql({ value: `r.v${index}`, order: `r.o${index}`, filter: filters.join(' and ') })} as a${index}`,
    );
  }
  // Otherwise the planner takes every moment for a group of its own, and sorts what it could add up.
  const fence = periods.length === 0 ? '' : ' offset 0';
  const rows = `select ${inner.length === 0 ? '1 as one' : inner.join(', ')} from ${source}${whereAll(where)}${fence}`;
  const groupBy = by.length === 0 ? '' : ` group by ${by.map((name) => `r.${name}`).join(', ')}`;
  return `select ${[...outer, 'true as present'].join(', ')} from (${rows}) r${groupBy}`;
}

export const whereAll = (conditions: readonly string[]): string =>
  conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`;

const pick = (isBefore: boolean, { index, empty }: Aggregate): string => {
  const filter = `filter (where ${isBefore ? '' : 'not '}u.is_before)`;
  const one = `(array_agg(u.a${index}) ${filter})[1]`;
  return `case when count(*) ${filter} = 0 then ${empty} else ${one} end as ${isBefore ? 'p' : 'a'}${index}`;
};

/** The groups of a period and of the one before, side by side. @param both their rows, told apart by `is_before` */
export function putSideBySide(both: string, groupCount: number, aggregates: readonly Aggregate[]): string {
  const keys = list('g', groupCount);
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
          beginOfDay(compilation, bind(range.from, 'timestamp')),
          `${beginOfDay(compilation, bind(range.to, 'timestamp'))} - interval '1 minute'`,
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
