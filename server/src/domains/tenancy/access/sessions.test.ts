import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cookieOf, signIn } from '../../../../test/support/people.ts';
import { createTestApp, PASSWORD } from '../../../../test/support/test-app.ts';
import { until } from '../../../../test/support/until.ts';

const suite = await createTestApp();
const [acme, other] = [await suite.createOrganization('Acme'), await suite.createOrganization('Other')];
const isIn = async (as: { cookie: string }) => (await suite.call('GET', 'session', { headers: as })).status === 200;

test('one sees where one is signed in, and ends one session or all others', async () => {
  const [here, there, elsewhere] = [
    await signIn(suite, acme.ownerEmail),
    await signIn(suite, acme.ownerEmail),
    await signIn(suite, acme.ownerEmail),
  ];
  const { body } = await suite.call('GET', 'sessions', { headers: here.as });
  assert.equal(body.items.length, 3);
  assert.equal(body.items.filter((each: { current: boolean }) => each.current).length, 1);
  assert.ok(!JSON.stringify(body).includes('token'));
  const { body: seenThere } = await suite.call('GET', 'sessions', { headers: there.as });
  const { id } = seenThere.items.find((each: { current: boolean }) => each.current);
  assert.equal((await suite.call('DELETE', `sessions/${id}`, { headers: here.as })).status, 204);
  assert.deepEqual([await isIn(here.as), await isIn(there.as), await isIn(elsewhere.as)], [true, false, true]);
  assert.equal((await suite.call('DELETE', 'sessions', { headers: here.as })).status, 204);
  assert.deepEqual([await isIn(here.as), await isIn(elsewhere.as)], [true, false]);
});

test('sessions of others and keys do not exist', async () => {
  const [mine, theirs] = [await signIn(suite, acme.ownerEmail), await signIn(suite, other.ownerEmail)];
  const { body } = await suite.call('GET', 'sessions', { headers: theirs.as });
  const { id } = body.items.find((each: { current: boolean }) => each.current);
  for (const credentials of [{ headers: mine.as }, { key: acme.key }]) {
    const answer = await suite.call('DELETE', `sessions/${id}`, credentials);
    assert.deepEqual([answer.status, answer.body.code], [404, 'session_not_found']);
  }
  assert.equal(await isIn(theirs.as), true);
  assert.equal((await suite.call('GET', 'sessions', { key: acme.key })).body.code, 'user_required');
});

test('one changes one’s name, and what is not said stays', async () => {
  const { as } = await signIn(suite, acme.ownerEmail);
  const patch = (body: object) => suite.call('PATCH', 'session', { headers: as, body });
  assert.equal((await patch({ language: 'de' })).body.user.language, 'de');
  const named = await patch({ name: ' Amira Haddad ' });
  assert.deepEqual([named.body.user.name, named.body.user.language], ['Amira Haddad', 'de']);
  assert.equal((await suite.call('GET', 'session', { headers: as })).body.user.name, 'Amira Haddad');
  const { body } = await suite.call('GET', 'tenancy/members', { headers: as });
  assert.ok(body.items.some(({ name }: { name: string }) => name === 'Amira Haddad'));
  assert.equal((await patch({ name: '  ' })).status, 422);
  assert.equal((await patch({ language: null })).body.user.language, null);
});

test('signing out ends the session at once, also where it was believed a moment before', async () => {
  const { as } = await signIn(suite, acme.ownerEmail);
  assert.equal(await isIn(as), true);
  await suite.call('DELETE', 'session', { headers: as });
  assert.equal(await isIn(as), false);
});

test('a session cookie that somebody made up is refused', async () => {
  const { as } = await signIn(suite, acme.ownerEmail);
  const forged = as.cookie.replace(/session_token=./, (start) => `${start.slice(0, -1)}!`);
  for (const cookie of [
    forged,
    'suite.session_token=x',
    'suite.session_token=',
    `a=b; suite.session_token=${'x'.repeat(5000)}`,
  ]) {
    assert.equal(await isIn({ cookie }), false, cookie.slice(0, 60));
  }
  assert.equal(await isIn({ cookie: `other=1; ${as.cookie}; more=2` }), true);
});

test('a password is changed with the old one, under the rules, and ends every other session', async () => {
  const own = await suite.createOrganization('Own');
  const [here, there] = [await signIn(suite, own.ownerEmail), await signIn(suite, own.ownerEmail)];
  const change = (current: string, next: string) =>
    suite.call('POST', 'session/password', {
      headers: here.as,
      body: { current_password: current, new_password: next },
    });
  const faultOf = async (current: string, next: string) => {
    const { status, body } = await change(current, next);
    return [status, body.errors[0].pointer, body.errors[0].code];
  };
  assert.deepEqual(await faultOf('wrong password', 'another long sentence'), [
    422,
    '/current_password',
    'current_password_wrong',
  ]);
  assert.deepEqual(await faultOf(PASSWORD, 'password1234'), [422, '/new_password', 'password_common']);
  assert.deepEqual(await faultOf(PASSWORD, own.ownerEmail), [422, '/new_password', 'password_personal']);
  assert.deepEqual(await faultOf(PASSWORD, 'short'), [422, '/new_password', 'minLength']);
  const changed = await change(PASSWORD, 'another long sentence');
  assert.equal(changed.status, 204, changed.text);
  assert.deepEqual([await isIn(here.as), await isIn(there.as)], [false, false]);
  assert.equal(await isIn({ cookie: cookieOf(changed.headers) }), true, 'whoever changed it stays signed in');
  await assert.rejects(signIn(suite, own.ownerEmail));
  await signIn(suite, own.ownerEmail, 'another long sentence');
});

test('sign-ins and failures of them are in the audit log of the organization', async () => {
  const own = await suite.createOrganization('Watched');
  await signIn(suite, own.ownerEmail);
  await suite.call('POST', 'session', { body: { email: own.ownerEmail, password: 'a wrong password' } });
  const actions = () =>
    suite.platform.database
      .tenant(own.id)
      .selectFrom('audit_log')
      .select(['action', 'actor_kind'])
      .where('action', 'like', 'user.%')
      .orderBy('sequence')
      .execute();
  const rows = await until(async () => {
    const found = await actions();
    return found.length === 2 ? found : null;
  });
  assert.deepEqual(
    rows.map((row) => [row.action, row.actor_kind]),
    [
      ['user.signed_in', 'user'],
      ['user.sign_in_failed', 'system'],
    ],
  );
});
