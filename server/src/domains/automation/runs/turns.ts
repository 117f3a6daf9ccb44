import type { Logger } from '../../../platform/log.ts';
import type { Json, StepFailure } from '../interpreter/protocol.ts';
import type { AttemptOutcome } from './attempt.ts';
import type { FailureWords } from './failure-words.ts';
import { type AttemptItem, type Held, type HeldList, type Item, nameOf } from './held.ts';
import { breakOff, type Intake, type Progress, takeIn } from './progress.ts';
import type { HeldRun, Interpreter, RunStatus } from './run.ts';
import type { RunTransactions } from './run-transactions.ts';
import type { RunWriter, WriteOutcome } from './run-writer.ts';
import { toWrite } from './to-write.ts';
import type { RunWrite } from './write-runs.repository.ts';

export interface TurnsDeps {
  interpreter: Interpreter;
  writer: RunWriter;
  transactions: RunTransactions;
  list: HeldList;
  log: Logger;
  now(): number;
  chance(): number;
  isStopping(): boolean;
  wordsFor(language: string): FailureWords;
  beginDue(each: Held): void;
  /** Gives back a run of which it is not certain any more where it stands. */
  handBack(run: HeldRun): void;
  /** It is written that the run stands differently now. */
  onStatus(run: HeldRun, status: RunStatus): void;
  /** Something of a run has been put off until then. */
  onTimer(dueAt: number): void;
}

/** What a run takes in at once, and what follows from it. */
interface Step {
  intakes: readonly Intake[];
  progress: Progress;
  write: RunWrite;
}

/** A run takes in one thing after the other: begins to, unless it is at it already. */
export function takeTurn(deps: TurnsDeps, each: Held): void {
  each.turn ??= turn(deps, each)
    .catch((error: unknown) => {
      deps.log.error({ err: error, runId: each.run.id }, 'a run could not get on');
      giveUp(deps, each);
    })
    .finally(() => {
      each.turn = null;
      // What came while the turn was ending.
      if (each.inbox.length > 0 && deps.list.has(each)) takeTurn(deps, each);
    });
}

async function turn(deps: TurnsDeps, each: Held): Promise<void> {
  while (each.inbox.length > 0 && deps.list.has(each)) {
    const items = takeItems(each.inbox);
    const [first] = items;
    if (first?.kind === 'attempt' && isToCommit(first.outcome)) await commit(deps, each, first, first.outcome);
    else await getOn(deps, each, toStep(deps, each, items));
  }
}

type ToCommit = Extract<AttemptOutcome, { kind: 'to_commit' | 'to_commit_business' }>;

const isToCommit = (outcome: AttemptOutcome): outcome is ToCommit =>
  outcome.kind === 'to_commit' || outcome.kind === 'to_commit_business';

/** What can be written together: everything up to an attempt that has a transaction of its own. */
function takeItems(inbox: Item[]): Item[] {
  const end = inbox.findIndex((item) => item.kind === 'attempt' && isToCommit(item.outcome));
  return inbox.splice(0, end === -1 ? inbox.length : Math.max(end, 1));
}

function toStep(deps: TurnsDeps, each: Held, items: readonly Item[]): Step {
  const intakes = items.map((item) => toIntake(item, deps));
  const progress = takeInOrEnd(deps, each, intakes);
  return { intakes, progress, write: writeOf(deps, each, progress, intakes) };
}

function toIntake(item: Item, { now, chance }: TurnsDeps): Intake {
  if (item.kind === 'happening') {
    const { happening, from, notBefore } = item;
    // By the clock of another node the timer may be due a moment early.
    const at = Math.max(now(), notBefore);
    return { event: happening && { ...happening, at, chance: chance() }, ...(from ? { from } : {}) };
  }
  const { key, step, attempt, outcome } = item;
  const moment = { at: now(), chance: chance(), key, attempt: step.attempt };
  const attempted = { startedAt: attempt.startedAt, input: step.parameters, logs: attempt.logs };
  return outcome.kind === 'failed'
    ? { event: { kind: 'step_failed', ...moment, failure: outcome.failure }, attempted }
    : { event: { kind: 'step_succeeded', ...moment, output: outcome.output }, attempted };
}

function takeInOrEnd(
  { interpreter, wordsFor, log }: TurnsDeps,
  { run, facts }: Held,
  intakes: readonly Intake[],
): Progress {
  const words = wordsFor(facts.language);
  if (!run.definition) return breakOff(run, words('workflow_gone'), intakes);
  try {
    return takeIn(interpreter, run, intakes);
  } catch (error) {
    log.error({ err: error, runId: run.id }, 'the interpreter threw; the run is ended');
    return breakOff(run, words('run_broken'), intakes);
  }
}

function writeOf(deps: TurnsDeps, each: Held, progress: Progress, intakes: readonly Intake[]): RunWrite {
  const takenIn = new Set(intakes.flatMap(({ event }) => (event && 'attempt' in event ? [event.key] : [])));
  const underWay = new Set([...each.attempts.keys()].filter((key) => !takenIn.has(key)));
  return toWrite(each.run, progress, { at: deps.now(), underWay, isStopping: deps.isStopping() });
}

async function getOn(deps: TurnsDeps, each: Held, step: Step): Promise<void> {
  const { transactions, writer } = deps;
  if (!transactions.isNeededFor(step.progress)) {
    await settle(deps, each, step, await writer.write(each.run.organizationId, step.write));
    return;
  }
  const result = await transactions.write(each.run, step, deps.wordsFor(each.facts.language));
  if (result.kind === 'failed') await endBroken(deps, each, result.failure, step.intakes);
  else await settle(deps, each, step, result.kind);
}

/** What a hook refuses, or the database does not take, ends the run; where even that cannot be told to the hooks, without them. */
async function endBroken(deps: TurnsDeps, each: Held, failure: StepFailure, intakes: readonly Intake[]): Promise<void> {
  const progress = breakOff(each.run, failure, intakes);
  const step = { intakes, progress, write: { ...writeOf(deps, each, progress, intakes), state: null } };
  const result = await deps.transactions.write(each.run, step, deps.wordsFor(each.facts.language));
  const outcome = result.kind === 'failed' ? await deps.writer.write(each.run.organizationId, step.write) : result.kind;
  if (outcome === 'refused') throw new Error('The database does not even take the end of a run');
  await settle(deps, each, step, outcome);
}

/** The step's own write and the note that it is done are one transaction. */
async function commit(deps: TurnsDeps, each: Held, item: AttemptItem, outcome: ToCommit): Promise<void> {
  const succeed = (output: Json) => toStep(deps, each, [{ ...item, outcome: { kind: 'succeeded', output } }]);
  const words = deps.wordsFor(each.facts.language);
  const result = await deps.transactions.commit(each.run, outcome, { succeed, words });
  if (result.kind === 'failed') {
    // With the rest of the inbox, so that it is taken in as any failure is.
    each.inbox.unshift({ ...item, outcome: { kind: 'failed', failure: result.failure } });
  } else if (result.kind === 'written') await settle(deps, each, result.done, 'written');
  else giveUp(deps, each);
}

async function settle(
  deps: TurnsDeps,
  each: Held,
  { intakes, progress, write }: Step,
  outcome: WriteOutcome | 'doubtful',
): Promise<void> {
  if (outcome === 'refused') {
    await endBroken(deps, each, deps.wordsFor(each.facts.language)('run_not_storable'), intakes);
    return;
  }
  if (outcome !== 'written') {
    giveUp(deps, each);
    return;
  }
  const before = each.run;
  const { state, open, settled, lines } = progress;
  const counted = before.counted || write.isFirstEnd;
  each.run = { ...before, state, open, losses: 0, counted, lines: before.lines + lines.length };
  for (const { from } of intakes) if (from) each.seen.delete(nameOf(from));
  for (const [key, attempt] of each.attempts) {
    if (open[key]?.attempt === attempt.attempt) continue;
    attempt.stop('abandoned');
    each.attempts.delete(key);
  }
  for (const { dueAt } of write.events) deps.onTimer(dueAt);
  const status = settled?.status ?? state.status;
  if (status !== before.state.status) deps.onStatus(before, status);
  if (write.isReleased) deps.list.remove(each);
  else deps.beginDue(each);
}

function giveUp(deps: TurnsDeps, each: Held): void {
  deps.list.remove(each);
  deps.handBack(each.run);
}
