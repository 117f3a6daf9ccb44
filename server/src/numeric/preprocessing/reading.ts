import type { RecordFaultCode } from '../numeric-error.ts';

/** How one value of a record was understood: null where missing; `fault` where it is not of its column's kind. */
export type Reading<T> = { readonly value: T | null } | { readonly fault: RecordFaultCode };

/** Numbers beyond this magnitude count as missing in columns and as faults in records: their squares would overflow. */
export const MAX_MAGNITUDE = 1e100;

const MAX_TIME_MS = 8.64e15;
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const ISO_TIME =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?: ?(Z|[+-]\d{2}(?::?\d{2})?))?)?$/i;
const TRUE_WORDS = new Set(['true', 't', 'yes', 'y', '1']);
const FALSE_WORDS = new Set(['false', 'f', 'no', 'n', '0']);

function isMissing(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

/** A number, or decimal text such as "12.5" or "-1e3". Missing: absent, null, blank text. */
export function readNumber(value: unknown): Reading<number> {
  if (isMissing(value)) return { value: null };
  let number = Number.NaN;
  if (typeof value === 'number') number = value;
  else if (typeof value === 'string' && DECIMAL.test(value.trim())) number = Number(value.trim());
  if (Number.isNaN(number)) return { fault: 'not_a_number' };
  return Math.abs(number) <= MAX_MAGNITUDE ? { value: number } : { fault: 'number_out_of_range' };
}

/** True or false; 1 or 0; the words true, t, yes, y and false, f, no, n in any case. Missing: absent, null, blank text. */
export function readBoolean(value: unknown): Reading<boolean> {
  if (isMissing(value)) return { value: null };
  const word = spelled(value)?.toLowerCase() ?? '';
  if (TRUE_WORDS.has(word)) return { value: true };
  return FALSE_WORDS.has(word) ? { value: false } : { fault: 'not_a_boolean' };
}

/**
 * Epoch milliseconds, or ISO 8601 text: a date, or a date and time, taken as UTC where it names no zone. Missing:
 * absent, null, blank text.
 */
export function readTime(value: unknown): Reading<number> {
  if (isMissing(value)) return { value: null };
  let time = Number.NaN;
  if (typeof value === 'number') time = value;
  else if (typeof value === 'string') time = parseIsoTime(value.trim());
  return Math.abs(time) <= MAX_TIME_MS ? { value: time } : { fault: 'not_a_time' };
}

/** Epoch milliseconds; NaN where the text is no ISO 8601 time of the years 100 … 9999, or the day does not exist. */
function parseIsoTime(text: string): number {
  const match = ISO_TIME.exec(text);
  if (match === null) return Number.NaN;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = match;
  const midnight = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const realDay = midnight.toISOString().startsWith(text.slice(0, 10));
  if (!realDay || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return Number.NaN;
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  const clock = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + milliseconds;
  return midnight.getTime() + clock - zoneOffsetMs(zone);
}

/** NaN beyond the 14 hours that exist. */
function zoneOffsetMs(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  if (minutes > 14 * 60) return Number.NaN;
  return (zone.startsWith('-') ? -1 : 1) * minutes * 60_000;
}

/**
 * A label or text: trimmed and in Unicode's composed form (NFC), so that equal words are equal. Numbers and booleans
 * are spelled. Missing: absent, null, blank text.
 */
export function readText(value: unknown): Reading<string> {
  if (isMissing(value)) return { value: null };
  const text = spelled(value);
  return text === null ? { fault: 'not_a_text' } : { value: normalizeText(text) };
}

/** Text, or the spelling of a finite number or a boolean; null for anything else. */
function spelled(value: unknown): string | null {
  if (typeof value === 'string') return value.trim();
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return String(value);
  return null;
}

/** Text as categories and tokens see it. */
export function normalizeText(text: string): string {
  return text.trim().normalize('NFC');
}

/** ISO 8601 text of epoch milliseconds: the date alone at midnight UTC. */
export function isoTime(timeMs: number): string {
  const text = new Date(timeMs).toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, -14) : text;
}
