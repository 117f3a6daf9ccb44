import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMember, createPerson, type Person, signIn, userOf } from '../../../../test/support/people.ts';
import { createTestApp } from '../../../../test/support/test-app.ts';

const suite = await createTestApp();
const [acme, other] = [await suite.createOrganization('Acme'), await suite.createOrganization('Other')];
const owner = await signIn(suite, acme.ownerEmail);

const setRole = (by: Person, userId: number, role: string) =>
  suite.call('PATCH', `tenancy/members/${userId}`, { headers: by.as, body: { role } });
const remove = (by: Person, userId: number, query = '') =>
  suite.call('DELETE', `tenancy/members/${userId}${query}`, { headers: by.as });
const roleOf = async (userId: number, key = acme.key) => {
  const { body } = await suite.call('GET', 'tenancy/members?limit=200', { key });
  return body.items.find((each: { user_id: number }) => each.user_id === userId)?.role;
};

test('members are listed with name, address and role, page by page', async () => {
  const own = await suite.createOrganization('Paged');
  for (const role of ['admin', 'viewer']) await createMember(suite, own.id, role, `The ${role}`);
  const first = await suite.call('GET', 'tenancy/members?limit=2', { key: own.key });
  const rest = await suite.call('GET', `tenancy/members?limit=2&cursor=${first.body.next_cursor}`, { key: own.key });
  const all = [...first.body.items, ...rest.body.items];
  assert.deepEqual(
    all.map(({ name, role }: { name: string; role: string }) => [name, role]),
    [
      ['Owner', 'owner'],
      ['The admin', 'admin'],
      ['The viewer', 'viewer'],
    ],
  );
  assert.equal(rest.body.next_cursor, null);
});

test('an admin changes roles up to their own, and none that reaches beyond', async () => {
  const admin = await createMember(suite, acme.id, 'admin');
  const viewer = await createMember(suite, acme.id, 'viewer');
  assert.equal((await setRole(admin, viewer.id, 'analyst')).body.role, 'analyst');
  assert.equal((await setRole(admin, viewer.id, 'admin')).status, 200);
  const raised = await setRole(admin, viewer.id, 'owner');
  assert.deepEqual(
    [raised.status, raised.body.code, raised.body.permission],
    [403, 'permission_exceeds', 'tenancy:own'],
  );
  const lowered = await setRole(admin, owner.id, 'viewer');
  assert.deepEqual([lowered.status, lowered.body.code], [403, 'permission_exceeds']);
  assert.equal((await remove(admin, owner.id)).body.code, 'permission_exceeds');
  assert.equal(await roleOf(owner.id), 'owner');
});

test('nobody changes their own role, and who may not manage changes nobody’s', async () => {
  const admin = await createMember(suite, acme.id, 'admin');
  const viewer = await createMember(suite, acme.id, 'viewer');
  assert.equal((await setRole(admin, admin.id, 'viewer')).body.code, 'own_role');
  assert.equal((await setRole(owner, owner.id, 'admin')).body.code, 'own_role');
  assert.equal((await setRole(viewer, viewer.id, 'admin')).body.permission, 'tenancy:manage');
});

test('a role that the organization does not have is refused', async () => {
  const viewer = await createMember(suite, acme.id, 'viewer');
  for (const role of ['emperor', 'role_999999', 'role_0', 'custom', 'toString']) {
    const answer = await setRole(owner, viewer.id, role);
    assert.deepEqual([answer.status, answer.body.errors?.[0].code], [422, 'unknown_role'], role);
  }
  const { body: foreign } = await suite.call('POST', 'tenancy/roles', {
    key: other.key,
    body: { name: 'Theirs', permissions: ['data:read'] },
  });
  assert.equal((await setRole(owner, viewer.id, foreign.id)).status, 422);
});

test('members of another organization do not exist', async () => {
  const stranger = await createMember(suite, other.id, 'viewer');
  for (const answer of [await setRole(owner, stranger.id, 'admin'), await remove(owner, stranger.id)]) {
    assert.deepEqual([answer.status, answer.body.code], [404, 'member_not_found']);
  }
  assert.equal(await roleOf(stranger.id, other.key), 'viewer');
});

test('the last owner can neither leave, nor be lowered, nor be removed', async () => {
  const own = await suite.createOrganization();
  const last = await signIn(suite, own.ownerEmail);
  const leave = await suite.call('DELETE', 'tenancy/membership', { headers: last.as });
  assert.deepEqual([leave.status, leave.body.code], [409, 'last_owner']);
  const byKey = await suite.call('DELETE', `tenancy/members/${last.id}`, { key: own.key });
  assert.deepEqual([byKey.status, byKey.body.code], [409, 'last_owner']);
  const lowered = await suite.call('PATCH', `tenancy/members/${last.id}`, { key: own.key, body: { role: 'admin' } });
  assert.deepEqual([lowered.status, lowered.body.code], [409, 'last_owner']);
});

test('owners who all leave, remove or lower each other at once leave one behind', async () => {
  const owners = await Promise.all([1, 2, 3, 4].map(() => createPerson(suite)));
  for (const act of ['leave', 'remove', 'lower', 'transfer'] as const) {
    const { id } = await suite.app.tenancy.createOrganization(act, 'enterprise', userOf(owners[0]));
    const db = suite.platform.database.tenant(id);
    const others = owners.slice(1).map((person) => ({ organization_id: id, user_id: person.id, role: 'owner' }));
    await db.insertInto('memberships').values(others).execute();
    for (const person of owners) suite.platform.bus.publish('access', { user: person.id });
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
    await Promise.all(
      owners.map((person, index) => {
        const next = owners[(index + 1) % owners.length]?.id ?? 0;
        const headers = { ...person.as, 'x-organization': String(id) };
        if (act === 'leave') return suite.call('DELETE', 'tenancy/membership', { headers });
        if (act === 'remove') return suite.call('DELETE', `tenancy/members/${next}`, { headers });
        if (act === 'lower')
          return suite.call('PATCH', `tenancy/members/${next}`, { headers, body: { role: 'viewer' } });
        return suite.call('POST', 'tenancy/organization/transfer', { headers, body: { user_id: next } });
      }),
    );
    const left = await db.selectFrom('memberships').select('role').where('role', '=', 'owner').execute();
    assert.ok(left.length >= 1, `${act} left no owner`);
    if (act === 'leave') assert.equal(left.length, 1);
  }
});

test('whoever lost their role a moment ago changes nothing with what they still had in hand', async () => {
  const own = await suite.createOrganization();
  const first = await signIn(suite, own.ownerEmail);
  const second = await createMember(suite, own.id, 'owner');
  // A third owner, so that it is not the last one who is kept.
  await createMember(suite, own.id, 'owner');
  const viewer = await createMember(suite, own.id, 'viewer');
  const answers = await Promise.all([
    setRole(first, second.id, 'viewer'),
    setRole(second, first.id, 'viewer'),
    setRole(second, viewer.id, 'owner'),
  ]);
  const order = answers.map(({ status }) => status);
  assert.equal(order.slice(0, 2).filter((status) => status === 200).length, 1, order.join(' '));
});

test('ownership goes to another member at once, and needs a person', async () => {
  const own = await suite.createOrganization();
  const giver = await signIn(suite, own.ownerEmail);
  const taker = await createMember(suite, own.id, 'analyst');
  const transfer = (credentials: object, userId: number) =>
    suite.call('POST', 'tenancy/organization/transfer', { ...credentials, body: { user_id: userId } });
  assert.equal((await transfer({ key: own.key }, taker.id)).body.code, 'user_required');
  assert.equal((await transfer({ headers: giver.as }, giver.id)).body.code, 'own_role');
  assert.equal((await transfer({ headers: taker.as }, taker.id)).status, 403);
  assert.equal((await transfer({ headers: giver.as }, owner.id)).status, 404);
  assert.equal((await transfer({ headers: giver.as }, taker.id)).status, 204);
  assert.deepEqual([await roleOf(taker.id, own.key), await roleOf(giver.id, own.key)], ['owner', 'admin']);
  assert.equal((await transfer({ headers: giver.as }, giver.id)).status, 403);
});

test('keys of a member who leaves end, or go on under the remover’s name with no more than they did', async () => {
  const makeKey = async (by: Person) =>
    (await suite.call('POST', 'tenancy/api-keys', { headers: by.as, body: { name: 'theirs', permissions: 'all' } }))
      .body;
  const works = async (key: string) => (await suite.call('GET', 'tenancy/organization', { key })).status === 200;

  const leaver = await createMember(suite, acme.id, 'admin');
  const ended = await makeKey(leaver);
  assert.equal((await suite.call('DELETE', 'tenancy/membership', { headers: leaver.as })).status, 204);
  assert.equal(await works(ended.key), false);

  const kept = await createMember(suite, acme.id, 'admin');
  const { key } = await makeKey(kept);
  await setRole(owner, kept.id, 'operator');
  assert.equal((await remove(owner, kept.id, '?take_over_keys=true')).status, 204);
  assert.equal(await works(key), true);
  const manage = await suite.call('POST', 'tenancy/roles', { key, body: { name: 'Mine', permissions: ['data:read'] } });
  assert.deepEqual([manage.status, manage.body.permission], [403, 'tenancy:manage']);
});

test('what was done to members is in the audit log, with who did it', async () => {
  const viewer = await createMember(suite, acme.id, 'viewer');
  await setRole(owner, viewer.id, 'analyst');
  await remove(owner, viewer.id);
  const rows = await suite.platform.database
    .tenant(acme.id)
    .selectFrom('audit_log')
    .select(['action', 'actor_kind', 'actor_id'])
    .where('subject_id', '=', String(viewer.id))
    .where('subject_kind', '=', 'user')
    .orderBy('sequence')
    .execute();
  assert.deepEqual(
    rows.map((row) => [row.action, row.actor_kind, Number(row.actor_id)]),
    [
      ['member.role_changed', 'user', owner.id],
      ['member.removed', 'user', owner.id],
    ],
  );
});
