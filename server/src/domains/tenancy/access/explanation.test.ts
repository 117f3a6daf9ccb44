import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMember, signIn } from '../../../../test/support/people.ts';
import { createTestApp } from '../../../../test/support/test-app.ts';

const suite = await createTestApp();
const [acme, other] = [await suite.createOrganization('Acme'), await suite.createOrganization('Other')];
const owner = await signIn(suite, acme.ownerEmail);
const viewer = await createMember(suite, acme.id, 'viewer', 'Vera');

const explain = (query: string, credentials: { key?: string; headers?: Record<string, string> }) =>
  suite.call('GET', `tenancy/access/explain?${query}`, credentials);
const plain = (text: string) => text.replaceAll(/[\u2066-\u2069]/g, '');

test('what a role allows is said with the role', async () => {
  const { status, body } = await explain('permission=data:read', { headers: viewer.as });
  assert.equal(status, 200);
  assert.equal(body.allowed, true);
  assert.deepEqual(
    body.reasons.map(({ text }: { text: string }) => plain(text)),
    ['The role “Viewer” of Vera includes “View data”.'],
  );
});

test('what is missing is said with the roles that have it and who can grant it, in the reader’s language', async () => {
  const { body } = await explain('permission=data:delete', { headers: { ...viewer.as, 'accept-language': 'de' } });
  assert.equal(body.allowed, false);
  assert.deepEqual(
    body.reasons.map(({ text }: { text: string }) => plain(text)),
    [
      'Die Rolle „Betrachter“ von Vera enthält „Daten löschen“ nicht.',
      'Rollen, die sie enthalten: Eigentümer und Administrator.',
      'Vergeben kann sie: Owner.',
    ],
  );
  assert.deepEqual(body.granters, [{ user_id: owner.id, name: 'Owner' }]);
});

test('who manages members but lacks the permission is not named as one who can grant it', async () => {
  const role = await suite.call('POST', 'tenancy/roles', {
    headers: owner.as,
    body: { name: 'Staff', permissions: ['tenancy:read', 'tenancy:manage'] },
  });
  assert.equal(role.status, 201, role.text);
  const staff = await createMember(suite, acme.id, role.body.id, 'Stella');
  const { body } = await explain('permission=data:delete', { headers: viewer.as });
  assert.deepEqual(body.granters, [{ user_id: owner.id, name: 'Owner' }]);
  const { body: manage } = await explain('permission=tenancy:manage', { headers: viewer.as });
  assert.deepEqual(
    new Set(manage.granters.map((granter: { user_id: number }) => granter.user_id)),
    new Set([owner.id, staff.id]),
  );
});

test('the answer is what the server does', async () => {
  for (const [permission, url] of [
    ['data:read', 'data/datasets'],
    ['tenancy:read', 'tenancy/members'],
  ]) {
    const { body } = await explain(`permission=${permission}`, { headers: viewer.as });
    assert.equal(body.allowed, (await suite.call('GET', url ?? '', { headers: viewer.as })).status === 200);
  }
});

test('a key is bound by what it was given and by what its maker may do', async () => {
  const admin = await createMember(suite, acme.id, 'admin', 'Adam');
  const make = (permissions: string[]) =>
    suite.call('POST', 'tenancy/api-keys', { headers: admin.as, body: { name: 'Import', permissions } });
  const { body: key } = await make(['data:create']);
  const reasonsFor = async (permission: string) => {
    const { body } = await explain(`permission=${permission}&api_key_id=${key.id}`, { headers: owner.as });
    return [body.allowed, ...body.reasons.map(({ code }: { code: string }) => code)];
  };
  assert.deepEqual(await reasonsFor('data:create'), [true, 'key_has', 'role_has']);
  assert.deepEqual(await reasonsFor('data:read'), [false, 'key_lacks', 'ask_for_key']);
  await suite.call('PATCH', `tenancy/members/${admin.id}`, { headers: owner.as, body: { role: 'viewer' } });
  assert.deepEqual(await reasonsFor('data:create'), [false, 'key_has', 'maker_lacks', 'ask_for_key']);
});

test('about others one asks with permission, and nothing is said of other organizations', async () => {
  const curious = await explain(`permission=data:read&user_id=${owner.id}`, { headers: viewer.as });
  assert.deepEqual([curious.status, curious.body.permission], [403, 'tenancy:read']);
  assert.equal((await explain(`permission=data:read&user_id=${viewer.id}`, { headers: viewer.as })).status, 200);
  const foreign = await explain(`permission=data:read&user_id=${owner.id}`, { key: other.key });
  assert.deepEqual([foreign.status, foreign.body.code], [404, 'member_not_found']);
  const { body: key } = await suite.call('POST', 'tenancy/api-keys', {
    key: acme.key,
    body: { name: 'Ours', permissions: ['data:read'] },
  });
  const foreignKey = await explain(`permission=data:read&api_key_id=${key.id}`, { key: other.key });
  assert.deepEqual([foreignKey.status, foreignKey.body.code], [404, 'api_key_not_found']);
});

test('a question that makes no sense is refused', async () => {
  assert.equal((await explain('permission=data:everything', { key: acme.key })).status, 422);
  assert.equal((await explain(`permission=data:read&user_id=1&api_key_id=1`, { key: acme.key })).status, 422);
  assert.equal((await explain('', { key: acme.key })).status, 422);
  const own = await explain('permission=tenancy:own', { key: acme.key });
  assert.deepEqual([own.body.allowed, own.body.subject.kind], [true, 'api_key']);
});
