import type { ThreadFailure } from './thread.ts';

// The shared memory between a pool and one of its threads: 32-bit fields, then from byte VALUES on the numbers of a
// kernel call: crew, kernel's place among the exports, count, values.
export const SEQUENCE = 0;
/** The sequence number of the last work that is done; negative where it failed. */
export const DONE = 1;
export const KIND = 2;
/** The sequence number of the last work that somebody has taken on. */
const CLAIMED = 3;
export const VALUES = 64;

/** Takes a work on: whoever is first does it, and nobody else. Works are taken on in their order. */
export function claim(control: Int32Array<SharedArrayBuffer>, sequence: number): boolean {
  return Atomics.compareExchange(control, CLAIMED, sequence - 1, sequence) === sequence - 1;
}

/** Kinds of work. */
export const KERNEL = { open: 1, call: 2, close: 3, job: 4 } as const;

export interface OpenTask {
  readonly crew: number;
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
}

export interface CloseTask {
  readonly crew: number;
}

export interface JobTask {
  readonly url: string;
  readonly name: string;
  readonly input: unknown;
}

export type PoolTask = OpenTask | CloseTask | JobTask;

export interface PoolFailure {
  readonly failure: ThreadFailure;
}
