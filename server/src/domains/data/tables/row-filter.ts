import pg from 'pg';
import Type, { type Static } from 'typebox';
import type { ColumnType } from '../csv/inference.ts';
import { isDay, type Today } from '../query/calendar.ts';
import { type Compilation, createCompilation } from '../query/compile-context.ts';
import { compileFilter } from '../query/conditions.ts';
import type { Filter } from '../query/query.schema.ts';

const operators = ['eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'in', 'not_in', 'is_missing', 'is_present'] as const;
type Operator = (typeof operators)[number];

const scalar = Type.Union([Type.String({ maxLength: 1000 }), Type.Number(), Type.Boolean()]);

/** Which rows of a dataset are meant: those that fulfil every condition. */
export const rowFilterSchema = Type.Array(
  Type.Object(
    {
      column: Type.String({ minLength: 1, maxLength: 200 }),
      operator: Type.Enum([...operators], {
        description:
          'A missing value fulfils `is_missing` and no other. Texts know `eq`, `ne`, `in`, `not_in`; booleans `eq`, `ne`; all else every operator.',
      }),
      value: Type.Optional(
        Type.Union([scalar, Type.Array(scalar, { minItems: 1, maxItems: 1000 })], {
          description:
            'As the column’s type spells it: a number, a text, a boolean, a date as `2026-03-31`, a time as ISO 8601; a list of them for `in` and `not_in`.',
        }),
      ),
    },
    { additionalProperties: false },
  ),
  {
    minItems: 1,
    maxItems: 50,
    description: 'Only rows that fulfil all of these.',
    examples: [[{ column: 'region', operator: 'in', value: ['north', 'west'] }]],
  },
);

export type RowFilter = Static<typeof rowFilterSchema>;
type Condition = RowFilter[number];

/** Which rows are meant: a list of conditions, or a condition as queries have it. */
export type TableFilter = RowFilter | Filter;

interface TypedColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/** What is wrong with one condition of a filter. */
export interface FilterFault {
  /** Where, from the filter on. */
  readonly pointer: string;
  readonly part: 'column' | 'operator' | 'value' | 'condition';
  readonly column: string;
  readonly operator: string;
  /** Of the column; empty where there is no such column. */
  readonly type: string;
}

/** When and where a filter is asked: what `within` and the days of moments are told by. */
export interface AsOf {
  /** The day that it is in the zone. */
  date: string;
  timeZone: string;
}

/** A list of conditions says moments in UTC, and nothing about today. */
const ANYWHERE: AsOf = { date: '1970-01-01', timeZone: 'UTC' };
const WEEK_START: Today['weekStart'] = 1;

const OPERATORS: Readonly<Record<Operator, NonNullable<Filter['operator']>>> = {
  eq: 'equals',
  ne: 'not_equals',
  lt: 'less_than',
  lte: 'less_or_equal',
  gt: 'greater_than',
  gte: 'greater_or_equal',
  in: 'in',
  not_in: 'not_in',
  is_missing: 'is_null',
  is_present: 'is_not_null',
};

const isList = (filter: TableFilter): filter is RowFilter => Array.isArray(filter);

/** A condition of a list as queries have it. Beside a moment a day is its beginning in UTC there, and not all of it. */
function toFilter({ column, operator, value }: Condition, columns: readonly TypedColumn[]): Filter {
  const isMoment = columns.some(({ name, type }) => name === column && type === 'timestamp');
  const begin = <T>(each: T) => (isMoment && typeof each === 'string' && isDay(each) ? `${each}T00:00:00Z` : each);
  return {
    field: column,
    operator: OPERATORS[operator],
    ...(value === undefined ? {} : { value: Array.isArray(value) ? value.map(begin) : begin(value) }),
  };
}

/** The columns that a filter names, which has no faults. */
export function columnsOfFilter(filter: TableFilter): string[] {
  if (isList(filter)) return filter.map(({ column }) => column);
  const { all = [], any = [], not, field } = filter;
  const inner = [...all, ...any, ...(not ? [not] : [])].flatMap(columnsOfFilter);
  return field === undefined ? inner : [field, ...inner];
}

/** COPY takes no parameters: values are literals. */
const literal = (value: unknown, type: string): string => `${pg.escapeLiteral(String(value)).trim()}::${type}`;

function compile(filter: TableFilter, columns: readonly TypedColumn[], { date, timeZone }: AsOf) {
  const context = { schema: '', timeZone, today: { date, weekStart: WEEK_START } };
  const compilation: Compilation = { ...createCompilation(context), bind: literal };
  const find = (name: string, pointer: string) => {
    const column = columns.find((each) => each.name === name);
    if (!column) return compilation.fault(pointer, 'unknown_column', { column: name });
    return { sql: pg.escapeIdentifier(name), type: column.type };
  };
  const conditions = isList(filter) ? filter.map((each) => toFilter(each, columns)) : [filter];
  const parts = conditions.map((each, index) => compileFilter(compilation, each, find, `/${index}`));
  return { sql: parts.map((part) => `(${part})`).join(' and '), faults: compilation.faults };
}

const PARTS: Partial<Record<string, FilterFault['part']>> = {
  unknown_column: 'column',
  operator_does_not_suit: 'operator',
  value_does_not_suit: 'value',
};

/** Everything about a filter that a dataset with these columns cannot do. */
export function findFilterFaults(filter: TableFilter, columns: readonly TypedColumn[]): FilterFault[] {
  return compile(filter, columns, ANYWHERE).faults.map(({ pointer, code, params = {} }) => {
    const part = PARTS[code] ?? 'condition';
    const place = Number(pointer.split('/')[1]);
    const listed = isList(filter) ? filter[place] : undefined;
    return {
      pointer: listed ? `/${place}/${part}` : pointer.replace(/^\/0/, ''),
      part,
      column: String(params['column'] ?? ''),
      operator: listed?.operator ?? String(params['operator'] ?? ''),
      type: String(params['type'] ?? ''),
    };
  });
}

/**
 * The filter as a condition in SQL without parameters, or its first fault.
 * @param asOf for a condition as queries have it
 */
export function filterToSql(
  filter: TableFilter,
  columns: readonly TypedColumn[],
  asOf: AsOf = ANYWHERE,
): string | FilterFault {
  const [fault] = findFilterFaults(filter, columns);
  return fault ?? compile(filter, columns, asOf).sql;
}
