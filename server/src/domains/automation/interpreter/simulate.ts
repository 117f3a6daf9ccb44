import { advance, beginRun, type RunStart } from './advance.ts';
import type { ApprovalDecision, Json, RunCommand, RunEvent, StepFailure } from './protocol.ts';
import type { RunState } from './state.ts';

type Execute = Extract<RunCommand, { kind: 'execute' }>;
type AskApproval = Extract<RunCommand, { kind: 'ask_approval' }>;

/** What the world is assumed to answer. */
export interface Answers {
  execute(command: Execute, at: number): Promise<{ output: Json } | { failure: StepFailure }>;
  /** Null: nobody decides before the deadline. */
  approve(command: AskApproval, at: number): Promise<ApprovalDecision | null>;
}

export interface Simulation {
  state: RunState;
  settled: Extract<RunCommand, { kind: 'settle' }> | null;
  /** Everything that was commanded, with the (assumed) moment. */
  history: readonly { at: number; command: RunCommand }[];
}

const MOST_EVENTS = 100_000;

/**
 * A run from its beginning to its end, without waiting: answers come at once, timers fire when nothing else is left to
 * happen, the clock jumping to them.
 *
 * @param limit how many events it may take; past it `settled` is null
 */
export async function simulate(
  start: RunStart,
  answers: Answers,
  { at: begin, limit = MOST_EVENTS }: { at: number; limit?: number },
): Promise<Simulation> {
  const { definition } = start;
  const history: { at: number; command: RunCommand }[] = [];
  const timers = new Map<string, number>();
  const open = new Map<string, Execute | AskApproval>();
  let state = beginRun(start);
  let settled: Simulation['settled'] = null;
  let at = begin;

  function take(event: RunEvent): void {
    const advanced = advance(definition, state, event);
    state = advanced.state;
    for (const command of advanced.commands) {
      history.push({ at, command });
      if (command.kind === 'execute' || command.kind === 'ask_approval') open.set(command.key, command);
      else if (command.kind === 'set_timer') timers.set(command.key, command.at);
      else if (command.kind === 'settle') settled = command;
      else if (command.kind === 'abandon') {
        open.delete(command.key);
        timers.delete(command.key);
      }
    }
  }

  take({ kind: 'started', at, chance: 0 });
  for (let taken = 0; settled === null && taken < limit; taken += 1) {
    const [next] = open.values();
    if (next !== undefined) {
      open.delete(next.key);
      if (next.kind === 'execute') at = Math.max(at, next.notBefore);
      const event = await answer(next, answers, at);
      if (event !== null) take(event);
      continue;
    }
    const [key, due] = [...timers].reduce<[string, number] | []>(
      (first, timer) => (first[1] === undefined || timer[1] < first[1] ? timer : first),
      [],
    );
    if (key === undefined || due === undefined) break;
    timers.delete(key);
    at = Math.max(at, due);
    take({ kind: 'timer_fired', key, at, chance: 0 });
  }
  return { state, settled, history };
}

async function answer(command: Execute | AskApproval, answers: Answers, at: number): Promise<RunEvent | null> {
  const { key } = command;
  if (command.kind === 'ask_approval') {
    const decision = await answers.approve(command, at);
    return decision === null ? null : { kind: 'approval_decided', key, decision, at, chance: 0 };
  }
  const { attempt } = command;
  const result = await answers.execute(command, at);
  return 'output' in result
    ? { kind: 'step_succeeded', key, attempt, output: result.output, at, chance: 0 }
    : { kind: 'step_failed', key, attempt, failure: result.failure, at, chance: 0 };
}
