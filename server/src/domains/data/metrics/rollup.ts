import { createHash } from 'node:crypto';
import pg from 'pg';
import { compileQuery } from '../query/compile.ts';
import { type CompileContext, createCompilation, type QueryDataset } from '../query/compile-context.ts';
import type { Measure, Query } from '../query/query.schema.ts';
import { createSource } from '../query/source.ts';

/** A metric's measures by day, kept beside the data: what is asked by periods of days adds days, not rows. */
export interface Rollup {
  /** A colon is in no dataset's name. */
  table: string;
  measures: readonly { name: string; type: 'integer' | 'number' }[];
  /** The tables from which it is made, and how each tells which days a change of its rows touches. */
  sources: readonly RollupSource[];
  /** The days' figures in SQL with its parameters, of all days or of those from the first to before the last. */
  content(days: { from: string; to: string } | null): { sql: string; parameters: unknown[] };
  /** The same question, to the rollup. */
  query: Query;
  dataset: QueryDataset;
}

export interface RollupSource {
  table: string;
  /** Selects the `day` of each row of `changed`; null: a change may touch any day. */
  days: string | null;
}

const DAY = 'day';
/** More than the days of a century; a result is told whole or not at all. */
const MOST_DAYS = 50_000;
const PLAIN_DAY = /^\d{4}-\d\d-\d\d$/;

/**
 * The rollup that answers a question, or null where days cannot be added to what is asked: other measures than sums and
 * counts of the dataset itself, parts by dimension, hours, bounds within a day, conditions that move with today.
 */
export function planRollup(query: Query, datasets: readonly QueryDataset[], context: CompileContext): Rollup | null {
  const { dataset: base, time, group_by: groups = [], measures = [], joins = [], filter, ...rest } = query;
  const dataset = datasets.find(({ name }) => name === base);
  const [group] = groups;
  if (!dataset || !time || !isOfDays(query)) return null;
  const own = measures.filter(({ formula }) => formula === undefined);
  if (!own.every((measure) => adds(measure, dataset)) || movesWithToday([filter, own])) return null;
  const types = measures.flatMap(({ name, formula, function: kind, field }) => {
    const isWhole = kind !== 'sum' || dataset.columns.find((column) => column.name === field)?.type === 'integer';
    return formula === undefined ? [{ name, type: isWhole ? ('integer' as const) : ('number' as const) }] : [];
  });
  const about = { dataset: base, joins, filter, field: time.field, own, zone: context.timeZone };
  const table = `rollup:${createHash('sha256').update(JSON.stringify(about)).digest('hex').slice(0, 24)}`;
  const sources = findSources(query, datasets, context);
  return (
    sources && {
      table,
      measures: types,
      sources,
      content: (days) =>
        compileQuery(
          {
            ...(base === undefined ? {} : { dataset: base }),
            ...(joins.length > 0 ? { joins } : {}),
            ...(filter ? { filter } : {}),
            group_by: [{ field: time.field, grain: 'day', name: DAY }],
            measures: own,
            ...(days ? { time: { field: time.field, ...days } } : {}),
            limit: MOST_DAYS,
          },
          datasets,
          context,
        ),
      query: {
        ...rest,
        dataset: table,
        time: { ...time, field: DAY },
        ...(group ? { group_by: [{ ...group, field: DAY }] } : {}),
        measures: measures.map((measure) =>
          measure.formula === undefined ? { name: measure.name, function: 'sum', field: measure.name } : measure,
        ),
      },
      dataset: { name: table, columns: [{ name: DAY, type: 'date' }, ...types] },
    }
  );
}

function isOfDays({ time, group_by: groups = [], of, select, having }: Query): boolean {
  if (of || select || having || groups.length > 1 || time === undefined) return false;
  const { from, to } = time;
  const [group] = groups;
  const isByPeriod = !group || (group.field === time.field && group.grain !== undefined && group.grain !== 'hour');
  const hasDays = from !== undefined && to !== undefined && PLAIN_DAY.test(from) && PLAIN_DAY.test(to);
  return isByPeriod && hasDays && group?.shift_days === undefined && !('shift_days' in time);
}

const ADDING = new Set(['name', 'function', 'field', 'filter']);

/** Sums of joined columns count each joined row once, and it may have rows on several days. */
function adds(measure: Measure, { columns }: QueryDataset): boolean {
  if (!Object.keys(measure).every((option) => ADDING.has(option))) return false;
  if (measure.function === 'count') return measure.field === undefined;
  return measure.function === 'sum' && columns.some(({ name }) => name === measure.field);
}

const movesWithToday = (conditions: unknown): boolean => JSON.stringify(conditions).includes('"operator":"within"');

function findSources(
  { dataset: base, joins = [], time }: Query,
  datasets: readonly QueryDataset[],
  context: CompileContext,
): RollupSource[] | null {
  const compilation = createCompilation(context);
  const dataset = datasets.find(({ name }) => name === base);
  if (!dataset || !time) return null;
  const { name, columns } = dataset;
  const source = createSource(compilation, { name, sql: 'changed', columns }, joins, datasets, '');
  const field = source.find(time.field, '');
  if (!field || compilation.faults.length > 0 || source.uncertainKeys.length > 0) return null;
  const dayOf = (value: string): string =>
    field.type === 'date' ? value : `(${value} at time zone ${pg.escapeLiteral(context.timeZone)})::date`;
  const sources = [
    { table: name, days: `select ${dayOf(field.sql)} as day from ${source.sql}` },
    ...joins.map((join, index) => ({
      table: join.dataset.normalize('NFC'),
      days:
        field.relation === index + 1
          ? `select ${dayOf(`changed.${pg.escapeIdentifier(field.name)}`)} as day from changed`
          : null,
    })),
  ];
  // A table that plays two parts tells of its changes in one way only.
  return new Set(sources.map(({ table }) => table)).size === sources.length ? sources : null;
}
