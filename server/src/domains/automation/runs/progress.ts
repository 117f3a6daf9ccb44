import type { Json, RunCommand, RunEvent, StepFailure } from '../interpreter/protocol.ts';
import type { EventName, HeldRun, Interpreter, OpenStep, OpenSteps, RunState, StepLine } from './run.ts';

/** What came of an attempt, beside the event that tells the interpreter. */
interface Attempted {
  startedAt: number;
  input: Json;
  logs: readonly string[];
}

/** Something that a run takes in. */
export interface Intake {
  /** Null: only to see what there is to do. */
  event: RunEvent | null;
  /** Of events that tell how an attempt ended. */
  attempted?: Attempted;
  /** The row that it came from, which goes with it. */
  from?: EventName;
}

type ApprovalCommand = Extract<RunCommand, { kind: 'ask_approval' | 'escalate_approval' }>;
type SettleCommand = Extract<RunCommand, { kind: 'settle' }>;

/** How far a run gets by what it takes in: all of it is committed together, or none. */
export interface Progress {
  state: RunState;
  open: OpenSteps;
  lines: readonly StepLine[];
  timers: ReadonlyMap<string, number>;
  /** Rows of events that are over. */
  gone: readonly EventName[];
  approvals: readonly ApprovalCommand[];
  /** Approvals that nobody waits for any more. */
  closed: readonly string[];
  settled: Omit<SettleCommand, 'kind'> | null;
}

/** Takes in one event after the other, and gathers what they command. @throws what the interpreter throws */
export function takeIn(interpreter: Interpreter, run: HeldRun, intakes: readonly Intake[]): Progress {
  const gathering = newGathering(run);
  let { state } = run;
  const { definition } = run;
  if (!definition) throw new Error('A run without a definition cannot get on');
  for (const intake of intakes) {
    begin(gathering, intake);
    if (!intake.event) continue;
    const advanced = interpreter.advance(definition, state, intake.event);
    state = advanced.state;
    for (const command of advanced.commands) obey(gathering, command, intake.event.at);
  }
  return { ...finish(gathering), state };
}

/** The end of a run that cannot go on: it says why, and nothing is waited for any more. */
export function breakOff(run: HeldRun, failure: StepFailure, intakes: readonly Intake[]): Progress {
  return {
    state: { ...run.state, status: 'failed' },
    open: {},
    lines: [],
    timers: new Map(),
    gone: intakes.flatMap(({ from }) => from ?? []),
    approvals: [],
    closed: approvalsOf(run.open),
    settled: { status: 'failed', output: null, failure },
  };
}

interface Gathering {
  open: Map<string, OpenStep>;
  timers: Map<string, number>;
  gone: Map<string, EventName>;
  lines: StepLine[];
  approvals: Map<string, ApprovalCommand>;
  closed: string[];
  settled: Progress['settled'];
}

const newGathering = ({ open }: HeldRun): Gathering => ({
  open: new Map(Object.entries(open)),
  timers: new Map(),
  gone: new Map(),
  lines: [],
  approvals: new Map(),
  closed: [],
  settled: null,
});

function begin(gathering: Gathering, intake: Intake): void {
  if (intake.from) remove(gathering, intake.from.kind, intake.from.key);
  if (intake.event?.kind === 'approval_decided') gathering.open.delete(intake.event.key);
  note(gathering, intake);
}

function remove({ gone }: Gathering, kind: EventName['kind'], key: string): void {
  gone.set(`${kind} ${key}`, { kind, key });
}

/** Notes how an attempt has ended, whether or not the interpreter still cares for it. */
function note({ open, lines }: Gathering, { event, attempted }: Intake): void {
  if (event?.kind !== 'step_succeeded' && event?.kind !== 'step_failed') return;
  const { key, at } = event;
  const step = open.get(key);
  if (!attempted || step?.attempt !== event.attempt) return;
  open.delete(key);
  const { stepId, stepType, attempt } = step;
  const outcome =
    event.kind === 'step_succeeded'
      ? { status: 'succeeded' as const, output: event.output, failure: null }
      : { status: 'failed' as const, output: null, failure: event.failure };
  lines.push({ key, stepId, stepType, attempt, ...attempted, ...outcome, finishedAt: at });
}

function abandon(gathering: Gathering, key: string): void {
  const { open, timers, approvals, closed } = gathering;
  if (open.get(key)?.stepType === 'approval_request' && !approvals.delete(key)) closed.push(key);
  open.delete(key);
  timers.delete(key);
  remove(gathering, 'timer', key);
  remove(gathering, 'look', key);
}

function obey(gathering: Gathering, command: RunCommand, at: number): void {
  const { open, timers, approvals, lines } = gathering;
  switch (command.kind) {
    case 'execute': {
      const { kind: _kind, key, ...step } = command;
      open.set(key, step);
      break;
    }
    case 'set_timer':
      timers.set(command.key, command.at);
      break;
    case 'ask_approval': {
      const { key, stepId, request } = command;
      const asked = { stepId, stepType: 'approval_request' as const, attempt: 1, parameters: request };
      open.set(key, { ...asked, timeoutSeconds: 0, notBefore: at });
      approvals.set(key, command);
      break;
    }
    case 'escalate_approval':
      approvals.set(command.key, command);
      break;
    case 'abandon':
      abandon(gathering, command.key);
      break;
    case 'note': {
      const { kind: _kind, failure = null, since, ...line } = command;
      lines.push({ ...line, failure, attempt: 1, logs: [], startedAt: Math.min(since, at), finishedAt: at });
      break;
    }
    case 'settle': {
      const { kind: _kind, ...how } = command;
      gathering.settled = how;
    }
  }
}

function finish(gathering: Gathering): Omit<Progress, 'state'> {
  const { open, lines, timers, gone, approvals, closed, settled } = gathering;
  if (settled) for (const key of approvalsOf(Object.fromEntries(open))) abandon(gathering, key);
  return {
    open: settled ? {} : Object.fromEntries(open),
    lines,
    timers: settled ? new Map() : timers,
    gone: [...gone.values()].filter(({ kind, key }) => kind !== 'timer' || !timers.has(key)),
    approvals: [...approvals.values()],
    closed,
    settled,
  };
}

const approvalsOf = (open: OpenSteps): string[] =>
  Object.keys(open).filter((key) => open[key]?.stepType === 'approval_request');
