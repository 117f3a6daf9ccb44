import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createEngine } from '../src/domains/automation/engine.ts';
import type { StepHandler } from '../src/domains/automation/steps/step-handler.ts';
import { loadConfig } from '../src/platform/config.ts';
import { openAccounts } from '../src/platform/db/accounts.ts';
import { createPool } from '../src/platform/db/connection.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { startJobNode } from '../src/platform/jobs/job-node.ts';
import { createLog } from '../src/platform/log.ts';
import { createPlatform } from '../src/platform/platform.ts';
import { startEmbeddedPostgres } from '../src/platform/postgres/embedded.ts';
import { ensureOwner } from '../src/platform/postgres/owner.ts';

/** One node of the engine on a database of its own, whose scripts do what they are told here. */
export async function startBenchEngine(run: StepHandler['run']) {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'suite-bench-'));
  const postgres = await startEmbeddedPostgres({ dataFolder });
  const owner = await ensureOwner(postgres.connection, 'suite_bench');
  await migrate(owner);
  const accounts = await openAccounts(owner);
  const platform = createPlatform(loadConfig({}, process.cwd()), accounts, createLog('silent'));
  const engine = createEngine(platform, {
    handlers: new Map([['script', { type: 'script', run, preview: () => Promise.resolve(null) }]]),
    approvals: { open: async () => {}, escalate: async () => {}, close: async () => {} },
    onFailed: async () => {},
  });
  const node = await startJobNode({ ...platform, connection: accounts.jobs, concurrency: 1 });
  engine.startWork();
  const superuser = createPool({ ...postgres.connection, database: owner.database }, 1);
  await superuser.query('create extension if not exists pg_stat_statements');
  return {
    engine,
    database: platform.database,
    owner,
    postgres,
    superuser,
    async stop() {
      await engine.stop();
      await node.stop();
      await superuser.end();
      await platform.close();
      await postgres.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
