import { startBiWatch } from './domains/data/index.ts';
import { startShadowWatch } from './domains/predictions/index.ts';
import type { HealthCheck } from './http/health.routes.ts';
import { isAnyNodeAlive, startJobNode } from './platform/jobs/job-node.ts';
import { startDispatcher } from './platform/outbox/dispatcher.ts';
import type { Platform } from './platform/platform.ts';

const JOBS_AT_ONCE = 2;

/** What takes jobs from the queue and hands out events. */
export interface Work {
  stop(): Promise<void>;
}

export async function beginWork(platform: Platform): Promise<Work> {
  const connection = platform.accounts.jobs;
  const watches = [startBiWatch(platform), startShadowWatch(platform)];
  const dispatcher = startDispatcher({ ...platform, connection, random: Math.random });
  const node = await startJobNode({
    ...platform,
    observer: platform.jobSignals,
    connection,
    nodeId: platform.newId('node'),
    concurrency: JOBS_AT_ONCE,
  });
  return {
    async stop() {
      await Promise.all([node.stop(), dispatcher.stop(), ...watches.map((watch) => watch.stop())]);
    },
  };
}

export function createHealthChecks({ database }: Platform): HealthCheck[] {
  return [
    {
      name: 'database',
      essential: true,
      check: async () => (await database.pool.query('select 1')).rowCount === 1,
    },
    { name: 'workers', essential: false, check: () => isAnyNodeAlive(database) },
  ];
}
