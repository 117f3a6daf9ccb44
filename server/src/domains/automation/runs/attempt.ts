import { isAppError } from '../../../platform/errors.ts';
import type { Json, StepFailure } from '../interpreter/protocol.ts';
import { type StepContext, StepError, type StepHandler, type StepResult } from '../steps/step-handler.ts';
import { isDatabaseAway } from '../../../platform/db/database-faults.ts';
import type { FailureWords } from './failure-words.ts';
import type { OpenStep } from './run.ts';

/** What a step gives may be so large as JSON; more belongs into a dataset. */
const MOST_OUTPUT_BYTES = 256 * 1024;
/** Characters that an attempt may write beside its output, and lines of them. */
const MOST_LOG_LENGTH = 16 * 1024;
const MOST_LOG_LINES = 500;
const MOST_TIMER_MS = 2 ** 31 - 1;

/** How an attempt ended. A success may have something to write, which decides whether it is one. */
export type AttemptOutcome =
  | { kind: 'succeeded'; output: Json }
  | { kind: 'to_commit'; output: Json; commit: NonNullable<StepResult['commit']> }
  | { kind: 'to_commit_business'; output: Json; commitBusiness: NonNullable<StepResult['commitBusiness']> }
  | { kind: 'failed'; failure: StepFailure }
  /** The database was away, which is not the step's fault: it does not count as an attempt. */
  | { kind: 'interrupted' };

/** Why an attempt is told to stop. */
export type StopReason = 'timeout' | 'abandoned' | 'stopping';

interface AttemptDeps {
  handler: StepHandler | undefined;
  step: OpenStep;
  context: Omit<StepContext, 'signal' | 'log'>;
  words: FailureWords;
  onFault(error: unknown): void;
}

export interface Attempt {
  readonly attempt: number;
  readonly startedAt: number;
  /** What the step has written so far. */
  readonly logs: readonly string[];
  stop(reason: StopReason): void;
  /** Null when it was stopped and nobody waits for it. Never fails. */
  readonly outcome: Promise<AttemptOutcome | null>;
}

/** Does a step once. Whoever does not listen to the signal is not waited for. */
export function beginAttempt({ handler, step, context, words, onFault }: AttemptDeps): Attempt {
  const controller = new AbortController();
  const { logs, log } = createAttemptLog();
  const stop = (reason: StopReason) => controller.abort(reason);
  const timer = setTimeout(stop, Math.min(step.timeoutSeconds * 1000, MOST_TIMER_MS), 'timeout');
  const stopped = new Promise<null>((resolve) =>
    controller.signal.addEventListener('abort', () => resolve(null), { once: true }),
  );

  async function run(): Promise<AttemptOutcome | null> {
    if (!handler) return failed(words('step_type_missing', { type: step.stepType }));
    try {
      const work = handler.run(step.parameters, { ...context, signal: controller.signal, log });
      const result = await Promise.race([work, stopped]);
      if (result !== null) return check(result, words);
      // What it still throws is nobody's.
      work.catch(() => {});
    } catch (error) {
      if (isDatabaseAway(error) && controller.signal.reason !== 'timeout') return { kind: 'interrupted' };
      if (!controller.signal.aborted) return failed(toFailure(error, words, onFault));
    } finally {
      clearTimeout(timer);
    }
    return controller.signal.reason === 'timeout'
      ? failed({ ...words('step_timed_out', { seconds: step.timeoutSeconds }), isRetryable: true })
      : null;
  }
  return { attempt: step.attempt, startedAt: context.now.getTime(), logs, stop, outcome: run() };
}

/** What is beyond its bounds is left out. */
function createAttemptLog() {
  const logs: string[] = [];
  let left = MOST_LOG_LENGTH;
  return {
    logs,
    log(line: string): void {
      if (left === 0 || logs.length === MOST_LOG_LINES) return;
      const kept = line.slice(0, left).toWellFormed();
      left -= kept.length;
      logs.push(kept);
    },
  };
}

/** Puts into words why a step could not be done. */
export function toFailure(error: unknown, words: FailureWords, onFault: (error: unknown) => void): StepFailure {
  if (error instanceof StepError) return error.failure;
  if (isAppError(error)) return words.ofAppError(error);
  onFault(error);
  return { ...words('step_broken'), isRetryable: true };
}

const failed = (failure: StepFailure): AttemptOutcome => ({ kind: 'failed', failure });

function check({ output, commit, commitBusiness }: StepResult, words: FailureWords): AttemptOutcome {
  const checked = checkOutput(output, words);
  if ('failure' in checked) return failed(checked.failure);
  if (commit) return { kind: 'to_commit', output: checked.output, commit };
  if (commitBusiness) return { kind: 'to_commit_business', output: checked.output, commitBusiness };
  return { kind: 'succeeded', output: checked.output };
}

/** What is no JSON, or too much of it, is no output. */
export function checkOutput(output: Json, words: FailureWords): { output: Json } | { failure: StepFailure } {
  const text = JSON.stringify(output) ?? 'null';
  const sizeBytes = Buffer.byteLength(text);
  if (sizeBytes <= MOST_OUTPUT_BYTES) return { output: output ?? null };
  const limits = { size: Math.ceil(sizeBytes / 1024), limit: MOST_OUTPUT_BYTES / 1024 };
  return { failure: words('output_too_large', limits) };
}
