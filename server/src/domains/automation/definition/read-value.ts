import type { ErrorParams } from '../../../platform/errors.ts';
import { closestName } from '../../../platform/closest-name.ts';
import { ExpressionFault } from '../expressions/expression-error.ts';
import { numberOf } from '../expressions/compare.ts';
import { limits } from '../expressions/limits.ts';
import { compileValue, isFormula } from '../expressions/resolve.ts';
import { isList, isObject } from '../expressions/scope.ts';
import { hasTemplate } from '../expressions/template.ts';
import { textOf } from '../expressions/text.ts';
import { pointTo, type DefinitionFault, type DefinitionFaultCode } from './definition-faults.ts';
import { EXPRESSIONS, type ExpressionMark } from './step-schemas.ts';

/** The part of JSON Schema that our schemas use. */
export interface Schema {
  readonly type?: string | undefined;
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  readonly required?: readonly string[] | undefined;
  readonly additionalProperties?: boolean | Schema | undefined;
  readonly maxProperties?: number | undefined;
  readonly items?: Schema | undefined;
  readonly minItems?: number | undefined;
  readonly maxItems?: number | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly pattern?: string | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly anyOf?: readonly Schema[] | undefined;
  readonly default?: unknown;
  /** TypeBox's own marks, so that its types are seen to fit. */
  readonly '~unsafe'?: unknown;
  readonly '~kind'?: unknown;
  readonly [EXPRESSIONS]?: ExpressionMark | undefined;
}

export interface Reading {
  readonly faults: DefinitionFault[];
  /** Whether templates and formulas may stand where a value is asked for; else a text is a text. */
  readonly allowsExpressions: boolean;
  /** Whether what a template has given is made what is asked for: a number a text, a text of digits a number. */
  readonly coerces?: boolean;
}

type Mark = ExpressionMark | 'templates';

/** The value with defaults filled in, whatever is wrong with it going to `reading.faults`. */
export function readValue(schema: Schema, value: unknown, pointer: string, reading: Reading): unknown {
  return readMarked(schema, value, pointer, reading, 'templates', 0);
}

function readMarked(
  schema: Schema,
  value: unknown,
  pointer: string,
  reading: Reading,
  outer: Mark,
  depth: number,
): unknown {
  const mark = schema[EXPRESSIONS] ?? outer;
  const say = (code: DefinitionFaultCode, params: ErrorParams = {}): void => {
    reading.faults.push({ pointer, code, params });
  };
  if (depth > limits.parameterDepth) {
    say('too_deep', { limit: limits.parameterDepth });
    return value;
  }
  if (reading.allowsExpressions && mark !== 'literal' && isExpression(value)) {
    checkExpression(value, mark, say);
    return value;
  }
  if (schema.anyOf !== undefined) return readFirst(schema.anyOf, value, pointer, reading, mark, depth);
  if (schema.enum !== undefined) {
    if (!schema.enum.includes(value)) say('not_one_of', { choices: schema.enum.join(', ') });
    return value;
  }
  if (schema.type === 'object') return readObject(schema, value, pointer, reading, mark, depth);
  if (schema.type === 'array') return readList(schema, value, pointer, reading, mark, depth);
  if (schema.type === undefined) return readFree(value, pointer, reading, mark, depth);
  const fitting = reading.coerces === true ? coerce(schema, value) : value;
  readScalar(schema, fitting, say);
  return fitting;
}

function coerce({ type }: Schema, value: unknown): unknown {
  if (type === 'string') return textOf(value);
  if (type === 'boolean') return value === 'true' || (value === 'false' ? false : value);
  const isNumber = type === 'number' || type === 'integer';
  return isNumber && typeof value === 'string' ? (numberOf(value) ?? value) : value;
}

const isExpression = (value: unknown): boolean => (typeof value === 'string' && hasTemplate(value)) || isFormula(value);

type Say = (code: DefinitionFaultCode, params?: ErrorParams) => void;

function checkExpression(value: unknown, mark: Mark, say: Say): void {
  try {
    compileValue(value, mark);
  } catch (error) {
    if (!(error instanceof ExpressionFault)) throw error;
    say(error.code, error.params);
  }
}

/** The alternative that fits; where none does, what is wrong by the one that comes nearest. */
function readFirst(
  alternatives: readonly Schema[],
  value: unknown,
  pointer: string,
  reading: Reading,
  mark: Mark,
  depth: number,
): unknown {
  let nearest: DefinitionFault[] | null = null;
  // As it is, if any alternative takes it so: a number among numbers and texts stays one.
  for (const coerces of reading.coerces === true ? [false, true] : [false]) {
    for (const alternative of alternatives) {
      const attempt = { ...reading, coerces, faults: [] as DefinitionFault[] };
      const read = readMarked(alternative, value, pointer, attempt, mark, depth);
      if (attempt.faults.length === 0) return read;
      // An alternative of another kind says nothing of use.
      const isOfKind = attempt.faults.every(({ pointer: at, code }) => at !== pointer || code !== 'wrong_kind');
      if (nearest === null || isOfKind) nearest = attempt.faults;
    }
  }
  reading.faults.push(...(nearest ?? []));
  return value;
}

function readObject(
  schema: Schema,
  value: unknown,
  pointer: string,
  reading: Reading,
  mark: Mark,
  depth: number,
): unknown {
  const say = (code: DefinitionFaultCode, params: ErrorParams = {}, at = pointer): void => {
    reading.faults.push({ pointer: at, code, params });
  };
  if (!isObject(value)) {
    say('wrong_kind', { kind: 'object' });
    return value;
  }
  const { properties = {}, required = [], additionalProperties: others = true } = schema;
  const members = Object.entries(value);
  if (members.length > (schema.maxProperties ?? Infinity))
    say('list_length', { minimum: 0, maximum: schema.maxProperties ?? 0 });
  const read: Record<string, unknown> = {};
  for (const [name, inner] of members) {
    const at = pointTo(pointer, name);
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (known !== undefined) set(read, name, readMarked(known, inner, at, reading, mark, depth + 1));
    else if (typeof others === 'object') set(read, name, readMarked(others, inner, at, reading, mark, depth + 1));
    else if (others) set(read, name, readFree(inner, at, reading, mark, depth + 1));
    else reportUnknown(name, Object.keys(properties), at, reading);
  }
  for (const [name, { default: given }] of Object.entries(properties)) {
    if (Object.hasOwn(value, name)) continue;
    if (given !== undefined) read[name] = given;
    else if (required.includes(name)) say('field_missing', { field: name }, pointTo(pointer, name));
  }
  return read;
}

/** A name such as `__proto__` is a name like any other. */
const set = (target: Record<string, unknown>, name: string, value: unknown): void => {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
};

export function reportUnknown(name: string, known: readonly string[], pointer: string, { faults }: Reading): void {
  const closest = closestName(name, known);
  faults.push(
    closest === null
      ? { pointer, code: 'field_unknown', params: { field: name } }
      : { pointer, code: 'field_unknown_near', params: { field: name, closest } },
  );
}

function readList(
  schema: Schema,
  value: unknown,
  pointer: string,
  reading: Reading,
  mark: Mark,
  depth: number,
): unknown {
  if (!isList(value)) {
    reading.faults.push({ pointer, code: 'wrong_kind', params: { kind: 'list' } });
    return value;
  }
  const { minItems: minimum = 0, maxItems: maximum = 10_000, items = {} } = schema;
  if (value.length < minimum || value.length > maximum) {
    reading.faults.push({ pointer, code: 'list_length', params: { minimum, maximum } });
    return value;
  }
  return value.map((item, i) => readMarked(items, item, pointTo(pointer, i), reading, mark, depth + 1));
}

/** Any JSON: only what expressions are in it is looked at. */
function readFree(value: unknown, pointer: string, reading: Reading, mark: Mark, depth: number): unknown {
  if (!reading.allowsExpressions || mark === 'literal') return value;
  if (isList(value)) return readList({ type: 'array', maxItems: 100_000 }, value, pointer, reading, mark, depth);
  const isOpen = isObject(value) && !isFormula(value) && !(mark === 'paths' && Object.hasOwn(value, 'value'));
  if (isOpen) return readObject({ type: 'object' }, value, pointer, reading, mark, depth);
  checkExpression(value, mark, (code, params = {}) => reading.faults.push({ pointer, code, params }));
  return value;
}

function readScalar(schema: Schema, value: unknown, say: Say): void {
  if (schema.type === 'string') readText(schema, value, say);
  else if (schema.type === 'boolean') {
    if (typeof value !== 'boolean') say('wrong_kind', { kind: 'boolean' });
  } else if (schema.type === 'null') {
    if (value !== null) say('wrong_kind', { kind: 'null' });
  } else readNumber(schema, value, say);
}

function readText(
  { minLength: minimum = 0, maxLength: maximum = Infinity, pattern }: Schema,
  value: unknown,
  say: Say,
): void {
  if (typeof value !== 'string') say('wrong_kind', { kind: 'text' });
  else if (value.length < minimum || value.length > maximum) {
    say('text_length', { minimum, maximum: Number.isFinite(maximum) ? maximum : value.length });
  } else if (pattern !== undefined && !new RegExp(pattern, 'u').test(value))
    say('name_invalid', { name: value.slice(0, 100) });
}

function readNumber(
  { type, minimum = -Number.MAX_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER }: Schema,
  value: unknown,
  say: Say,
): void {
  if (typeof value !== 'number' || (type === 'integer' && !Number.isInteger(value))) {
    say('wrong_kind', { kind: type === 'integer' ? 'integer' : 'number' });
  } else if (!(value >= minimum && value <= maximum)) say('number_out_of_range', { minimum, maximum });
}
