import type { Connection } from '../../../platform/db/connection.ts';
import type { Platform } from '../../../platform/platform.ts';
import type { StepType } from '../definition/definition.ts';
import type { StepHandler } from '../steps/step-handler.ts';
import type { LoadDefinition } from './known.ts';
import type { StartsPerMinute } from './pace.ts';
import type { Interpreter } from './run.ts';
import type { RunHooks } from './run-hooks.ts';

/** `nodeId`: as which this process says that it lives. */
type OfPlatform = 'database' | 'bus' | 'log' | 'messages' | 'outbox' | 'streams' | 'newId' | 'nodeId';

export interface RunEngineDeps extends Pick<Platform, OfPlatform> {
  /** Of the account that looks over all organizations. */
  jobsConnection: Connection;
  interpreter: Interpreter;
  handlers: ReadonlyMap<StepType, StepHandler>;
  loadDefinition: LoadDefinition;
  hooks: RunHooks;
  now(): number;
  chance(): number;
  limits?: RunLimits;
  /** Default as many as come. */
  startsPerMinute?: StartsPerMinute;
}

/** How many runs are worked on at once; those that wait for a time or a person do not count. */
export interface RunLimits {
  ofNode: number;
  /** Of one organization, by all nodes together. */
  ofOrganization: number;
}
