import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { startMailServer } from '../../../test/support/mail-server.ts';
import { insertUser } from '../../../test/support/owner.ts';
import { cookieOf, createPerson, type Person, signIn } from '../../../test/support/people.ts';
import { createTestApp, PASSWORD, type Answer } from '../../../test/support/test-app.ts';
import { until } from '../../../test/support/until.ts';
import { createPool, withClient } from '../../platform/db/connection.ts';
import { createSecrets } from '../../platform/secrets/secrets.ts';
import { createSecondFactors } from './second-factor/second-factors.ts';
import { codeAt, stepAt } from './second-factor/totp.ts';

const mail = await startMailServer();
const suite = await createTestApp({ env: { SMTP_URL: mail.url, PUBLIC_URL: 'https://suite.example.com' } });
const acme = await suite.createOrganization('Acme');
const NEW_PASSWORD = 'a staple of horses';

const ask = (person: Pick<Person, 'as'>, url: string, body?: unknown) =>
  suite.call(body === undefined ? 'GET' : 'POST', url, { body, headers: person.as });
const identity = (text: string, values: unknown[]) =>
  withClient(suite.database.accounts.identity, async (client) => (await client.query(text, values)).rows);
const codeNow = (secret: string, apart = 0) => codeAt(secret, stepAt(Date.now()) + apart);
const jarOf = (answer: Answer) => ({ cookie: cookieOf(answer.headers) });

async function member(role = 'analyst', organizationId = acme.id): Promise<Person> {
  const email = `mara-${randomBytes(6).toString('hex')}@example.com`;
  const userId = await insertUser(suite.database.accounts.identity, email, 'Mara');
  const membership = { organization_id: organizationId, user_id: userId, role };
  await suite.platform.database.tenant(organizationId).insertInto('memberships').values(membership).execute();
  return signIn(suite, email);
}

/** With a second factor; codes of the present are good again. */
async function protectedMember(role = 'analyst') {
  const person = await member(role);
  const begun = await ask(person, 'session/second-factor/begin', { password: PASSWORD });
  const { secret } = begun.body;
  const confirmed = await ask(person, 'session/second-factor/confirm', { code: codeNow(secret) });
  assert.equal(confirmed.status, 200, confirmed.text);
  await forgetSteps(person);
  return { ...person, secret: String(secret), recovery: confirmed.body.recovery_codes as string[] };
}

const forgetSteps = ({ id }: Person) =>
  identity('update identity.second_factor set last_step = 0 where user_id = $1', [id]);
const password = (email: string, headers = {}, secret = PASSWORD) =>
  suite.call('POST', 'session', { body: { email, password: secret }, headers });
const step = (jar: { cookie: string }, code: string, trust = false) =>
  suite.call('POST', 'session/second-factor', { body: { code, trust_device: trust }, headers: jar });

async function actionsOf(person: Person): Promise<string[]> {
  const rows = await suite.platform.database
    .tenant(acme.id)
    .selectFrom('audit_log')
    .select('action')
    .where('subject_id', '=', String(person.id))
    .orderBy('sequence')
    .execute();
  return rows.map(({ action }) => action);
}

async function mailedToken(to: string, count = 1): Promise<string> {
  const sent = () => mail.received.filter((each) => each.to.includes(to));
  await until(() => sent().length >= count);
  const last = sent().at(-1)?.text ?? '';
  const plain = last.replaceAll('=\r\n', '').replaceAll('=3D', '=');
  return /https:\/\/suite\.example\.com\/reset-password#([\w-]{43})/.exec(plain)?.[1] ?? assert.fail(plain);
}

test('a second factor is set up with the password and a first code, and nothing is asked for before', async () => {
  const person = await member();
  const wrong = await ask(person, 'session/second-factor/begin', { password: 'not the password' });
  assert.deepEqual([wrong.status, wrong.body.errors[0].pointer], [422, '/password']);
  const { body } = await ask(person, 'session/second-factor/begin', { password: PASSWORD });
  assert.equal(body.uri.includes(`secret=${body.secret}`), true);
  assert.equal((await password(person.email)).status, 200, 'not confirmed yet');
  const other = await password(person.email);
  const refused = await ask(person, 'session/second-factor/confirm', { code: '000000' });
  assert.deepEqual([refused.status, refused.body.code], [422, 'second_factor_refused']);
  const confirmed = await ask(person, 'session/second-factor/confirm', { code: codeNow(body.secret) });
  assert.equal(new Set(confirmed.body.recovery_codes).size, 10);
  assert.equal((await ask({ as: jarOf(other) }, 'session')).status, 401, 'sessions from before it have ended');
  const state = await ask(person, 'session/second-factor');
  assert.deepEqual([state.body.is_on, state.body.recovery_codes_left], [true, 10]);
  const again = await ask(person, 'session/second-factor/begin', { password: PASSWORD });
  assert.deepEqual([again.status, again.body.code], [409, 'second_factor_on']);
  const kept = JSON.stringify([
    await identity("select encode(sealed, 'escape') from identity.second_factor", []),
    await identity("select encode(code_hash, 'escape') from identity.recovery_code", []),
  ]);
  for (const secret of [body.secret, ...confirmed.body.recovery_codes]) assert.ok(!kept.includes(secret));
  assert.ok((await actionsOf(person)).includes('user.second_factor_on'));
});

test('the password alone opens nothing, and a code is taken once', async () => {
  const person = await protectedMember();
  const first = await password(person.email);
  assert.deepEqual([first.status, first.body.code], [401, 'second_factor_needed']);
  assert.match(String(first.headers['set-cookie']), /^__Secure-suite\.second_factor=.*HttpOnly; SameSite=Lax; Secure/);
  assert.equal((await ask({ as: jarOf(first) }, 'session')).status, 401);
  assert.equal((await step({ cookie: '' }, codeNow(person.secret))).body.code, 'second_factor_expired');
  const code = codeNow(person.secret);
  const second = await step(jarOf(first), code);
  assert.equal(second.status, 200, second.text);
  assert.deepEqual(second.body.second_factor, { is_on: true, is_required: false });
  assert.equal((await ask({ as: jarOf(second) }, 'session')).status, 200);
  assert.equal((await step(jarOf(first), codeNow(person.secret, 1))).body.code, 'second_factor_expired', 'one session');
  const third = await password(person.email);
  assert.equal((await step(jarOf(third), code)).body.code, 'second_factor_refused', 'the same code again');
  assert.equal((await step(jarOf(third), codeNow(person.secret, 1))).status, 200, 'the next code');
  const actions = await actionsOf(person);
  assert.deepEqual(actions.slice(-3), ['user.signed_in', 'user.second_factor_failed', 'user.signed_in']);
});

test('a code of two who come at once lets in one', async () => {
  const person = await protectedMember();
  const jars = [jarOf(await password(person.email)), jarOf(await password(person.email))];
  const code = codeNow(person.secret);
  const answers = await Promise.all(jars.map((jar) => step(jar, code)));
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 422],
  );
});

test('a step takes five tries, and after ten wrong codes even the right one is not looked at', async () => {
  const person = await protectedMember();
  const wrong = '000000';
  for (let round = 0; round < 2; round++) {
    const jar = jarOf(await password(person.email));
    for (let tries = 0; tries < 5; tries++) assert.equal((await step(jar, wrong)).status, 422);
    assert.equal((await step(jar, codeNow(person.secret))).body.code, 'second_factor_expired');
  }
  const jar = jarOf(await password(person.email));
  const locked = await step(jar, codeNow(person.secret));
  assert.deepEqual([locked.status, locked.body.code, locked.body.minutes], [429, 'second_factor_locked', 15]);
  assert.ok(Number(locked.headers['retry-after']) > 890);
  assert.equal((await step(jar, person.recovery[0] ?? '')).status, 429, 'nor a recovery code');
  await identity('update identity.second_factor set locked_until = now() where user_id = $1', [person.id]);
  assert.equal((await step(jar, codeNow(person.secret))).status, 200);
});

test('a step ends after five minutes', async () => {
  const person = await protectedMember();
  const jar = jarOf(await password(person.email));
  const [row] = await identity(
    'select extract(epoch from expires_at - now())::int as left from identity.sign_in_challenge where user_id = $1',
    [person.id],
  );
  assert.ok(row.left > 280 && row.left <= 300);
  await identity('update identity.sign_in_challenge set expires_at = now() where user_id = $1', [person.id]);
  assert.equal((await step(jar, codeNow(person.secret))).body.code, 'second_factor_expired');
});

test('a recovery code works once, however it is typed, and new ones replace the old', async () => {
  const person = await protectedMember();
  const [one = '', two = ''] = person.recovery;
  assert.match(one, /^([a-z2-7]{4}-){3}[a-z2-7]{4}$/);
  const signedIn = await step(jarOf(await password(person.email)), one.toUpperCase().replaceAll('-', ' '));
  assert.equal(signedIn.status, 200);
  assert.equal((await step(jarOf(await password(person.email)), one)).body.code, 'second_factor_refused');
  const as = jarOf(signedIn);
  assert.equal((await ask({ as }, 'session/second-factor')).body.recovery_codes_left, 9);
  const renewed = await ask({ as }, 'session/second-factor/recovery-codes', { code: codeNow(person.secret) });
  assert.equal(renewed.body.recovery_codes.length, 10);
  assert.equal((await step(jarOf(await password(person.email)), two)).status, 422, 'one of before');
});

test('a trusted browser is spared the code until the password changes', async () => {
  const person = await protectedMember();
  const trusted = await step(jarOf(await password(person.email)), codeNow(person.secret), true);
  const device = jarOf(trusted)
    .cookie.split('; ')
    .find((each) => each.startsWith('__Secure-suite.trusted_device='));
  const jar = { cookie: device ?? '' };
  assert.equal((await password(person.email, jar)).status, 200);
  const another = await protectedMember();
  assert.equal((await password(another.email, jar)).status, 401, 'of another person it says nothing');
  const body = { current_password: PASSWORD, new_password: NEW_PASSWORD };
  assert.equal((await suite.call('POST', 'session/password', { body, headers: jarOf(trusted) })).status, 204);
  assert.equal((await password(person.email, jar, NEW_PASSWORD)).body.code, 'second_factor_needed');
});

test('it is turned off with password and code, not with one of them', async () => {
  const person = await protectedMember();
  const as = jarOf(await step(jarOf(await password(person.email)), codeNow(person.secret)));
  const remove = (body: object) => ask({ as }, 'session/second-factor/remove', body);
  assert.equal((await remove({ password: 'wrong password', code: codeNow(person.secret, 1) })).status, 422);
  assert.equal((await remove({ password: PASSWORD, code: '000000' })).body.code, 'second_factor_refused');
  assert.equal((await remove({ password: PASSWORD, code: codeNow(person.secret, 1) })).status, 204);
  assert.equal((await password(person.email)).status, 200);
  assert.equal((await remove({ password: PASSWORD, code: '000000' })).body.code, 'second_factor_off');
});

test('an API key has no second factor, and another site cannot take the second step', async () => {
  const byKey = await suite.call('GET', 'session/second-factor', { key: acme.key });
  assert.deepEqual([byKey.status, byKey.body.code], [403, 'user_required']);
  const person = await protectedMember();
  const jar = jarOf(await password(person.email));
  const foreign = await step({ ...jar, origin: 'https://evil.example' } as { cookie: string }, codeNow(person.secret));
  assert.equal(foreign.body.code, 'origin_refused');
});

test('who is asked for a second factor by the organization is let in only to set one up', async () => {
  const strict = await suite.createOrganization('Strict');
  const person = await member('admin', strict.id);
  const patch = (options: object) => suite.call('PATCH', 'tenancy/organization', { ...options });
  const body = { require_second_factor: true };
  const byAdmin = await patch({ body, headers: person.as });
  assert.deepEqual([byAdmin.status, byAdmin.body.code], [403, 'permission_exceeds']);
  assert.equal((await patch({ body, key: strict.key })).body.require_second_factor, true);
  assert.equal((await suite.call('GET', 'tenancy/members', { key: strict.key })).status, 200, 'keys go on');
  const refused = await ask(person, 'tenancy/members');
  assert.deepEqual([refused.status, refused.body.code], [403, 'second_factor_required']);
  assert.deepEqual((await ask(person, 'session')).body.second_factor, { is_on: false, is_required: true });
  const { body: begun } = await ask(person, 'session/second-factor/begin', { password: PASSWORD });
  await ask(person, 'session/second-factor/confirm', { code: codeNow(begun.secret) });
  const members = await ask(person, 'tenancy/members');
  assert.equal(members.status, 200);
  const own = members.body.items.find((each: { user_id: number }) => each.user_id === person.id);
  assert.equal(own.has_second_factor, true);
});

test('an invitation is no way around the second factor', async () => {
  const person = await protectedMember();
  const other = await suite.createOrganization('Other');
  const invited = await suite.call('POST', 'tenancy/invitations', {
    key: other.key,
    body: { email: person.email, role: 'viewer' },
  });
  const body = { token: invited.body.token, password: PASSWORD };
  const accepted = await suite.call('POST', 'tenancy/invitations/accept', { body });
  assert.deepEqual([accepted.status, accepted.body.code], [401, 'second_factor_needed']);
  const signedIn = await step(jarOf(accepted), codeNow(person.secret));
  const joined = await suite.call('POST', 'tenancy/invitations/accept', {
    body: { token: invited.body.token },
    headers: jarOf(signedIn),
  });
  assert.equal(joined.body.organization.name, 'Other');
});

test('a forgotten password is replaced by a link that works once and ends all sessions', async () => {
  const person = await protectedMember();
  await suite.call('PATCH', 'session', { body: { language: 'de' }, headers: person.as });
  const asked = await suite.call('POST', 'auth/password-resets', { body: { email: person.email.toUpperCase() } });
  const unknown = await suite.call('POST', 'auth/password-resets', { body: { email: 'nobody@example.com' } });
  assert.deepEqual([asked.status, asked.text], [unknown.status, unknown.text]);
  assert.deepEqual([asked.status, asked.body], [202, { by_mail: true }]);
  const token = await mailedToken(person.email);
  assert.match(mail.received.at(-1)?.text ?? '', /Subject: =\?UTF-8\?Q\?Neues_Passwort/);
  const confirm = (new_password: string) =>
    suite.call('POST', 'auth/password-resets/confirm', { body: { token, new_password } });
  const weak = await confirm('1234567890');
  assert.deepEqual([weak.status, weak.body.errors[0].pointer], [422, '/new_password']);
  const both = await Promise.all([confirm(NEW_PASSWORD), confirm('another of horses')]);
  assert.deepEqual(
    both.map(({ status }) => status).toSorted((a, b) => a - b),
    [204, 404],
  );
  assert.equal((await confirm(NEW_PASSWORD)).body.code, 'reset_not_valid');
  assert.equal((await ask(person, 'session')).status, 401, 'every session has ended');
  assert.equal((await password(person.email)).status, 401);
  const chosen = both[0]?.status === 204 ? NEW_PASSWORD : 'another of horses';
  assert.equal((await password(person.email, {}, chosen)).body.code, 'second_factor_needed');
  assert.ok((await actionsOf(person)).includes('user.password_reset'));
  const kept = await withClient(suite.database.owner, async (client) => {
    const { rows } = await client.query<{ text: string }>(
      `select query_to_xml(format('select * from %I.%I', schemaname, tablename), true, true, '')::text as text
         from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    return rows.map(({ text }) => text).join('');
  });
  assert.ok(kept.includes(person.email), 'every table was looked at');
  assert.ok(!kept.includes(token) && !suite.logLines.join('').includes(token), 'the link is kept nowhere');
});

test('a link dies with a change of the password and after half an hour, and no mailbox is flooded', async () => {
  const person = await member();
  const send = () => suite.call('POST', 'auth/password-resets', { body: { email: person.email } });
  const use = (token: string) =>
    suite.call('POST', 'auth/password-resets/confirm', { body: { token, new_password: 'yet another horse' } });
  await send();
  const old = await mailedToken(person.email);
  const body = { current_password: PASSWORD, new_password: NEW_PASSWORD };
  assert.equal((await suite.call('POST', 'session/password', { body, headers: person.as })).status, 204);
  assert.equal((await use(old)).body.code, 'reset_not_valid');
  for (let count = 2; count <= 4; count++) {
    await send();
    await mailedToken(person.email, count);
  }
  const late = await mailedToken(person.email);
  await identity('update identity.password_reset set expires_at = now() where user_id = $1', [person.id]);
  assert.equal((await use(late)).body.code, 'reset_not_valid');
  await send();
  const [row] = await identity('select count(*)::int as n from identity.password_reset where user_id = $1', [
    person.id,
  ]);
  assert.equal(row.n, 3, 'three an hour');
  const flood = await Promise.all(Array.from({ length: 10 }, send));
  assert.ok(
    flood.some(({ status }) => status === 429),
    'nor does one caller ask without end',
  );
});

const link = (by: Person, id: number) => ask(by, `tenancy/members/${id}/password-reset`, {});

test('a member who cannot get in is helped by whoever may do as much, and belongs nowhere else', async () => {
  const [owner, admin, locked] = [await member('owner'), await member('admin'), await protectedMember()];
  const byKey = await suite.call('POST', `tenancy/members/${locked.id}/password-reset`, { key: acme.key, body: {} });
  assert.deepEqual([byKey.status, byKey.body.code], [403, 'user_required']);
  assert.equal((await link(admin, owner.id)).body.code, 'permission_exceeds');
  assert.equal((await link(admin, admin.id)).body.code, 'rescue_refused');
  assert.equal((await link(locked, owner.id)).status, 403);
  const stranger = await createPerson(suite);
  assert.equal((await link(admin, stranger.id)).body.code, 'member_not_found');
  const made = await link(admin, locked.id);
  assert.equal(made.status, 201, made.text);
  const removed = await suite.call('DELETE', `tenancy/members/${locked.id}/second-factor`, { headers: admin.as });
  assert.equal(removed.status, 204);
  const elsewhere = await suite.createOrganization('Elsewhere');
  const membership = { organization_id: elsewhere.id, user_id: locked.id, role: 'viewer' };
  const tenant = suite.platform.database.tenant(elsewhere.id);
  await tenant.insertInto('memberships').values(membership).execute();
  const use = () => {
    const token = made.body.link.split('#')[1];
    return suite.call('POST', 'auth/password-resets/confirm', { body: { token, new_password: NEW_PASSWORD } });
  };
  assert.equal((await use()).body.code, 'reset_not_valid', 'they have joined another organization since');
  assert.equal((await link(admin, locked.id)).body.reason, 'elsewhere');
  await tenant
    .deleteFrom('memberships')
    .where('organization_id', '=', elsewhere.id)
    .where('user_id', '=', locked.id)
    .execute();
  assert.equal((await use()).status, 204);
  assert.equal((await password(locked.email, {}, NEW_PASSWORD)).status, 200);
  const actions = await actionsOf(locked);
  for (const action of ['member.password_reset_link_made', 'member.second_factor_removed', 'user.password_reset']) {
    assert.ok(actions.includes(action), action);
  }
});

test('secrets of second factors are sealed anew with the present key', async () => {
  const { accounts } = suite.database;
  const pool = createPool({ ...accounts.identity, options: `${accounts.identity.options} -c search_path=identity` }, 1);
  const { id, secret } = await protectedMember();
  const withKey = (key: string, installationSecret: string) =>
    createSecondFactors({ pool, secrets: createSecrets({ key, previousKeys: [], installationSecret }) });
  const renewed = withKey('b'.repeat(32), accounts.secret);
  try {
    assert.ok((await renewed.reseal()) >= 1);
    assert.equal(await renewed.reseal(), 0);
    const former = withKey('a'.repeat(32), accounts.secret).check(id, codeNow(secret));
    await assert.rejects(former, { code: 'secret_key_missing' });
    assert.equal(await withKey('b'.repeat(32), 'another').check(id, codeNow(secret)), 'app');
  } finally {
    await pool.end();
  }
});
