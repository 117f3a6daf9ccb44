import { closestName } from '../../../platform/closest-name.ts';
import { textOf } from '../expressions/text.ts';
import { isList, isObject, reservedNames, type JsonObject } from '../expressions/scope.ts';
import {
  branchSchema,
  handledTypes,
  retrySchema,
  stepFields,
  stepParameters,
  stepTypes,
  type StepType,
} from './definition.ts';
import { pointTo, type DefinitionFaultCode } from './definition-faults.ts';
import { readConditions } from './read-conditions.ts';
import { readValue, reportUnknown, type Reading, type Schema } from './read-value.ts';
import { retryDefaults, timeoutDefaults } from './step-defaults.ts';

const MOST_STEPS = 500;
const DEEPEST = 8;

/** Fields that hold other steps, by type. */
const NESTED: Partial<Record<StepType, readonly string[]>> = {
  condition_check: ['then', 'else'],
  parallel: ['branches'],
  loop: ['steps'],
};
/** Of each of these lists exactly one field is given. */
const EITHER: Partial<Record<StepType, readonly (readonly string[])[]>> = {
  data_query: [['query', 'sql']],
  loop: [['items', 'range']],
  notification: [['message', 'template']],
  // But not for an insert.
  data_update: [['record_id', 'filter']],
};
/** Of these at least one. */
const AT_LEAST: Partial<Record<StepType, readonly (readonly string[])[]>> = {
  delay: [['duration', 'until', 'next_business_hour']],
  notification: [['recipients', 'role']],
};

interface Place extends Reading {
  readonly ids: Set<string>;
  readonly count: { steps: number };
}

/** The steps with ids, defaults and retries filled in; every fault goes to `reading.faults`. */
export function readSteps(value: unknown, pointer: string, reading: Reading): unknown {
  const place: Place = { ...reading, ids: new Set(), count: { steps: 0 } };
  collectIds(value, pointer, place);
  const steps = readList(value, pointer, place, 'step', 1);
  if (reading.faults.length === 0) checkGotos(steps, pointer, place, new Set());
  return steps;
}

/** Ids that were given come first: those that are made keep clear of them. */
function collectIds(value: unknown, pointer: string, place: Place, depth = 0): void {
  if (!isList(value) || depth > DEEPEST * 2) return;
  for (const [i, item] of value.entries()) {
    if (!isObject(item)) continue;
    const { id } = item;
    if (typeof id === 'string' && place.ids.has(id)) {
      place.faults.push({ pointer: pointTo(pointTo(pointer, i), 'id'), code: 'id_repeated', params: { id } });
    } else if (typeof id === 'string') place.ids.add(id);
    for (const name of ['then', 'else', 'branches', 'steps']) {
      collectIds(item[name], pointTo(pointTo(pointer, i), name), place, depth + 1);
    }
  }
}

function idOf({ id }: JsonObject, made: string, { ids }: Place): unknown {
  if (id !== undefined) return id;
  let free = made;
  while (ids.has(free)) free += '_';
  ids.add(free);
  return free;
}

function readList(value: unknown, pointer: string, place: Place, prefix: string, depth: number): unknown[] {
  const minItems = depth === 1 ? 1 : 0;
  const say = (code: DefinitionFaultCode, params: Record<string, string | number>): unknown[] => {
    place.faults.push({ pointer, code, params });
    return [];
  };
  if (!isList(value)) return say('wrong_kind', { kind: 'list' });
  if (value.length < minItems) return say('list_length', { minimum: minItems, maximum: MOST_STEPS });
  if (depth > DEEPEST) return say('too_deep', { limit: DEEPEST });
  place.count.steps += value.length;
  if (place.count.steps > MOST_STEPS) return say('too_many_steps', { limit: MOST_STEPS });
  return value.map((item, i) => readStep(item, pointTo(pointer, i), place, `${prefix}_${i + 1}`, depth));
}

const isStepType = (value: unknown): value is StepType => stepTypes.some((type) => type === value);

function readStep(value: unknown, pointer: string, place: Place, made: string, depth: number): unknown {
  const { faults } = place;
  if (!isObject(value)) {
    faults.push({ pointer, code: 'wrong_kind', params: { kind: 'object' } });
    return value;
  }
  const { type } = value;
  if (!isStepType(type)) {
    if (type === undefined)
      faults.push({ pointer: `${pointer}/type`, code: 'field_missing', params: { field: 'type' } });
    else {
      const closest = typeof type === 'string' ? closestName(type, stepTypes) : null;
      faults.push({
        pointer: `${pointer}/type`,
        code: 'not_one_of',
        params: { choices: closest ?? stepTypes.join(', ') },
      });
    }
    return value;
  }
  const id = idOf(value, made, place);
  const nested = NESTED[type] ?? [];
  const own: Schema = stepParameters[type];
  const rest: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) {
    if (Object.hasOwn(stepFields, name) || nested.includes(name)) continue;
    if (own.properties !== undefined && Object.hasOwn(own.properties, name)) rest[name] = field;
    else
      reportUnknown(
        name,
        [...Object.keys(stepFields), ...nested, ...Object.keys(own.properties ?? {})],
        pointTo(pointer, name),
        place,
      );
  }
  return {
    ...readCarried(value, type, id, pointer, place),
    ...readOwn(own, rest, type, pointer, place),
    ...readNested(value, type, textOf(id), pointer, place, depth),
  };
}

/** What every step carries. */
function readCarried(
  value: JsonObject,
  type: StepType,
  id: unknown,
  pointer: string,
  place: Place,
): Record<string, unknown> {
  const plain: Reading = { ...place, allowsExpressions: false };
  const isHandled = handledTypes.some((one) => one === type);
  const {
    name = null,
    conditions,
    retry,
    timeout_seconds: timeout,
    on_error: onError = 'fail',
    output_variable: output = null,
  } = value;
  for (const [field, given] of Object.entries({ retry, timeout_seconds: timeout })) {
    const fits =
      isHandled || given == null || (field === 'timeout_seconds' && (type === 'parallel' || type === 'loop'));
    if (!fits)
      place.faults.push({ pointer: `${pointer}/${field}`, code: 'field_not_of_type', params: { field, type } });
  }
  if (type === 'condition_check' && conditions == null) {
    place.faults.push({ pointer: `${pointer}/conditions`, code: 'field_missing', params: { field: 'conditions' } });
  }
  if (reservedNames.some((reserved) => reserved === (output ?? id))) {
    const at = output === null ? 'id' : 'output_variable';
    place.faults.push({ pointer: `${pointer}/${at}`, code: 'name_reserved', params: { name: textOf(output ?? id) } });
  }
  const read = (field: keyof typeof stepFields, given: unknown): unknown =>
    readValue(stepFields[field], given, `${pointer}/${field}`, plain);
  return {
    id: read('id', id),
    name: read('name', name),
    type,
    conditions: conditions == null ? null : readConditions(conditions, `${pointer}/conditions`, place),
    retry: isHandled
      ? readValue(retrySchema, withDefaults(retry, retryDefaults(type)), `${pointer}/retry`, plain)
      : null,
    timeout_seconds: read('timeout_seconds', timeout ?? timeoutDefaults[type] ?? null),
    on_error: read('on_error', onError),
    output_variable: read('output_variable', output),
  };
}

const withDefaults = (given: unknown, defaults: object): unknown =>
  given == null || isObject(given) ? { ...defaults, ...given } : given;

function readOwn(
  schema: Schema,
  fields: Record<string, unknown>,
  type: StepType,
  pointer: string,
  place: Place,
): object {
  const before = place.faults.length;
  const { break_when: breakWhen, ...plain } = fields;
  const read = readValue(schema, plain, pointer, place);
  if (place.faults.length > before) return {};
  const isGiven = (name: string): boolean =>
    fields[name] !== undefined && fields[name] !== false && !isEmptyList(fields[name]);
  const count = (names: readonly string[]): number => names.filter(isGiven).length;
  const say = (code: DefinitionFaultCode, names: readonly string[]): void => {
    place.faults.push({ pointer, code, params: { fields: names.join(', ') } });
  };
  const isSpared = type === 'data_update' && fields['operation'] === 'insert';
  for (const names of isSpared ? [] : (EITHER[type] ?? [])) if (count(names) !== 1) say('one_of_fields', names);
  for (const names of AT_LEAST[type] ?? []) if (count(names) === 0) say('some_of_fields', names);
  if (type === 'delay' && count(['duration', 'until']) > 1) say('one_of_fields', ['duration', 'until']);
  const range = fields['range'];
  if (isObject(range) && range['step'] === 0)
    place.faults.push({ pointer: `${pointer}/range/step`, code: 'step_zero' });
  const conditions = breakWhen == null ? {} : { break_when: readConditions(breakWhen, `${pointer}/break_when`, place) };
  return { ...(isObject(read) ? read : {}), ...conditions };
}

const isEmptyList = (value: unknown): boolean => isList(value) && value.length === 0;

function readNested(
  value: JsonObject,
  type: StepType,
  id: string,
  pointer: string,
  place: Place,
  depth: number,
): object {
  const list = (name: string, prefix: string): unknown[] =>
    value[name] === undefined ? [] : readList(value[name], `${pointer}/${name}`, place, `${id}_${prefix}`, depth + 1);
  const need = (name: string, read: unknown[]): unknown[] => {
    if (read.length === 0 && !place.faults.some((fault) => fault.pointer.startsWith(`${pointer}/${name}`))) {
      place.faults.push({ pointer: `${pointer}/${name}`, code: 'field_missing', params: { field: name } });
    }
    return read;
  };
  if (type === 'loop') return { steps: need('steps', list('steps', 'step')) };
  if (type === 'parallel') return { branches: need('branches', readBranches(value, id, pointer, place, depth)) };
  if (type !== 'condition_check') return {};
  // The name that workflows have for it; nobody awaits a step.
  // oxlint-disable-next-line unicorn/no-thenable
  return { then: list('then', 'then'), else: list('else', 'else') };
}

function readBranches(
  { branches, join }: JsonObject,
  id: string,
  pointer: string,
  place: Place,
  depth: number,
): unknown[] {
  if (branches === undefined) return [];
  const at = `${pointer}/branches`;
  const plain: Reading = { ...place, allowsExpressions: false };
  const read = readValue({ type: 'array', minItems: 1, maxItems: 50, items: { type: 'object' } }, branches, at, plain);
  if (!isList(read) || !read.every(isObject)) return [];
  if (typeof join === 'number' && join > read.length) {
    place.faults.push({
      pointer: `${pointer}/join`,
      code: 'number_out_of_range',
      params: { minimum: 1, maximum: read.length },
    });
  }
  return read.map((branch, i) => {
    const { steps, ...fields } = branch;
    const branchId = idOf(branch, `${id}_branch_${i + 1}`, place);
    const head = readValue(branchSchema, { ...fields, id: branchId }, pointTo(at, i), plain);
    const inner = readList(steps ?? [], pointTo(pointTo(at, i), 'steps'), place, textOf(branchId), depth + 1);
    return { ...(isObject(head) ? head : {}), steps: inner };
  });
}

/**
 * A `goto` leads to a later step of its own list, or of a list around it that is not beyond a branch or a loop.
 *
 * @param beyond the steps that follow in the lists around
 */
function checkGotos(steps: unknown, pointer: string, place: Place, beyond: ReadonlySet<unknown>): void {
  if (!isList(steps)) return;
  for (const [i, step] of steps.entries()) {
    if (!isObject(step)) continue;
    const reachable = new Set([
      ...beyond,
      ...steps.slice(i + 1).map((later) => (isObject(later) ? later['id'] : null)),
    ]);
    const { on_error: onError, then, else: otherwise, steps: body, branches } = step;
    const at = pointTo(pointer, i);
    if (isObject(onError) && !reachable.has(onError['goto'])) {
      place.faults.push({
        pointer: `${at}/on_error/goto`,
        code: 'goto_unfit',
        params: { id: textOf(onError['goto']) },
      });
    }
    checkGotos(then, `${at}/then`, place, reachable);
    checkGotos(otherwise, `${at}/else`, place, reachable);
    checkGotos(body, `${at}/steps`, place, new Set());
    if (!isList(branches)) continue;
    for (const [b, branch] of branches.entries()) {
      if (isObject(branch)) checkGotos(branch['steps'], `${at}/branches/${b}/steps`, place, new Set());
    }
  }
}
