import type { Logger } from '../../../platform/log.ts';
import type { StepType } from '../definition/definition.ts';
import type { StepHandler } from '../steps/step-handler.ts';
import { type Attempt, type AttemptOutcome, beginAttempt } from './attempt.ts';
import type { FailureWords } from './failure-words.ts';
import type { AttemptItem, Held, HeldList } from './held.ts';
import type { OpenStep } from './run.ts';
import { listDue } from './to-write.ts';

export interface BeginDueDeps {
  handlers: ReadonlyMap<StepType, StepHandler>;
  list: HeldList;
  log: Logger;
  now(): number;
  wordsFor(language: string): FailureWords;
  onEnd(each: Held, item: AttemptItem): void;
}

/** A step that brings down one node after another is given up after so many. */
const MOST_LOSSES = 5;
/** When an attempt is begun again that the database's absence cut short. */
const AGAIN_AFTER_MS = 500;

/** Begins what a run has to do now and is not done yet. */
export function createBeginDue(deps: BeginDueDeps): (each: Held) => void {
  const { list, now } = deps;

  function beginDue(each: Held): void {
    const { state, open, losses, definition } = each.run;
    if (!definition) return;
    for (const [key, step] of listDue(state.status, open, now())) {
      if (each.attempts.has(key)) continue;
      const attempt = losses > MOST_LOSSES ? refuse(deps, each, step) : begin(deps, each, key, step);
      each.attempts.set(key, attempt);
      void watch(each, { key, step, attempt });
    }
  }

  async function watch(each: Held, begun: Pick<AttemptItem, 'key' | 'step' | 'attempt'>): Promise<void> {
    const { key, attempt } = begun;
    const outcome = await attempt.outcome;
    if (outcome === null || each.attempts.get(key) !== attempt) return;
    if (outcome.kind !== 'interrupted') {
      deps.onEnd(each, { kind: 'attempt', ...begun, outcome });
      return;
    }
    setTimeout(() => {
      if (!list.has(each) || each.attempts.get(key) !== attempt) return;
      each.attempts.delete(key);
      beginDue(each);
    }, AGAIN_AFTER_MS);
  }

  return beginDue;
}

function refuse({ wordsFor, now }: BeginDueDeps, { run, facts }: Held, step: OpenStep): Attempt {
  const failure = wordsFor(facts.language)('step_lost', { nodes: run.losses });
  const outcome = Promise.resolve<AttemptOutcome>({ kind: 'failed', failure });
  return { attempt: step.attempt, startedAt: now(), logs: [], stop: () => {}, outcome };
}

function begin(deps: BeginDueDeps, { run, facts }: Held, key: string, step: OpenStep): Attempt {
  return beginAttempt({
    handler: deps.handlers.get(step.stepType),
    step,
    words: deps.wordsFor(facts.language),
    onFault: (error) => deps.log.error({ err: error, runId: run.id, key, stepType: step.stepType }, 'a step broke'),
    context: {
      organizationId: run.organizationId,
      workflowId: run.workflowId,
      runId: run.id,
      stepId: step.stepId,
      key,
      attempt: step.attempt,
      idempotencyKey: run.round === 0 ? `${run.id}:${key}` : `${run.id}:${key}:${run.round}`,
      language: facts.language,
      timeZone: facts.timeZone,
      now: new Date(deps.now()),
    },
  });
}
