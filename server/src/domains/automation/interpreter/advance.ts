import type { Definition } from '../definition/definition.ts';
import { isObject, type JsonObject } from '../expressions/scope.ts';
import { decide, nextApprovalTimer, ripen } from './approval.ts';
import { abandon, abandonWithin, itemPrefix } from './containers.ts';
import { drive } from './drive.ts';
import { failureOf } from './failures.ts';
import { programOf } from './program.ts';
import type { Json, RunCommand, RunEvent, StepFailure } from './protocol.ts';
import { cloneThread, newThread, type RunState, type Thread, type Wait } from './state.ts';
import { newTurn, ROOT, settle, type Turn } from './turn.ts';

/** The timer of the whole run, and the one that goes on with what was too much for one turn. */
const RUN_TIMER = '@run';
const CONTINUE_TIMER = '@continue';

/** What a run is begun with. */
export interface RunStart {
  definition: Definition;
  trigger: { kind: string; data: Json };
  organization: {
    id: number;
    name: string;
    language: string;
    timeZone: string;
    currency: string;
    /** `{days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00"}`, Monday being 1; just that where it is not given. */
    businessHours?: Json;
  };
  run: { id: string; workflowId: number; startedAt: number };
}

export interface Advanced {
  state: RunState;
  commands: readonly RunCommand[];
}

/** A run before anything has happened to it; the event `started` sets it going. */
/** What steps find under `trigger`. */
export const triggerOf = (data: Json): JsonObject => (isObject(data) ? data : { data });

export function beginRun({ definition, trigger, organization, run }: RunStart): RunState {
  const { timeZone, businessHours, ...facts } = organization;
  return {
    version: 1,
    status: 'running',
    variables: {},
    trigger: triggerOf(trigger.data),
    organization: {
      ...facts,
      time_zone: timeZone,
      ...(businessHours === undefined ? {} : { business_hours: businessHours }),
    },
    run: {
      id: run.id,
      workflow_id: run.workflowId,
      workflow_name: definition.workflow_name,
      trigger_kind: trigger.kind,
      started_at: new Date(run.startedAt).toISOString(),
    },
    isStarted: false,
    firstAttempt: 1,
    highestAttempt: 0,
    deadline: null,
    steps: 0,
    thread: newThread(programOf(definition).first),
  };
}

/**
 * What an event makes of a run, and what is to be done next. Pure: the same three always give the same two. An event
 * that does not fit (repeated, late, of an attempt or a step that nobody waits for) changes nothing.
 */
export function advance(definition: Definition, state: RunState, event: RunEvent): Advanced {
  const unchanged: Advanced = { state, commands: [] };
  if (state.status !== 'running' && state.status !== 'paused') return unchanged;
  const turn = newTurn(programOf(definition), state, event);
  const root: Thread = { ...cloneThread(state.thread), outputs: state.variables };
  if (event.kind === 'cancelled') return end(turn, root, 'cancelled');
  if (event.kind === 'started') {
    return state.isStarted ? unchanged : proceed(turn, root, { isStarted: true, deadline: armRun(turn, definition) });
  }
  if (event.kind === 'paused') {
    return state.status === 'paused' ? unchanged : { state: { ...state, status: 'paused' }, commands: [] };
  }
  if (event.kind === 'resumed') {
    return state.status === 'paused' ? proceed(turn, root, { status: 'running' }) : unchanged;
  }
  const taken = take(turn, root, event);
  if (taken === 'unfit') return unchanged;
  return taken === 'early' ? { state, commands: turn.commands } : proceed(turn, root, {});
}

function armRun(turn: Turn, { settings: { timeout_seconds: seconds } }: Definition): number | null {
  if (seconds === null) return null;
  const at = turn.at + Math.ceil(seconds * 1000);
  turn.commands.push({ kind: 'set_timer', key: RUN_TIMER, at });
  return at;
}

/** Goes on unless the run is paused or not yet started. */
function proceed(turn: Turn, root: Thread, changes: Partial<RunState>): Advanced {
  const { status, isStarted } = { ...turn.base, ...changes };
  if (turn.fatal === null && status === 'running' && isStarted) drive(turn, root, ROOT);
  if (turn.fatal !== null) return end(turn, root, 'failed', turn.fatal, changes);
  if (root.phase === 'failed') return end(turn, root, 'failed', root.failure, changes);
  if (root.phase === 'done' && status === 'running' && isStarted) return end(turn, root, 'succeeded', null, changes);
  if (turn.isCut) turn.commands.push({ kind: 'set_timer', key: CONTINUE_TIMER, at: turn.at });
  return { state: keep(turn, root, changes), commands: turn.commands };
}

function keep(turn: Turn, { outputs, ...thread }: Thread, changes: Partial<RunState>): RunState {
  const { steps, highestAttempt, base } = turn;
  return {
    ...base,
    ...changes,
    steps,
    highestAttempt,
    variables: outputs,
    thread: { ...thread, outputs: base.thread.outputs },
  };
}

function end(
  turn: Turn,
  root: Thread,
  status: 'succeeded' | 'failed' | 'cancelled',
  failure: StepFailure | null = null,
  changes: Partial<RunState> = {},
): Advanced {
  abandon(turn, root, ROOT);
  const output = root.last === null ? null : (root.outputs[root.last] ?? null);
  turn.commands.push({ kind: 'settle', status, output, ...(failure === null ? {} : { failure }) });
  return { state: keep(turn, root, { ...changes, status }), commands: turn.commands };
}

type FromOutside = Exclude<RunEvent, { kind: 'started' | 'paused' | 'resumed' | 'cancelled' }>;

type Taken = 'taken' | 'early' | 'unfit';

function take(turn: Turn, root: Thread, event: FromOutside): Taken {
  if (event.key === RUN_TIMER) return takeRunTimer(turn);
  if (event.key === CONTINUE_TIMER) return 'taken';
  const thread = find(root, '', event.key);
  const wait = thread?.wait ?? null;
  if (thread === null || wait === null) return 'unfit';
  if (event.kind === 'timer_fired') return takeTimer(turn, thread, wait, event.key);
  if (event.kind === 'approval_decided') {
    if (wait.kind !== 'approval') return 'unfit';
    decide(thread, wait, event.decision, turn.base.organization);
  } else {
    if (wait.kind !== 'step' || wait.attempt !== event.attempt) return 'unfit';
    settle(thread, event.kind === 'step_succeeded' ? { output: event.output } : { failure: event.failure });
  }
  return 'taken';
}

function takeRunTimer(turn: Turn): Taken {
  const { deadline, organization } = turn.base;
  if (deadline === null) return 'unfit';
  if (turn.at < deadline) return early(turn, RUN_TIMER, deadline);
  turn.fatal = failureOf('run_timed_out', {}, organization);
  return 'taken';
}

/** Set again: clocks of nodes differ a little, and a timer that is dropped never comes back. */
function early(turn: Turn, key: string, at: number): 'early' {
  turn.commands.push({ kind: 'set_timer', key, at });
  return 'early';
}

function takeTimer(turn: Turn, thread: Thread, wait: Wait, key: string): Taken {
  const due = dueOf(wait);
  if (due === null) return 'unfit';
  if (turn.at < due) return early(turn, key, due);
  if (wait.kind === 'timer') settle(thread, { output: { resumed_at: new Date(due).toISOString() } });
  else if (wait.kind === 'approval') ripen(turn, thread, wait, key);
  else {
    abandonWithin(turn, thread, { prefix: key.slice(0, key.lastIndexOf('.') + 1), outer: [] });
    settle(thread, { failure: failureOf('step_timed_out', {}, turn.base.organization) });
  }
  return 'taken';
}

/** When its timer is due; null: it has none. */
function dueOf(wait: Wait): number | null {
  if (wait.kind === 'timer') return wait.until;
  if (wait.kind === 'approval') return nextApprovalTimer(wait);
  return wait.kind === 'step' ? null : wait.timeoutAt;
}

/** The thread that waits under this key. */
function find(thread: Thread, prefix: string, key: string): Thread | null {
  const { at, phase, wait } = thread;
  if (at === null || phase !== 'waiting' || wait === null) return null;
  const own = prefix + at;
  if (own === key) return thread;
  if (wait.kind === 'parallel') {
    for (const { thread: branch } of wait.branches) {
      const found = find(branch, prefix, key);
      if (found !== null) return found;
    }
  } else if (wait.kind === 'loop' && key.startsWith(`${own}[`)) {
    const item = wait.active.find(({ index }) => key.startsWith(itemPrefix(own, index)));
    return item === undefined ? null : find(item.thread, itemPrefix(own, item.index), key);
  }
  return null;
}
