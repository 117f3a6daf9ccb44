import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMember, type Person, signIn } from '../../../../test/support/people.ts';
import { createTestApp } from '../../../../test/support/test-app.ts';
import { permissions } from '../permissions.ts';

const suite = await createTestApp();
const [acme, other] = [await suite.createOrganization('Acme'), await suite.createOrganization('Other')];
const owner = await signIn(suite, acme.ownerEmail);

const create = (by: Person, name: string, wanted: string[]) =>
  suite.call('POST', 'tenancy/roles', { headers: by.as, body: { name, permissions: wanted } });
const numberOf = (role: string) => Number(role.slice('role_'.length));
const change = (by: Person, role: string, body: object) =>
  suite.call('PATCH', `tenancy/roles/${numberOf(role)}`, { headers: by.as, body });
const remove = (by: Person, role: string) =>
  suite.call('DELETE', `tenancy/roles/${numberOf(role)}`, { headers: by.as });

test('the built-in roles are shown with their permissions, in the reader’s language', async () => {
  const { body } = await suite.call('GET', 'tenancy/roles', { key: acme.key, headers: { 'accept-language': 'de' } });
  const roles = new Map<string, { name: string; permissions: string[]; members: number; built_in: boolean }>(
    body.items.map((role: { id: string }) => [role.id, role]),
  );
  assert.deepEqual([...roles.keys()].slice(0, 5), ['owner', 'admin', 'analyst', 'operator', 'viewer']);
  assert.deepEqual(roles.get('owner')?.permissions, [...permissions]);
  assert.equal(roles.get('admin')?.permissions.includes('tenancy:own'), false);
  assert.deepEqual([roles.get('owner')?.members, roles.get('owner')?.built_in], [1, true]);
  assert.equal(roles.get('viewer')?.name, 'Betrachter');
});

test('every permission has a name and a description', async () => {
  const { body } = await suite.call('GET', 'tenancy/permissions', { key: acme.key });
  assert.deepEqual(
    body.items.map(({ id }: { id: string }) => id),
    [...permissions],
  );
  for (const { name, description } of body.items) assert.ok(!name.startsWith('tenancy.') && description.length > 10);
});

test('a role of one’s own gives its permissions, and a change of it reaches whoever has it at once', async () => {
  const { status, body: role } = await create(owner, 'Forecasting', ['data:read']);
  assert.deepEqual([status, role.built_in, role.permissions], [201, false, ['data:read']]);
  const member = await createMember(suite, acme.id, role.id);
  const session = await suite.call('GET', 'session', { headers: member.as });
  assert.deepEqual(
    [session.body.role, session.body.role_name, session.body.permissions],
    [role.id, 'Forecasting', ['data:read']],
  );
  const members = () => suite.call('GET', 'tenancy/members', { headers: member.as });
  assert.equal((await members()).status, 403);
  const changed = await change(owner, role.id, { permissions: ['tenancy:read', 'data:read'] });
  assert.deepEqual(changed.body.permissions, ['data:read', 'tenancy:read']);
  assert.equal((await members()).status, 200);
});

test('nobody makes, changes or removes a role that can do more than they', async () => {
  const { body: limited } = await create(owner, 'Keeper of members', ['tenancy:manage', 'tenancy:read', 'data:read']);
  const keeper = await createMember(suite, acme.id, limited.id);
  const made = await create(keeper, 'Too much', ['data:read', 'data:delete', 'data:everything']);
  assert.deepEqual(
    made.body.errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code]),
    [
      ['/permissions/1', 'role_permission_exceeds'],
      ['/permissions/2', 'unknown_permission'],
    ],
  );
  const own = await change(keeper, limited.id, { permissions: ['tenancy:manage', 'tenancy:own'] });
  assert.deepEqual([own.status, own.body.errors[0].code], [422, 'role_permission_exceeds']);
  const { body: strong } = await create(owner, 'Strong', ['data:delete']);
  for (const answer of [await change(keeper, strong.id, { name: 'Weak' }), await remove(keeper, strong.id)]) {
    assert.deepEqual([answer.status, answer.body.code], [403, 'permission_exceeds']);
  }
  const member = await createMember(suite, acme.id, 'viewer');
  const given = await suite.call('PATCH', `tenancy/members/${member.id}`, {
    headers: keeper.as,
    body: { role: strong.id },
  });
  assert.deepEqual([given.status, given.body.code], [403, 'permission_exceeds']);
});

test('a role that somebody has, or is invited as, cannot vanish', async () => {
  const { body: role } = await create(owner, 'Passing', ['data:read']);
  const member = await createMember(suite, acme.id, role.id);
  const invited = await suite.call('POST', 'tenancy/invitations', {
    headers: owner.as,
    body: { email: 'guest@example.com', role: role.id },
  });
  const refused = await remove(owner, role.id);
  assert.deepEqual(
    [refused.status, refused.body.code, refused.body.members, refused.body.invitations],
    [409, 'role_in_use', 1, 1],
  );
  await suite.call('PATCH', `tenancy/members/${member.id}`, { headers: owner.as, body: { role: 'viewer' } });
  assert.equal((await remove(owner, role.id)).body.invitations, 1);
  await suite.call('DELETE', `tenancy/invitations/${invited.body.id}`, { headers: owner.as });
  assert.equal((await remove(owner, role.id)).status, 204);
  assert.equal((await remove(owner, role.id)).status, 404);
});

test('giving a role and removing it at once never leaves somebody with a role that is gone', async () => {
  for (let round = 0; round < 5; round++) {
    const { body: role } = await create(owner, `Raced ${round}`, ['data:read']);
    const member = await createMember(suite, acme.id, 'viewer');
    const [given, removed] = await Promise.all([
      suite.call('PATCH', `tenancy/members/${member.id}`, { headers: owner.as, body: { role: role.id } }),
      remove(owner, role.id),
    ]);
    assert.ok(
      (given.status === 200 && removed.status === 409) || (given.status === 422 && removed.status === 204),
      `${given.status} ${removed.status}`,
    );
  }
});

test('two roles have no name in common, whatever their case', async () => {
  assert.equal((await create(owner, 'Night shift', [])).status, 201);
  assert.equal((await create(owner, 'night SHIFT ', [])).body.code, 'role_name_taken');
  const { body: role } = await create(owner, 'Day shift', []);
  assert.equal((await change(owner, role.id, { name: 'NIGHT shift' })).body.code, 'role_name_taken');
  assert.equal((await change(owner, role.id, { name: 'DAY shift' })).status, 200);
});

test('roles of another organization do not exist', async () => {
  const { body: role } = await create(owner, 'Private', ['data:read']);
  for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
    const answer = await suite.call(method, `tenancy/roles/${numberOf(role.id)}`, {
      key: other.key,
      ...(method === 'PATCH' ? { body: { name: 'Stolen' } } : {}),
    });
    assert.deepEqual([answer.status, answer.body.code], [404, 'role_not_found']);
  }
  const { body } = await suite.call('GET', 'tenancy/roles', { key: other.key });
  assert.equal(body.items.length, 5);
});

test('seeing a job and cancelling it are two permissions', async () => {
  const viewer = await createMember(suite, acme.id, 'viewer');
  const { database, jobs } = suite.platform;
  const subject = { kind: 'model' as const, id: 1, name: 'Churn' };
  const id = await database.transaction(acme.id, (db) =>
    jobs.enqueue(db, acme.id, { kind: 'training', payload: {}, subject, createdBy: null }),
  );
  assert.equal((await suite.call('GET', `jobs/${id}`, { headers: viewer.as })).body.status, 'queued');
  const list = await suite.call('GET', 'jobs', { headers: viewer.as });
  assert.deepEqual(
    list.body.items.map((job: { id: string }) => job.id),
    [id],
  );
  const refused = await suite.call('DELETE', `jobs/${id}`, { headers: viewer.as });
  assert.deepEqual([refused.status, refused.body.permission], [403, 'ai_analytics:manage']);
  assert.equal((await suite.call('DELETE', `jobs/${id}`, { headers: owner.as })).status, 202);
});

test('of two who change a role from the same state, the second is told', async () => {
  const { body: role } = await create(owner, 'Shared', ['data:read']);
  const read = await suite.call('GET', `tenancy/roles/${numberOf(role.id)}`, { headers: owner.as });
  const headers = { ...owner.as, 'if-match': String(read.headers['etag']) };
  const url = `tenancy/roles/${numberOf(role.id)}`;
  const first = await suite.call('PATCH', url, { headers, body: { permissions: ['data:create'] } });
  const second = await suite.call('PATCH', url, { headers, body: { name: 'Shared by all' } });
  assert.deepEqual([first.status, second.status, second.body.code], [200, 412, 'precondition_failed']);
});
