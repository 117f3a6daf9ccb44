import { NumericError } from '../numeric-error.ts';

/** Reads the fields of an object that came from outside, each checked. All throw NumericError artifact_corrupted. */
export interface Fields {
  /** Whether there is a field of this name. */
  has(name: string): boolean;
  text(name: string): string;
  flag(name: string): boolean;
  /** Finite. */
  number(name: string): number;
  /** Finite, or NaN for null. */
  numberOrNaN(name: string): number;
  floats(name: string, length?: number): Float64Array;
  floatLists(name: string): readonly Float64Array[];
  integers(name: string, length?: number): Int32Array;
  texts(name: string): readonly string[];
  numbers(name: string): readonly number[];
  oneOf<T extends string>(name: string, allowed: readonly T[]): T;
  object(name: string): Fields;
  optionalObject(name: string): Fields | null;
  objects(name: string): readonly Fields[];
  /** Each own field as a number. */
  numbersByName(): Readonly<Record<string, number>>;
  /** Texts, numbers and booleans. */
  scalars(name: string): readonly (string | number | boolean)[];
}

function fail(where: string): never {
  throw new NumericError('artifact_corrupted', { where });
}

function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isFloats(value: unknown): value is Float64Array {
  return value instanceof Float64Array;
}

function isIntegers(value: unknown): value is Int32Array {
  return value instanceof Int32Array;
}

function isScalar(value: unknown): value is string | number | boolean {
  return isText(value) || isFiniteNumber(value) || typeof value === 'boolean';
}

/**
 * The fields of `value`.
 *
 * @param where names the value in an error
 * @throws NumericError artifact_corrupted where it is no object
 */
export function fieldsOf(value: unknown, where: string): Fields {
  if (typeof value !== 'object' || value === null) return fail(where);
  const own = new Map<string, unknown>(Object.entries(value));
  const path = (name: string): string => `${where}.${name}`;
  const field = <T>(name: string, is: (found: unknown) => found is T): T => {
    const found = own.get(name);
    return is(found) ? found : fail(path(name));
  };
  const sized = <T extends { readonly length: number }>(name: string, found: T, length = found.length): T =>
    found.length === length ? found : fail(path(name));
  const list = <T>(name: string, is: (found: unknown) => found is T): readonly T[] => {
    const found = own.get(name);
    return Array.isArray(found) && found.every(is) ? found : fail(path(name));
  };
  return {
    has: (name) => own.has(name),
    text: (name) => field(name, isText),
    flag: (name) => field(name, (found): found is boolean => typeof found === 'boolean'),
    number: (name) => field(name, isFiniteNumber),
    numberOrNaN: (name) => (own.get(name) === null ? Number.NaN : field(name, isFiniteNumber)),
    floats: (name, length) => sized(name, field(name, isFloats), length),
    floatLists: (name) => list(name, isFloats),
    integers: (name, length) => sized(name, field(name, isIntegers), length),
    texts: (name) => list(name, isText),
    numbers: (name) => list(name, isFiniteNumber),
    scalars: (name) => list(name, isScalar),
    oneOf: (name, allowed) => allowed.find((each) => each === own.get(name)) ?? fail(path(name)),
    object: (name) => fieldsOf(own.get(name), path(name)),
    optionalObject: (name) => (own.get(name) === null ? null : fieldsOf(own.get(name), path(name))),
    objects: (name) =>
      list(name, (found): found is object => typeof found === 'object').map((each, i) =>
        fieldsOf(each, `${path(name)}.${i}`),
      ),
    numbersByName: () => Object.fromEntries([...own].map(([name]) => [name, field(name, isFiniteNumber)])),
  };
}
