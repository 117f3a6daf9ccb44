import { escapePointer } from '../../../http/json-body.ts';
import type { EventFault } from './events.errors.ts';

/** So many events a request. */
export const MOST_EVENTS = 1000;
/** Of a whole request. */
export const MOST_BODY_BYTES = 8 * 1024 * 1024;
const MOST_DATA_BYTES = 64 * 1024;
const MOST_DEPTH = 12;
/** Keys and items of lists. */
const MOST_KEYS = 2000;
const MOST_KEY_LENGTH = 200;
/** Clocks differ; a moment further ahead is a mistake. */
const MOST_AHEAD_MS = 10 * 60_000;
const EARLIEST_MS = Date.UTC(1990, 0, 1);
/** Names that JavaScript gives a meaning to. */
const UNSAFE_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * What is wrong with an event's content: its size, how deep and wide it is, what its keys are called.
 * @param json the content as it will be written
 */
export function findDataFaults(data: object, json: string, pointer: string): EventFault[] {
  const sizeBytes = json.length > MOST_DATA_BYTES / 4 ? Buffer.byteLength(json) : json.length;
  if (sizeBytes > MOST_DATA_BYTES) {
    return [{ pointer, code: 'too_large', params: { limit: MOST_DATA_BYTES / 1024 } }];
  }
  const faults: EventFault[] = [];
  let keys = 0;
  // Without recursion: the depth is the sender's to choose.
  const places = [{ value: data, pointer, depth: 1 }];
  for (let place = places.pop(); place !== undefined; place = places.pop()) {
    if (place.depth > MOST_DEPTH) {
      return [{ pointer: place.pointer.slice(0, 300), code: 'too_deep', params: { limit: MOST_DEPTH } }];
    }
    for (const [key, value] of Object.entries(place.value)) {
      keys += 1;
      const at = `${place.pointer}/${escapePointer(key.slice(0, MOST_KEY_LENGTH))}`;
      if (UNSAFE_KEYS.has(key)) faults.push({ pointer: at, code: 'unsafe_key', params: { key } });
      if (key.length > MOST_KEY_LENGTH)
        faults.push({ pointer: at, code: 'key_too_long', params: { limit: MOST_KEY_LENGTH } });
      if (isObject(value)) places.push({ value, pointer: at, depth: place.depth + 1 });
    }
    if (keys > MOST_KEYS) return [{ pointer, code: 'too_many_keys', params: { limit: MOST_KEYS } }];
  }
  return faults;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** What is wrong with the moment that an event names. */
export function findMomentFaults(occurredAt: Date, now: Date, pointer: string): EventFault[] {
  if (occurredAt.getTime() > now.getTime() + MOST_AHEAD_MS) {
    return [{ pointer, code: 'in_the_future', params: { minutes: MOST_AHEAD_MS / 60_000 } }];
  }
  return occurredAt.getTime() < EARLIEST_MS ? [{ pointer, code: 'too_old', params: { year: 1990 } }] : [];
}
