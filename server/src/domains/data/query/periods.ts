import {
  addDays,
  type CalendarPeriod,
  type Days,
  type Earlier,
  isDay,
  listEarlierPeriods,
  listPeriods,
  periodBefore,
  type Range,
  resolvePeriod,
  type Unit,
  yearBefore,
} from './calendar.ts';
import type { Compilation } from './compile-context.ts';
import { beginOfDay, compileRange, type Operand } from './conditions.ts';
import type { GroupColumn } from './groups.ts';
import { aggregateRows, type GroupKey, putSideBySide } from './layers.ts';
import type { Aggregate } from './measures.ts';
import type { Query } from './query.schema.ts';
import type { Source } from './source.ts';

/** The period that a query asks about. */
export interface Time {
  /** The column. */
  operand: Operand;
  range: Range;
  /** The range, where it is one of whole days. */
  days: Days | null;
  /** So many days later than the column says. */
  shiftDays: number;
  sql: string;
  /** Another period of the same column. */
  toSql(range: Range): string | null;
}

/** The period that it is compared with. */
export interface Before extends Earlier {
  later: Days;
  time: Time;
  sql: string;
}

export function compileTime(compilation: Compilation, { time }: Query, source: Source, at: string): Time | null {
  if (!time) return null;
  const { field, shift_days: shiftDays = 0, ...period } = time;
  const operand = source.find(field, `${at}/time/field`);
  if (!operand) return null;
  if (operand.type !== 'date' && operand.type !== 'timestamp') {
    const params = { column: operand.name, type: operand.type, grain: 'time' };
    return compilation.fault(`${at}/time/field`, 'grain_does_not_suit', params);
  }
  const range = resolvePeriod(period, compilation.today);
  const toSql = (wanted: Range): string | null => {
    const shifted = shiftDays === 0 ? wanted : shiftRange(wanted, -shiftDays);
    return shifted && compileRange(compilation, shifted, operand);
  };
  const sql = range && toSql(range);
  if (!range || sql === null) return compilation.fault(`${at}/time`, 'period_unclear');
  return { operand, range, days: wholeDays(range), shiftDays, sql, toSql };
}

/** Null where it is not one of whole days. */
function shiftRange({ from, to }: Range, days: number): Range | null {
  if ((from !== null && !isDay(from)) || (to !== null && !isDay(to))) return null;
  return { from: from && addDays(from, days), to: to && addDays(to, days) };
}

const wholeDays = ({ from, to }: Range): Days | null =>
  from !== null && to !== null && isDay(from) && isDay(to) ? { from, to } : null;

export function compileBefore(
  compilation: Compilation,
  { compare }: { compare?: Query['compare'] },
  { groups, time, at }: { groups: readonly GroupColumn[]; time: Time | null; at: string },
): Before | null {
  if (compare === undefined) return null;
  const later = time?.days;
  if (!later || later.from >= later.to) return compilation.fault(`${at}/compare`, 'comparison_needs_time');
  const byWeeks = groups.some((group) => group.grain === 'week' && isOfTime(group, time));
  const earlier = compare === 'previous_year' ? yearBefore(later, byWeeks) : periodBefore(later);
  const sql = isDay(earlier.from) ? time.toSql({ from: earlier.from, to: earlier.to }) : null;
  if (sql === null) return compilation.fault(`${at}/compare`, 'comparison_needs_time');
  return { ...earlier, later, time, sql };
}

const isOfTime = ({ field }: GroupColumn, { operand }: Time): boolean => field.sql === operand.sql;

interface Figures {
  source: string;
  where: readonly string[];
  groups: readonly GroupColumn[];
  aggregates: readonly Aggregate[];
}

/** One row a group. */
export function aggregatePeriod(
  compilation: Compilation,
  { where, groups, ...rest }: Figures,
  time: Time | null,
): string {
  const { weekStart } = compilation.today;
  const keys = groups.map((group) => {
    const days = time?.days;
    const periods = days ? periodsOf(group, time, (unit) => listPeriods(days, unit, weekStart)) : null;
    return periods ? numberedKey(compilation, group, periods) : cutKey(group, null);
  });
  return aggregateRows({ ...rest, where: [...where, ...(time ? [time.sql] : [])], keys, isBefore: null });
}

/** The groups of a period and of the one before, side by side: the rows are read once where no day is in both. */
export function aggregateBoth(compilation: Compilation, { where, groups, ...rest }: Figures, before: Before): string {
  const { later, time, sql, distance } = before;
  const { weekStart } = compilation.today;
  const listed = groups.map((group) => ({
    group,
    isMoved: group.grain !== null && isOfTime(group, time),
    periods: periodsOf(group, time, (unit) => {
      const parts = [listEarlierPeriods(before, unit, weekStart), listPeriods(later, unit, weekStart)];
      return parts.every((part) => part !== null) ? parts.flat() : null;
    }),
  }));
  if (before.to <= later.from && listed.every(({ isMoved, periods }) => !isMoved || periods)) {
    const whole = before.to === later.from ? time.toSql({ from: before.from, to: later.to }) : null;
    const isBefore = time.toSql({ from: null, to: later.from });
    const keys = listed.map(({ group, periods }) =>
      periods ? numberedKey(compilation, group, periods) : cutKey(group, null),
    );
    const both = aggregateRows({ ...rest, where: [...where, whole ?? `(${sql} or ${time.sql})`], keys, isBefore });
    return putSideBySide(both, keys.length, rest.aggregates);
  }
  const interval = `${distance.count} ${distance.unit}s`;
  const keysOf = (moved: string | null) => listed.map(({ group, isMoved }) => cutKey(group, isMoved ? moved : null));
  const both = [
    aggregateRows({ ...rest, where: [...where, time.sql], keys: keysOf(null), isBefore: 'false' }),
    aggregateRows({ ...rest, where: [...where, sql], keys: keysOf(interval), isBefore: 'true' }),
  ];
  return putSideBySide(both.join(' union all '), groups.length, rest.aggregates);
}

/** The periods that a group can have, where they can be listed. */
function periodsOf(
  group: GroupColumn,
  time: Time,
  list: (unit: Unit) => CalendarPeriod[] | null,
): CalendarPeriod[] | null {
  const { grain, shiftDays } = group;
  if (grain === null || grain === 'hour' || shiftDays !== time.shiftDays || !isOfTime(group, time)) return null;
  const periods = list(grain)?.map(({ name, from }) => ({ name, from: addDays(from, -shiftDays) }));
  return periods?.every(({ from }) => isDay(from)) ? periods : null;
}

/** Finds the period of a row among the begins of all periods: half as long as bringing its time to the zone and cutting it. */
function numberedKey(compilation: Compilation, { field }: GroupColumn, periods: readonly CalendarPeriod[]): GroupKey {
  const names = compilation.bind(
    periods.map(({ name }) => name),
    'date[]',
  );
  const days = compilation.bind(
    periods.map(({ from }) => from),
    'date[]',
  );
  const begins = (): string =>
    `(select array_agg(${beginOfDay(compilation, 'd::timestamp')} order by d) from unnest(${days}) d)`;
  const row = `width_bucket(${field.sql}, ${field.type === 'date' ? days : begins()})`;
  return { row, group: (found) => `(${names})[${found}]`, isPeriod: true };
}

const cutKey = (group: GroupColumn, interval: string | null): GroupKey => ({
  row: group.sql(interval),
  group: (row) => row,
  isPeriod: group.grain !== null,
});
