import type { Retry } from '../definition/definition.ts';
import type { StepFailure } from './protocol.ts';

const LONGEST_SECONDS = 7 * 86_400;

interface Failed {
  retry: Retry;
  failure: StepFailure;
  /** Attempts so far, this one among them. */
  done: number;
  at: number;
  chance: number;
}

/** When the next attempt may begin; null: there is none. */
export function retryAt({ retry, failure, done, at, chance }: Failed): number | null {
  const {
    max_attempts: most,
    backoff,
    initial_seconds: initial,
    max_seconds: longest,
    jitter,
    abort_on: codes,
  } = retry;
  if (!failure.isRetryable || done >= most || codes.includes(failure.code)) return null;
  const full = Math.min(backoff === 'fixed' ? initial : initial * 2 ** (done - 1), longest);
  const seconds = Math.max(full * (1 - jitter * chance), failure.retryAfterSeconds ?? 0);
  return Math.ceil(at + Math.min(seconds, LONGEST_SECONDS) * 1000);
}
