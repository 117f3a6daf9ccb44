import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestApp } from '../../test/support/test-app.ts';

const suite = await createTestApp();
const { key } = await suite.createOrganization();

const post = (body: unknown, headers: Record<string, string> = {}) =>
  suite.call('POST', 'tenancy/api-keys', { key, body, headers });

test('every fault of a body is told with its pointer', async () => {
  const answer = await post({ name: '', permissions: 7, colour: 'red' });
  assert.equal(answer.status, 422);
  assert.match(String(answer.headers['content-type']), /^application\/problem\+json/);
  assert.deepEqual(answer.body.errors.map((fault: { pointer: string }) => fault.pointer).toSorted(), [
    '/colour',
    '/name',
    '/permissions',
  ]);
  assert.ok(answer.body.errors.every((fault: { detail: string }) => fault.detail.length > 10));
});

test('a list of a hundred thousand wrong items is refused without keeping others waiting', async () => {
  const since = performance.now();
  const permissions = Array.from({ length: 100_000 }, () => 7);
  const answer = await post({ name: 'x', permissions });
  assert.equal(answer.status, 422);
  assert.ok(answer.body.errors.length <= 50);
  // Compared each with each they took minutes; the bound is far from both.
  assert.ok(performance.now() - since < 10_000);
});

test('a number in quotes is no number', async () => {
  const answer = await suite.call('POST', 'session', {
    body: { email: 'a@example.com', password: 5, remember: 'yes' },
  });
  assert.deepEqual(answer.body.errors.map((fault: { pointer: string }) => fault.pointer).toSorted(), [
    '/password',
    '/remember',
  ]);
});

const badBodies: [string, string | Buffer, number, string][] = [
  ['half a document', '{"name": "x', 400, 'malformed_json'],
  ['no document', '', 400, 'malformed_json'],
  ['a NUL byte in a value', '{"name": "a\\u0000b", "permissions": "all"}', 400, 'nul_byte'],
  ['a NUL byte in a name', '{"a\\u0000": 1}', 400, 'nul_byte'],
  ['half a surrogate pair', '{"name": "a\\ud800"}', 400, 'malformed_json'],
  ['a document nested without end', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 400, 'json_too_deep'],
  ['bytes that are no UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0x7d]), 400, 'malformed_json'],
  ['a body over the limit', JSON.stringify({ name: 'x'.repeat(2_000_000) }), 413, 'body_too_large'],
  ['a list where an object belongs', '[1]', 422, 'validation_failed'],
  ['null', 'null', 422, 'validation_failed'],
];

for (const [what, body, status, code] of badBodies) {
  test(`${what} is refused with ${status}`, async () => {
    const answer = await post(body);
    assert.deepEqual([answer.status, answer.body.code], [status, code]);
    assert.notEqual(answer.body.title, `platform.errors.${code}.title`);
  });
}

test('prototype keys change nothing', async () => {
  const answer = await post('{"__proto__": {"permissions": "all"}, "constructor": 1, "name": "x"}');
  assert.equal(answer.status, 422);
  assert.equal(Object.hasOwn(Object.prototype, 'permissions'), false);
});

test('another content type is refused', async () => {
  const answer = await post('name=x', { 'content-type': 'application/x-www-form-urlencoded' });
  assert.deepEqual([answer.status, answer.body.code], [415, 'unsupported_media_type']);
});

test('an address that is not there, and a method that is not', async () => {
  const nothing = await suite.call('GET', 'nothing', { key });
  assert.deepEqual([nothing.status, nothing.body.code], [404, 'not_found']);
  const method = await suite.call('PATCH', 'jobs', { key });
  assert.deepEqual(
    [method.status, method.body.code, method.headers['allow']],
    [405, 'method_not_allowed', 'GET, HEAD'],
  );
  const withId = await suite.call('PUT', 'jobs/job_1', { key });
  assert.deepEqual([withId.status, withId.headers['allow']], [405, 'GET, HEAD, DELETE']);
});

test('odd paths and queries are refused, not crashed on', async () => {
  for (const url of [
    'jobs/%00',
    'jobs?cursor=%00',
    'jobs?cursor=!!',
    'jobs?limit=0',
    'jobs?limit=x',
    'jobs/%E0%A4%A',
    `jobs/${'x'.repeat(400)}`,
  ]) {
    const { status } = await suite.call('GET', url, { key });
    assert.ok(status >= 400 && status < 500, `${url} answers ${status}`);
  }
});

test('without a key every route but the public ones is closed', async () => {
  const paths = Object.entries<Record<string, { security?: unknown[] }>>(
    (await suite.call('GET', '/openapi.json')).body.paths,
  );
  let closed = 0;
  for (const [path, operations] of paths) {
    for (const [method, { security }] of Object.entries(operations)) {
      if (Array.isArray(security) && security.length === 0) continue;
      const url = path.replaceAll(/\{[^}]+\}/g, '1');
      const answer = await suite.call(method.toUpperCase() as 'GET', url, { body: method === 'get' ? undefined : {} });
      assert.equal(answer.status, 401, `${method} ${url}`);
      closed++;
    }
  }
  assert.ok(closed > 5);
});

test('a key without the permission is told which one it lacks', async () => {
  const { body: weak } = await post({ name: 'weak', permissions: ['data:read'] });
  const answer = await suite.call('GET', 'tenancy/api-keys', { key: weak.key });
  assert.deepEqual([answer.status, answer.body.permission], [403, 'tenancy:read']);
});

test('problems come in the reader’s language', async () => {
  const titles = new Set<string>();
  for (const language of ['en', 'es', 'fr', 'de', 'hi', 'ja', 'zh', 'ar']) {
    const answer = await suite.call('GET', 'jobs/job_unknown', { key, headers: { 'accept-language': language } });
    assert.equal(answer.headers['content-language'], language);
    titles.add(answer.body.title);
  }
  assert.equal(titles.size, 8);
});

test('a request id that is given is kept, a malformed one is not', async () => {
  const kept = await suite.call('GET', 'jobs/x', { key, headers: { 'x-request-id': 'trace-42' } });
  assert.deepEqual([kept.headers['x-request-id'], kept.body.request_id], ['trace-42', 'trace-42']);
  const made = await suite.call('GET', 'jobs/x', { key, headers: { 'x-request-id': 'no\tthanks{}' } });
  assert.match(String(made.headers['x-request-id']), /^req_/);
});

test('one line is logged for a request, and secrets never', async () => {
  suite.logLines.length = 0;
  await suite.call('POST', 'session', { body: { email: 'someone@example.com', password: 'hunter2 hunter2' } });
  const lines = suite.logLines
    .map((line): Record<string, unknown> => JSON.parse(line))
    .filter((line) => line['msg'] === 'request');
  assert.equal(lines.length, 1);
  assert.equal(lines[0]?.['operation'], 'session.sign_in');
  assert.deepEqual([lines[0]?.['outcome'], typeof lines[0]?.['durationMs']], [401, 'number']);
  assert.ok(!suite.logLines.join('').includes('hunter2'));
  assert.ok(!suite.logLines.join('').includes(key));
});

test('health is open, its detail is not', async () => {
  const open = await suite.call('GET', 'monitoring/health');
  assert.deepEqual([open.status, open.body.ready, open.body.checks], [200, true, undefined]);
  const detail = await suite.call('GET', 'monitoring/health', { key });
  assert.equal(detail.body.checks.database.ok, true);
});

test('answers carry headers that keep a browser safe', async () => {
  const { headers } = await suite.call('GET', 'monitoring/health');
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.match(String(headers['content-security-policy']), /default-src 'none'/);
});

test('every schema of a request and of an answer can be compiled', async () => {
  await suite.app.http.ready();
  await suite.app.http.compileSchemas();
});

test('a schema that is wrong is found when all are compiled, not only by the first request', async () => {
  const broken = await createTestApp();
  broken.app.http.get(
    '/broken',
    { schema: { hide: true, response: { 200: { $ref: 'NoSuchSchema#' } } } },
    async () => ({}),
  );
  await broken.app.http.ready();
  await assert.rejects(broken.app.http.compileSchemas(), /NoSuchSchema/);
});

test('the interface is described, with an answer and a problem for every route', async () => {
  const { body } = await suite.call('GET', '/openapi.json');
  assert.equal(body.openapi, '3.1.0');
  for (const [path, operations] of Object.entries<Record<string, { summary?: string; responses: object }>>(
    body.paths,
  )) {
    for (const [method, { summary, responses }] of Object.entries(operations)) {
      assert.ok(summary, `${method} ${path} has no summary`);
      assert.ok('4XX' in responses || '4xx' in responses, `${method} ${path} describes no problem`);
    }
  }
  assert.equal((await suite.call('GET', '/docs')).status, 200);
});
