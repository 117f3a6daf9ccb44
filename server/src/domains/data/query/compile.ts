import pg from 'pg';
import type { ColumnType } from '../csv/inference.ts';
import {
  type Compilation,
  type CompileContext,
  createCompilation,
  type QueryColumn,
  type QueryDataset,
} from './compile-context.ts';
import { compileFilter, type Operand } from './conditions.ts';
import { compileGroups, type GroupColumn } from './groups.ts';
import { fillPeriods, whereAll } from './layers.ts';
import { compileMeasures, type MeasureColumn } from './measures.ts';
import { aggregateBoth, aggregatePeriod, compileBefore, compileTime, type Time } from './periods.ts';
import { queryErrors } from './query.errors.ts';
import type { InnerQuery, Query } from './query.schema.ts';
import { createSource, type FirstRelation, type Source, type UncertainKey } from './source.ts';

/** A column of a result. */
export interface ResultColumn {
  name: string;
  type: ColumnType;
  /** A currency, or null. */
  unit: string | null;
  kind: 'dimension' | 'measure';
}

export interface CompiledQuery {
  sql: string;
  parameters: unknown[];
  columns: ResultColumn[];
  /** Keys of joins that must be looked at first: if one repeats, rows would be counted twice. */
  uncertainKeys: UncertainKey[];
}

export const DEFAULT_LIMIT = 1000;

const quote = (name: string): string => pg.escapeIdentifier(name);

/**
 * A query as SQL. Values are parameters, names come from the catalogue. It knows no clock and no database, so the same
 * input gives the same SQL. It gives one row more than the limit, by which one sees that there are more.
 * @throws AppError query_invalid, with everything that is wrong
 */
export function compileQuery(query: Query, datasets: readonly QueryDataset[], context: CompileContext): CompiledQuery {
  const compilation = createCompilation(context);
  const body = compileBody(compilation, query, datasets, '');
  const limit = query.limit ?? DEFAULT_LIMIT;
  const sql = body && `${body.sql}${compileSort(compilation, query, body)} limit ${limit + 1}`;
  if (compilation.faults.length > 0 || !body || sql === null) {
    const { faults } = compilation;
    throw queryErrors.query_invalid({ count: faults.length }, { faults: faults.slice(0, MOST_FAULTS) });
  }
  return { sql, parameters: compilation.parameters, columns: body.columns, uncertainKeys: body.uncertainKeys };
}

const MOST_FAULTS = 50;

/** The measures of a query over all of its rows, or null where it has none. */
export function compileTotals(
  query: Query,
  datasets: readonly QueryDataset[],
  context: CompileContext,
): CompiledQuery | null {
  const { group_by: _groups, having: _having, sort: _sort, ...whole } = query;
  return query.measures === undefined ? null : compileQuery(whole, datasets, context);
}

interface Body {
  sql: string;
  columns: ResultColumn[];
  uncertainKeys: UncertainKey[];
  /** What keeps the order of equal rows the same every time. */
  tieBreakers: string[];
}

function compileBody(
  compilation: Compilation,
  query: Query & { compare?: Query['compare'] },
  datasets: readonly QueryDataset[],
  at: string,
): Body | null {
  const first = findFirst(compilation, query, datasets, at);
  if (!first) return null;
  const source = createSource(compilation, first.relation, query.joins ?? [], datasets, at);
  const time = compileTime(compilation, query, source, at);
  const filter = query.filter ? compileFilter(compilation, query.filter, source.find, `${at}/filter`) : null;
  const where = filter === null ? [] : [filter];
  const body = query.select
    ? compileSelect(compilation, query, {
        source,
        where: [...where, ...(time?.sql ? [time.sql] : [])],
        isTable: query.of === undefined,
        at,
      })
    : compileFigures(compilation, query, { source, where, time, at });
  return body && { ...body, uncertainKeys: [...first.uncertainKeys, ...source.uncertainKeys] };
}

/** What a query is about: a dataset, or another query. */
function findFirst(
  compilation: Compilation,
  query: Query,
  datasets: readonly QueryDataset[],
  at: string,
): { relation: FirstRelation; uncertainKeys: UncertainKey[] } | null {
  const { dataset: wanted, of } = query;
  if ((wanted === undefined) === (of === undefined)) return compilation.fault(`${at}/dataset`, 'source_unclear');
  if (of) {
    const inner = compileBody(compilation, of satisfies InnerQuery, datasets, `${at}/of`);
    if (!inner) return null;
    const columns = inner.columns.map(({ name, type, unit }, index): QueryColumn => ({
      name,
      sqlName: `c${index}`,
      type,
      unit,
    }));
    return { relation: { name: 'of', sql: `(${inner.sql})`, columns }, uncertainKeys: inner.uncertainKeys };
  }
  const dataset = datasets.find(({ name }) => name === wanted?.normalize('NFC'));
  if (!dataset) {
    const names = datasets.map(({ name }) => name);
    return compilation.unknown(`${at}/dataset`, 'dataset', wanted ?? '', names);
  }
  const sql = `${quote(compilation.schema)}.${quote(dataset.name)}`;
  return { relation: { name: dataset.name, sql, columns: dataset.columns }, uncertainKeys: [] };
}

interface Parts {
  source: Source;
  where: string[];
  at: string;
}

function compileSelect(
  compilation: Compilation,
  query: Query,
  { source, where, at, isTable }: Parts & { isTable: boolean },
): Body | null {
  for (const other of ['group_by', 'measures', 'having', 'compare', 'totals'] as const) {
    if (query[other] === undefined || query[other] === false) continue;
    compilation.fault(`${at}/${other}`, 'does_not_go_together', { one: 'select', other });
  }
  const names = query.select ?? [];
  const fields = names.map((name, index) => source.find(name, `${at}/select/${index}`));
  checkNames(compilation, names, (index) => `${at}/select/${index}`);
  const columns = fields.flatMap((field, index): ResultColumn[] =>
    field ? [{ name: names[index] ?? field.name, type: field.type, unit: field.unit, kind: 'dimension' }] : [],
  );
  const list = fields.map((field, index) => `${field?.sql ?? 'null'} as c${index}`).join(', ');
  const sql = `select ${list} from ${source.sql}${whereAll(where)}`;
  return { sql, columns, uncertainKeys: [], tieBreakers: isTable ? ['t0._row_id'] : [] };
}

function compileFigures(
  compilation: Compilation,
  query: Query,
  { source, where, time, at }: Parts & { time: Time | null },
): Body | null {
  const groups = compileGroups(compilation, query.group_by ?? [], source, at);
  const measures = compileMeasures(compilation, query.measures ?? [], source, at);
  if (query.group_by === undefined && query.measures === undefined) return compilation.fault(at, 'asks_nothing');
  const before = compileBefore(compilation, query, { groups, time, at });
  const aggregates = measures.flatMap(({ aggregate }) => aggregate ?? []);
  const figures = { source: source.sql, where, groups, aggregates };
  let sql = before ? aggregateBoth(compilation, figures, before) : aggregatePeriod(compilation, figures, time);
  const filled = groups.find(({ isFilled }) => isFilled);
  if (filled) {
    const range = time && filled.field.sql === time.operand.sql ? time.days : null;
    sql = fillPeriods(compilation, sql, { groups, aggregates, hasBefore: before !== null, range });
  }
  const { list, columns } = describe(groups, measures, before !== null);
  checkNames(
    compilation,
    columns.map(({ name }) => name),
    (index) => (index < groups.length ? `${at}/group_by/${index}/name` : `${at}/measures`),
  );
  const operands = new Map(columns.map(({ name, type }, index) => [name, { sql: `x.c${index}`, type }]));
  const find = (name: string, pointer: string): Operand | null =>
    operands.get(name) ?? compilation.unknown(pointer, 'name', name, [...operands.keys()]);
  const having = query.having ? compileFilter(compilation, query.having, find, `${at}/having`) : null;
  const names = columns.map((_, index) => `x.c${index}`).join(', ');
  return {
    sql: `select ${names} from (select ${list} from (${sql}) f) x${whereAll(having === null ? [] : [having])}`,
    columns,
    uncertainKeys: [],
    tieBreakers: groups.map((_, index) => `x.c${index}`),
  };
}

/** The columns of the result, called c0, c1, … in SQL: what the asker calls them may be longer than a name there can be. */
function describe(
  groups: readonly GroupColumn[],
  measures: readonly MeasureColumn[],
  isCompared: boolean,
): { list: string; columns: ResultColumn[] } {
  const parts: string[] = [];
  const columns: ResultColumn[] = [];
  const add = (column: ResultColumn, sql: string): void => {
    parts.push(`${sql} as c${columns.length}`);
    columns.push(column);
  };
  for (const [index, { name, type, unit }] of groups.entries()) {
    add({ name, type, unit, kind: 'dimension' }, `f.g${index}`);
  }
  for (const { name, type, unit, sql } of measures) {
    const now = sql((index) => `f.a${index}`);
    add({ name, type, unit, kind: 'measure' }, now);
    if (!isCompared) continue;
    const before = sql((index) => `f.p${index}`);
    add({ name: `${name}_previous`, type, unit, kind: 'measure' }, before);
    if (type !== 'integer' && type !== 'number') continue;
    add({ name: `${name}_change`, type, unit, kind: 'measure' }, `(${now} - ${before})`);
    const relative = `((${now})::double precision - ${before}) / nullif(abs(${before}), 0)`;
    add({ name: `${name}_relative_change`, type: 'number', unit: null, kind: 'measure' }, relative);
  }
  return { list: parts.length === 0 ? '1 as one' : parts.join(', '), columns };
}

function checkNames(compilation: Compilation, names: readonly string[], pointer: (index: number) => string): void {
  for (const [index, name] of names.entries()) {
    if (names.indexOf(name) !== index) compilation.fault(pointer(index), 'name_taken', { name });
  }
}

function compileSort(compilation: Compilation, { sort = [] }: Query, { columns, tieBreakers }: Body): string {
  const names = columns.map(({ name }) => name);
  const parts = sort.flatMap(({ by, direction = 'asc' }, index) => {
    const place = names.indexOf(by);
    if (place < 0) return compilation.unknown(`/sort/${index}/by`, 'name', by, names) ?? [];
    return [`${place + 1} ${direction} nulls last`];
  });
  const ties = tieBreakers.map((sql) => (sql.startsWith('t0.') ? sql : `${sql} asc nulls last`));
  const all = [...parts, ...ties];
  return all.length === 0 ? '' : ` order by ${all.join(', ')}`;
}
