import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { redisMissing, startRedis } from '../../../test/support/redis-server.ts';
import { createTestDatabase } from '../../../test/support/test-database.ts';
import { until } from '../../../test/support/until.ts';
import { withClient } from '../db/connection.ts';
import { createLog } from '../log.ts';
import { createRedisLink } from '../redis/redis-link.ts';
import { createBus } from './bus.ts';

const { owner, accounts } = await createTestDatabase();
const logLines: string[] = [];
const log = createLog('warn', { write: (line) => logLines.push(line) });

/** One node's bus, and what it heard. */
async function openNode({ secret = 'a secret', redisUrl }: { secret?: string; redisUrl?: string } = {}) {
  const redis = redisUrl === undefined ? null : createRedisLink({ url: redisUrl, secret, log });
  const bus = createBus({ connection: accounts.app, secret, redis, log });
  const heard: unknown[] = [];
  let gaps = 0;
  bus.subscribe('news', (message) => heard.push(message));
  bus.onGap(() => (gaps += 1));
  after(async () => {
    await bus.close();
    await redis?.close();
  });
  await bus.ready();
  return { bus, heard, gaps: () => gaps };
}

const countNotifications = async (work: () => Promise<void>) => {
  let count = 0;
  await withClient(owner, async (client) => {
    client.on('notification', () => (count += 1));
    await client.query('listen suite_bus');
    await work();
    await client.query('select 1');
  });
  return count;
};

const endListeners = () =>
  // As the account itself: only it may end its own sessions.
  withClient({ ...accounts.app, options: '' }, async (client) => {
    const { rows } = await client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'suite bus' and datname = current_database()",
    );
    return rows.length;
  });

test('a message reaches every node, the sender too, once and in order', async () => {
  const [one, two] = [await openNode(), await openNode()];
  for (let number = 0; number < 300; number += 1) one.bus.publish('news', { number });
  one.bus.publish('other', 'nobody listens');
  await until(() => two.heard.length === 300 && one.heard.length === 300);
  const expected = Array.from({ length: 300 }, (_, number) => ({ number }));
  assert.deepEqual(one.heard, expected);
  assert.deepEqual(two.heard, expected);
});

test('messages of one moment travel together, and the same message once', async () => {
  const [one, two] = [await openNode(), await openNode()];
  const count = await countNotifications(async () => {
    for (let number = 0; number < 1000; number += 1) one.bus.publish('news', number % 10);
    await until(() => two.heard.length >= 10);
  });
  assert.equal(count, 1);
  assert.deepEqual(two.heard, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('what is too much for one notification is sent in several', async () => {
  const [one, two] = [await openNode(), await openNode()];
  const texts = Array.from({ length: 20 }, (_, index) => `${index} ${'ü"'.repeat(500)}`);
  const count = await countNotifications(async () => {
    for (const text of texts) one.bus.publish('news', text);
    await until(() => two.heard.length === texts.length);
  });
  assert.ok(count >= 3 && count < 20, `${count} notifications`);
  assert.deepEqual(two.heard, texts);
});

test('a message that no notification can hold is refused with its reason, and hurts no other', async () => {
  const [one, two] = [await openNode(), await openNode()];
  one.bus.publish('news', 'x'.repeat(8000));
  one.bus.publish('news', 'small');
  await until(() => two.heard.length > 0);
  assert.deepEqual(two.heard, ['small']);
  assert.ok(logLines.some((line) => line.includes('too large')));
});

test('a lost connection is made again, and the gap is told', async () => {
  const [one, two] = [await openNode(), await openNode()];
  const before = two.gaps();
  assert.ok((await endListeners()) >= 2);
  await until(() => two.gaps() > before);
  one.bus.publish('news', 'after');
  await until(() => two.heard.includes('after'));
});

test('what is published while the connection is lost is sent when it is back', async () => {
  const [one, two] = [await openNode(), await openNode()];
  await endListeners();
  one.bus.publish('news', 'meanwhile');
  const gaps = two.gaps();
  // The receiver must be back before the sender for this to be seen; a gap is told otherwise.
  await until(() => two.heard.includes('meanwhile') || two.gaps() > gaps);
});

test('what was not signed by a node of this installation is not heard', async () => {
  const [stranger, two] = [await openNode({ secret: 'another' }), await openNode()];
  stranger.bus.publish('news', 'forged');
  await withClient(owner, (client) => client.query(`select pg_notify('suite_bus', '["x","news","\\"forged\\""]')`));
  const one = await openNode();
  one.bus.publish('news', 'true');
  await until(() => two.heard.length > 0);
  assert.deepEqual(two.heard, ['true']);
});

test('a listener that fails hurts neither the others nor the publisher', async () => {
  const { bus, heard } = await openNode();
  bus.subscribe('news', () => {
    throw new Error('a bad listener');
  });
  bus.publish('news', 1);
  await until(() => heard.length === 1 && logLines.some((line) => line.includes('a bad listener')));
});

test('what was published just before the end is sent', async () => {
  const [one, two] = [await openNode(), await openNode()];
  one.bus.publish('news', 'last words');
  await one.bus.close();
  await until(() => two.heard.includes('last words'));
});

test('nodes without a database go on alone', async () => {
  const bus = createBus({ connection: { ...accounts.app, port: 1 }, secret: 's', redis: null, log });
  const heard: unknown[] = [];
  bus.subscribe('news', (message) => heard.push(message));
  bus.publish('news', 'to myself');
  await until(() => heard.length === 1);
  await bus.close();
});

test('with Redis, messages go by it, and by PostgreSQL while it is away', { skip: redisMissing }, async () => {
  const redis = await startRedis();
  after(() => redis.kill());
  const [one, two] = [await openNode({ redisUrl: redis.url }), await openNode({ redisUrl: redis.url })];
  const byPostgres = await countNotifications(async () => {
    one.bus.publish('news', 'by Redis');
    await until(() => two.heard.includes('by Redis'));
  });
  assert.equal(byPostgres, 0);

  const gaps = two.gaps();
  await redis.kill();
  await until(() => two.gaps() > gaps);
  one.bus.publish('news', 'without Redis');
  await until(() => two.heard.includes('without Redis'));

  const before = { one: one.gaps(), two: two.gaps() };
  const again = await startRedis(redis.port);
  after(() => again.kill());
  await until(() => one.gaps() > before.one && two.gaps() > before.two);
  one.bus.publish('news', 'Redis is back');
  await until(() => two.heard.includes('Redis is back'));
});

test('a node that alone cannot reach Redis still hears the others', { skip: redisMissing }, async () => {
  const redis = await startRedis();
  after(() => redis.kill());
  const one = await openNode({ redisUrl: redis.url });
  const cutOff = await openNode({ redisUrl: 'redis://127.0.0.1:1' });
  await until(() => {
    one.bus.publish('news', 'both ways');
    return cutOff.heard.includes('both ways');
  });
});
