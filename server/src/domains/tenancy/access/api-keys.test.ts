import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMember, signIn } from '../../../../test/support/people.ts';
import { createTestApp } from '../../../../test/support/test-app.ts';
import { permissions } from '../permissions.ts';

const suite = await createTestApp();
const [acme, other] = [await suite.createOrganization('Acme'), await suite.createOrganization('Other')];
const owner = await signIn(suite, acme.ownerEmail);

async function make(permissionNames: string[] | 'all', credentials: object = { headers: owner.as }) {
  const made = await suite.call('POST', 'tenancy/api-keys', {
    ...credentials,
    body: { name: 'key', permissions: permissionNames },
  });
  assert.equal(made.status, 201, made.text);
  return made.body as { id: number; key: string; permissions: string[]; created_by: number | null; prefix: string };
}
const patch = (id: number, body: object, credentials: object = { headers: owner.as }) =>
  suite.call('PATCH', `tenancy/api-keys/${id}`, { ...credentials, body });
const rotate = (id: number, credentials: object) =>
  suite.call('POST', `tenancy/api-keys/${id}/rotate`, { ...credentials, body: {} });

test('a key is renamed, and loses permissions at once', async () => {
  const { id, key } = await make(['tenancy:read', 'data:read']);
  assert.equal((await suite.call('GET', 'tenancy/members', { key })).status, 200);
  const changed = await patch(id, { name: 'Narrow', permissions: ['data:read'] });
  assert.deepEqual([changed.body.name, changed.body.permissions], ['Narrow', ['data:read']]);
  assert.equal((await suite.call('GET', 'tenancy/members', { key })).body.permission, 'tenancy:read');
  assert.equal((await patch(id, {})).body.name, 'Narrow');
});

test('a key never gets a permission that it was not given', async () => {
  const { id } = await make(['data:read']);
  for (const [wanted, code] of [
    ['data:create', 'key_permission_added'],
    ['data:everything', 'unknown_permission'],
  ] as const) {
    const refused = await patch(id, { permissions: ['data:read', wanted] });
    assert.deepEqual(
      [refused.status, refused.body.errors[0].pointer, refused.body.errors[0].code],
      [422, '/permissions/1', code],
    );
  }
});

test('the new secret of a stronger key is shown to nobody', async () => {
  const strong = await make('all');
  const { key: weak } = await make(['tenancy:manage', 'tenancy:read']);
  const refused = await rotate(strong.id, { key: weak });
  assert.deepEqual([refused.status, refused.body.code], [403, 'permission_exceeds']);
  const admin = await createMember(suite, acme.id, 'admin');
  assert.equal((await rotate(strong.id, { headers: admin.as })).body.permission, 'tenancy:own');
  assert.equal((await suite.call('GET', 'tenancy/members', { key: strong.key })).status, 200);
});

test('an admin’s key for everything is not an owner’s', async () => {
  const admin = await createMember(suite, acme.id, 'admin');
  const { permissions: given } = await make('all', { headers: admin.as });
  assert.deepEqual(
    given,
    permissions.filter((permission) => permission !== 'tenancy:own'),
  );
});

test('a key that a key has made is bound to the same person', async () => {
  const admin = await createMember(suite, acme.id, 'admin');
  const first = await make('all', { headers: admin.as });
  const second = await make(['tenancy:read'], { key: first.key });
  assert.equal(second.created_by, admin.id);
  assert.equal((await suite.call('DELETE', `tenancy/members/${admin.id}`, { headers: owner.as })).status, 204);
  for (const { key } of [first, second]) {
    assert.equal((await suite.call('GET', 'tenancy/organization', { key })).status, 401);
  }
});

test('a name that was rotated away is not found, and a revoked key cannot be rotated', async () => {
  const { id, prefix } = await make(['data:read']);
  const rotated = await rotate(id, { headers: owner.as });
  assert.notEqual(rotated.body.prefix, prefix);
  assert.ok(rotated.body.key.startsWith(rotated.body.prefix));
  await suite.call('DELETE', `tenancy/api-keys/${id}`, { headers: owner.as });
  for (const answer of [await rotate(id, { headers: owner.as }), await patch(id, { name: 'x' })]) {
    assert.deepEqual([answer.status, answer.body.code], [404, 'api_key_not_found']);
  }
});

test('keys of another organization do not exist', async () => {
  const { id, key } = await make(['data:read']);
  for (const answer of [await rotate(id, { key: other.key }), await patch(id, { name: 'x' }, { key: other.key })]) {
    assert.deepEqual([answer.status, answer.body.code], [404, 'api_key_not_found']);
  }
  assert.equal((await suite.call('GET', 'tenancy/organization', { key })).status, 200);
});

test('no secret is in the audit log', async () => {
  const { id, key } = await make(['data:read']);
  const rotated = await rotate(id, { headers: owner.as });
  const rows = await suite.platform.database
    .tenant(acme.id)
    .selectFrom('audit_log')
    .select(['action', 'detail'])
    .where('subject_kind', '=', 'api_key')
    .where('subject_id', '=', String(id))
    .orderBy('sequence')
    .execute();
  assert.deepEqual(
    rows.map((row) => row.action),
    ['api_key.created', 'api_key.rotated'],
  );
  for (const secret of [key, rotated.body.key]) assert.ok(!JSON.stringify(rows).includes(secret.slice(12)));
});
