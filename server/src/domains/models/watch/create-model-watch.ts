import type { JobHandler } from '../../../platform/jobs/job.ts';
import type { EventConsumer } from '../../../platform/outbox/outbox.ts';
import { createRetrainingHandler } from './retraining.job.ts';
import { createRetrainingOutcome, type RetrainingOutcomeDeps } from './retraining-outcome.ts';
import { createRetrainingPolicies, type RetrainingPolicyService } from './retraining-policy.service.ts';
import { createRetrainingService, type RetrainingDeps } from './retraining.service.ts';
import { createTrials, type TrialDeps } from './trials.ts';
import { createWatchHandler } from './watch.job.ts';
import { createWatchService, type WatchDeps, type WatchService } from './watch.service.ts';

interface ModelWatchDeps extends WatchDeps, Omit<RetrainingDeps, 'models'>, Omit<RetrainingOutcomeDeps, 'models'> {
  models: RetrainingDeps['models'] & RetrainingOutcomeDeps['models'] & TrialDeps['models'];
  /** Between two looks at a model, 1 to 24. */
  intervalHours: number;
}

/** The watching of deployed models, and their training anew. */
export interface ModelWatch {
  watch: WatchService;
  policies: RetrainingPolicyService;
  handlers: readonly JobHandler[];
  consumer: EventConsumer;
}

export function createModelWatch(deps: ModelWatchDeps): ModelWatch {
  const watch = createWatchService(deps);
  const retraining = createRetrainingService(deps);
  return {
    watch,
    policies: createRetrainingPolicies(deps),
    handlers: [
      createWatchHandler({ ...deps, watch, retraining, trials: createTrials(deps) }),
      createRetrainingHandler({ database: deps.database, retraining }),
    ],
    consumer: createRetrainingOutcome(deps),
  };
}
