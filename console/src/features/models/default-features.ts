import type { Column, ModelType } from '../../api/types.ts';

export type LeftOutFor = 'identifier' | 'empty' | 'free_text';

export interface SuggestedFeature {
  name: string;
  /** Why it is better left out, or null where nothing speaks against it. */
  leftOutFor: LeftOutFor | null;
}

type Rows = readonly Record<string, unknown>[];

const longTextLength = 60;
const enoughRows = 5;

/** Splits a column's name into its words: "customerID", "customer_id" and "Customer Id" are the same two. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{Letter}\p{Mark}\p{Number}]+/u)
    .filter((word) => word !== '');
}

function soundsLikeIdentifier(name: string): boolean {
  const last = wordsOf(name).at(-1);
  return last !== undefined && ['id', 'uuid', 'guid', 'key', 'index'].includes(last);
}

function valuesOf(column: Column, rows: Rows): unknown[] {
  return rows.map((row) => row[column.name]).filter((value) => value !== null && value !== undefined && value !== '');
}

/** Codes such as C-10482 or 7590-VHVEG: one word with digits, and no two alike. */
function looksLikeCode(values: readonly unknown[]): boolean {
  const coded = values.every((value) => typeof value === 'string' && /^\S*\d\S*$/.test(value));
  return coded && values.length >= enoughRows && new Set(values).size === values.length;
}

function isIdentifier(column: Column, values: readonly unknown[]): boolean {
  if (column.type !== 'text' && column.type !== 'integer') return false;
  if (soundsLikeIdentifier(column.name)) return new Set(values).size === values.length;
  return column.type === 'text' && looksLikeCode(values);
}

function whyLeaveOut(column: Column, rows: Rows): LeftOutFor | null {
  const values = valuesOf(column, rows);
  if (rows.length >= enoughRows && values.length === 0) return 'empty';
  if (isIdentifier(column, values)) return 'identifier';
  const isLong = values.some((value) => typeof value === 'string' && value.length > longTextLength);
  return column.type === 'text' && isLong ? 'free_text' : null;
}

/** Every column but the target, each with what its name and its first values speak against it as an input. */
export function suggestFeatures(
  columns: readonly Column[],
  target: string | undefined,
  rows: Rows,
): SuggestedFeature[] {
  return columns
    .filter((column) => column.name !== target)
    .map((column) => ({ name: column.name, leftOutFor: whyLeaveOut(column, rows) }));
}

/** A point in time cannot be predicted yet. */
export function canBeTarget(column: Column): boolean {
  return column.type !== 'date' && column.type !== 'timestamp';
}

/** Classes for words and for yes and no; an amount for numbers, unless they only say yes and no. */
export function suggestType(column: Column, rows: Rows): Extract<ModelType, 'classification' | 'regression'> {
  if (column.type === 'boolean' || column.type === 'text') return 'classification';
  const values = valuesOf(column, rows);
  const onlyZeroAndOne = values.length > 0 && values.every((value) => value === 0 || value === 1);
  return column.type === 'integer' && onlyZeroAndOne ? 'classification' : 'regression';
}

export function sameNames(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((name) => b.includes(name));
}
