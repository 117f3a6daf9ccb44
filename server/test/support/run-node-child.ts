import { sql } from 'kysely';
import { createDatabase } from '../../src/platform/db/database.ts';
import type { Connection } from '../../src/platform/db/connection.ts';
import { createIds } from '../../src/platform/ids.ts';
import { createJobs } from '../../src/platform/jobs/jobs.ts';
import { startJobNode } from '../../src/platform/jobs/job-node.ts';
import { createLog } from '../../src/platform/log.ts';
import { createRunNode } from './run-node.ts';
import { tinyDefinition } from './tiny-workflows.ts';

/** A node in a process of its own whose steps note every effect, outside and inside their transaction; for tests that kill it. */
const { app, jobs, organizationId } = JSON.parse(process.env['RUN_NODE'] ?? '') as {
  app: Connection;
  jobs: Connection;
  organizationId: number;
};
const database = createDatabase(app, 10);
const effects = createDatabase(app, 4);
const step = { do: 'script' } as const;
const { engine, nodeId } = await createRunNode({
  database,
  connections: { app, jobs },
  definitions: new Map([
    [1, tinyDefinition([step, { ...step, parameters: { commits: true } }, { do: 'wait', ms: 200 }, step])],
  ]),
  script: async ({ commits }, { idempotencyKey }) => {
    const note = (kind: string) =>
      sql`insert into effects (kind, idempotency_key, process_id) values (${kind}, ${idempotencyKey}, ${process.pid})`;
    if (commits === true) {
      return {
        output: idempotencyKey,
        commit: async (db) => {
          await note('inside').execute(db);
          return idempotencyKey;
        },
      };
    }
    await note('outside').execute(effects.tenant(organizationId));
    return { output: idempotencyKey };
  },
});
await startJobNode({
  database,
  jobs: createJobs(database, createIds(Date.now)),
  handlers: new Map(),
  log: createLog('silent'),
  connection: jobs,
  nodeId,
  concurrency: 1,
});
engine.startWork();

/** Runs are asked for from outside by number, and answered once they are sure to be kept. */
process.on('message', (number: number) => {
  const request = {
    workflowId: 1,
    versionId: 1,
    trigger: { kind: 'manual', data: number },
    dedupeKey: `run ${number}`,
  };
  engine.start(database.tenant(organizationId), organizationId, request).then(
    ({ runId }) => process.send?.({ number, runId }),
    () => process.send?.({ number, runId: null }),
  );
});
process.send?.('ready');
