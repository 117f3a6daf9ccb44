import type { RetentionRule } from '../../tenancy/index.ts';
import { countOlderBatches, removeOlderBatches } from './batch.repository.ts';

/** Batches go with their results when they are older than the plan keeps. */
export const batchRetention: RetentionRule = {
  name: 'prediction_batches',
  countOlder: countOlderBatches,
  removeOlder: removeOlderBatches,
};
