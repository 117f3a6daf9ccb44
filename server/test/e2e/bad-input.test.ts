import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { type Answer, createTestApp } from '../support/test-app.ts';

const MB = 1024 * 1024;
const HUGE = 100 * MB;

const suite = await createTestApp();
const { id: organizationId, key } = await suite.createOrganization();

interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
}
interface Operation {
  requestBody?: { content: Record<string, { schema: Schema }> };
  parameters?: { name: string; in: string }[];
}

const { body: description } = await suite.call('GET', '/openapi.json');
const operations = Object.entries<Record<string, Operation>>(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase() as 'GET', operation })),
);

/** What no field of any route may take, as JSON. Objects and lists are tried where neither belongs, and so on. */
const wrongValues = Object.entries({
  null: null,
  'a boolean': true,
  'a negative number': -1,
  'a number beyond all bounds': 1e308,
  'an empty text': '',
  'a text with NUL': 'a\0b',
  'a text of 200,000 characters': 'x'.repeat(200_000),
  'a lone surrogate': '\ud800',
  'an object': { a: { b: {} } },
  'a list of lists': [[[]]],
  'a list of 20,000': Array.from({ length: 20_000 }, () => 'x'),
}).map(([what, value]) => [what, JSON.stringify(value)] as const);

function assertRefused(answer: Answer, what: string): void {
  assert.ok(answer.status < 500, `${what}: ${answer.status} ${answer.text.slice(0, 300)}`);
  if (answer.status < 400) return;
  assert.match(String(answer.headers['content-type']), /problem\+json/, what);
  assert.ok(
    answer.body.detail.length > 0 && !/\.errors\./.test(answer.body.detail),
    `${what}: no words for ${answer.body.code}`,
  );
}

for (const { path, method, operation } of operations) {
  const url = path.replaceAll(/\{[^}]+\}/g, '1');
  const schema = operation.requestBody?.content['application/json']?.schema;
  if (schema?.properties) {
    const properties = Object.keys(schema.properties);
    test(`${method} ${path} refuses wrong values in every field, and says where`, async () => {
      for (const property of properties) {
        for (const [what, value] of wrongValues) {
          const answer = await suite.call(method, url, { key, body: `{"${property}":${value}}` });
          assertRefused(answer, `${property} = ${what}`);
        }
      }
    });
    test(`${method} ${path} names what is missing and what it does not know`, async () => {
      const answer = await suite.call(method, url, { key, body: { no_such_field: 1 } });
      // Who asks only whether it is in order is answered, not refused.
      const { faults = answer.body.errors } = answer.status === 200 && path.endsWith('/validate') ? answer.body : {};
      assert.ok([404, 422].includes(answer.status) || faults !== undefined, answer.text);
      if (answer.status === 404) return;
      const pointers = new Set(faults.map((fault: { pointer: string }) => fault.pointer));
      assert.deepEqual(
        ['/no_such_field', ...(schema.required ?? []).map((name) => `/${name}`)].filter(
          (pointer) => !pointers.has(pointer),
        ),
        [],
      );
    });
    test(`${method} ${path} refuses 100 MB that are announced`, async () => {
      const answer = await suite.call(method, url, { key, body: '{}', headers: { 'content-length': String(HUGE) } });
      assert.deepEqual([answer.status, answer.body.code], [413, 'body_too_large']);
    });
  }
  const queries = (operation.parameters ?? []).filter((parameter) => parameter.in === 'query');
  if (queries.length > 0) {
    test(`${method} ${path} refuses odd queries`, async () => {
      for (const { name } of queries) {
        for (const value of ['', '%00', '-1', '1e99', 'x'.repeat(5000), '%F0%9F%92%A9', "' or 1=1 --"]) {
          assertRefused(await suite.call(method, `${url}?${name}=${value}`, { key }), `${name}=${value.slice(0, 20)}`);
        }
        assertRefused(await suite.call(method, `${url}?${name}=1&${name}=2`, { key }), `${name} twice`);
      }
    });
  }
  if (path.includes('{')) {
    test(`${method} ${path} refuses odd ids`, async () => {
      for (const id of ['0', '-1', '99999999999999999999', 'abc', '%00', '..%2f..', '%F0%9F%92%A9', 'x'.repeat(600)]) {
        const odd = path.replaceAll(/\{[^}]+\}/g, id);
        const isUpload = operation.requestBody !== undefined && !schema;
        const answer = await suite.call(method, odd, {
          key,
          ...(schema || isUpload ? { body: isUpload ? '' : {} } : {}),
        });
        assertRefused(answer, id.slice(0, 20));
        if (id !== 'abc') assert.ok(answer.status >= 400, `${id} answers ${answer.status}`);
      }
    });
  }
}

test('100 MB that come unannounced are refused', async () => {
  const pieces = Array.from({ length: HUGE / MB }, () => Buffer.alloc(MB, 0x20));
  const answer = await suite.app.http.inject({
    method: 'POST',
    url: '/api/v1/data/query',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    payload: Readable.from(pieces),
  });
  assert.deepEqual([answer.statusCode, answer.json().code], [413, 'body_too_large']);
});

test('nothing of all that was written', async () => {
  const db = suite.platform.database.tenant(organizationId);
  for (const table of ['jobs', 'datasets', 'imports', 'ai_models', 'prediction_results', 'upload_chunks'] as const) {
    const rows = await db.selectFrom(table).select('organization_id').execute();
    assert.deepEqual([table, rows.length], [table, 0]);
  }
  assert.ok((await db.selectFrom('api_keys').select('id').execute()).length > 0, 'the look itself would see rows');
});
