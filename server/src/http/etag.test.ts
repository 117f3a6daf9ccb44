import assert from 'node:assert/strict';
import { test } from 'node:test';
import Type from 'typebox';
import { createTestDatabase } from '../../test/support/test-database.ts';
import { createTestHttp } from '../../test/support/test-http.ts';
import { requireMatch } from './etag.ts';

const thing = { id: 1, name: 'first', hidden: 0 };
const schema = { response: { 200: Type.Object({ id: Type.Integer(), name: Type.String() }) } };
const http = await createTestHttp(await createTestDatabase(), {
  routes(routes) {
    const config = { permission: 'public' };
    routes.get('/api/v1/things/:id', { config, schema }, async () => thing);
    routes.get('/api/v1/things', { config }, async () => [thing]);
    routes.put('/api/v1/things/:id', { config: { ...config, etag: true }, schema }, async (request, reply) => {
      requireMatch(request, reply, thing);
      return Object.assign(thing, request.body);
    });
  },
});
const get = (headers = {}) => http.inject({ url: '/api/v1/things/1', headers });
const put = (name: string, match?: string, headers: Record<string, string> = {}) =>
  http.inject({
    method: 'PUT',
    url: '/api/v1/things/1',
    payload: { name },
    headers: match === undefined ? headers : { ...headers, 'if-match': match },
  });

test('a resource has a strong tag that changes with what is shown of it, and only then', async () => {
  const { headers } = await get();
  assert.match(String(headers['etag']), /^"[\w-]{22}"$/);
  thing.hidden++;
  assert.equal((await get()).headers['etag'], headers['etag']);
  thing.name = 'second';
  assert.notEqual((await get()).headers['etag'], headers['etag']);
  assert.equal((await http.inject('/api/v1/things')).headers['etag'], undefined);
});

test('whoever has it already is told so without its body', async () => {
  const etag = String((await get()).headers['etag']);
  for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const answer = await get({ 'if-none-match': known });
    assert.deepEqual([answer.statusCode, answer.body, answer.headers['etag']], [304, '', etag], known);
  }
  for (const known of ['"other"', etag.slice(1, -1)])
    assert.equal((await get({ 'if-none-match': known })).statusCode, 200);
});

test('a change is made only from the state that it names', async () => {
  const etag = String((await get()).headers['etag']);
  const changed = await put('third', etag);
  assert.deepEqual([changed.statusCode, changed.headers['etag']], [200, (await get()).headers['etag']]);
  for (const stale of [etag, `W/${String(changed.headers['etag'])}`, '"x"']) {
    const refused = await put('fourth', stale);
    assert.deepEqual([refused.statusCode, refused.json().code], [412, 'precondition_failed'], stale);
    assert.equal(refused.headers['etag'], changed.headers['etag'], 'the refusal says what it is now');
  }
  assert.equal(thing.name, 'third');
  for (const match of ['*', `"x", ${String(changed.headers['etag'])}`, undefined]) {
    thing.name = 'third';
    assert.equal((await put('fifth', match)).statusCode, 200);
  }
});

test('a change answers what it made of the resource, whatever the asker knows already', async () => {
  const changed = await put('sixth', undefined, { 'if-none-match': '*' });
  assert.deepEqual([changed.statusCode, changed.json()], [200, { id: 1, name: 'sixth' }]);
});

test('the refusal says in the reader’s language how to mend it', async () => {
  const headers = { 'if-match': '"x"', 'accept-language': 'de' };
  const answer = await http.inject({ method: 'PUT', url: '/api/v1/things/1', payload: {}, headers });
  assert.match(answer.json().detail, /If-Match/);
  assert.match(answer.json().title, /Inzwischen geändert/);
});

test('the header is described where it is looked at', async () => {
  const { paths } = (await http.inject('/openapi.json')).json();
  const parameters: { name: string }[] = paths['/api/v1/things/{id}'].put.parameters;
  assert.ok(parameters.some(({ name }) => name === 'if-match'));
});
