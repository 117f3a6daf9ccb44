import { ExpressionFault } from '../expressions/expression-error.ts';
import { compileCondition } from '../expressions/conditions.ts';
import { limits } from '../expressions/limits.ts';
import { isList, isObject, type JsonObject } from '../expressions/scope.ts';
import { textOf } from '../expressions/text.ts';
import { type Condition, isOperator, operatorValues, type Operator } from './condition-schema.ts';
import { pointTo, type DefinitionFaultCode } from './definition-faults.ts';
import { reportUnknown, type Reading } from './read-value.ts';

const MOST_CONDITIONS = 100;
const GROUPS = ['all', 'any', 'not'] as const;
const LEAF_FIELDS = ['field', 'variable', 'operator', 'value', 'ignore_case'];
const KNOWN = [...GROUPS, 'formula', ...LEAF_FIELDS];

/** Conditions as one group; a list means all of them. What they lack goes to `reading.faults`. */
export function readConditions(value: unknown, pointer: string, reading: Reading): Condition {
  const group = isList(value) ? { all: value } : value;
  const before = reading.faults.length;
  if (isList(value)) readGroup(value, pointer, reading, 1);
  else readCondition(value, pointer, reading, 1);
  // Looked through above: every field is of its kind.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return reading.faults.length === before ? (group as Condition) : { all: [] };
}

function readGroup(items: readonly unknown[], pointer: string, reading: Reading, depth: number): void {
  if (items.length > MOST_CONDITIONS) {
    reading.faults.push({ pointer, code: 'list_length', params: { minimum: 0, maximum: MOST_CONDITIONS } });
    return;
  }
  for (const [i, item] of items.entries()) readCondition(item, pointTo(pointer, i), reading, depth + 1);
}

function readCondition(value: unknown, pointer: string, reading: Reading, depth: number): void {
  const say = (code: DefinitionFaultCode, params = {}): void => {
    reading.faults.push({ pointer, code, params });
  };
  if (!isObject(value)) return say('wrong_kind', { kind: 'object' });
  if (depth > limits.depth) return say('too_deep', { limit: limits.depth });
  const names = Object.keys(value);
  const unknown = names.filter((name) => !KNOWN.includes(name));
  for (const name of unknown) reportUnknown(name, KNOWN, pointTo(pointer, name), reading);
  if (unknown.length > 0) return undefined;
  const isOneThing = [...GROUPS, 'formula'].some((name) => names.includes(name));
  if (isOneThing && names.length !== 1) return say('condition_incomplete');
  const { all, any, not } = value;
  if (not !== undefined) return readCondition(not, `${pointer}/not`, reading, depth + 1);
  for (const [name, group] of Object.entries({ all, any })) {
    if (group === undefined) continue;
    if (!isList(group))
      return (
        reading.faults.push({ pointer: `${pointer}/${name}`, code: 'wrong_kind', params: { kind: 'list' } }), undefined
      );
    return readGroup(group, `${pointer}/${name}`, reading, depth);
  }
  if (value['formula'] === undefined && !isComparison(value, pointer, reading)) return undefined;
  return compile(value, pointer, reading);
}

function isComparison(
  { field, variable, operator, value, ignore_case: ignoreCase }: JsonObject,
  pointer: string,
  { faults }: Reading,
): boolean {
  const say = (name: string | null, code: DefinitionFaultCode, params = {}): false => {
    faults.push({ pointer: name === null ? pointer : pointTo(pointer, name), code, params });
    return false;
  };
  if ((field === undefined) === (variable === undefined) || operator === undefined)
    return say(null, 'condition_incomplete');
  if (typeof (field ?? variable) !== 'string')
    return say(field === undefined ? 'variable' : 'field', 'wrong_kind', { kind: 'text' });
  if (!isOperator(operator)) return say('operator', 'not_one_of', { choices: Object.keys(operatorValues).join(', ') });
  if (ignoreCase !== undefined && typeof ignoreCase !== 'boolean')
    return say('ignore_case', 'wrong_kind', { kind: 'boolean' });
  if (fitsOperator(operator, value)) return true;
  return say(value === undefined ? null : 'value', 'operator_value', { operator: textOf(operator) });
}

/** A list may be what an expression gives. */
function fitsOperator(operator: Operator, value: unknown): boolean {
  const { [operator]: kind } = operatorValues;
  if (kind === 'none') return true;
  if (kind === 'two') return isList(value) && value.length === 2;
  if (kind === 'list') return isList(value) || typeof value === 'string' || isObject(value);
  return value !== undefined;
}

function compile(condition: Condition, pointer: string, { faults }: Reading): void {
  try {
    compileCondition(condition);
  } catch (error) {
    if (!(error instanceof ExpressionFault)) throw error;
    faults.push({ pointer, code: error.code, params: error.params });
  }
}
