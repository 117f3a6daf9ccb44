import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withClient } from '../../src/platform/db/connection.ts';
import { churnCsv } from '../support/churn-csv.ts';
import { createModel, importCsv, makeDeployedModel, predict } from '../support/model-steps.ts';
import { createPerson } from '../support/people.ts';
import { type Answer, createTestApp } from '../support/test-app.ts';

/** Every route of the OpenAPI document × everything that must be refused, so that a new route is in it by itself. */
interface Operation {
  security?: unknown[];
  requestBody?: { content: Record<string, { example?: object }> };
  'x-permission': string;
}

const suite = await createTestApp({ work: true });
const organization = await suite.createOrganization('Matrix');
const stranger = await createPerson(suite);
const { body: permissions } = await suite.call('GET', 'tenancy/permissions', { key: organization.key });
const allPermissions: string[] = permissions.items.map((each: { id: string }) => each.id);
const { body: description } = await suite.call('GET', '/openapi.json');

const routes = Object.entries<Record<string, Operation>>(description.paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, operation]) => ({
    name: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase() as 'GET',
    url: path.replaceAll(/\{[^}]+\}/g, '1'),
    path,
    permission: operation['x-permission'],
    takesJson: operation.requestBody?.content['application/json'] !== undefined,
    example: operation.requestBody?.content['application/json']?.example ?? {},
    takesFile: operation.requestBody !== undefined && operation.requestBody.content['application/json'] === undefined,
  })),
);
type Route = (typeof routes)[number];
const closed = routes.filter(({ permission }) => permission !== 'public');

const ask = (route: Route, options: Parameters<typeof suite.call>[2] = {}): Promise<Answer> =>
  suite.call(
    route.method,
    route.url,
    route.takesJson && options.body === undefined ? { body: {}, ...options } : options,
  );

const keys = new Map<string, Promise<string>>();
/** A key that may do everything but this. */
function keyWithout(permission: string): Promise<string> {
  const made =
    keys.get(permission) ??
    suite
      .call('POST', 'tenancy/api-keys', {
        key: organization.key,
        body: { name: `without ${permission}`, permissions: allPermissions.filter((each) => each !== permission) },
      })
      .then(({ body }) => body.key);
  keys.set(permission, made);
  return made;
}

async function countRows(): Promise<Record<string, number>> {
  return withClient(suite.database.owner, async (client) => {
    await client.query(`select set_config('app.organization_id', '${organization.id}', false)`);
    const { rows } = await client.query<{ name: string }>(
      `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id')`,
    );
    const counts: Record<string, number> = {};
    for (const { name } of rows) {
      // The clock makes these for every organization, whenever it comes to it.
      if (name === 'job_schedules') continue;
      const counted = await client.query<{ count: number }>(`select count(*)::int as count from ${name}`);
      counts[name] = counted.rows[0]?.count ?? 0;
    }
    return counts;
  });
}

test('the document says of every route which permission it takes', () => {
  for (const { name, permission } of routes) {
    const isKnown = ['public', 'signed_in'].includes(permission) || allPermissions.includes(permission);
    assert.ok(isKnown, `${name} takes ${permission}`);
  }
  assert.ok(closed.length > 30);
});

for (const route of closed) {
  test(`${route.name} is closed to whoever is not signed in`, async () => {
    const answer = await ask(route);
    assert.deepEqual([answer.status, answer.body.code], [401, 'not_signed_in'], answer.text);
  });

  test(`${route.name} is closed to a session that names an organization of others`, async () => {
    const answer = await ask(route, { headers: { ...stranger.as, 'x-organization': String(organization.id) } });
    const isTheirOwn = ['not_a_member', 'user_required'].includes(answer.body?.code);
    assert.ok(answer.status === 403 && isTheirOwn, `${answer.status} ${answer.text}`);
  });

  if (route.permission !== 'signed_in') {
    test(`${route.name} is closed to a key without ${route.permission}`, async () => {
      const answer = await ask(route, { key: await keyWithout(route.permission) });
      assert.deepEqual([answer.status, answer.body.code], [403, 'forbidden'], answer.text);
      assert.ok(answer.text.includes(route.permission), 'it does not say which permission is missing');
    });
  }

  if (route.takesJson) {
    test(`${route.name} refuses a body of another type`, async () => {
      const answer = await ask(route, { key: organization.key, body: ['a list'] });
      assert.equal(answer.status, 422, answer.text);
      assert.ok(answer.body.errors.length > 0, 'it does not say where');
    });
  }
}

/** What may still be done with a frozen model: look at it, give it other words, take it or its challenger out of service. */
const allowedWhenFrozen = new Set([
  'PUT /api/v1/ai-analytics/models/{id}',
  'DELETE /api/v1/ai-analytics/models/{id}',
  'DELETE /api/v1/ai-analytics/models/{id}/challenger',
]);
const isAllowedWhenFrozen = ({ method, name }: { method: string; name: string }): boolean =>
  method === 'GET' || allowedWhenFrozen.has(name);

test('a model that the plan has frozen is refused by every route that would use it', async () => {
  const frozen = await suite.createOrganization('Frozen');
  const { key } = frozen;
  await importCsv(suite, frozen, 'churn', churnCsv(200));
  const definition = { model_type: 'classification', feature_columns: ['tenure', 'plan'], target_column: 'churned' };
  const answering = await makeDeployedModel(suite, frozen, { ...definition, model_name: 'Old' });
  for (const model_name of ['Newer', 'Newest']) await createModel(suite, frozen, { ...definition, model_name });
  await withClient(suite.database.owner, async (client) => {
    await client.query(`select set_config('app.organization_id', '${frozen.id}', false)`);
    await client.query('update ai_models set frozen_at = now() where id = $1', [answering.id]);
  });
  const asked = routes.filter(({ path }) => path.startsWith('/api/v1/ai-analytics/models/{id}'));
  assert.ok(asked.length >= 10);
  for (const route of asked) {
    if (isAllowedWhenFrozen(route)) continue;
    const url = route.path.replace('{id}', String(answering.id)).replace('{version}', '1');
    const answer = await suite.call(route.method, url, { key, body: route.takesJson ? route.example : undefined });
    assert.deepEqual([route.name, answer.status, answer.body.code], [route.name, 403, 'model_frozen'], answer.text);
  }
  const prediction = await predict(suite, frozen, answering.id, { tenure: 3, plan: 'basic' });
  assert.deepEqual([prediction.status, prediction.body.code], [403, 'model_frozen']);
});

test('nothing that was refused has left a trace', async () => {
  const before = await countRows();
  for (const route of closed) {
    await ask(route);
    await ask(route, { headers: { ...stranger.as, 'x-organization': String(organization.id) } });
    if (route.takesJson) await ask(route, { key: organization.key, body: ['a list'] });
  }
  assert.deepEqual(await countRows(), before);
});
