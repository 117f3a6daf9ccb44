// What it costs to tell other nodes of a commit: NOTIFY inside the transaction, against the bus, which tells after the
// commit and many things at once. Run: node server/bench/bus.bench.ts [seconds]
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createBus } from '../src/platform/bus/bus.ts';
import { createPool } from '../src/platform/db/connection.ts';
import { createLog } from '../src/platform/log.ts';
import { startEmbeddedPostgres } from '../src/platform/postgres/embedded.ts';
import { ensureOwner } from '../src/platform/postgres/owner.ts';

const seconds = Number(process.argv[2] ?? 4);
const CLIENTS = 32;

const dataFolder = await mkdtemp(path.join(tmpdir(), 'suite-bench-'));
const postgres = await startEmbeddedPostgres({ dataFolder });
const owner = await ensureOwner(postgres.connection, 'suite_bench');
const pool = createPool(owner, CLIENTS);
await pool.query('create table things (id bigint generated always as identity primary key, what text)');
const log = createLog('silent');
const [here, there] = [1, 2].map(() => createBus({ connection: owner, secret: 'bench', redis: null, log }));
if (!here || !there) throw new Error('unreachable');
let heard = 0;
there.subscribe('things', () => (heard += 1));
await Promise.all([here.ready(), there.ready()]);

let serial = 0;
const ways: Record<string, () => Promise<void>> = {
  'told to nobody': async () => {
    await pool.query("insert into things (what) values ('x')");
  },
  'NOTIFY inside the transaction': async () => {
    serial += 1;
    await pool.query("with told as (select pg_notify('bench', $1)) insert into things (what) select 'x' from told", [
      `${serial}`,
    ]);
  },
  'the bus, after the commit': async () => {
    await pool.query("insert into things (what) values ('x')");
    here.publish('things', (serial += 1));
  },
};

for (const [name, work] of Object.entries(ways)) {
  heard = 0;
  let commits = 0;
  const since = performance.now();
  const client = async () => {
    while (performance.now() - since < seconds * 1000) {
      await work();
      commits += 1;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  const elapsed = (performance.now() - since) / 1000;
  // The last are still on their way.
  await new Promise((resolve) => setTimeout(resolve, 500));
  const arrived = heard > 0 ? `, ${heard} of ${commits} messages heard by the other node` : '';
  console.log(`${name}: ${Math.round(commits / elapsed)} commits/s from ${CLIENTS} connections${arrived}`);
}

const trips: number[] = [];
for (let trip = 0; trip < 300; trip += 1) {
  const since = performance.now();
  await new Promise<void>((resolve) => {
    const stop = there.subscribe('trip', () => {
      stop();
      resolve();
    });
    here.publish('trip', trip);
  });
  trips.push(performance.now() - since);
}
trips.sort((a, b) => a - b);
console.log(`from node to node: p50 ${trips[150]?.toFixed(1)} ms, p99 ${trips[297]?.toFixed(1)} ms`);

await Promise.all([here.close(), there.close(), pool.end()]);
await postgres.stop();
await rm(dataFolder, { recursive: true, force: true });
