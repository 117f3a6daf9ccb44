import type { RetentionRule } from '../tenancy/index.ts';
import { countOlderApprovals, removeOlderApprovals } from './approvals/approvals.repository.ts';
import { countOlderRuns, removeOlderRuns } from './runs/runs.repository.ts';
import { countOlderOrigins, removeOlderOrigins } from './triggers/origins.repository.ts';
import { countOlderTicks, removeOlderTicks } from './triggers/schedules.repository.ts';

/** What is over for longer than the plan keeps goes; definitions and their versions stay. */
export const automationRules: readonly RetentionRule[] = [
  { name: 'workflow_runs', countOlder: countOlderRuns, removeOlder: removeOlderRuns },
  { name: 'workflow_ticks', countOlder: countOlderTicks, removeOlder: removeOlderTicks },
  { name: 'workflow_run_origins', countOlder: countOlderOrigins, removeOlder: removeOlderOrigins },
  { name: 'approvals', countOlder: countOlderApprovals, removeOlder: removeOlderApprovals },
];
