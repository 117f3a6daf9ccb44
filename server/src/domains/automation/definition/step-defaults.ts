import type { Retry, StepType } from './definition.ts';

/** What a step does not say of its retries. A script is the author's own: it is done once. */
export const retryDefaults = (type: StepType): Retry => ({
  max_attempts: type === 'script' ? 1 : 3,
  backoff: 'exponential',
  initial_seconds: 5,
  max_seconds: 3600,
  jitter: 0.2,
  abort_on: [],
});

/** Of one attempt; the others take as long as they take. */
export const timeoutDefaults: Partial<Record<StepType, number>> = {
  ai_prediction: 30,
  data_query: 60,
  notification: 60,
  data_update: 60,
  external_api: 30,
  script: 10,
};
