import pg from 'pg';
import type { ColumnType } from '../csv/inference.ts';
import { filterToSql, type RowFilter } from '../tables/row-filter.ts';

export const constraintKinds = ['required', 'unique', 'minimum', 'maximum', 'one_of', 'pattern', 'reference'] as const;
export type ConstraintKind = (typeof constraintKinds)[number];

type Scalar = string | number | boolean;

/** What a constraint of its kind needs to know. */
export interface ConstraintSetting {
  /** Of minimum and maximum. */
  value?: string | number;
  /** Of one_of. */
  values?: Scalar[];
  /** A regular expression that the whole text must match. */
  pattern?: string;
  /** The dataset whose key the column holds. */
  dataset?: string;
}

/** A rule that every row of a dataset keeps. In words it is the message `data.faults.<kind>`. */
export interface Constraint {
  id: number;
  column: string;
  kind: ConstraintKind;
  setting: ConstraintSetting;
}

/** What may follow a constraint's words: the column, and what it is measured by. */
export function wordsOf({ column, setting }: Pick<Constraint, 'column' | 'setting'>) {
  return {
    column,
    value: String(setting.value ?? ''),
    values: (setting.values ?? []).join(', '),
    pattern: setting.pattern ?? '',
    dataset: setting.dataset ?? '',
  };
}

interface TypedColumn {
  name: string;
  type: ColumnType;
}

/** The table that a reference leads to. */
export interface ReferredTable {
  schema: string;
  name: string;
  key: TypedColumn;
}

const quote = (name: string): string => pg.escapeIdentifier(name);

/**
 * A condition in SQL that is true for the rows that break the constraint, for a query over that one table under the name
 * `t`. Null where the column cannot be held to it. Uniqueness is the table's own index; what it says is for rows that are
 * there before the index.
 */
export function conditionBroken(
  constraint: Pick<Constraint, 'kind' | 'setting'>,
  column: TypedColumn,
  place: { schema: string; table: string; referred: ReferredTable | null },
): string | null {
  const { kind, setting } = constraint;
  const name = `t.${quote(column.name)}`;
  const compare = (operator: RowFilter[number]['operator'], value: Scalar | Scalar[] | undefined): string | null => {
    if (value === undefined) return null;
    const condition = filterToSql([{ column: column.name, operator, value }], [column]);
    return typeof condition === 'string' ? condition : null;
  };
  if (kind === 'required') return `${name} is null`;
  if (kind === 'minimum') return compare('lt', setting.value);
  if (kind === 'maximum') return compare('gt', setting.value);
  if (kind === 'one_of') return compare('not_in', setting.values);
  if (kind === 'pattern') {
    if (column.type !== 'text' || setting.pattern === undefined) return null;
    return `${name} !~ ${pg.escapeLiteral(`^(?:${setting.pattern})$`)}`;
  }
  if (kind === 'unique') {
    const table = `${quote(place.schema)}.${quote(place.table)}`;
    return `exists (select from ${table} o where o.${quote(column.name)} = ${name} and o._row_id <> t._row_id)`;
  }
  return place.referred && brokenReference(name, column, place.referred);
}

/** Keys of two types meet as text. */
function brokenReference(name: string, { type }: TypedColumn, { schema, name: table, key }: ReferredTable): string {
  const cast = type === key.type ? '' : '::text';
  const other = `${quote(schema)}.${quote(table)}`;
  return `${name} is not null and not exists (select from ${other} o where o.${quote(key.name)}${cast} = ${name}${cast})`;
}
