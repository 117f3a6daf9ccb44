import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestApp, PASSWORD } from '../../../test/support/test-app.ts';
import { permissions } from './permissions.ts';

const suite = await createTestApp();
const [acme, other] = [await suite.createOrganization('Acme'), await suite.createOrganization('Other')];

async function signIn(email: string, password = PASSWORD, headers: Record<string, string> = {}) {
  const answer = await suite.call('POST', 'session', { body: { email, password }, headers });
  const cookies = [answer.headers['set-cookie'] ?? []].flat().map((cookie) => String(cookie).split(';', 1)[0]);
  return { ...answer, cookie: cookies.join('; ') };
}

test('a user signs in by password, is known by the cookie, and signs out', async () => {
  const { status, body, cookie, headers } = await signIn(acme.ownerEmail.toUpperCase());
  assert.equal(status, 200);
  assert.deepEqual([body.organization.name, body.role, body.permissions], ['Acme', 'owner', [...permissions]]);
  assert.match(String(headers['set-cookie']), /HttpOnly.*SameSite=Lax/);
  const session = await suite.call('GET', 'session', { headers: { cookie } });
  assert.equal(session.body.user.email, acme.ownerEmail);
  assert.equal((await suite.call('DELETE', 'session', { headers: { cookie } })).status, 204);
  assert.equal((await suite.call('GET', 'session', { headers: { cookie } })).status, 401);
});

test('a wrong password and an unknown user get the same answer', async () => {
  const wrong = await signIn(acme.ownerEmail, 'wrong password');
  const unknown = await signIn('nobody@example.com');
  assert.deepEqual([wrong.status, wrong.body.code], [401, 'invalid_credentials']);
  assert.deepEqual([unknown.status, unknown.body.detail], [401, wrong.body.detail]);
  assert.equal(wrong.headers['set-cookie'], undefined);
});

test('guessing passwords is slowed down, with the time to wait', async () => {
  let answer = await signIn('victim@example.com', 'guess number 0');
  for (let guess = 0; guess < 12 && answer.status === 401; guess++)
    answer = await signIn('victim@example.com', `guess ${guess}`);
  assert.deepEqual([answer.status, answer.body.code], [429, 'rate_limited']);
  assert.ok(Number(answer.headers['retry-after']) > 0);
  assert.equal((await signIn(acme.ownerEmail)).status, 200, 'others may still sign in');
});

test('a user reaches only the organizations they belong to', async () => {
  const { cookie } = await signIn(acme.ownerEmail);
  const foreign = await suite.call('GET', 'tenancy/api-keys', {
    headers: { cookie, 'x-organization': String(other.id) },
  });
  assert.deepEqual([foreign.status, foreign.body.code], [403, 'not_a_member']);
});

test('another site cannot act with the cookie', async () => {
  const { cookie } = await signIn(acme.ownerEmail);
  const body = { name: 'stolen', permissions: 'all' };
  const refused = await suite.call('POST', 'tenancy/api-keys', {
    body,
    headers: { cookie, origin: 'https://evil.example' },
  });
  assert.deepEqual([refused.status, refused.body.code], [403, 'origin_refused']);
  const opaque = await suite.call('POST', 'tenancy/api-keys', {
    body,
    headers: { cookie, 'sec-fetch-site': 'cross-site' },
  });
  assert.equal(opaque.status, 403);
  const own = await suite.call('POST', 'tenancy/api-keys', {
    body,
    headers: { cookie, origin: 'http://localhost', host: 'localhost' },
  });
  assert.equal(own.status, 201);
});

test('the chosen language is kept and answers come in it', async () => {
  const { cookie } = await signIn(other.ownerEmail);
  const changed = await suite.call('PATCH', 'session', { body: { language: 'de' }, headers: { cookie } });
  assert.equal(changed.body.user.language, 'de');
  const problem = await suite.call('GET', 'jobs/job_unknown', { headers: { cookie, 'accept-language': 'ja' } });
  assert.deepEqual([problem.headers['content-language'], problem.body.code], ['de', 'job_not_found']);
  const refused = await suite.call('PATCH', 'session', { body: { language: 'tlh' }, headers: { cookie } });
  assert.deepEqual([refused.status, refused.body.code], [422, 'language_refused']);
});

test('a key is shown once, works until it is revoked, and is then refused at once', async () => {
  const made = await suite.call('POST', 'tenancy/api-keys', {
    key: acme.key,
    body: { name: 'CI', permissions: ['tenancy:read'] },
  });
  assert.equal(made.status, 201);
  const { id, key, prefix } = made.body;
  assert.ok(key.startsWith(prefix));
  const list = await suite.call('GET', 'tenancy/api-keys', { key });
  assert.equal(list.status, 200);
  assert.ok(!list.text.includes(key));
  assert.equal((await suite.call('DELETE', `tenancy/api-keys/${id}`, { key: acme.key })).status, 204);
  assert.equal((await suite.call('GET', 'tenancy/api-keys', { key })).status, 401);
});

test('a key never gets more than its maker has, and unknown permissions are named', async () => {
  const { body: small } = await suite.call('POST', 'tenancy/api-keys', {
    key: acme.key,
    body: { name: 'small', permissions: ['tenancy:manage', 'data:read'] },
  });
  const refused = await suite.call('POST', 'tenancy/api-keys', {
    key: small.key,
    body: { name: 'large', permissions: ['data:read', 'data:create', 'data:everything'] },
  });
  assert.equal(refused.status, 422);
  assert.deepEqual(
    refused.body.errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code]),
    [
      ['/permissions/1', 'key_permission_exceeds'],
      ['/permissions/2', 'unknown_permission'],
    ],
  );
  const all = await suite.call('POST', 'tenancy/api-keys', {
    key: small.key,
    body: { name: 'all', permissions: 'all' },
  });
  assert.deepEqual(all.body.permissions, ['data:read', 'tenancy:manage']);
});

test('a key past its end is refused, and an end in the past is not accepted', async () => {
  const past = await suite.call('POST', 'tenancy/api-keys', {
    key: acme.key,
    body: { name: 'past', permissions: 'all', expires_at: '2020-01-01T00:00:00Z' },
  });
  assert.deepEqual([past.status, past.body.errors[0].code], [422, 'in_the_past']);
});

test('only the hash of a key is kept', async () => {
  const rows = await suite.platform.database.tenant(acme.id).selectFrom('api_keys').selectAll().execute();
  assert.ok(rows.length > 0);
  assert.ok(!JSON.stringify(rows).includes(acme.key.slice(12)));
});

test('keys and members of one organization do not exist for another', async () => {
  const { body } = await suite.call('POST', 'tenancy/api-keys', {
    key: acme.key,
    body: { name: 'mine', permissions: 'all' },
  });
  assert.equal((await suite.call('DELETE', `tenancy/api-keys/${body.id}`, { key: other.key })).status, 404);
  const list = await suite.call('GET', 'tenancy/api-keys', { key: other.key });
  assert.ok(list.body.items.every((item: { name: string }) => item.name !== 'mine'));
});
