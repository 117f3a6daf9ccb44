import { createDatabase } from '../../src/platform/db/database.ts';
import type { Connection } from '../../src/platform/db/connection.ts';
import { createLog } from '../../src/platform/log.ts';
import { startJobNode } from '../../src/platform/jobs/job-node.ts';

/** A node in a process of its own that takes a job and never ends it; for tests that kill it. */
const connections = JSON.parse(process.env['JOB_NODE'] ?? '') as { jobs: Connection; app: Connection };
const hold = {
  kind: 'hold',
  permission: 'data:read',
  timeoutMs: 600_000,
  run: () => new Promise<void>(() => {}),
};
await startJobNode({
  database: createDatabase(connections.app, 4),
  handlers: new Map([[hold.kind, hold]]),
  log: createLog('silent'),
  connection: connections.jobs,
  nodeId: `node_child_${process.pid}`,
  concurrency: 1,
});
process.send?.('ready');
