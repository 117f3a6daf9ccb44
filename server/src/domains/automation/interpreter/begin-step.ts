import type { JsonObject } from '../expressions/scope.ts';
import { isList, isObject, type Scope } from '../expressions/scope.ts';
import { createTrace } from '../expressions/trace.ts';
import { nextApprovalTimer } from './approval.ts';
import { nextBusinessMoment, readInstant } from './business-time.ts';
import { StepProblem } from './failures.ts';
import { beginLoop } from './loop.ts';
import { beginParallel } from './parallel.ts';
import type { Node } from './program.ts';
import type { Thread, Wait } from './state.ts';
import { scopeOf, settle, type Place, type Turn } from './turn.ts';

/** Begins the step at which the thread stands. @throws ExpressionFailure, StepProblem where it cannot be begun */
export function beginStep(turn: Turn, thread: Thread, node: Node, place: Place): void {
  const { step } = node;
  const scope = scopeOf(turn, thread, place);
  if (step.type === 'condition_check') {
    const { holds, input } = ask(node, scope);
    settle(thread, { output: holds, input });
  } else if (step.type === 'delay') beginDelay(turn, thread, node.parameters(scope), place.prefix + step.id);
  else if (step.type === 'approval_request') beginApproval(turn, thread, node, place);
  else if (step.type === 'parallel') waitFor(thread, beginParallel(step, node.parameters(scope)));
  else if (step.type === 'loop') waitFor(thread, beginLoop(node, node.parameters(scope), scope));
  else execute(turn, thread, node, place, { attempt: turn.base.firstAttempt, notBefore: turn.at });
}

/** Whether the step's conditions hold, and what was compared. @throws ExpressionFailure */
export function ask({ condition }: Node, scope: Scope): { holds: boolean; input: JsonObject | null } {
  if (condition === null) return { holds: true, input: null };
  const trace = createTrace();
  const holds = condition(scope, trace);
  return { holds, input: { conditions: trace.lines() } };
}

function waitFor(thread: Thread, wait: Wait): void {
  thread.wait = wait;
  thread.phase = 'waiting';
}

function beginDelay(turn: Turn, thread: Thread, parameters: JsonObject, key: string): void {
  const until = delayUntil(parameters, turn);
  if (until <= turn.at) {
    settle(thread, { output: { resumed_at: new Date(until).toISOString() } });
    return;
  }
  waitFor(thread, { kind: 'timer', until });
  turn.commands.push({ kind: 'set_timer', key, at: until });
}

function beginApproval(turn: Turn, thread: Thread, node: Node, place: Place): void {
  const request = node.parameters(scopeOf(turn, thread, place));
  const wait = approvalWait(request, turn.at);
  const key = place.prefix + node.step.id;
  waitFor(thread, wait);
  turn.commands.push({ kind: 'ask_approval', key, stepId: node.step.id, request });
  turn.commands.push({ kind: 'set_timer', key, at: nextApprovalTimer(wait) });
}

/** Commands one attempt of a step that a handler does. */
export function execute(
  turn: Turn,
  thread: Thread,
  node: Node,
  place: Place,
  { attempt, notBefore }: { attempt: number; notBefore: number },
): void {
  const { id, type, timeout_seconds: timeout } = node.step;
  const parameters = node.parameters(scopeOf(turn, thread, place));
  turn.highestAttempt = Math.max(turn.highestAttempt, attempt);
  turn.commands.push({
    kind: 'execute',
    key: place.prefix + id,
    stepId: id,
    stepType: type,
    attempt,
    parameters,
    timeoutSeconds: timeout ?? DEFAULT_TIMEOUT_SECONDS,
    notBefore,
  });
  waitFor(thread, { kind: 'step', attempt });
}

/** For definitions that say null: a handler is not left without an end. */
const DEFAULT_TIMEOUT_SECONDS = 60;

const SECONDS = { days: 86_400, hours: 3600, minutes: 60, seconds: 1 } as const;

function delayUntil({ duration, until, next_business_hour: isBusiness }: JsonObject, { at, base }: Turn): number {
  let moment = at;
  if (typeof until === 'string') {
    const instant = readInstant(until, base.organization);
    if (instant === null) throw new StepProblem('delay_until_invalid', { text: until.slice(0, 100) });
    moment = instant;
  } else if (isObject(duration)) {
    for (const [unit, seconds] of Object.entries(SECONDS)) moment += Number(duration[unit] ?? 0) * seconds * 1000;
  }
  moment = Math.ceil(moment);
  return isBusiness === true ? nextBusinessMoment(moment, base.organization) : moment;
}

function approvalWait(request: JsonObject, at: number): Extract<Wait, { kind: 'approval' }> {
  const {
    deadline_seconds: seconds,
    escalation,
    on_deadline: onDeadline = null,
    on_rejected: onRejected = null,
  } = request;
  const deadline = at + Number(seconds) * 1000;
  const chain = isList(escalation) ? escalation : [];
  const escalations = chain.map((level) => at + Number(isObject(level) ? level['after_seconds'] : 0) * 1000);
  return {
    kind: 'approval',
    deadline,
    level: 0,
    escalations: escalations.filter((moment) => moment < deadline),
    onDeadline,
    onRejected,
  };
}
