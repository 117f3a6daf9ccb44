import type { Fault } from '../../../platform/errors.ts';
import type { ColumnType } from '../csv/inference.ts';
import { MAX_VALUE_BYTES } from '../csv/limits.ts';
import type { DatasetColumn } from '../data.repository.ts';
import type { DatasetFaultCode } from '../datasets/datasets.errors.ts';

/** A record as JSON has it: numbers, booleans, text, `2026-03-31`, `2026-03-31T08:30:00Z`, null for no value. */
export type RecordValues = Record<string, unknown>;

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const MOMENT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/;

/** A day of the calendar from the year 1 on: PostgreSQL has no year 0. */
function isDay(value: string): boolean {
  if (!DAY.test(value) || value.startsWith('0000')) return false;
  const moment = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(value);
}

function isMoment(value: string): boolean {
  const day = MOMENT.exec(value)?.[1];
  return day !== undefined && isDay(day) && !day.startsWith('0001-01-01') && !day.startsWith('9999-12-31');
}

const isText = (value: string): boolean =>
  !value.includes('\0') && value.isWellFormed() && Buffer.byteLength(value) <= MAX_VALUE_BYTES;

const faultOf: Record<ColumnType, (value: unknown) => DatasetFaultCode | null> = {
  integer: (value) => (Number.isSafeInteger(value) ? null : 'not_an_integer'),
  number: (value) => (typeof value === 'number' && Number.isFinite(value) ? null : 'not_a_number'),
  boolean: (value) => (typeof value === 'boolean' ? null : 'not_a_boolean'),
  date: (value) => (typeof value === 'string' && isDay(value) ? null : 'not_a_date'),
  timestamp: (value) => (typeof value === 'string' && (isDay(value) || isMoment(value)) ? null : 'not_a_timestamp'),
  text: (value) => (typeof value === 'string' && isText(value) ? null : 'not_a_text'),
};

/** RFC 6901. */
export const pointerTo = (...parts: (string | number)[]): string =>
  parts.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/**
 * What is wrong with the values of a record, by their columns' types.
 * @param at the pointer to the record in the request
 */
export function findValueFaults(
  values: RecordValues,
  columns: readonly DatasetColumn[],
  at: string,
): Fault<DatasetFaultCode>[] {
  const known = new Map(columns.map((column) => [column.name, column]));
  return Object.entries(values).flatMap(([name, value]): Fault<DatasetFaultCode>[] => {
    const column = known.get(name);
    const pointer = `${at}${pointerTo(name)}`;
    if (!column) return [{ pointer, code: 'unknown_column', params: { column: shown(name) } }];
    if (value === null && !column.isKey) return [];
    const code = value === null ? 'required' : (faultOf[column.type](value) ?? (column.isKey ? keyFault(value) : null));
    return code === null ? [] : [{ pointer, code, params: { column: name, value: shown(value), ...NO_WORDS } }];
  });
}

const NO_WORDS = { values: '', pattern: '', dataset: '' };
const MAX_KEY_LENGTH = 200;

/** A key stands in addresses and in an index. */
const keyFault = (value: unknown): DatasetFaultCode | null =>
  typeof value === 'string' && (value.length > MAX_KEY_LENGTH || value === '') ? 'key_not_possible' : null;

const MOST_SHOWN = 100;

const shown = (value: unknown): string =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, MOST_SHOWN).toWellFormed();

/** What a key in an address is in the database; null where no record can have it. */
export function readKey(text: string, key: DatasetColumn | null): string | null {
  if (key?.type === 'text') return isText(text) && text.length <= MAX_KEY_LENGTH ? text : null;
  // Without a key, a record is called by its row's number.
  return /^-?\d{1,15}$/.test(text) ? String(Number(text)) : null;
}

/** A value as the database gives it, as JSON has it. */
export function toJsonValue(value: unknown, type: ColumnType): unknown {
  if (value === null || value === undefined) return null;
  if (type === 'timestamp') return toIso(value);
  // JSON has no such numbers.
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return value;
}

function toIso(value: unknown): unknown {
  const moment = value instanceof Date ? value : new Date(String(value));
  return Number.isNaN(moment.getTime()) ? String(value) : moment.toISOString();
}
