import type { Fault } from '../../../platform/errors.ts';
import { automationErrors } from '../automation.errors.ts';
import type { ParametersOf } from '../definition/definition.ts';
import type { Json } from '../interpreter/protocol.ts';

type Form = ParametersOf<'approval_request'>['form'];
type Field = Form[number];
type FormFaultCode = 'form_field_missing' | 'form_field_unfit' | 'form_field_unknown';

/** What was filled in, as the form asks for it. @throws AppError approval_fields_invalid */
export function readForm(form: Form, filled: Readonly<Record<string, unknown>>): Record<string, Json> {
  const faults: Fault<FormFaultCode>[] = [];
  const values: Record<string, Json> = {};
  for (const name of Object.keys(filled)) {
    if (form.some((field) => field.name === name)) continue;
    faults.push({ pointer: `/fields/${name}`, code: 'form_field_unknown', params: { field: name } });
  }
  for (const field of form) {
    const pointer = `/fields/${field.name}`;
    const value = filled[field.name] ?? null;
    if (value === null || value === '') {
      if (field.required) faults.push({ pointer, code: 'form_field_missing', params: { field: field.label } });
      continue;
    }
    if (fits(field, value)) values[field.name] = value;
    else faults.push({ pointer, code: 'form_field_unfit', params: { field: field.label, type: field.type } });
  }
  if (faults.length > 0) throw automationErrors.approval_fields_invalid({ count: faults.length }, { faults });
  return values;
}

const MOST_CHARACTERS = 10_000;

function fits({ type, choices = [] }: Field, value: unknown): value is Json {
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value);
  if (type === 'boolean') return typeof value === 'boolean';
  if (typeof value !== 'string' || value.length > MOST_CHARACTERS) return false;
  if (type === 'choice') return choices.includes(value);
  return type === 'text' || (/^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)));
}
