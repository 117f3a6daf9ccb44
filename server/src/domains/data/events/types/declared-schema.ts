import { escapePointer } from '../../../../http/json-body.ts';
import type { EventFault } from '../events.errors.ts';
import { type EventFieldType, listFields, typeOf } from './event-shape.ts';

/** What people say that a field of an event holds. */
export interface DeclaredField {
  path: string;
  types: EventFieldType[];
  is_required: boolean;
  /** The only values that it may have. */
  values?: (string | number | boolean)[];
}

export interface DeclaredSchema {
  fields: DeclaredField[];
}

/** In `observe` what does not fit is kept and marked, in `enforce` it is refused. */
export const schemaModes = ['observe', 'enforce'] as const;
export type SchemaMode = (typeof schemaModes)[number];

/** Where an event's content does not fit. */
export function findMisfits({ fields }: DeclaredSchema, data: object, pointer: string): EventFault[] {
  const found = listFields(data);
  return fields.flatMap(({ path, types, is_required: isRequired, values }): EventFault[] => {
    const at = `${pointer}/${path.split('.').map(escapePointer).join('/')}`;
    const there = found.get(path);
    if (!there) return isRequired ? [{ pointer: at, code: 'field_missing', params: { field: path } }] : [];
    if (there.some((value) => !accepts(types, typeOf(value)))) {
      return [{ pointer: at, code: 'field_type', params: { field: path, types: types.join(', ') } }];
    }
    const isKnown = (value: unknown) => values === undefined || values.some((each) => each === value);
    return there.every(isKnown) ? [] : [{ pointer: at, code: 'field_value', params: { field: path } }];
  });
}

/**
 * In what a new schema breaks with the old one: for senders, whose events fitted and would not; for readers, who lean on
 * what they would miss. What only adds is compatible.
 */
export function findBreaks(before: DeclaredSchema, after: DeclaredSchema): EventFault[] {
  const [old, next] = [byPath(before), byPath(after)];
  const faults: EventFault[] = [];
  const add = (path: string, code: EventFault['code']) =>
    faults.push({ pointer: `/fields/${escapePointer(path)}`, code, params: { field: path } });
  for (const [path, field] of next) {
    const known = old.get(path);
    if (field.is_required && !known?.is_required) add(path, 'now_required');
    if (!known) continue;
    if (known.types.some((type) => !accepts(field.types, type))) add(path, 'type_narrowed');
    if (field.types.some((type) => !accepts(known.types, type))) add(path, 'type_widened');
    const isNarrowed = field.values && (!known.values || known.values.some((value) => !field.values?.includes(value)));
    if (isNarrowed) add(path, 'values_narrowed');
    if (known.is_required && !field.is_required) add(path, 'no_longer_required');
  }
  for (const path of old.keys()) if (!next.has(path)) add(path, 'field_gone');
  return faults;
}

/** A whole number is a number, and a date is a text. */
function accepts(types: readonly EventFieldType[], type: EventFieldType): boolean {
  if (types.includes(type)) return true;
  if (type === 'integer') return types.includes('number');
  return (type === 'date' || type === 'timestamp') && types.includes('text');
}

const byPath = ({ fields }: DeclaredSchema) => new Map(fields.map((field) => [field.path, field]));
