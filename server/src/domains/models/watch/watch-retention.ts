import type { RetentionRule } from '../../tenancy/index.ts';
import { countOlderReports, removeOlderReports } from './watch.repository.ts';

/** Reports go when they are older than the plan keeps; episodes and decisions, being few, stay. */
export const watchRetention: RetentionRule = {
  name: 'watch_reports',
  countOlder: countOlderReports,
  removeOlder: removeOlderReports,
};
