import type { Draft } from './definition.ts';
import { listSteps } from './definition.ts';

export interface Fault {
  readonly pointer: string;
  readonly detail: string;
}

/** Faults that belong to the workflow as a whole: its name, its trigger, its settings. */
export const whole = '';

/** Faults by the step that they are in, with pointers that begin at that step. */
export function faultsByStep(draft: Draft, faults: readonly Fault[]): ReadonlyMap<string, readonly Fault[]> {
  const places = listSteps(draft)
    .map(({ step, path }) => ({ id: step.id, pointer: `/${path.join('/')}` }))
    // The innermost step that a pointer runs through owns the fault.
    .toReversed();
  const found = new Map<string, Fault[]>();
  for (const fault of faults) {
    const place = places.find(({ pointer }) => isUnder(fault.pointer, pointer));
    const owner = place?.id ?? whole;
    const pointer = place === undefined ? fault.pointer : fault.pointer.slice(place.pointer.length);
    found.set(owner, [...(found.get(owner) ?? []), { pointer, detail: fault.detail }]);
  }
  return found;
}

const isUnder = (pointer: string, outer: string): boolean => pointer === outer || pointer.startsWith(`${outer}/`);

/** What is wrong at a field or anywhere in it, in words. */
export function faultAt(faults: readonly Fault[], pointer: string): string | undefined {
  const details = faults.filter((fault) => isUnder(fault.pointer, pointer)).map(({ detail }) => detail);
  return details.length === 0 ? undefined : [...new Set(details)].join(' ');
}
