import type { RetentionRule } from '../tenancy/index.ts';
import { countOlderAnalyses, removeOlderAnalyses } from './predictive.repository.ts';

/** Analyses go when they are older than the plan keeps. */
export const predictiveRetention: RetentionRule = {
  name: 'predictive_analyses',
  countOlder: countOlderAnalyses,
  removeOlder: removeOlderAnalyses,
};
