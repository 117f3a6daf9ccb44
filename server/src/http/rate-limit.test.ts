import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { redisMissing, startRedis } from '../../test/support/redis-server.ts';
import { createOrganization, createTestDatabase } from '../../test/support/test-database.ts';
import { createTestHttp } from '../../test/support/test-http.ts';
import { createLog } from '../platform/log.ts';
import { createRedisLink, type RedisLink } from '../platform/redis/redis-link.ts';
import type { Http } from './http.ts';
import { createRequestCounter, networkOf } from './rate-limit.ts';

const database = await createTestDatabase();
const organization = await createOrganization(database.owner);

const createLimited = (rateLimitPerMinute: number, redis: RedisLink | null = null): Promise<Http> =>
  createTestHttp(database, {
    redis,
    config: { rateLimitPerMinute, corsOrigins: [] },
    routes(http) {
      http.get('/api/v1/things', { config: { permission: 'do' } }, async () => 'ok');
      http.get('/api/v1/health', { config: { permission: 'public', rateLimit: false } }, async () => 'ok');
      const rateLimit = { max: 2, timeWindow: '1 minute', keyGenerator: () => 'everybody' };
      http.get('/api/v1/strict', { config: { permission: 'public', rateLimit } }, async () => 'ok');
    },
  });

const ask = (http: Http, url = 'things', user: number | null = 7, headers: Record<string, string> = {}) =>
  http.inject({
    url: `/api/v1/${url}`,
    headers: { ...(user ? { 'x-user': `${user} ${organization}` } : {}), ...headers },
  });

async function statuses(count: number, send: () => ReturnType<typeof ask>): Promise<number[]> {
  const answers = await Promise.all(Array.from({ length: count }, send));
  return answers.map(({ statusCode }) => statusCode);
}
const allowed = (codes: number[]) => codes.filter((code) => code !== 429).length;

test('of 100 parallel requests exactly as many pass as are allowed, and the rest are told when to come back', async () => {
  const http = await createLimited(40);
  assert.equal(allowed(await statuses(100, () => ask(http))), 40);
  const { statusCode, headers, body } = await ask(http, 'things', 7, { 'accept-language': 'de' });
  assert.deepEqual([statusCode, JSON.parse(body).code], [429, 'rate_limited']);
  assert.match(JSON.parse(body).detail, /Sekunde/);
  assert.ok(Number(headers['retry-after']) > 0 && Number(headers['retry-after']) <= 60);
  assert.deepEqual([headers['ratelimit-limit'], headers['ratelimit-remaining']], ['40', '0']);
  const other = await ask(http, 'things', 8);
  assert.deepEqual(
    [other.statusCode, other.headers['ratelimit-remaining']],
    [200, '39'],
    'another person is not held back',
  );
});

test('who is not let in is counted by address, and health is never counted', async () => {
  const http = await createLimited(5);
  assert.deepEqual(
    (await statuses(7, () => ask(http, 'things', null))).toSorted((a, b) => a - b),
    [401, 401, 401, 401, 401, 429, 429],
  );
  assert.equal((await ask(http, 'things', null, { 'x-forwarded-for': '203.0.113.9' })).statusCode, 401);
  assert.equal((await ask(http)).statusCode, 200, 'a key from the same address goes on');
  assert.equal(allowed(await statuses(50, () => ask(http, 'health', null))), 50);
});

test('a stricter limit of one route holds beside the general one', async () => {
  const http = await createLimited(1000);
  assert.equal(allowed(await statuses(10, () => ask(http, 'strict', null))), 2);
  assert.equal((await ask(http)).statusCode, 200);
});

test('a window ends, and the next one begins with its first request', async () => {
  let time = 1000;
  const counter = createRequestCounter(null, () => time);
  assert.deepEqual(await counter.count('a', 60_000), { current: 1, ttl: 60_000 });
  time += 59_999;
  assert.deepEqual(await counter.count('a', 60_000), { current: 2, ttl: 1 });
  time += 1;
  assert.deepEqual(await counter.count('a', 60_000), { current: 1, ttl: 60_000 });
});

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

function usedBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

test('a flood of addresses costs bounded memory and does not free a busy one', async () => {
  const counter = createRequestCounter(null);
  const before = usedBytes();
  for (let address = 0; address < 500_000; address++) {
    await counter.count(`10.${address >> 16}.${(address >> 8) & 255}.${address & 255}`, 60_000);
    if (address % 1000 === 0) await counter.count('busy', 60_000);
  }
  assert.equal((await counter.count('busy', 60_000)).current, 501);
  const grownMb = (usedBytes() - before) / 1024 ** 2;
  assert.ok(grownMb < 40, `the counters take ${grownMb} MB`);
});

test('addresses of one IPv6 network are one caller', () => {
  assert.equal(networkOf('2001:db8:1:2:3:4:5:6'), networkOf('2001:db8:1:2::9'));
  assert.notEqual(networkOf('2001:db8:1:3::9'), networkOf('2001:db8:1:2::9'));
  assert.equal(networkOf('::1'), '0:0:0:0');
  assert.deepEqual([networkOf('192.0.2.7'), networkOf('::ffff:192.0.2.7')], ['192.0.2.7', '::ffff:192.0.2.7']);
});

test(
  'two nodes count together through Redis, and each for itself while it is away',
  { skip: redisMissing },
  async () => {
    const server = await startRedis();
    const log = createLog('silent');
    const links = [1, 2].map(() => createRedisLink({ url: server.url, secret: 'x', log }));
    after(() => Promise.all([server.kill(), ...links.map((link) => link.close())]));
    const [one, two] = await Promise.all(links.map((link) => createLimited(30, link)));
    assert.ok(one && two);
    // Before the connection stands, each node counts for itself.
    for (const link of links)
      while ((await link.commands()).status !== 'ready') await new Promise((resolve) => setImmediate(resolve));
    const nodes = [one, two];
    let turn = 0;
    assert.equal(allowed(await statuses(100, () => ask(nodes[turn++ % 2] ?? one))), 30);
    await server.kill();
    assert.equal(allowed(await statuses(50, () => ask(one))), 30);
  },
);
