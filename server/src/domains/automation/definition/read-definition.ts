import { hasTemplate, compileTemplate } from '../expressions/template.ts';
import { ExpressionFault } from '../expressions/expression-error.ts';
import { isObject } from '../expressions/scope.ts';
import { type Definition, definitionSchema, triggerSchema, settingsSchema, workflowTypes } from './definition.ts';
import { pointTo, type DefinitionFault } from './definition-faults.ts';
import { readConditions } from './read-conditions.ts';
import { readSteps } from './read-steps.ts';
import { readValue, reportUnknown, type Reading } from './read-value.ts';
import { findScheduleFaults } from './schedule-faults.ts';

const LARGEST_BYTES = 1_000_000;

/**
 * A workflow as it was sent or kept, with ids and defaults filled in, or everything that is wrong with it. What it gives
 * is read again to the same.
 */
export function readDefinition(json: unknown): { definition: Definition } | { faults: DefinitionFault[] } {
  const reading: Reading = { faults: [], allowsExpressions: true };
  if (!isObject(json)) return { faults: [{ pointer: '', code: 'wrong_kind', params: { kind: 'object' } }] };
  if (JSON.stringify(json).length > LARGEST_BYTES) {
    return { faults: [{ pointer: '', code: 'definition_too_large', params: { limit: LARGEST_BYTES } }] };
  }
  const { trigger_conditions: trigger, workflow_steps: steps, settings, ...head } = json;
  const plain = { ...reading, allowsExpressions: false };
  const { properties } = definitionSchema;
  for (const name of Object.keys(head)) {
    if (!Object.hasOwn(properties, name)) reportUnknown(name, Object.keys(properties), pointTo('', name), reading);
  }
  const { workflow_name: name, workflow_type: type, category = null, description = null } = head;
  const definition = {
    workflow_name: readField('workflow_name', name),
    workflow_type: readField('workflow_type', type),
    category: readField('category', category),
    description: readField('description', description),
    trigger_conditions: readTrigger(trigger, type, reading),
    workflow_steps: steps === undefined ? missing('workflow_steps') : readSteps(steps, '/workflow_steps', reading),
    settings: readValue(settingsSchema, settings ?? {}, '/settings', plain),
  };
  // Read field by field by the schemas that its type is made of.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return reading.faults.length > 0 ? { faults: reading.faults } : { definition: definition as Definition };

  function readField(field: 'workflow_name' | 'workflow_type' | 'category' | 'description', value: unknown): unknown {
    return value === undefined ? missing(field) : readValue(properties[field], value, `/${field}`, plain);
  }

  function missing(field: string): undefined {
    reading.faults.push({ pointer: `/${field}`, code: 'field_missing', params: { field } });
  }
}

const POINTER = '/trigger_conditions';

function readTrigger(value: unknown, type: unknown, reading: Reading): unknown {
  const { faults } = reading;
  if (value !== undefined && !isObject(value)) {
    faults.push({ pointer: POINTER, code: 'wrong_kind', params: { kind: 'object' } });
    return value;
  }
  const { conditions = [], ...rest } = value ?? {};
  const { conditions: _conditions, ...known } = triggerSchema.properties;
  const schema = { type: 'object', properties: known, additionalProperties: false };
  // The key is a template; nothing else of a trigger is.
  const { idempotency_key: key, ...fixed } = rest;
  const plain = { ...reading, allowsExpressions: false };
  const read = readValue(schema, key === undefined ? fixed : { ...fixed, idempotency_key: key }, POINTER, plain);
  if (typeof key === 'string' && hasTemplate(key)) readKey(key, reading);
  const { schedule } = rest;
  if (isObject(schedule)) faults.push(...findScheduleFaults(schedule, `${POINTER}/schedule`));
  const needed = type === 'scheduled' ? 'schedule' : 'event_type';
  const isNeeded = type === 'scheduled' || type === 'event_driven' || type === 'ai_triggered';
  if (isNeeded && workflowTypes.includes(type) && rest[needed] === undefined) {
    faults.push({ pointer: `${POINTER}/${needed}`, code: 'field_missing', params: { field: needed } });
  }
  return { ...(isObject(read) ? read : {}), conditions: readConditions(conditions, `${POINTER}/conditions`, reading) };
}

function readKey(key: string, { faults }: Reading): void {
  try {
    compileTemplate(key);
  } catch (error) {
    if (!(error instanceof ExpressionFault)) throw error;
    faults.push({ pointer: `${POINTER}/idempotency_key`, code: error.code, params: error.params });
  }
}
