import type { RetentionRule } from '../tenancy/index.ts';
import { countOlderPredictions, removeOlderPredictions } from './predictions.repository.ts';

/** Predictions go with their feedback when they are older than the plan keeps. */
export const predictionRetention: RetentionRule = {
  name: 'predictions',
  countOlder: countOlderPredictions,
  removeOlder: removeOlderPredictions,
};
