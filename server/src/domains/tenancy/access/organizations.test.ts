import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { cookieOf, createMember, createPerson, signIn } from '../../../../test/support/people.ts';
import { createTestApp } from '../../../../test/support/test-app.ts';

const suite = await createTestApp({ env: { SIGN_UP: 'open' } });
const acme = await suite.createOrganization('Acme');
const owner = await signIn(suite, acme.ownerEmail);

const patch = (body: object, credentials: object = { headers: owner.as }) =>
  suite.call('PATCH', 'tenancy/organization', { ...credentials, body });

test('settings are read and changed, each by itself', async () => {
  const before = await suite.call('GET', 'tenancy/organization', { key: acme.key });
  assert.deepEqual([before.body.name, before.body.time_zone, before.body.currency], ['Acme', 'UTC', 'USD']);
  const changed = await patch({ time_zone: 'Asia/Kolkata', currency: 'INR', default_language: 'hi' });
  assert.equal(changed.status, 200, changed.text);
  const { name, time_zone: zone, currency, default_language: language } = changed.body;
  assert.deepEqual([name, zone, currency, language], ['Acme', 'Asia/Kolkata', 'INR', 'hi']);
  const problem = await suite.call('GET', 'jobs/job_none', { key: acme.key });
  assert.equal(problem.headers['content-language'], 'hi', 'the new language holds from the next request on');
  assert.equal((await patch({ default_language: null })).body.default_language, null);
});

test('zones, currencies and languages that do not exist are refused together, each with its place', async () => {
  const refused = await patch({ time_zone: 'Mars/Olympus', currency: 'XQQ', default_language: 'tlh' });
  assert.equal(refused.status, 422);
  assert.deepEqual(
    refused.body.errors.map(({ pointer, code }: { pointer: string; code: string }) => [pointer, code]),
    [
      ['/time_zone', 'unknown_time_zone'],
      ['/currency', 'unknown_currency'],
      ['/default_language', 'unknown_language'],
    ],
  );
  // To PostgreSQL, +02:00 lies west of Greenwich.
  for (const zone of ['+02:00', 'UTC+2', '', 'Europe/', "x' or true --"]) {
    assert.equal((await patch({ time_zone: zone })).status, 422, zone);
  }
});

test('a country and a region of it are kept, and another country has no region', async () => {
  const made = await patch({ country: 'DE', region: 'BY' });
  assert.deepEqual([made.status, made.body.country, made.body.region], [200, 'DE', 'BY'], made.text);
  assert.equal((await patch({ region: 'TH' })).body.region, 'TH');
  assert.deepEqual((await patch({ region: 'CA' })).body.errors[0].code, 'unknown_region');
  const moved = await patch({ country: 'JP' });
  assert.deepEqual([moved.body.country, moved.body.region], ['JP', null]);
  const nowhere = await patch({ country: 'UK' });
  assert.deepEqual([nowhere.status, nowhere.body.errors[0].code], [422, 'unknown_country']);
  assert.equal((await patch({ country: null })).body.country, null);
  assert.equal((await patch({ region: 'BY' })).body.errors[0].pointer, '/region');
});

test('changing settings takes its permission', async () => {
  const analyst = await createMember(suite, acme.id, 'analyst');
  const refused = await patch({ name: 'Mine' }, { headers: analyst.as });
  assert.deepEqual([refused.status, refused.body.permission], [403, 'tenancy:update']);
});

test('of two who change the settings from the same state, the second is told', async () => {
  const read = await suite.call('GET', 'tenancy/organization', { key: acme.key });
  const change = (name: string) =>
    suite.call('PATCH', 'tenancy/organization', {
      key: acme.key,
      body: { name },
      headers: { 'if-match': String(read.headers['etag']) },
    });
  const answers = await Promise.all([change('Acme one'), change('Acme two')]);
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((left, right) => left - right),
    [200, 412],
  );
  assert.equal((await patch({ name: 'Acme' })).status, 200);
});

test('a signed-in user makes another organization and switches to it', async () => {
  const made = await suite.call('POST', 'tenancy/organizations', {
    headers: owner.as,
    body: { name: ' Second ', time_zone: 'Europe/Paris', currency: 'EUR' },
  });
  assert.deepEqual([made.status, made.body.name, made.body.plan, made.body.currency], [201, 'Second', 'trial', 'EUR']);
  const list = await suite.call('GET', 'tenancy/organizations', { headers: owner.as });
  assert.deepEqual(
    list.body.items.map(({ name, role }: { name: string; role: string }) => [name, role]),
    [
      ['Acme', 'owner'],
      ['Second', 'owner'],
    ],
  );
  const there = { ...owner.as, 'x-organization': String(made.body.id) };
  assert.equal((await suite.call('GET', 'tenancy/organization', { headers: there })).body.name, 'Second');
  assert.equal((await suite.call('GET', 'tenancy/organization', { headers: owner.as })).body.name, 'Acme');
});

test('somebody who belongs nowhere is told so, and can make an organization', async () => {
  const person = await createPerson(suite);
  const nowhere = await suite.call('GET', 'tenancy/organization', { headers: person.as });
  assert.deepEqual([nowhere.status, nowhere.body.code], [403, 'not_a_member']);
  const make = (credentials: object) =>
    suite.call('POST', 'tenancy/organizations', { ...credentials, body: { name: 'First' } });
  assert.equal((await make({ headers: person.as })).status, 201);
  assert.equal((await suite.call('GET', 'tenancy/organization', { headers: person.as })).body.name, 'First');
  assert.equal((await make({})).status, 401);
  assert.equal((await make({ key: acme.key })).body.code, 'user_required');
});

const newcomer = () => ({
  organization_name: 'Haddad Logistics',
  name: 'Amira Haddad',
  email: `new-${randomBytes(5).toString('hex')}@example.com`,
  password: 'a plain long sentence',
});
const signUp = (body: object, remoteAddress = `10.1.0.${randomBytes(1)[0]}`) =>
  suite.app.http.inject({
    method: 'POST',
    url: '/api/v1/tenancy/sign-up',
    headers: { 'content-type': 'application/json' },
    remoteAddress,
    payload: JSON.stringify(body),
  });

test('where sign-up is open, an account and an organization are made together, or neither', async () => {
  const body = newcomer();
  const weak = await signUp({ ...body, password: 'haddad logistics' });
  assert.deepEqual([weak.statusCode, weak.json().errors[0].code], [422, 'password_personal']);
  assert.equal(await suite.app.identity.findUserByEmail(body.email), null);
  const made = await signUp(body);
  assert.equal(made.statusCode, 201, made.body);
  assert.deepEqual([made.json().organization.plan, made.json().role], ['trial', 'owner']);
  const session = await suite.call('GET', 'session', { headers: { cookie: cookieOf(made.headers) } });
  assert.equal(session.body.user.email, body.email);
  assert.equal((await signUp(body)).json().code, 'email_taken');
});

test('two who sign up with one address at once make one account', async () => {
  const body = newcomer();
  const answers = await Promise.all([signUp(body, '10.2.0.1'), signUp(body, '10.2.0.2')]);
  const statuses = answers.map(({ statusCode }) => statusCode);
  assert.deepEqual(
    statuses.toSorted((left, right) => left - right),
    [201, 409],
  );
});

test('signing up is slowed down, and closed unless it was opened', async () => {
  let last = await signUp(newcomer(), '10.3.0.1');
  for (let more = 0; more < 6 && last.statusCode === 201; more++) last = await signUp(newcomer(), '10.3.0.1');
  assert.equal(last.statusCode, 429);
  const closed = await createTestApp({ database: suite.database });
  const refused = await closed.call('POST', 'tenancy/sign-up', { body: newcomer() });
  assert.deepEqual([refused.status, refused.body.code], [403, 'sign_up_closed']);
});
