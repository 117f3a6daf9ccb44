import type { Condition, ConditionOperator } from '../../lib/conditions.ts';
import { wholeConditions } from '../../lib/conditions.ts';

/** Records are asked for by other words than questions are. */
const operators: Partial<Record<ConditionOperator, string>> = {
  equals: 'eq',
  not_equals: 'ne',
  greater_than: 'gt',
  greater_or_equal: 'gte',
  less_than: 'lt',
  less_or_equal: 'lte',
  is_null: 'is_missing',
  is_not_null: 'is_present',
};

export const notOfRecords: readonly ConditionOperator[] = ['contains', 'starts_with'];

/** Conditions as the list of records takes them; none where none is whole. */
export function recordFilterOf(conditions: readonly Condition[]): string | undefined {
  const known = wholeConditions(conditions).flatMap(({ field, operator, value }) => {
    const name = operators[operator];
    return name === undefined ? [] : [{ column: field, operator: name, ...(value !== undefined && { value }) }];
  });
  return known.length === 0 ? undefined : JSON.stringify(known);
}
