import type { BusinessSession, Db } from '../../../platform/db/database.ts';
import type { StepType } from '../definition/definition.ts';
import type { Json, StepFailure } from '../interpreter/protocol.ts';

/** In which run and for whom a step is done. */
export interface StepContext {
  organizationId: number;
  workflowId: number;
  runId: string;
  stepId: string;
  /** The instance of the step within its run. */
  key: string;
  attempt: number;
  /** The same for every attempt of this instance, also after a crash: whoever acts outside hands it on. */
  idempotencyKey: string;
  /** The organization's, for words that people read. */
  language: string;
  timeZone: string;
  now: Date;
  /** Ends with the step's time-out, a cancelled run, a stopping node. */
  signal: AbortSignal;
  /** Keeps a line beside the attempt, for whoever reads the run's history; not there where nothing is kept. */
  log?(line: string): void;
}

export interface StepResult {
  output: Json;
  /**
   * What this step writes into the product's own database. It is done in the transaction that also notes the step as
   * done: both or neither. What it returns takes the place of `output`.
   */
  commit?: (db: Db) => Promise<Json | undefined>;
  /** Likewise for what is written into the organization's business data. A result has one of the two. */
  commitBusiness?: (session: BusinessSession) => Promise<Json | undefined>;
}

/** Does steps of one type. Expected failures are thrown as StepError; anything else is a fault of the product. */
export interface StepHandler {
  type: StepType;
  run(parameters: { readonly [name: string]: Json }, context: StepContext): Promise<StepResult>;
  /** What `run` would do, without doing it: for dry runs, tests of one step and back-tests. */
  preview(parameters: { readonly [name: string]: Json }, context: StepContext): Promise<Json>;
}

/** A step that could not be done, for a reason that its author can mend or that time may mend. */
export class StepError extends Error {
  override readonly name = 'StepError';
  readonly failure: StepFailure;

  constructor(failure: StepFailure, options?: ErrorOptions) {
    super(`${failure.code}: ${failure.message}`, options);
    this.failure = failure;
  }
}
