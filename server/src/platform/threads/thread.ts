import type { MessagePort, Transferable } from 'node:worker_threads';
import { AppError, isAppError } from '../errors.ts';

/** A file that calls `serveThread` with work of these types. */
export interface ThreadModule<Input, Output> {
  readonly url: URL;
  /** Never set: ties the two sides' types together. */
  readonly types?: (input: Input) => Output;
}

/** What a thread of a pool begins with. */
export interface PoolStart {
  readonly shared: SharedArrayBuffer;
  /** Of all threads of the pool. */
  readonly board: SharedArrayBuffer;
  readonly port: MessagePort;
}

/** What the work inside a thread is given. */
export interface ThreadContext {
  /** True once the work is no longer wanted: end soon, by throwing. For work that never yields. */
  shouldStop(): boolean;
  /** The same for work that waits. */
  signal: AbortSignal;
  /** Says how far the work is; `fraction` is the share of the phase or of the whole, as the two sides agree. */
  report(phase: string, fraction: number): void;
  /**
   * Starts a thread of a pool, beside this one and not under it: work that waits for its mates hears nothing of their
   * end. Where one dies, this thread is ended as well, at once.
   */
  startMate(start: PoolStart): void;
}

/** What the work inside a thread gives back. What `transfer` names is moved instead of copied. */
export interface ThreadAnswer<Output> {
  output: Output;
  transfer?: readonly Transferable[];
}

/** What the starting side puts into the thread. */
export interface ThreadStart {
  input: unknown;
  /** One element: 1 asks the work to stop. Shared, so that it is seen by work that never yields. */
  stopFlag: Int32Array<SharedArrayBuffer>;
}

export type ThreadMessage =
  | { type: 'progress'; phase: string; fraction: number }
  | { type: 'mate'; start: PoolStart }
  | { type: 'done'; output: unknown }
  | { type: 'failed'; failure: ThreadFailure };

/** An error as data: an error's class and its own fields do not survive the way between threads. */
export type ThreadFailure =
  | {
      kind: 'foreseen';
      error: Pick<AppError, 'namespace' | 'code' | 'status' | 'params' | 'headers' | 'faults'>;
    }
  | { kind: 'unforeseen'; name: string; message: string; stack: string };

export function toFailure(error: unknown): ThreadFailure {
  if (isAppError(error)) {
    const { namespace, code, status, params, headers, faults } = error;
    return { kind: 'foreseen', error: { namespace, code, status, params, headers, faults: [...faults] } };
  }
  const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  return { kind: 'unforeseen', name, message, stack };
}

export function toError(failure: ThreadFailure): Error {
  if (failure.kind === 'foreseen') return new AppError(failure.error);
  const error = new Error(failure.message);
  error.name = failure.name;
  error.stack = failure.stack;
  return error;
}
