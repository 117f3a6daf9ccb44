import type { StepType } from '../definition/definition.ts';

/** What a step may take and give: whatever JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Why a step or a run has failed; `code` is a stable name, `message` plain words in the organization's language. */
export interface StepFailure {
  code: string;
  message: string;
  /** Whether another attempt may come to something; what is not retryable fails at once. */
  isRetryable: boolean;
  /** Not before so many seconds, where the other side has asked for it. */
  retryAfterSeconds?: number;
}

/**
 * What happens to a run. `at` is the instant (milliseconds since 1970) and `chance` a random number of [0, 1): the
 * interpreter has no other clock and no other dice. `key` names one instance of a step: its id, within loops and
 * branches by the way to it (`each_order[17].notify`).
 */
export type RunEvent = { at: number; chance: number } & (
  | { kind: 'started' }
  | { kind: 'step_succeeded'; key: string; attempt: number; output: Json }
  | { kind: 'step_failed'; key: string; attempt: number; failure: StepFailure }
  | { kind: 'timer_fired'; key: string }
  | { kind: 'approval_decided'; key: string; decision: ApprovalDecision }
  | { kind: 'paused' }
  | { kind: 'resumed' }
  | { kind: 'cancelled' }
);

export interface ApprovalDecision {
  outcome: 'approved' | 'rejected';
  /** Who has decided: user ids, in order. */
  deciders: readonly number[];
  comment: string | null;
  /** What was filled into the form. */
  fields: { readonly [name: string]: Json };
}

/** What the engine has to do next, all of it committed together with the state that it came with. */
export type RunCommand =
  /** Do a step with a side effect; `notBefore` is later than the event's `at` where an attempt waits its turn. */
  | {
      kind: 'execute';
      key: string;
      stepId: string;
      stepType: StepType;
      attempt: number;
      /** The step's own fields with every expression resolved. */
      parameters: { readonly [name: string]: Json };
      timeoutSeconds: number;
      notBefore: number;
    }
  /** Fire a timer; the same key again moves it. */
  | { kind: 'set_timer'; key: string; at: number }
  | { kind: 'ask_approval'; key: string; stepId: string; request: { readonly [name: string]: Json } }
  /** Tell the next of the chain. */
  | { kind: 'escalate_approval'; key: string; level: number }
  /** What stands open under this key (a step, a timer, an approval) is no longer waited for. */
  | { kind: 'abandon'; key: string }
  /** A line of the run's history that needed no side effect: conditions, skipped steps, ends of loops and branches. */
  | {
      kind: 'note';
      key: string;
      stepId: string;
      stepType: StepType;
      status: 'succeeded' | 'skipped' | 'failed';
      input: Json;
      output: Json;
      failure?: StepFailure;
      /** When the step was begun: a wait has lasted from then on. */
      since: number;
    }
  /** The run is over. */
  | { kind: 'settle'; status: 'succeeded' | 'failed' | 'cancelled'; output: Json; failure?: StepFailure };
