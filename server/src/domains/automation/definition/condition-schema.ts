import Type from 'typebox';

/** The operators of conditions, and what stands in `value`: nothing, one value, two (from and to), or a list. */
export const operatorValues = {
  equals: 'one',
  not_equals: 'one',
  greater_than: 'one',
  greater_or_equal: 'one',
  less_than: 'one',
  less_or_equal: 'one',
  between: 'two',
  in: 'list',
  not_in: 'list',
  contains: 'one',
  not_contains: 'one',
  starts_with: 'one',
  ends_with: 'one',
  matches: 'one',
  is_null: 'none',
  is_not_null: 'none',
  is_true: 'none',
  is_false: 'none',
  changed: 'none',
  changed_by: 'one',
} as const;
export type Operator = keyof typeof operatorValues;

export const isOperator = (value: unknown): value is Operator =>
  typeof value === 'string' && Object.hasOwn(operatorValues, value);

/** A condition, or a group of conditions. `field` and `variable` mean the same: a path. */
export interface Condition {
  readonly all?: readonly Condition[];
  readonly any?: readonly Condition[];
  readonly not?: Condition;
  /** A CEL expression that gives true or false. */
  readonly formula?: string;
  readonly field?: string;
  readonly variable?: string;
  readonly operator?: Operator;
  readonly value?: unknown;
  readonly ignore_case?: boolean;
}

/** A list means all of them. */
export type Conditions = Condition | readonly Condition[];

/** Groups name themselves, which few readers of OpenAPI understand: what is inside is checked by the reader. */
export const conditionsSchema = Type.Unsafe<Conditions>({
  anyOf: [{ type: 'array', maxItems: 100, items: { type: 'object' } }, { type: 'object' }],
  description:
    'A list of conditions, all of which must hold, or a group (`all`, `any`, `not`) of them, up to ten deep. A condition is `{field or variable, operator, value, ignore_case?}` or `{formula}`. A missing value fulfils `is_null` and the negations.',
  examples: [[{ field: 'lead_source', operator: 'equals', value: 'website' }]],
});
