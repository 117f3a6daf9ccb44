import type { Json } from '../interpreter/protocol.ts';
import { isList, isObject } from './scope.ts';

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** A number, also one that is written as a text; anything else is null. */
export function numberOf(value: Json): number | null {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && NUMBER.test(value.trim()) ? Number(value) : null;
}

/** A moment written as ISO 8601, in milliseconds; a day is its beginning and what has no offset is in UTC. */
function momentOf(value: Json): number | null {
  if (typeof value !== 'string') return null;
  const text = value.trim();
  const parts = MOMENT.exec(text);
  if (parts === null) return null;
  const ms = Date.parse(parts[1] === undefined || parts[4] !== undefined ? text : `${text.replace(' ', 'T')}Z`);
  return Number.isNaN(ms) ? null : ms;
}

/**
 * Below zero: left comes first; null: the two cannot be put in order. Both numbers (or texts of numbers): as numbers;
 * both moments: in time; both texts: by their letters, as Unicode numbers them.
 */
export function compareValues(left: Json, right: Json): number | null {
  for (const read of [numberOf, momentOf]) {
    const [first, second] = [read(left), read(right)];
    if (first !== null && second !== null) return first - second;
  }
  if (typeof left !== 'string' || typeof right !== 'string') return null;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Equal in kind and value; a number equals its text, `true` equals the text “true”, a moment the same moment. */
export function areEqual(left: Json, right: Json, ignoreCase = false): boolean {
  if (left === right) return true;
  if (isList(left) && isList(right)) {
    return left.length === right.length && left.every((item, i) => areEqual(item, right[i] ?? null, ignoreCase));
  }
  if (isObject(left) && isObject(right)) return haveEqualMembers(left, right, ignoreCase);
  if (typeof left === 'object' || typeof right === 'object') return false;
  if (typeof left === 'boolean' || typeof right === 'boolean') return String(left) === String(right);
  if (ignoreCase && String(left).toLowerCase() === String(right).toLowerCase()) return true;
  return compareValues(left, right) === 0;
}

function haveEqualMembers(
  left: { readonly [name: string]: Json },
  right: { readonly [name: string]: Json },
  ignoreCase: boolean,
): boolean {
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && areEqual(left[name] ?? null, right[name] ?? null, ignoreCase))
  );
}
