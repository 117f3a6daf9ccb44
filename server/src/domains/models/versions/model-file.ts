import { createHash } from 'node:crypto';
import type { Portable } from '../../../numeric/index.ts';

/** Numbers written at once: a few tens of kilobytes. */
const NUMBERS_A_PART = 2000;

/**
 * A model as a JSON file, part by part, so that it is never in memory as one text. Its last member is the SHA-256 of all
 * bytes before `,"checksum"`.
 */
export function* writeModelFile(content: Readonly<Record<string, Portable>>): Generator<string> {
  const hash = createHash('sha256');
  for (const part of writeMembers(content)) {
    hash.update(part);
    yield part;
  }
  yield `,"checksum":{"algorithm":"sha256","value":"${hash.digest('hex')}"}}\n`;
}

/** An object without its closing brace. */
function* writeMembers(content: Readonly<Record<string, Portable>>): Generator<string> {
  yield '{';
  for (const [index, [name, value]] of Object.entries(content).entries()) {
    yield `${index === 0 ? '' : ','}${JSON.stringify(name)}:`;
    yield* write(value);
  }
}

function* write(value: Portable): Generator<string> {
  if (value instanceof Float64Array || value instanceof Int32Array) {
    yield* writeNumbers(value);
  } else if (isList(value)) {
    yield '[';
    for (const [index, each] of value.entries()) {
      if (index > 0) yield ',';
      yield* write(each);
    }
    yield ']';
  } else if (typeof value === 'object' && value !== null) {
    yield* writeMembers(value);
    yield '}';
  } else {
    yield typeof value === 'number' ? writeNumber(value) : JSON.stringify(value);
  }
}

const isList = (value: Portable): value is readonly Portable[] => Array.isArray(value);

function* writeNumbers(values: Float64Array | Int32Array): Generator<string> {
  yield '[';
  for (let from = 0; from < values.length; from += NUMBERS_A_PART) {
    const part = Array.from(values.subarray(from, from + NUMBERS_A_PART), writeNumber);
    yield `${from === 0 ? '' : ','}${part.join(',')}`;
  }
  yield ']';
}

/** JSON has no word for infinity, and forgets the sign of nought. */
function writeNumber(value: number): string {
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? String(value) : JSON.stringify(String(value));
}
