import type { JsonObject } from '../expressions/scope.ts';
import { failureOf } from './failures.ts';
import type { ApprovalDecision } from './protocol.ts';
import type { Outcome, Thread, Wait } from './state.ts';
import { settle, type Turn } from './turn.ts';

type ApprovalWait = Extract<Wait, { kind: 'approval' }>;

/** When the approval is to be looked at next: the next of the chain is told, or its time is over. */
export const nextApprovalTimer = ({ deadline, escalations, level }: ApprovalWait): number =>
  escalations[level] ?? deadline;

export function decide(thread: Thread, wait: ApprovalWait, decision: ApprovalDecision, organization: JsonObject): void {
  const { outcome, deciders, comment, fields } = decision;
  settle(thread, end(wait, { outcome, deciders, comment, fields }, organization));
}

interface Verdict {
  outcome: ApprovalDecision['outcome'] | 'expired';
  deciders: readonly number[];
  comment: string | null;
  fields: ApprovalDecision['fields'];
}

function end(wait: ApprovalWait, verdict: Verdict, organization: JsonObject, isLate = false): Outcome {
  const { outcome } = verdict;
  if (outcome === 'rejected' && wait.onRejected === 'fail') {
    return { failure: failureOf('approval_rejected', {}, organization) };
  }
  return { output: { ...verdict, approved: outcome === 'approved', is_expired: isLate } };
}

/** Its timer has come: tells those of the chain whose turn it is, or ends it. */
export function ripen(turn: Turn, thread: Thread, wait: ApprovalWait, key: string): void {
  const { organization } = turn.base;
  if (turn.at >= wait.deadline) {
    const { onDeadline } = wait;
    if (onDeadline === 'fail') return settle(thread, { failure: failureOf('approval_expired', {}, organization) });
    const ends: Verdict['outcome'] = onDeadline === 'approve' ? 'approved' : 'expired';
    const outcome = onDeadline === 'reject' ? 'rejected' : ends;
    return settle(thread, end(wait, { outcome, deciders: [], comment: null, fields: {} }, organization, true));
  }
  for (
    let due = wait.escalations[wait.level];
    due !== undefined && due <= turn.at;
    due = wait.escalations[wait.level]
  ) {
    wait.level += 1;
    turn.commands.push({ kind: 'escalate_approval', key, level: wait.level });
  }
  turn.commands.push({ kind: 'set_timer', key, at: nextApprovalTimer(wait) });
}
