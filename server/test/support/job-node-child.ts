import { createDatabase } from '../../src/platform/db/database.ts';
import type { Connection } from '../../src/platform/db/connection.ts';
import { createIds } from '../../src/platform/ids.ts';
import { createJobs } from '../../src/platform/jobs/jobs.ts';
import { createLog } from '../../src/platform/log.ts';
import { startJobNode } from '../../src/platform/jobs/job-node.ts';

/** A node in a process of its own that takes a job and never ends it; for tests that kill it. */
const connections = JSON.parse(process.env['JOB_NODE'] ?? '') as {
  jobs: Connection;
  app: Connection;
  takenAhead: number;
};
const hold = {
  kind: 'hold',
  readPermission: 'data:read',
  cancelPermission: 'data:read',
  timeoutMs: 600_000,
  run: () => new Promise<void>(() => {}),
};
const database = createDatabase(connections.app, 4);
await startJobNode({
  database,
  jobs: createJobs(database, createIds(Date.now)),
  takenAhead: connections.takenAhead,
  handlers: new Map([[hold.kind, hold]]),
  log: createLog('silent'),
  connection: connections.jobs,
  nodeId: `node_child_${process.pid}`,
  concurrency: 1,
});
process.send?.('ready');
