import type { RetentionRule } from '../tenancy/index.ts';
import { eventRetention } from './events/event-retention.ts';
import { importRetention } from './imports/import-retention.ts';
import { createHistoryRetention } from './records/history-retention.ts';

/** What goes when it is older than the plan keeps. Imports go before the history that is kept to take them back. */
export const dataRetention: readonly RetentionRule[] = [
  importRetention,
  ...createHistoryRetention(),
  ...eventRetention,
];
