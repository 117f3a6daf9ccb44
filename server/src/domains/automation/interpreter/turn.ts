import type { JsonObject, Scope } from '../expressions/scope.ts';
import type { Json, RunCommand, StepFailure } from './protocol.ts';
import type { Node, Program } from './program.ts';
import type { Outcome, RunState, Thread, LoopWait } from './state.ts';

/** Steps that one event may begin: the rest waits for the next turn, so that no run holds others up. */
const STEPS_A_TURN = 1000;
/** Steps of one run, each item's counted by itself. */
export const STEPS_A_RUN = 200_000;

/** What is known and gathered while one event is taken in. */
export interface Turn {
  readonly program: Program;
  readonly base: RunState;
  readonly at: number;
  readonly chance: number;
  readonly commands: RunCommand[];
  /** Steps that may still be begun. */
  budget: number;
  /** Whether something is left to be begun. */
  isCut: boolean;
  steps: number;
  highestAttempt: number;
  /** What ends the whole run, whatever its steps say of errors. */
  fatal: StepFailure | null;
  /** Lists that loops go over, looked up once a turn. */
  readonly lists: Map<LoopWait, readonly Json[]>;
}

/** Where a thread runs: what its keys begin with, and what it sees of the threads around it, the nearest first. */
export interface Place {
  readonly prefix: string;
  readonly outer: readonly JsonObject[];
}

export const ROOT: Place = { prefix: '', outer: [] };

export const newTurn = (program: Program, base: RunState, { at, chance }: { at: number; chance: number }): Turn => ({
  program,
  base,
  at,
  chance,
  commands: [],
  budget: STEPS_A_TURN,
  isCut: false,
  steps: base.steps,
  highestAttempt: base.highestAttempt,
  fatal: null,
  lists: new Map(),
});

/** What the step at which the thread stands can name. */
export function scopeOf({ base: { trigger, organization, run } }: Turn, thread: Thread, place: Place): Scope {
  return { trigger, organization, run, outputs: [thread.outputs, ...place.outer], at: thread.since };
}

export function settle(thread: Thread, outcome: Outcome): void {
  thread.outcome = outcome;
  thread.phase = 'ready';
}

export function addOutput(thread: Thread, name: string, value: Json): void {
  thread.outputs = { ...thread.outputs, [name]: value };
}

/** A line of history for what needed no handler. */
export function note(
  { commands }: Turn,
  { step }: Node,
  { key, since }: { key: string; since: number },
  outcome:
    | { status: 'skipped'; input: Json }
    | { status: 'succeeded'; output: Json; input?: Json }
    | { status: 'failed'; failure: StepFailure },
): void {
  const line = { kind: 'note', key, stepId: step.id, stepType: step.type, input: null, since } as const;
  commands.push({ ...line, output: null, ...outcome });
}
