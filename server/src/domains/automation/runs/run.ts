import type { Definition, StepType } from '../definition/definition.ts';
import type { Json, RunCommand, RunEvent, StepFailure } from '../interpreter/protocol.ts';

export type RunStatus = 'running' | 'paused' | 'succeeded' | 'failed' | 'cancelled';

/** Where a run stands, as the interpreter says it; the engine reads the status alone. */
export interface RunState {
  readonly status: RunStatus;
}

/** What a run is begun with. */
export interface RunStart {
  definition: Definition;
  trigger: { kind: string; data: Json };
  organization: OrganizationFacts;
  run: { id: string; workflowId: number; startedAt: number };
}

/** What steps may know of the organization that they are done for. */
export interface OrganizationFacts {
  id: number;
  name: string;
  language: string;
  timeZone: string;
  currency: string;
}

export type RetryPlace = 'start' | 'failed' | { key: string };

/** The pure rules of a run; the engine gives them time and chance, and does what they command. */
export interface Interpreter {
  begin(start: RunStart): RunState;
  advance(definition: Definition, state: RunState, event: RunEvent): Advanced;
  /**
   * @param input from the start, what the run is begun with in place of what it was
   * @returns null where the run cannot begin again there
   */
  rewind(definition: Definition, state: RunState, where: RetryPlace, input?: Json): RunState | null;
}

export interface Advanced {
  state: RunState;
  commands: readonly RunCommand[];
}

type WithoutMoment<T> = T extends unknown ? Omit<T, 'at' | 'chance'> : never;

/** What happens to a run, before it is known when it is taken in. */
export type Happening = WithoutMoment<RunEvent>;

/** A step that is begun or waits for its attempt: what it takes to do it, also by another node. */
export interface OpenStep {
  stepId: string;
  stepType: StepType;
  attempt: number;
  parameters: { readonly [name: string]: Json };
  timeoutSeconds: number;
  notBefore: number;
}

export type OpenSteps = Readonly<Record<string, OpenStep>>;

/** One line of a run's history. */
export interface StepLine {
  key: string;
  stepId: string;
  stepType: StepType;
  attempt: number;
  status: 'succeeded' | 'failed' | 'skipped';
  input: Json;
  output: Json;
  failure: StepFailure | null;
  /** What the step has written beside its output. */
  logs: readonly string[];
  startedAt: number;
  finishedAt: number;
}

/** What is to happen to a run: a row of automation_run_events. */
export interface EventName {
  kind: 'timer' | 'look' | 'signal';
  key: string;
}

/** What a node holds of a run that it works on; it changes by replacement, once what changes it is committed. */
export interface HeldRun {
  readonly organizationId: number;
  readonly id: string;
  readonly workflowId: number;
  readonly versionId: number;
  readonly fence: number;
  readonly round: number;
  readonly losses: number;
  readonly counted: boolean;
  /** Null where the version is no longer there. */
  readonly definition: Definition | null;
  readonly state: RunState;
  readonly open: OpenSteps;
  /** Lines of history so far. */
  readonly lines: number;
}
