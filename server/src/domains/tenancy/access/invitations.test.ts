import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { cookieOf, createMember, createPerson, type Person, signIn } from '../../../../test/support/people.ts';
import { createTestApp, PASSWORD } from '../../../../test/support/test-app.ts';
import { withClient } from '../../../platform/db/connection.ts';
import { acceptInvitation } from './invitations.repository.ts';
import { hashToken } from './invitations.service.ts';

const suite = await createTestApp();
const [acme, other] = [await suite.createOrganization('Acme'), await suite.createOrganization('Other')];
const owner = await signIn(suite, acme.ownerEmail);

const someAddress = () => `guest-${randomBytes(5).toString('hex')}@example.com`;
const invite = (email: string, role = 'analyst', by: Person = owner) =>
  suite.call('POST', 'tenancy/invitations', { headers: by.as, body: { email, role } });
let visitor = 0;
/** Every visitor comes from another address, as people do. */
const accept = (token: string, more: object = {}, headers: Record<string, string> = {}) =>
  suite.app.http
    .inject({
      method: 'POST',
      url: '/api/v1/tenancy/invitations/accept',
      headers: { 'content-type': 'application/json', ...headers },
      remoteAddress: `10.0.${visitor >> 8}.${visitor++ & 255}`,
      payload: JSON.stringify({ token, ...more }),
    })
    .then((response) => ({ status: response.statusCode, headers: response.headers, body: response.json() }));
const newcomer = { name: 'Amira Haddad', password: 'a plain long sentence' };

test('an invited person makes an account, is signed in and has the role', async () => {
  const email = someAddress();
  const sent = await invite(email.toUpperCase());
  assert.equal(sent.status, 201, sent.text);
  assert.ok(sent.body.link.endsWith(`/invitation#${sent.body.token}`));
  const looked = await suite.call('POST', 'tenancy/invitations/look', { body: { token: sent.body.token } });
  assert.deepEqual(
    [looked.body.organization.name, looked.body.email, looked.body.role, looked.body.has_account],
    ['Acme', email, 'analyst', false],
  );
  const joined = await accept(sent.body.token, newcomer);
  assert.deepEqual([joined.status, joined.body.organization.name, joined.body.role], [200, 'Acme', 'analyst']);
  const session = await suite.call('GET', 'session', { headers: { cookie: cookieOf(joined.headers) } });
  assert.equal(session.body.user.name, 'Amira Haddad');
});

test('an invitation works once, also when it is used twice at the same moment', async () => {
  const { body } = await invite(someAddress());
  const answers = await Promise.all([accept(body.token, newcomer), accept(body.token, newcomer)]);
  assert.equal(answers.filter(({ status }) => status === 200).length, 1);
  const again = await accept(body.token, newcomer);
  assert.deepEqual([again.status, again.body.code], [404, 'invitation_not_valid']);
});

test('somebody with an account gives its password, or joins as whom they are signed in', async () => {
  const person = await createPerson(suite);
  const { body } = await invite(person.email);
  assert.equal((await accept(body.token, { password: 'not my password at all' })).body.code, 'invalid_credentials');
  assert.deepEqual((await accept(body.token)).body.errors[0].code, 'password_missing');
  assert.equal((await accept(body.token, { password: PASSWORD })).status, 200);

  const signedIn = await createPerson(suite);
  const second = await invite(signedIn.email, 'viewer');
  const joined = await accept(second.body.token, {}, signedIn.as);
  assert.deepEqual([joined.status, joined.body.role], [200, 'viewer']);
});

test('what ends between the look at an invitation and its acceptance is not accepted', async () => {
  const [once, revoked] = [(await invite(someAddress())).body, (await invite(someAddress())).body];
  await suite.call('DELETE', `tenancy/invitations/${revoked.id}`, { headers: owner.as });
  const take = ({ id, token }: { id: number; token: string }) =>
    suite.platform.database.transaction(acme.id, (db) =>
      acceptInvitation(db, acme.id, id, { tokenHash: hashToken(token), userId: owner.id }),
    );
  assert.deepEqual([await take(once), await take(once), await take(revoked)], [true, false, false]);
});

test('an invitation is for its address alone', async () => {
  const stranger = await createPerson(suite);
  const { body } = await invite(someAddress());
  const refused = await accept(body.token, {}, stranger.as);
  assert.deepEqual([refused.status, refused.body.code], [403, 'invitation_for_another']);
});

test('what is taken back, past its end or sent anew is refused', async () => {
  const revoked = await invite(someAddress());
  assert.equal(
    (await suite.call('DELETE', `tenancy/invitations/${revoked.body.id}`, { headers: owner.as })).status,
    204,
  );
  const old = await invite(someAddress());
  await withClient(suite.database.owner, async (client) => {
    await client.query("select set_config('app.organization_id', $1, false)", [String(acme.id)]);
    await client.query("update invitations set expires_at = now() - interval '1 second' where id = $1", [old.body.id]);
  });
  const replaced = await invite(someAddress());
  const fresh = await suite.call('POST', `tenancy/invitations/${replaced.body.id}/resend`, {
    headers: owner.as,
    body: {},
  });
  for (const { token } of [revoked.body, old.body, replaced.body]) {
    const refused = await accept(token, newcomer);
    assert.deepEqual([refused.status, refused.body.code], [404, 'invitation_not_valid']);
  }
  assert.equal((await accept(fresh.body.token, newcomer)).status, 200);
  const renewed = await suite.call('POST', `tenancy/invitations/${old.body.id}/resend`, {
    headers: owner.as,
    body: {},
  });
  assert.equal((await accept(renewed.body.token, newcomer)).status, 200, 'one past its end can be sent again');
});

test('a failed acceptance leaves no account behind', async () => {
  const email = someAddress();
  const { body } = await invite(email);
  for (const password of ['Password123', email, 'Amira Haddad 1']) {
    const refused = await accept(body.token, { ...newcomer, password });
    assert.deepEqual([refused.status, refused.body.code], [422, 'password_refused'], password);
  }
  assert.equal((await accept(body.token, { password: newcomer.password })).body.errors[0].code, 'name_missing');
  assert.equal(await suite.app.identity.findUserByEmail(email), null);
});

test('an admin invites no owner, and nobody invites beyond their own permissions', async () => {
  const admin = await createMember(suite, acme.id, 'admin');
  const refused = await invite(someAddress(), 'owner', admin);
  assert.deepEqual([refused.status, refused.body.code], [403, 'permission_exceeds']);
  assert.equal((await invite(someAddress(), 'owner')).status, 201);
  const { body: weak } = await suite.call('POST', 'tenancy/api-keys', {
    key: acme.key,
    body: { name: 'weak', permissions: ['tenancy:manage'] },
  });
  const byKey = await suite.call('POST', 'tenancy/invitations', {
    key: weak.key,
    body: { email: someAddress(), role: 'admin' },
  });
  assert.deepEqual([byKey.status, byKey.body.code], [403, 'permission_exceeds']);
});

test('an invitation is worth no more than its sender is at that moment', async () => {
  const admin = await createMember(suite, acme.id, 'admin');
  const first = await invite(someAddress(), 'admin', admin);
  const second = await invite(someAddress(), 'viewer', admin);
  await suite.call('PATCH', `tenancy/members/${admin.id}`, { headers: owner.as, body: { role: 'analyst' } });
  assert.equal((await accept(first.body.token, newcomer)).body.code, 'invitation_not_valid');
  assert.equal(await suite.app.identity.findUserByEmail(first.body.email), null, 'no account is left behind');
  await suite.call('DELETE', `tenancy/members/${admin.id}`, { headers: owner.as });
  assert.equal((await accept(second.body.token, newcomer)).body.code, 'invitation_not_valid');
});

test('members are not invited again, and open invitations not doubled', async () => {
  assert.equal((await invite(acme.ownerEmail)).body.code, 'already_member');
  const email = someAddress();
  const { body } = await invite(email);
  const again = await invite(email);
  assert.deepEqual([again.status, again.body.code, again.body.invitation], [409, 'invitation_open', body.id]);
});

test('invitations of another organization do not exist, and only the hash of a token is kept', async () => {
  const { body } = await invite(someAddress());
  for (const [method, url] of [
    ['DELETE', `tenancy/invitations/${body.id}`],
    ['POST', `tenancy/invitations/${body.id}/resend`],
  ] as const) {
    const answer = await suite.call(method, url, { key: other.key, ...(method === 'POST' ? { body: {} } : {}) });
    assert.deepEqual([answer.status, answer.body.code], [404, 'invitation_not_found']);
  }
  const list = await suite.call('GET', 'tenancy/invitations', { key: other.key });
  assert.deepEqual(list.body.items, []);
  const db = suite.platform.database.tenant(acme.id);
  const rows = [
    await db.selectFrom('invitations').selectAll().execute(),
    await db.selectFrom('audit_log').selectAll().execute(),
  ];
  assert.ok(!JSON.stringify(rows).includes(body.token));
});
