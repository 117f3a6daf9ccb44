import type { ColumnType } from '../csv/inference.ts';
import type { Compilation } from './compile-context.ts';
import { compileFilter } from './conditions.ts';
import { readFormula } from './formula.ts';
import type { Measure } from './query.schema.ts';
import type { Field, Source } from './source.ts';

/** A measure of the result. */
export interface MeasureColumn {
  name: string;
  type: ColumnType;
  unit: string | null;
  aggregate: Aggregate | null;
  /** Its figure, made from figures of aggregates. @param figure the SQL of the aggregate with this index */
  sql(figure: (aggregate: number) => string): string;
}

/** What is computed over the rows of a group. */
export interface Aggregate {
  /** Its place among the aggregates. */
  index: number;
  /** What it needs of a row; null: nothing. */
  value: string | null;
  order: string | null;
  condition: string | null;
  /** Where several rows share one row of a joined dataset: what tells those apart, so that each counts once. */
  once: readonly string[] | null;
  /** Of which only the last of each period counts. */
  atLast: string | null;
  /** @param row the columns of the row; `filter` holds what the row must fulfil, or is empty */
  sql(row: { value: string; order: string; filter: string }): string;
  /** What it is where there are no rows. */
  empty: string;
}

const NUMERIC: ReadonlySet<ColumnType> = new Set(['integer', 'number']);
const OF_NUMBERS = new Set(['sum', 'avg', 'median', 'percentile']);
/** What a row that comes twice does not change. */
const ONCE_ALREADY = new Set(['count_distinct', 'min', 'max', 'first', 'last']);

export function compileMeasures(
  compilation: Compilation,
  measures: readonly Measure[],
  source: Source,
  at: string,
): MeasureColumn[] {
  const columns: MeasureColumn[] = [];
  let aggregates = 0;
  for (const [index, measure] of measures.entries()) {
    const pointer = `${at}/measures/${index}`;
    if ((measure.formula === undefined) === (measure.function === undefined)) {
      compilation.fault(pointer, 'measure_unclear', { name: measure.name });
    } else if (measure.formula !== undefined) {
      const column = compileFormula(compilation, { ...measure, formula: measure.formula }, columns, pointer);
      if (column) columns.push(column);
    } else {
      const column = compileAggregate(compilation, measure, source, { index: aggregates, pointer });
      if (column) columns.push(column);
      aggregates += 1;
    }
  }
  return columns;
}

function compileFormula(
  compilation: Compilation,
  { name, formula, field, filter }: Measure & { formula: string },
  before: readonly MeasureColumn[],
  pointer: string,
): MeasureColumn | null {
  if (field !== undefined || filter !== undefined) {
    return compilation.fault(pointer, 'measure_unclear', { name });
  }
  const numeric = before.filter(({ type }) => NUMERIC.has(type));
  // Read anew for each period: the names then mean the figures of that period.
  const read = (figure: (aggregate: number) => string) =>
    readFormula(formula, (wanted) => {
      const found = numeric.find((each) => each.name === wanted);
      return found ? { sql: `(${found.sql(figure)})::double precision`, unit: found.unit } : null;
    });
  const first = read(String);
  if ('fault' in first) {
    if (first.fault === 'unreadable') {
      return compilation.fault(`${pointer}/formula`, 'formula_unreadable', { position: first.at + 1 });
    }
    const names = numeric.map((each) => each.name);
    return compilation.unknown(`${pointer}/formula`, 'name', first.name, names);
  }
  return {
    name,
    type: 'number',
    unit: first.unit,
    aggregate: null,
    sql(figure) {
      const term = read(figure);
      return 'sql' in term ? term.sql : 'null';
    },
  };
}

function compileAggregate(
  compilation: Compilation,
  measure: Measure,
  source: Source,
  { index, pointer }: { index: number; pointer: string },
): MeasureColumn | null {
  const { name, function: kind = 'count', filter } = measure;
  const find = (wanted: string | undefined, option: string): Field | null =>
    wanted === undefined ? null : source.find(wanted, `${pointer}/${option}`);
  const faultsBefore = compilation.faults.length;
  const field = find(measure.field, 'field');
  const order = find(measure.by, 'by');
  const atLast = find(measure.at_last, 'at_last');
  const condition = filter ? compileFilter(compilation, filter, source.find, `${pointer}/filter`) : null;
  checkOptions(compilation, measure, field, pointer);
  if (compilation.faults.length > faultsBefore) return null;
  const isJoined = field !== null && field.relation > 0 && !ONCE_ALREADY.has(kind);
  const aggregate: Aggregate = {
    index,
    value: field?.sql ?? null,
    order: order?.sql ?? null,
    condition,
    once: isJoined ? (source.relations[field.relation]?.keys ?? null) : null,
    atLast: atLast?.sql ?? null,
    sql: writerOf(compilation, measure),
    empty: kind === 'count' || kind === 'count_distinct' || kind === 'sum' ? '0' : 'null',
  };
  const isCount = kind === 'count' || kind === 'count_distinct';
  const keepsType = ['min', 'max', 'first', 'last'].includes(kind);
  return {
    name,
    type: isCount ? 'integer' : keepsType ? (field?.type ?? 'number') : 'number',
    unit: isCount ? null : (field?.unit ?? null),
    aggregate,
    sql: (figure) => figure(index),
  };
}

function checkOptions(compilation: Compilation, measure: Measure, field: Field | null, pointer: string): void {
  const { function: kind = 'count' } = measure;
  const missing = (option: string) => compilation.fault(`${pointer}/${option}`, 'option_missing', { option });
  const astray = (option: string) =>
    compilation.fault(`${pointer}/${option}`, 'does_not_go_together', { one: option, other: kind });
  if (kind !== 'count' && measure.field === undefined) missing('field');
  if (kind === 'percentile' && measure.p === undefined) missing('p');
  if (kind !== 'percentile' && measure.p !== undefined) astray('p');
  const isOrdered = kind === 'first' || kind === 'last';
  if (isOrdered && measure.by === undefined) missing('by');
  if (!isOrdered && measure.by !== undefined) astray('by');
  if (!field) return;
  const isUnordered = (kind === 'min' || kind === 'max') && field.type === 'boolean';
  if ((OF_NUMBERS.has(kind) && !NUMERIC.has(field.type)) || isUnordered) {
    const params = { function: kind, column: field.name, type: field.type };
    compilation.fault(`${pointer}/function`, 'function_does_not_suit', params);
  }
}

const ordered =
  (direction: 'asc' | 'desc'): Aggregate['sql'] =>
  ({ value, order, filter }) => {
    const present = [filter, `${value} is not null`, `${order} is not null`].filter((part) => part !== '');
    return `(array_agg(${value} order by ${order} ${direction}, ${value})${where(present.join(' and '))})[1]`;
  };

function writerOf({ bind }: Compilation, { function: kind, field, p }: Measure): Aggregate['sql'] {
  const percentile = (share: number) => {
    const given = bind(share, 'double precision');
    return ({ value, filter }: { value: string; filter: string }) =>
      `percentile_cont(${given}) within group (order by ${value}::double precision)${where(filter)}`;
  };
  const writers: Record<NonNullable<Measure['function']>, () => Aggregate['sql']> = {
    count:
      () =>
      ({ value, filter }) =>
        `count(${field === undefined ? '*' : value})${where(filter)}`,
    count_distinct:
      () =>
      ({ value, filter }) =>
        `count(distinct ${value})${where(filter)}`,
    // Nothing added up is nothing, as in a period without rows.
    sum:
      () =>
      ({ value, filter }) =>
        `coalesce(sum(${value})${where(filter)}, 0)::double precision`,
    avg:
      () =>
      ({ value, filter }) =>
        `(avg(${value})${where(filter)})::double precision`,
    min:
      () =>
      ({ value, filter }) =>
        `min(${value})${where(filter)}`,
    max:
      () =>
      ({ value, filter }) =>
        `max(${value})${where(filter)}`,
    median: () => percentile(0.5),
    percentile: () => percentile(p ?? 0.5),
    first: () => ordered('asc'),
    last: () => ordered('desc'),
  };
  return writers[kind ?? 'count']();
}

const where = (filter: string): string => (filter === '' ? '' : ` filter (where ${filter})`);
