import type { Approval } from '../../api/types.ts';
import { parseNumber } from '../../lib/parse-number.ts';

export type ApprovalField = Approval['form'][number];

interface ReadField {
  value: string | number | boolean | null;
  fault: 'missing' | 'notNumber' | null;
}

/** What a person has put into a field, as the workflow takes it; empty is null. */
export function readField({ type, required }: ApprovalField, text: string, numbers: Intl.NumberFormat): ReadField {
  if (text.trim() === '') return { value: null, fault: required ? 'missing' : null };
  if (type === 'boolean') return { value: text === 'true', fault: null };
  if (type !== 'number') return { value: text, fault: null };
  const value = parseNumber(text, numbers);
  return { value, fault: value === null ? 'notNumber' : null };
}
