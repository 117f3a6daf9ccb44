import { failureFrom, failureOf } from './failures.ts';
import { driveLoop } from './loop.ts';
import { driveParallel } from './parallel.ts';
import type { Json, StepFailure } from './protocol.ts';
import type { Node } from './program.ts';
import { retryAt } from './retry.ts';
import type { Outcome, Thread } from './state.ts';
import { ask, beginStep, execute } from './begin-step.ts';
import { addOutput, note, scopeOf, settle, STEPS_A_RUN, type Place, type Turn } from './turn.ts';

/** Goes on with a thread as far as it can without hearing from outside. */
export function drive(turn: Turn, thread: Thread, place: Place): void {
  while (turn.fatal === null && thread.at !== null) {
    const node = turn.program.nodes.get(thread.at);
    if (node === undefined) {
      turn.fatal = failureOf('step_gone', { step: thread.at }, turn.base.organization);
    } else if (thread.phase === 'ready' && thread.outcome !== null) {
      conclude(turn, thread, thread.outcome, node, place);
    } else if (thread.phase === 'ready') {
      if (turn.budget === 0) {
        turn.isCut = true;
        return;
      }
      begin(turn, thread, node, place);
    } else if (thread.phase === 'waiting' && thread.wait !== null) {
      if (thread.wait.kind === 'parallel') driveParallel(turn, thread, thread.wait, node, place, drive);
      else if (thread.wait.kind === 'loop') driveLoop(turn, thread, thread.wait, node, place, drive);
      if (!hasSettled(thread)) return;
    } else return;
  }
}

/** Asked anew after a container was driven. */
const hasSettled = ({ phase }: Thread): boolean => phase === 'ready';

function begin(turn: Turn, thread: Thread, node: Node, place: Place): void {
  turn.budget -= 1;
  turn.steps += 1;
  if (turn.steps > STEPS_A_RUN) {
    turn.fatal = failureOf('too_many_steps', { limit: STEPS_A_RUN }, turn.base.organization);
    return;
  }
  thread.since = turn.at;
  try {
    const isGuarded = node.step.type !== 'condition_check' && node.condition !== null;
    const asked = isGuarded ? ask(node, scopeOf(turn, thread, place)) : null;
    if (asked !== null && !asked.holds) {
      const { input } = asked;
      note(turn, node, { key: place.prefix + node.step.id, since: thread.since }, { status: 'skipped', input });
      goTo(thread, node.next);
    } else beginStep(turn, thread, node, place);
  } catch (error) {
    settle(thread, { failure: failureFrom(error, turn.base.organization) });
  }
}

function goTo(thread: Thread, next: string | null): void {
  thread.at = next;
  thread.wait = null;
  thread.phase = next === null ? 'done' : 'ready';
}

/** Acts upon how the step has ended. */
function conclude(turn: Turn, thread: Thread, outcome: Outcome, node: Node, place: Place): void {
  const key = place.prefix + node.step.id;
  const { wait } = thread;
  thread.outcome = null;
  const isTimed = wait !== null && 'timeoutAt' in wait && wait.timeoutAt !== null;
  if (isTimed || wait?.kind === 'approval') turn.commands.push({ kind: 'abandon', key });
  if ('failure' in outcome) {
    if (wait?.kind !== 'step')
      note(turn, node, { key, since: thread.since }, { status: 'failed', failure: outcome.failure });
    else if (tryAgain(turn, thread, node, place, outcome.failure, wait.attempt)) return;
    fail(thread, node, outcome.failure);
    return;
  }
  if (wait?.kind !== 'step') note(turn, node, { key, since: thread.since }, { status: 'succeeded', ...outcome });
  addOutput(thread, node.output, outcome.output);
  thread.last = node.output;
  goTo(thread, followerOf(thread, node, outcome.output));
}

function followerOf({ wait }: Thread, { step, next }: Node, output: Json): string | null {
  if (step.type === 'condition_check') return (output === true ? step.then : step.else)[0]?.id ?? next;
  const isRejected = wait?.kind === 'approval' && typeof output === 'object' && output !== null && 'outcome' in output;
  return isRejected && output['outcome'] === 'rejected' && wait.onRejected === 'stop' ? null : next;
}

function tryAgain(
  turn: Turn,
  thread: Thread,
  node: Node,
  place: Place,
  failure: StepFailure,
  attempt: number,
): boolean {
  const { retry } = node.step;
  const done = attempt - turn.base.firstAttempt + 1;
  const notBefore = retry === null ? null : retryAt({ retry, failure, done, at: turn.at, chance: turn.chance });
  if (notBefore === null) return false;
  execute(turn, thread, node, place, { attempt: attempt + 1, notBefore });
  return true;
}

function fail(thread: Thread, { step, output, next }: Node, failure: StepFailure): void {
  if (step.on_error === 'fail') {
    thread.phase = 'failed';
    thread.failure = failure;
    return;
  }
  addOutput(thread, output, null);
  addOutput(thread, 'error', { step: step.id, code: failure.code, message: failure.message });
  goTo(thread, step.on_error === 'continue' ? next : step.on_error.goto);
}
