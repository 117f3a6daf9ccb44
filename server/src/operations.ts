import { startBiWatch } from './domains/data/index.ts';
import { startShadowWatch } from './domains/predictions/index.ts';
import { type HealthCheck, registerHealthRoutes } from './http/health.routes.ts';
import type { Http } from './http/http.ts';
import { isAnyNodeAlive, startJobNode } from './platform/jobs/job-node.ts';
import { startDispatcher } from './platform/outbox/dispatcher.ts';
import type { Platform } from './platform/platform.ts';

const JOBS_AT_ONCE = 2;

/** What takes jobs from the queue and hands out events. */
export interface Work {
  stop(): Promise<void>;
}

/** @param startOthers what the domains do beside the queue */
export async function beginWork(platform: Platform, startOthers: () => readonly Work[]): Promise<Work> {
  const connection = platform.accounts.jobs;
  const dispatcher = startDispatcher({ ...platform, connection, random: Math.random });
  const node = await startJobNode({
    ...platform,
    observer: platform.jobSignals,
    connection,
    concurrency: JOBS_AT_ONCE,
  });
  // Only a node that is known to live may have anything in hand, and none is known to once it has stopped.
  const watches = [startBiWatch(platform), startShadowWatch(platform), ...startOthers()];
  return {
    async stop() {
      await Promise.all(watches.map((watch) => watch.stop()));
      await Promise.all([node.stop(), dispatcher.stop()]);
    },
  };
}

export function registerHealth(http: Http, { database }: Platform, version: string): void {
  const checks: HealthCheck[] = [
    {
      name: 'database',
      essential: true,
      check: async () => (await database.pool.query('select 1')).rowCount === 1,
    },
    { name: 'workers', essential: false, check: () => isAnyNodeAlive(database) },
  ];
  registerHealthRoutes(http, { version, checks });
}
