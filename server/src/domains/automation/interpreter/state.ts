import type { JsonObject } from '../expressions/scope.ts';
import type { Json, StepFailure } from './protocol.ts';

/** How a step has ended, before it is acted upon; `input` is noted with it. */
export type Outcome = { readonly output: Json; readonly input?: Json } | { readonly failure: StepFailure };

export interface BranchState {
  id: string;
  thread: Thread;
}

export interface ItemState {
  index: number;
  thread: Thread;
}

export interface ParallelWait {
  kind: 'parallel';
  join: 'all' | 'any' | number;
  branches: BranchState[];
  /** Null: none, or not yet set. */
  timeoutAt: number | null;
}

export interface LoopWait {
  kind: 'loop';
  /** Of a range; items of a list are looked up where they are, never kept here. */
  range: { from: number; step: number } | null;
  count: number;
  /** The cursor: the item that is begun next. */
  next: number;
  concurrency: number;
  active: ItemState[];
  /** The lowest item that ended the loop: one that failed, or one after which it was to end. */
  stop: { index: number; failure: StepFailure | null } | null;
  /** Items that failed. */
  failed: number[];
  /** Why: of the lowest hundred. */
  failures: { index: number; code: string; message: string }[];
  /** Where they stood, if the loop fails with them: for another try. */
  failedItems: ItemState[];
  results: [index: number, value: Json][];
  /** Characters of the results. */
  resultsLength: number;
  timeoutAt: number | null;
}

export type Wait =
  | { kind: 'step'; attempt: number }
  | { kind: 'timer'; until: number }
  | { kind: 'approval'; deadline: number; level: number; escalations: number[]; onDeadline: Json; onRejected: Json }
  | ParallelWait
  | LoopWait;

/** One line of steps, done one after the other: the run itself, a branch, an item of a loop. */
export interface Thread {
  /** The step that it stands at; null at its end. */
  at: string | null;
  phase: 'ready' | 'waiting' | 'done' | 'failed';
  /** When that step was begun: what `current_timestamp` is to all its attempts. */
  since: number;
  wait: Wait | null;
  /** What has ended and is not yet acted upon: while a run is paused. */
  outcome: Outcome | null;
  outputs: JsonObject;
  /** The name of the output that was given last. */
  last: string | null;
  failure: StepFailure | null;
}

/** Where a run stands: plain JSON, never changed in place. Others read `status` and `variables` only. */
export interface RunState {
  readonly version: 1;
  readonly status: 'running' | 'paused' | 'succeeded' | 'failed' | 'cancelled';
  /** Outputs by name. Keeps its identity (===) as long as nothing is added. */
  readonly variables: JsonObject;
  readonly trigger: JsonObject;
  readonly organization: JsonObject;
  readonly run: JsonObject;
  readonly isStarted: boolean;
  /** Attempts are numbered from here on: they go on rising when a run is tried again. */
  readonly firstAttempt: number;
  readonly highestAttempt: number;
  /** When the whole run must have ended; null: whenever. */
  readonly deadline: number | null;
  /** Steps begun so far. */
  readonly steps: number;
  /** The run's own line; its outputs are `variables`. */
  readonly thread: Thread;
}

const NONE: JsonObject = Object.freeze({});

export const newThread = (at: string | null): Thread => ({
  at,
  phase: at === null ? 'done' : 'ready',
  since: 0,
  wait: null,
  outcome: null,
  outputs: NONE,
  last: null,
  failure: null,
});

/** A copy to be changed; values within outputs and results are shared, for they never change. */
export function cloneThread(thread: Thread): Thread {
  return { ...thread, wait: thread.wait === null ? null : cloneWait(thread.wait) };
}

function cloneWait(wait: Wait): Wait {
  if (wait.kind === 'parallel') {
    return { ...wait, branches: wait.branches.map(({ id, thread }) => ({ id, thread: cloneThread(thread) })) };
  }
  if (wait.kind !== 'loop') return { ...wait };
  return {
    ...wait,
    active: wait.active.map(cloneItem),
    failedItems: wait.failedItems.map(cloneItem),
    failed: [...wait.failed],
    failures: [...wait.failures],
    results: [...wait.results],
  };
}

const cloneItem = ({ index, thread }: ItemState): ItemState => ({ index, thread: cloneThread(thread) });
