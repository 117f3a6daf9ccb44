import type { ColumnType } from '../csv/inference.ts';
import type { WeekStart } from './calendar.ts';
import type { Compilation } from './compile-context.ts';
import type { Grain, Group } from './query.schema.ts';
import type { Field, Source } from './source.ts';

/** A column by which rows are put together. */
export interface GroupColumn {
  name: string;
  type: ColumnType;
  unit: string | null;
  grain: Grain | null;
  isFilled: boolean;
  /** So many days later than the column says. */
  shiftDays: number;
  field: Field;
  /** @param interval what is added to a time first, so that an earlier period falls upon a later one */
  sql(interval: string | null): string;
}

export function compileGroups(
  compilation: Compilation,
  groups: readonly Group[],
  source: Source,
  at: string,
): GroupColumn[] {
  const compiled = groups.flatMap(
    (group, index) => compileGroup(compilation, group, source, `${at}/group_by/${index}`) ?? [],
  );
  for (const [index, { fill }] of groups.entries()) {
    if (fill === true && groups.findIndex((each) => each.fill) !== index) {
      compilation.fault(`${at}/group_by/${index}/fill`, 'does_not_go_together', { one: 'fill', other: 'fill' });
    }
  }
  return compiled;
}

function compileGroup(compilation: Compilation, group: Group, source: Source, pointer: string): GroupColumn | null {
  const field = source.find(group.field, `${pointer}/field`);
  if (!field) return null;
  const { grain = null, fill = false, shift_days: days = 0, name = group.field } = group;
  const isTime = field.type === 'timestamp';
  if ((grain !== null || days !== 0) && !isTime && (field.type !== 'date' || grain === 'hour')) {
    const params = { column: field.name, type: field.type, grain: grain ?? 'shift_days' };
    return compilation.fault(`${pointer}/grain`, 'grain_does_not_suit', params);
  }
  if (grain === null && (fill || days !== 0)) {
    return compilation.fault(`${pointer}/grain`, 'option_missing', { option: 'grain' });
  }
  const sql = (interval: string | null): string => {
    if (grain === null) return field.sql;
    // Bound only where it is used: PostgreSQL takes no parameter that a statement does not name.
    const steps = [...(days === 0 ? [] : [`${days} days`]), ...(interval === null ? [] : [interval])];
    const shift = steps.map((step) => ` + ${compilation.bind(step, 'interval')}`).join('');
    return truncate(compilation, field, grain, shift);
  };
  return {
    name,
    type: grain === null ? field.type : grain === 'hour' ? 'timestamp' : 'date',
    unit: field.unit,
    grain,
    isFilled: fill,
    shiftDays: days,
    field,
    sql,
  };
}

/** How many days later a week that begins on Monday begins. */
export const weekOffset = (weekStart: WeekStart): number => (8 - weekStart) % 7;

/** The begin of the period that holds the moment, as clocks and calendars in the zone show it. */
function truncate(compilation: Compilation, { sql, type }: Field, grain: Grain, shift: string): string {
  const zone = type === 'date' ? '' : compilation.bind(compilation.timeZone, 'text');
  const local = type === 'date' ? `${sql}::timestamp` : `(${sql} at time zone ${zone})`;
  if (grain === 'hour') {
    // In the form with a zone the two hours that a clock shows twice stay two.
    return `date_trunc('hour', ${shift === '' ? sql : `((${local}${shift}) at time zone ${zone})`}, ${zone})`;
  }
  if (grain === 'day') return type === 'date' && shift === '' ? sql : `(${local}${shift})::date`;
  const offset = grain === 'week' ? weekOffset(compilation.today.weekStart) : 0;
  if (offset === 0) return `date_trunc('${grain}', ${local}${shift})::date`;
  return `(date_trunc('week', ${local}${shift} + interval '${offset} days')::date - ${offset})`;
}
