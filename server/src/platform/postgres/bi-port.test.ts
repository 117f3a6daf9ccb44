import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import pg from 'pg';
import { findFreePort } from '../../../test/support/server-process.ts';
import { withClient } from '../db/connection.ts';
import { startEmbeddedPostgres } from './embedded.ts';
import { ensureOwner } from './owner.ts';

const dataFolder = await mkdtemp(path.join(tmpdir(), 'suite-port-'));
const biPort = await findFreePort();
const server = await startEmbeddedPostgres({ dataFolder, durable: false, biPort });
after(async () => {
  await server.stop();
  await rm(dataFolder, { recursive: true, force: true });
});
const owner = await ensureOwner(server.connection, 'suite');
await withClient(owner, async (client) => {
  await client.query('create role suite_bi nologin noinherit');
  await client.query(`create role visitor login password 'right'; grant suite_bi to visitor`);
  await client.query(`create role idler login; grant suite_bi to idler`);
});

const codeOf = async (user: string, password: string): Promise<string> => {
  const client = new pg.Client({ host: '127.0.0.1', port: biPort, database: 'suite', user, password });
  try {
    await client.connect();
    return 'in';
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await client.end().catch(() => {});
  }
};

test('through the port come accounts of BI tools, with their password, and nobody else', async () => {
  assert.equal(await codeOf('visitor', 'right'), 'in');
  assert.equal(await codeOf('visitor', 'wrong'), '28P01');
  assert.equal(await codeOf('idler', 'guess'), '28P01', 'an account without a password');
  assert.equal(await codeOf(owner.user, owner.password), '28000', 'the owner');
  assert.equal(await codeOf(server.connection.user, server.connection.password), '28000', 'the superuser');
});

test('a server that was left running is adopted with the port that it has', async () => {
  const again = await startEmbeddedPostgres({ dataFolder, durable: false, biPort: await findFreePort() });
  assert.deepEqual([again.adopted, again.connection.port], [true, biPort]);
});
