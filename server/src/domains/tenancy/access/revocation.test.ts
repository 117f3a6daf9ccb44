import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMember, signIn } from '../../../../test/support/people.ts';
import { createTestApp, type TestApp } from '../../../../test/support/test-app.ts';
import { until } from '../../../../test/support/until.ts';

const first = await createTestApp();
const second = await createTestApp({ database: first.database });
await Promise.all([first.platform.bus.ready(), second.platform.bus.ready()]);
const acme = await first.createOrganization('Acme');
const owner = await signIn(first, acme.ownerEmail);

async function makeKey(permissions: string[] | 'all' = ['tenancy:read'], more: Record<string, unknown> = {}) {
  const made = await first.call('POST', 'tenancy/api-keys', {
    headers: owner.as,
    body: { name: 'key', permissions, ...more },
  });
  assert.equal(made.status, 201, made.text);
  return made.body as { id: number; key: string };
}

const statusOn = async (node: TestApp, credentials: { key?: string; headers?: Record<string, string> }) =>
  (await node.call('GET', 'tenancy/organization', credentials)).status;

/** How long the other node went on believing what is no longer true. */
async function timeUntilRefused(credentials: { key?: string; headers?: Record<string, string> }, status: number) {
  const since = performance.now();
  await until(async () => (await statusOn(second, credentials)) === status, 5000);
  return performance.now() - since;
}

test('a key that is revoked on one node is refused there at once, and on the other within a second', async () => {
  const { id, key } = await makeKey();
  assert.deepEqual([await statusOn(first, { key }), await statusOn(second, { key })], [200, 200]);
  assert.equal((await first.call('DELETE', `tenancy/api-keys/${id}`, { headers: owner.as })).status, 204);
  assert.equal(await statusOn(first, { key }), 401);
  assert.ok((await timeUntilRefused({ key }, 401)) < 1000);
});

test('a member who is removed is out at once on every node, and so are the keys they made', async () => {
  const member = await createMember(first, acme.id, 'admin');
  const made = await first.call('POST', 'tenancy/api-keys', {
    headers: member.as,
    body: { name: 'of the member', permissions: ['tenancy:read'] },
  });
  const { key } = made.body;
  assert.deepEqual([await statusOn(second, { headers: member.as }), await statusOn(second, { key })], [200, 200]);
  const removed = await first.call('DELETE', `tenancy/members/${member.id}`, { headers: owner.as });
  assert.equal(removed.status, 204, removed.text);
  assert.equal(await statusOn(first, { headers: member.as }), 403);
  assert.ok((await timeUntilRefused({ headers: member.as }, 403)) < 1000);
  assert.ok((await timeUntilRefused({ key }, 401)) < 1000);
});

test('a lower role lowers the member and the keys they made, on every node', async () => {
  const member = await createMember(first, acme.id, 'admin');
  const { body } = await first.call('POST', 'tenancy/api-keys', {
    headers: member.as,
    body: { name: 'strong', permissions: ['tenancy:read', 'data:read'] },
  });
  const list = (credentials: object) => second.call('GET', 'tenancy/members', credentials);
  assert.equal((await list({ key: body.key })).status, 200);
  await first.call('PATCH', `tenancy/members/${member.id}`, { headers: owner.as, body: { role: 'viewer' } });
  const refused = await until(async () => {
    const answer = await list({ key: body.key });
    return answer.status === 403 ? answer : null;
  }, 1000);
  assert.equal(refused.body.permission, 'tenancy:read');
  await until(async () => (await list({ headers: member.as })).status === 403, 1000);
  assert.equal((await second.call('GET', 'data/datasets', { key: body.key })).status, 200, 'what is left still works');
});

test('a session that is ended on one node is refused on the other within a second', async () => {
  const elsewhere = await signIn(first, acme.ownerEmail);
  assert.equal(await statusOn(second, { headers: elsewhere.as }), 200);
  const { body } = await first.call('GET', 'sessions', { headers: elsewhere.as });
  const { id } = body.items.find((each: { current: boolean }) => each.current);
  assert.equal((await first.call('DELETE', `sessions/${id}`, { headers: owner.as })).status, 204);
  assert.ok((await timeUntilRefused({ headers: elsewhere.as }, 401)) < 1000);
  assert.equal(await statusOn(second, { headers: owner.as }), 200, 'the other session lasts');
});

test('after a rotation both secrets work for the grace, then the new one alone, on every node', async () => {
  const { id, key: old } = await makeKey();
  assert.equal(await statusOn(second, { key: old }), 200);
  const rotated = await first.call('POST', `tenancy/api-keys/${id}/rotate`, {
    headers: owner.as,
    body: { grace_seconds: 2 },
  });
  assert.equal(rotated.status, 200, rotated.text);
  const { key: fresh, previous_valid_until: end } = rotated.body;
  assert.ok(Date.parse(end) > Date.now());
  assert.deepEqual([await statusOn(second, { key: old }), await statusOn(second, { key: fresh })], [200, 200]);
  await until(async () => (await statusOn(second, { key: old })) === 401, 5000);
  assert.ok(Date.now() >= Date.parse(end) - 50, 'not before the end');
  assert.equal(await statusOn(second, { key: fresh }), 200);
  const again = await first.call('POST', `tenancy/api-keys/${id}/rotate`, {
    headers: owner.as,
    body: { grace_seconds: 0 },
  });
  assert.equal(await statusOn(first, { key: fresh }), 401, 'without a grace the old one ends at once');
  assert.equal(await statusOn(first, { key: again.body.key }), 200);
});

test('a key ends at its moment although it was believed a moment before', async () => {
  const { key } = await makeKey(['tenancy:read'], { expires_at: new Date(Date.now() + 1500).toISOString() });
  assert.deepEqual([await statusOn(first, { key }), await statusOn(second, { key })], [200, 200]);
  await until(async () => (await statusOn(first, { key })) === 401, 3000);
  await until(async () => (await statusOn(second, { key })) === 401, 1000);
});

test('a key is looked up once, not at every request', async () => {
  const { key } = await makeKey();
  await statusOn(first, { key });
  const { pool } = first.platform.database;
  let lookups = 0;
  const query = pool.query.bind(pool);
  pool.query = ((config: { name?: string }, ...rest: unknown[]) => {
    if (config.name === 'find_api_key') lookups++;
    return (query as (...args: unknown[]) => unknown)(config, ...rest);
  }) as typeof pool.query;
  try {
    for (let request = 0; request < 20; request++) assert.equal(await statusOn(first, { key }), 200);
    for (let guess = 0; guess < 20; guess++) assert.equal(await statusOn(first, { key: `no key ${guess}` }), 401);
  } finally {
    pool.query = query;
  }
  assert.equal(lookups, 0);
});
