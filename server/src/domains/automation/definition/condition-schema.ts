import Type from 'typebox';

export const operators = [
  'equals',
  'not_equals',
  'greater_than',
  'greater_or_equal',
  'less_than',
  'less_or_equal',
  'between',
  'in',
  'not_in',
  'contains',
  'not_contains',
  'starts_with',
  'ends_with',
  'matches',
  'is_null',
  'is_not_null',
  'is_true',
  'is_false',
  'changed',
  'changed_by',
] as const;
export type Operator = (typeof operators)[number];

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
