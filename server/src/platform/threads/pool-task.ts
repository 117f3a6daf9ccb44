import type { ThreadFailure } from './thread.ts';

// The shared memory between a pool and one of its threads: 32-bit fields.
export const SEQUENCE = 0;
/** The sequence number of the last work that is done; negative where it failed. */
export const DONE = 1;
export const KIND = 2;
/** The sequence number of the last work that somebody has taken on. */
const CLAIMED = 3;

/**
 * The calls of one kernel, shared by all threads of a pool: 32-bit fields, then from byte CALLS on the calls' numbers,
 * `WIDTH` each. Whoever is free takes the next call.
 */
export const BOARD_BYTES = 65_536;
const CALLS = 64;
export const BOARD = { next: 0, count: 1, width: 2, crew: 3, kernel: 4 } as const;

export interface Board {
  readonly fields: Int32Array<SharedArrayBuffer>;
  readonly values: Float64Array<SharedArrayBuffer>;
}

export function openBoard(shared: SharedArrayBuffer): Board {
  return { fields: new Int32Array(shared), values: new Float64Array(shared, CALLS) };
}

/** Makes calls from the board until none is left. */
export function takeCalls({ fields, values }: Board, call: (...values: readonly number[]) => void): void {
  const count = fields[BOARD.count] ?? 0;
  const width = fields[BOARD.width] ?? 0;
  for (let taken = Atomics.add(fields, BOARD.next, 1); taken < count; taken = Atomics.add(fields, BOARD.next, 1)) {
    call(...values.subarray(taken * width, (taken + 1) * width));
  }
}

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
