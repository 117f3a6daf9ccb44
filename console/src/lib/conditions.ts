import type { QueryOperator } from '../api/types.ts';
import { choiceParam, textParam } from './url-state.ts';

/** What a condition may say of a column: of the server's words those that lines of a form can say. */
export const conditionOperators = [
  'equals',
  'not_equals',
  'greater_than',
  'greater_or_equal',
  'less_than',
  'less_or_equal',
  'contains',
  'starts_with',
  'is_null',
  'is_not_null',
] as const satisfies readonly QueryOperator[];
export type ConditionOperator = (typeof conditionOperators)[number];

export interface Condition {
  field: string;
  operator: ConditionOperator;
  value?: string | number | boolean;
}

export const needsValue = (operator: ConditionOperator): boolean =>
  operator !== 'is_null' && operator !== 'is_not_null';

/** What can be asked of a column of the type. */
export function operatorsFor(type: string): readonly ConditionOperator[] {
  if (type === 'boolean') return ['equals', 'is_null', 'is_not_null'];
  if (type === 'text') return ['equals', 'not_equals', 'contains', 'starts_with', 'is_null', 'is_not_null'];
  return conditionOperators.filter((operator) => operator !== 'contains' && operator !== 'starts_with');
}

/** Conditions that are whole: the others are still being written. */
export function wholeConditions(conditions: readonly Condition[]): Condition[] {
  return conditions.filter(
    ({ field, operator, value }) => field !== '' && (!needsValue(operator) || (value !== undefined && value !== '')),
  );
}

/** Reads conditions from an address, whatever a person typed there. */
export function conditionsParam(value: unknown): Condition[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const conditions = value.map(readCondition).filter((condition) => condition !== null);
  return conditions.length === 0 ? undefined : conditions;
}

function readCondition(value: unknown): Condition | null {
  if (typeof value !== 'object' || value === null) return null;
  const { field, operator, value: operand } = { field: '', operator: '', value: undefined, ...value };
  const name = textParam(field);
  const said = choiceParam(operator, conditionOperators);
  if (name === undefined || said === undefined) return null;
  const isScalar = typeof operand === 'string' || typeof operand === 'number' || typeof operand === 'boolean';
  return { field: name, operator: said, ...(isScalar && { value: operand }) };
}
