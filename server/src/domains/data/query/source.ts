import pg from 'pg';
import type { ColumnType } from '../csv/inference.ts';
import type { Compilation, QueryColumn, QueryDataset } from './compile-context.ts';
import type { Join } from './query.schema.ts';

const quote = (name: string): string => pg.escapeIdentifier(name);
const sqlOf = (alias: string, { name, sqlName = name }: QueryColumn): string => `${alias}.${quote(sqlName)}`;

/** A column within a query. */
export interface Field {
  name: string;
  sql: string;
  type: ColumnType;
  unit: string | null;
  /** The place of its relation; 0 is what the query is about. */
  relation: number;
}

interface Relation {
  alias: string;
  /** What the asker calls it. */
  name: string;
  columns: readonly QueryColumn[];
  /** What tells its rows apart; empty for the first. */
  keys: readonly string[];
}

/** A join whose key no index keeps from repeating. */
export interface UncertainKey {
  dataset: string;
  columns: string[];
  pointer: string;
}

/** What is between FROM and WHERE. */
export interface Source {
  sql: string;
  relations: readonly Relation[];
  uncertainKeys: readonly UncertainKey[];
  /** Null, with a fault, where there is no such column. */
  find(name: string, pointer: string): Field | null;
}

export interface FirstRelation {
  name: string;
  /** A table, or a query in brackets. */
  sql: string;
  columns: readonly QueryColumn[];
}

/** What is asked, with what is joined to it: each row finds at most one row there, so none is counted twice. */
export function createSource(
  compilation: Compilation,
  first: FirstRelation,
  joins: readonly Join[],
  datasets: readonly QueryDataset[],
  at: string,
): Source {
  const relations: Relation[] = [{ alias: 't0', name: first.name, columns: first.columns, keys: [] }];
  const uncertainKeys: UncertainKey[] = [];
  let sql = `${first.sql} t0`;
  for (const [index, join] of joins.entries()) {
    const pointer = `${at}/joins/${index}`;
    const dataset = datasets.find(({ name }) => name === join.dataset.normalize('NFC'));
    if (!dataset) {
      const names = datasets.map(({ name }) => name);
      compilation.unknown(`${pointer}/dataset`, 'dataset', join.dataset, names);
      continue;
    }
    const alias = `t${relations.length}`;
    const name = join.as ?? dataset.name;
    if (relations.some((relation) => relation.name === name)) {
      compilation.fault(`${pointer}/as`, 'name_taken', { name });
    }
    const pairs = findPairs(compilation, join, dataset, relations, pointer);
    if (!pairs) continue;
    const condition = pairs.map(({ left, right }) => `${left} = ${sqlOf(alias, right)}`).join(' and ');
    sql += ` left join ${quote(compilation.schema)}.${quote(dataset.name)} ${alias} on ${condition}`;
    const keys = pairs.map(({ right }) => sqlOf(alias, right));
    if (!pairs.some(({ right }) => right.isKey)) {
      uncertainKeys.push({ dataset: dataset.name, columns: pairs.map(({ right }) => right.name), pointer });
    }
    relations.push({ alias, name, columns: dataset.columns, keys });
  }
  return { sql, relations, uncertainKeys, find: (name, pointer) => findField(compilation, relations, name, pointer) };
}

interface Pair {
  left: string;
  right: QueryColumn;
}

function findPairs(
  compilation: Compilation,
  join: Join,
  dataset: QueryDataset,
  relations: readonly Relation[],
  pointer: string,
): Pair[] | null {
  const wanted = join.from;
  const owners = wanted === undefined ? relations : relations.filter(({ name }) => name === wanted);
  if (wanted !== undefined && owners.length === 0) {
    const names = relations.map(({ name }) => name);
    return compilation.unknown(`${pointer}/from`, 'dataset', wanted, names);
  }
  if (join.on === undefined) {
    const found = findRelated(owners, dataset);
    return found
      ? pair(compilation, found, pointer)
      : compilation.fault(pointer, 'join_unclear', { dataset: dataset.name });
  }
  const pairs: Pair[] = [];
  for (const [index, { column: leftName, equals }] of join.on.entries()) {
    const place = `${pointer}/on/${index}`;
    const owner = owners.find(({ columns }) => columns.some(({ name }) => name === leftName));
    const column = owner?.columns.find(({ name }) => name === leftName);
    const right = dataset.columns.find(({ name }) => name === equals);
    if (!owner || !column) {
      const names = owners.flatMap(({ columns }) => columns.map(({ name }) => name));
      compilation.unknown(`${place}/column`, 'column', leftName, names);
    } else if (!right) {
      const names = dataset.columns.map(({ name }) => name);
      compilation.unknown(`${place}/equals`, 'column', equals, names);
    } else pairs.push(...(pair(compilation, { owner, column, right }, place) ?? []));
  }
  return pairs.length === join.on.length ? pairs : null;
}

interface Related {
  owner: Relation;
  column: QueryColumn;
  right: QueryColumn;
}

/** The column that was declared to hold the dataset's keys; else the one that is called like the key, or after the dataset. */
function findRelated(owners: readonly Relation[], { name: dataset, columns }: QueryDataset): Related | null {
  const key = columns.find(({ isKey }) => isKey);
  const right = key ?? columns.find(({ name }) => name === `${dataset.replace(/s$/, '')}_id`);
  if (!right) return null;
  const all = owners.flatMap((owner) => owner.columns.map((column) => ({ owner, column, right })));
  const declared = key && all.find(({ column }) => column.refersTo === dataset);
  return declared ?? all.find(({ column }) => column.name === right.name) ?? null;
}

const isNumeric = (type: ColumnType): boolean => type === 'integer' || type === 'number';

function pair(compilation: Compilation, { owner, column, right }: Related, pointer: string): Pair[] | null {
  if (column.type !== right.type && !(isNumeric(column.type) && isNumeric(right.type))) {
    const params = { column: column.name, type: column.type, other: right.name, other_type: right.type };
    return compilation.fault(pointer, 'join_types_differ', params);
  }
  return [{ left: sqlOf(owner.alias, column), right }];
}

function findField(
  compilation: Compilation,
  relations: readonly Relation[],
  wanted: string,
  pointer: string,
): Field | null {
  const name = wanted.normalize('NFC');
  for (const [relation, { alias, name: owner, columns }] of relations.entries()) {
    const column = columns.find((each) => `${owner}.${each.name}` === name || (relation === 0 && each.name === name));
    if (!column) continue;
    const { type, unit = null } = column;
    return { name: column.name, sql: sqlOf(alias, column), type, unit, relation };
  }
  const known = relations.flatMap(({ name: owner, columns }, relation) =>
    columns.map((column) => (relation === 0 ? column.name : `${owner}.${column.name}`)),
  );
  return compilation.unknown(pointer, 'column', wanted, known);
}
