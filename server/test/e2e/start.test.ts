import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { findFreePort, startServer as start } from '../support/server-process.ts';
import { until } from '../support/until.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'suite-start-'));
// Open to the account that PostgreSQL runs under when the tests run as root.
await chmod(folder, 0o755);
const port = await findFreePort();
const env = { DATA_DIR: path.join(folder, 'data'), PORT: String(port), LOG_LEVEL: 'silent' };
after(() => rm(folder, { recursive: true, force: true }));

async function startServer(environment: Record<string, string>) {
  const server = await start(environment);
  after(() => server.child.kill('SIGKILL'));
  return server;
}

const health = async (url: string) => (await fetch(`${url}/api/v1/monitoring/health`)).json();

test('from an empty folder to a healthy server, and in order to a stop', async () => {
  const server = await startServer(env);
  assert.match(server.words(), /Sign in as \S+ with the password \S+/);
  assert.deepEqual(await health(server.url), { status: 'ok', live: true, ready: true, version: '0.1.0' });
  assert.equal(await server.stop('SIGTERM'), 0);
  assert.match(server.words(), /Stopped/);
});

test('the second start makes no second owner', async () => {
  const server = await startServer(env);
  assert.doesNotMatch(server.words(), /password/);
  assert.equal(await server.stop('SIGINT'), 0);
});

test('a database that kill -9 left running is adopted', async () => {
  const killed = await startServer(env);
  await killed.stop('SIGKILL');
  const server = await startServer(env);
  assert.match(server.words(), /still running/);
  assert.equal((await fetch(`${server.url}/api/v1/monitoring/health`)).status, 200);
  assert.equal(await server.stop('SIGTERM'), 0);
});

const childrenOf = async (pid = 0) =>
  (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).trim().split(' ').filter(Boolean).map(Number);
const lives = (pid: number) =>
  readFile(`/proc/${pid}/stat`, 'utf8').then(
    () => true,
    () => false,
  );
const noneLives = async (pids: number[]) => !(await Promise.all(pids.map(lives))).includes(true);

test(
  'several processes share a port; one that falls comes back; all end with the first, however it ends',
  { skip: process.platform !== 'linux' },
  async () => {
    const server = await startServer({ ...env, API_PROCESSES: '3' });
    const first = await childrenOf(server.child.pid);
    assert.equal(first.length, 2);
    // Each asks over a connection of its own.
    const ask = () => fetch(`${server.url}/api/v1/monitoring/health`, { headers: { connection: 'close' } });
    const answers = await Promise.all(Array.from({ length: 60 }, ask));
    assert.ok(answers.every(({ status }) => status === 200));
    process.kill(first[0] ?? 0, 'SIGKILL');
    await until(async () => (await childrenOf(server.child.pid)).filter((pid) => !first.includes(pid)).length === 1);
    assert.match(server.words(), /ended by itself/);
    const second = await childrenOf(server.child.pid);
    const other = await startServer({ ...env, DATA_DIR: path.join(folder, 'other'), API_PROCESSES: '2' });
    assert.equal(await other.stop('SIGTERM'), 1);
    assert.match(other.words(), /already listens on port/);
    assert.equal(await server.stop('SIGTERM'), 0);
    assert.ok(await noneLives(second));

    const killed = await startServer({ ...env, API_PROCESSES: '2' });
    const orphans = await childrenOf(killed.child.pid);
    assert.equal(orphans.length, 1);
    await killed.stop('SIGKILL');
    await until(() => noneLives(orphans));
    assert.equal(await (await startServer(env)).stop('SIGTERM'), 0);
  },
);

test('a second server on the same data folder says who holds it, and harms nothing', async () => {
  const first = await startServer(env);
  const second = await startServer({ ...env, PORT: String(await findFreePort()) });
  assert.equal(await second.stop('SIGTERM'), 1);
  assert.match(second.words(), new RegExp(`process ${first.child.pid}`));
  assert.equal((await fetch(`${first.url}/api/v1/monitoring/health`)).status, 200);
  await first.stop('SIGTERM');
});

test('a port in use is said, and the database is stopped again', async () => {
  const holder = createServer().listen(port, '127.0.0.1');
  await once(holder, 'listening');
  const server = await startServer(env);
  assert.equal(await server.stop('SIGTERM'), 1);
  assert.match(server.words(), new RegExp(`port ${port}\\b`));
  holder.close();
  await once(holder, 'close');
  const next = await startServer(env);
  assert.doesNotMatch(next.words(), /still running/);
  await next.stop('SIGTERM');
});

test('an unreachable database is said with its address and the reason', async () => {
  const server = await startServer({ ...env, DATABASE_URL: `postgres://suite:secret-word@127.0.0.1:${port}/suite` });
  assert.equal(await server.stop('SIGTERM'), 1);
  assert.match(server.words(), new RegExp(`127\\.0\\.0\\.1:${port}/suite.*ECONNREFUSED`, 's'));
  assert.doesNotMatch(server.words(), /secret-word/);
});

test('a wrong environment is told in one message with every fault', async () => {
  const server = await startServer({ ...env, PORT: 'x', LOG_LEVEL: 'loud', ADMIN_PASSWORD: 'short' });
  assert.equal(await server.stop('SIGTERM'), 1);
  for (const name of ['PORT', 'LOG_LEVEL', 'ADMIN_PASSWORD'])
    assert.match(server.words(), new RegExp(`^ +${name}: `, 'm'));
});
