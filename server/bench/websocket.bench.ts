// How much memory open sockets take on one node, and how long a message takes from the commit to its readers: 1,000 at
// once, and 5,000. The readers are processes of their own on the same machine, so its cores are shared with them.
// Run: ulimit -n 20000; node --expose-gc server/bench/websocket.bench.ts
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createApp } from '../src/app.ts';
import { permissions } from '../src/domains/tenancy/index.ts';
import { loadConfig } from '../src/platform/config.ts';
import { openAccounts } from '../src/platform/db/accounts.ts';
import { migrate } from '../src/platform/db/migrate.ts';
import { createLog } from '../src/platform/log.ts';
import { createPlatform } from '../src/platform/platform.ts';
import { startEmbeddedPostgres } from '../src/platform/postgres/embedded.ts';
import { ensureOwner } from '../src/platform/postgres/owner.ts';

const MESSAGES = 50;
const INTERVAL_MS = 100;
const CLIENTS_A_PROCESS = 1000;

const dataFolder = await mkdtemp(path.join(tmpdir(), 'suite-bench-'));
const postgres = await startEmbeddedPostgres({ dataFolder });
const owner = await ensureOwner(postgres.connection, 'suite_bench');
await migrate(owner);
const config = loadConfig({ WEBSOCKET_MAX_CONNECTIONS: '10000', RATE_LIMIT_PER_MINUTE: '1000000' }, process.cwd());
const platform = createPlatform(config, await openAccounts(owner), createLog('silent'));
const app = await createApp(platform, '0.0.0-bench');
const user = await app.identity.createUser({
  email: 'bench@example.com',
  password: 'correct horse battery',
  name: 'Bench',
});
const { id } = await app.tenancy.createOrganization('Bench', 'enterprise', user);
const { key } = await app.tenancy.createApiKey(id, {
  name: 'bench',
  permissions: 'all',
  expiresAt: null,
  createdBy: user.id,
  grantable: new Set<string>(permissions),
});
const address = await app.http.listen({ port: 0, host: '127.0.0.1' });
const url = `${address.replace('http', 'ws')}/ws/notifications`;

const megabytes = () => {
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return { rss: rss / 1e6, heap: heapUsed / 1e6 };
};

interface Report {
  p50: number;
  p99: number;
  max: number;
}

const children: ChildProcess[] = [];
const before = megabytes();
for (const connections of [1000, 5000]) {
  const since = performance.now();
  while (children.length * CLIENTS_A_PROCESS < connections) {
    const child = fork(new URL('./websocket-clients.ts', import.meta.url), [url, key, String(CLIENTS_A_PROCESS)]);
    children.push(child);
    await once(child, 'message');
  }
  const openedMs = performance.now() - since;
  const now = megabytes();
  const kilobytes = ((now.rss - before.rss) * 1000) / connections;
  console.log(
    `${connections} sockets: opened in ${(openedMs / 1000).toFixed(1)} s, server at ${Math.round(now.rss)} MB (heap ${Math.round(now.heap)} MB), ${kilobytes.toFixed(1)} kB a socket`,
  );
  const reports = children.map(async (child) => {
    child.send(MESSAGES);
    const [report]: Report[] = await once(child, 'message');
    if (!report) throw new Error('A reader ended');
    return report;
  });
  for (let n = 0; n < MESSAGES; n += 1) {
    await platform.database.transaction(id, (db) =>
      platform.streams.send(db, id, {
        userId: null,
        type: 'notification',
        fields: { category: 'ai_insights', priority: 'high', data: { sentAtMs: Date.now() } },
        texts: { title: { key: 'platform.jobs.status.running' } },
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS * (connections / 1000)));
  }
  const all = await Promise.all(reports);
  const worst = (pick: (report: Report) => number) => Math.max(...all.map(pick));
  console.log(
    `  ${MESSAGES} messages to each: from before the commit to the reader p50 ${worst((r) => r.p50)} ms, p99 ${worst((r) => r.p99)} ms, longest ${worst((r) => r.max)} ms (of the slowest reader process)`,
  );
}

for (const child of children) child.kill();
await app.close();
await postgres.stop();
await rm(dataFolder, { recursive: true, force: true });
