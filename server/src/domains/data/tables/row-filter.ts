import pg from 'pg';
import Type, { type Static } from 'typebox';
import type { ColumnType } from '../csv/inference.ts';

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
type Scalar = string | number | boolean;

interface TypedColumn {
  readonly name: string;
  readonly type: string;
}

/** What is wrong with one condition of a filter. */
export interface FilterFault {
  readonly index: number;
  readonly part: 'column' | 'operator' | 'value';
  readonly column: string;
  readonly operator: Operator;
  /** Of the column; empty where there is no such column. */
  readonly type: string;
}

const COMPARISONS = { eq: '=', ne: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;
const LISTS = { in: 'in', not_in: 'not in' } as const;
const ORDERS: ReadonlySet<Operator> = new Set(['lt', 'lte', 'gt', 'gte']);

function suits(operator: Operator, type: string): boolean {
  if (type === 'boolean') return !ORDERS.has(operator) && operator !== 'in' && operator !== 'not_in';
  return type !== 'text' || !ORDERS.has(operator);
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** A day of the calendar from the year 1 on: PostgreSQL has no year 0. */
function isDay(value: string): boolean {
  const moment = new Date(`${value}T00:00:00Z`);
  if (!DAY.test(value) || Number.isNaN(moment.getTime())) return false;
  return moment.toISOString().startsWith(value) && !value.startsWith('0000');
}

/** In UTC: PostgreSQL takes fewer offsets than JavaScript. */
function momentOf(value: string): string | null {
  if (isDay(value)) return `${value}T00:00:00Z`;
  const moment = new Date(value);
  if (!MOMENT.test(value) || !isDay(value.slice(0, 10)) || Number.isNaN(moment.getTime())) return null;
  return isDay(moment.toISOString().slice(0, 10)) ? moment.toISOString() : null;
}

/** The value in SQL, or null where the type has no such value. */
function literalOf(value: Scalar, type: string): string | null {
  if (type === 'boolean') return typeof value === 'boolean' ? String(value) : null;
  if (type === 'integer') return typeof value === 'number' ? `'${value}'::numeric` : null;
  if (type === 'number') return typeof value === 'number' ? `'${value}'::double precision` : null;
  if (typeof value !== 'string' || value.includes('\0')) return null;
  if (type === 'text') return pg.escapeLiteral(value);
  if (type === 'date') return isDay(value) ? `'${value}'::date` : null;
  const moment = momentOf(value);
  return moment === null ? null : `'${moment}'::timestamptz`;
}

/** One condition in SQL, or null where its value does not fit. */
function conditionOf({ column, operator, value }: Condition, type: string): string | null {
  const name = pg.escapeIdentifier(column);
  if (operator === 'is_missing' || operator === 'is_present') {
    return value === undefined ? `${name} is ${operator === 'is_missing' ? '' : 'not '}null` : null;
  }
  if (value === undefined) return null;
  if (operator === 'in' || operator === 'not_in') {
    if (!Array.isArray(value)) return null;
    const literals = value.map((each) => literalOf(each, type));
    return literals.includes(null) ? null : `${name} ${LISTS[operator]} (${literals.join(', ')})`;
  }
  const literal = Array.isArray(value) ? null : literalOf(value, type);
  return literal === null ? null : `${name} ${COMPARISONS[operator]} ${literal}`;
}

function examine(condition: Condition, columns: readonly TypedColumn[]): { sql: string } | Omit<FilterFault, 'index'> {
  const { column, operator } = condition;
  const type = columns.find(({ name }) => name === column)?.type;
  if (type === undefined) return { part: 'column', column, operator, type: '' };
  if (!suits(operator, type)) return { part: 'operator', column, operator, type };
  const sql = conditionOf(condition, type);
  return sql === null ? { part: 'value', column, operator, type } : { sql };
}

/** Everything about a filter that a dataset with these columns cannot do. */
export function findFilterFaults(filter: RowFilter, columns: readonly TypedColumn[]): FilterFault[] {
  return filter.flatMap((condition, index) => {
    const examined = examine(condition, columns);
    return 'part' in examined ? [{ index, ...examined }] : [];
  });
}

/** The filter as a condition in SQL, all of its values as literals: COPY takes no parameters. Null: a fault. */
export function filterToSql(
  filter: RowFilter,
  columns: readonly { name: string; type: ColumnType }[],
): string | FilterFault {
  const [fault] = findFilterFaults(filter, columns);
  if (fault) return fault;
  const examined = filter.map((condition) => examine(condition, columns));
  return examined.flatMap((each) => ('sql' in each ? [`(${each.sql})`] : [])).join(' and ');
}
