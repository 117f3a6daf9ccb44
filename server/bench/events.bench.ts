// How many business events a second are taken, one by one and by lists, each answer after its commit, fsync on.
// Run: node server/bench/events.bench.ts [seconds]
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { makeKey } from '../test/support/http-client.ts';
import { findFreePort, startServer } from '../test/support/server-process.ts';

const seconds = Number(process.argv[2] ?? 5);
const CONNECTIONS = 64;
const ACCOUNT = { email: 'owner@example.com', password: 'correct horse battery' };

const folder = await mkdtemp(path.join(tmpdir(), 'suite-bench-'));
// Open to the account that PostgreSQL runs under when this runs as root.
await chmod(folder, 0o755);
const server = await startServer({
  DATA_DIR: path.join(folder, 'data'),
  PORT: String(await findFreePort()),
  ADMIN_EMAIL: ACCOUNT.email,
  ADMIN_PASSWORD: ACCOUNT.password,
  RATE_LIMIT_PER_MINUTE: '1000000000',
  LOG_LEVEL: 'silent',
});
const key = await makeKey(server.url, ACCOUNT);
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

let made = 0;
function makeEvent(keyed: boolean) {
  made += 1;
  const data = {
    order_id: `O-${made}`,
    customer: { id: `C-${made % 5000}`, country: 'DE' },
    total: (made % 10_000) / 100,
    lines: [{ product_id: `P-${made % 300}`, quantity: 1 + (made % 4) }],
  };
  return { event_type: 'order_placed', data, ...(keyed ? { idempotency_key: `order ${made}` } : {}) };
}

function post(body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const sent = request(`${server.url}/api/v1/events`, { method: 'POST', agent, headers }, (answer) => {
      answer.resume();
      answer.once('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

async function measure(what: string, size: number, keyed: boolean, connections: number): Promise<void> {
  const times: number[] = [];
  const others = new Map<number, number>();
  const startMs = performance.now();
  const endMs = startMs + seconds * 1000;
  const lane = async () => {
    while (performance.now() < endMs) {
      const events = Array.from({ length: size }, () => makeEvent(keyed));
      const body = JSON.stringify(size === 1 ? events[0] : events);
      const sentMs = performance.now();
      const status = await post(body);
      if (status === 202) times.push(performance.now() - sentMs);
      else others.set(status, (others.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  const tookSeconds = (performance.now() - startMs) / 1000;
  times.sort((left, right) => left - right);
  const quantile = (share: number) => (times[Math.floor(times.length * share)] ?? Number.NaN).toFixed(1);
  const rate = Math.round((times.length * size) / tookSeconds);
  const refused = [...others].map(([status, count]) => `, ${count} × ${status}`).join('');
  console.log(`${what}: ${rate} events/s, p50 ${quantile(0.5)} ms, p99 ${quantile(0.99)} ms${refused}`);
}

try {
  console.log(`load ${loadavg()[0]?.toFixed(1)}`);
  await measure('warming up', 1, false, CONNECTIONS);
  await measure(`one by one, ${CONNECTIONS} connections`, 1, false, CONNECTIONS);
  await measure(`one by one with keys, ${CONNECTIONS} connections`, 1, true, CONNECTIONS);
  await measure('lists of 100, 4 connections', 100, false, 4);
  await measure('lists of 100 with keys, 4 connections', 100, true, 4);
} finally {
  agent.destroy();
  await server.stop('SIGTERM');
  await rm(folder, { recursive: true, force: true });
}
