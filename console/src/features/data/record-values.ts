import type { Column } from '../../api/types.ts';
import { parseNumber } from '../../lib/parse-number.ts';

/** What a person may write in a form, by the names of the columns. */
export type Texts = Readonly<Record<string, string>>;

/** A value as it stands in a form. Times are shown to the second, in UTC. */
export function textOf(value: unknown, { type }: Pick<Column, 'type'>, plain: Intl.NumberFormat): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return plain.format(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (type === 'timestamp' && typeof value === 'string') return value.slice(0, 19);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

type Read = { value: unknown } | { faulty: true };

function read(text: string, type: Column['type'], numbers: Intl.NumberFormat): Read {
  if (text === '') return { value: null };
  if (type === 'boolean') return { value: text === 'yes' };
  if (type === 'timestamp') return { value: `${text.length === 16 ? `${text}:00` : text}Z` };
  if (type !== 'integer' && type !== 'number') return { value: text };
  const number = parseNumber(text, numbers);
  return number === null || (type === 'integer' && !Number.isInteger(number)) ? { faulty: true } : { value: number };
}

/** The values that differ from what the form began with, and the columns whose text is none of their type. */
export function changedValues(
  columns: readonly Pick<Column, 'name' | 'type'>[],
  before: Texts,
  after: Texts,
  numbers: Intl.NumberFormat,
): { values: Record<string, unknown>; faulty: string[] } {
  const values: Record<string, unknown> = {};
  const faulty: string[] = [];
  for (const { name, type } of columns) {
    const text = after[name] ?? '';
    if (text === (before[name] ?? '')) continue;
    const found = read(text, type, numbers);
    if ('faulty' in found) faulty.push(name);
    else values[name] = found.value;
  }
  return { values, faulty };
}
