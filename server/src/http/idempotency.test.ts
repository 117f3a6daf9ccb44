import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request as sendRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import Type from 'typebox';
import { createOrganization, createTestDatabase } from '../../test/support/test-database.ts';
import { createTestHttp } from '../../test/support/test-http.ts';
import { withClient } from '../platform/db/connection.ts';
import { createIdempotencyKeys } from '../platform/idempotency/idempotency-keys.ts';
import type { Http } from './http.ts';
import { httpErrors } from './http.errors.ts';

const database = await createTestDatabase();
const organization = await createOrganization(database.owner);
const other = await createOrganization(database.owner);
let done = 0;
/** Told to go on by the test; what a request waits for. */
const gates = new Map<string, PromiseWithResolvers<void>>();

function addRoutes(http: Http): void {
  const config = { permission: 'do' };
  http.post(
    '/api/v1/things',
    { config, schema: { body: Type.Any(), response: { 201: Type.Any() } } },
    async (request, reply) => {
      done++;
      return reply.code(201).header('location', `/api/v1/things/${done}`).send({ id: done, got: request.body });
    },
  );
  http.post('/api/v1/others', { config }, async () => ({ id: ++done }));
  http.post('/api/v1/fails/:how', { config }, async (request) => {
    done++;
    const { how } = request.params as { how: string };
    if (how === 'inside') throw new Error('planted');
    if (how === 'limited') throw httpErrors.rate_limited({ seconds: 3, limit: 1 });
    throw httpErrors.not_found({ path: String(done) });
  });
  http.post('/api/v1/large', { config }, async () => ({ id: ++done, text: 'x'.repeat(5_000_000) }));
  http.post('/api/v1/slow/:gate', { config }, async (request) => {
    done++;
    await gates.get((request.params as { gate: string }).gate)?.promise;
    return { id: done };
  });
  http.delete('/api/v1/things/:id', { config }, async (_request, reply) => {
    done++;
    return reply.code(204).send(null);
  });
  http.get('/api/v1/things', { config }, async () => ({ id: ++done }));
  http.post('/api/v1/public', { config: { permission: 'public' } }, async () => ({ id: ++done }));
  void http.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('text/csv', (_request, payload, parsed) => parsed(null, payload));
    scope.post('/api/v1/uploads', { config, bodyLimit: 1e12 }, async (request) => {
      let bytes = 0;
      for await (const chunk of request.body as Readable) bytes += (chunk as Buffer).length;
      return { id: ++done, bytes };
    });
  });
}

const http = await createTestHttp(database, { routes: addRoutes });

async function send(
  url: string,
  {
    key,
    body = {},
    user = `7 ${organization}`,
    method = 'POST' as const,
    headers = {},
  }: {
    key?: string;
    body?: unknown;
    user?: string;
    method?: 'POST' | 'DELETE' | 'GET';
    headers?: Record<string, string>;
  } = {},
) {
  const answer = await http.inject({
    method,
    url: `/api/v1/${url}`,
    headers: {
      ...(user === '' ? {} : { 'x-user': user }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
      ...headers,
    },
    ...(method === 'POST' ? { payload: typeof body === 'string' ? body : JSON.stringify(body) } : {}),
  });
  const isJson = /json/.test(String(answer.headers['content-type']));
  return { status: answer.statusCode, headers: answer.headers, text: answer.body, body: isJson ? answer.json() : null };
}

test('the same request with the same key gets the first answer, and is carried out once', async () => {
  const before = done;
  const first = await send('things', { key: 'a', body: { name: 'ñ' } });
  const again = await send('things', { key: 'a', body: { name: 'ñ' } });
  assert.equal(done, before + 1);
  assert.deepEqual([again.status, again.text], [201, first.text]);
  for (const name of ['content-type', 'location']) assert.equal(again.headers[name], first.headers[name]);
  assert.deepEqual([first.headers['idempotent-replayed'], again.headers['idempotent-replayed']], [undefined, 'true']);
  assert.notEqual(first.headers['x-request-id'], again.headers['x-request-id']);
  await send('things', { body: { name: 'ñ' } });
  assert.equal(done, before + 2, 'without a key it is carried out each time');
});

test('an answer without a body is given again too', async () => {
  const before = done;
  assert.equal((await send('things/1', { key: 'a', method: 'DELETE' })).status, 204);
  const again = await send('things/1', { key: 'a', method: 'DELETE' });
  assert.deepEqual(
    [again.status, again.text, again.headers['idempotent-replayed'], done],
    [204, '', 'true', before + 1],
  );
});

test('the same key for another body or another address is refused', async () => {
  await send('things', { key: 'b', body: { name: 'one' } });
  const body = await send('things', { key: 'b', body: { name: 'two' } });
  assert.deepEqual([body.status, body.body.code], [422, 'idempotency_key_reused']);
  await send('things/1', { key: 'b', method: 'DELETE' });
  const address = await send('things/2', { key: 'b', method: 'DELETE' });
  assert.deepEqual([address.status, address.body.code], [422, 'idempotency_key_reused']);
});

test('a key is one’s own: another user, organization or route may use it', async () => {
  const before = done;
  await send('things', { key: 'c' });
  await send('things', { key: 'c', user: `8 ${organization}` });
  await send('things', { key: 'c', user: `7 ${other}` });
  await send('others', { key: 'c' });
  assert.equal(done, before + 4);
});

test('a request that is still running is not begun again, and says when to come back', async () => {
  gates.set('one', Promise.withResolvers());
  const before = done;
  const first = send('slow/one', { key: 'd' });
  for (;;) {
    if (done > before) break;
    await new Promise((resolve) => setImmediate(resolve));
  }
  const meanwhile = await Promise.all(Array.from({ length: 20 }, () => send('slow/one', { key: 'd' })));
  for (const { status, body, headers } of meanwhile) {
    assert.deepEqual([status, body.code, headers['retry-after']], [409, 'idempotency_key_running', '1']);
  }
  gates.get('one')?.resolve();
  assert.equal((await first).status, 200);
  assert.equal((await send('slow/one', { key: 'd' })).headers['idempotent-replayed'], 'true');
  assert.equal(done, before + 1);
});

test('of fifty equal requests at once exactly one is carried out', async () => {
  const before = done;
  const answers = await Promise.all(Array.from({ length: 50 }, () => send('things', { key: 'e' })));
  assert.equal(done, before + 1);
  assert.ok(answers.every(({ status }) => status === 201 || status === 409));
});

test('a fault of the server is not kept: the request may be tried again', async () => {
  const before = done;
  for (const how of ['inside', 'limited']) {
    assert.ok((await send(`fails/${how}`, { key: 'f' })).status >= 429);
    assert.equal((await send(`fails/${how}`, { key: 'f' })).headers['idempotent-replayed'], undefined);
  }
  assert.equal(done, before + 4);
});

test('a refusal is kept, in the words it was made in', async () => {
  const first = await send('fails/refused', { key: 'g', headers: { 'accept-language': 'de' } });
  const again = await send('fails/refused', { key: 'g' });
  assert.deepEqual([again.status, again.text], [404, first.text]);
  assert.deepEqual(
    [again.headers['content-type'], again.headers['content-language']],
    ['application/problem+json', 'de'],
  );
});

test('what is refused before it is begun leaves the key free', async () => {
  const before = done;
  assert.equal((await send('things', { key: 'h', body: '{' })).status, 400);
  assert.equal((await send('things', { key: 'h' })).status, 201);
  assert.equal(done, before + 1);
});

test('an answer too large to be kept is not given again, nor is the request carried out again', async () => {
  const before = done;
  assert.equal((await send('large', { key: 'i' })).status, 200);
  const again = await send('large', { key: 'i' });
  assert.deepEqual([again.status, again.body.code, done], [409, 'idempotency_answer_gone', before + 1]);
});

test('reads and public routes take no key', async () => {
  const before = done;
  for (const _ of [1, 2]) {
    await send('things', { key: 'j', method: 'GET' });
    await send('public', { key: 'j', user: '' });
  }
  assert.equal(done, before + 4);
});

test('a key that is empty, too long or not printable is refused with its place', async () => {
  for (const key of ['', 'x'.repeat(256), 'ü']) {
    const { status, body } = await send('things', { key });
    assert.deepEqual([status, body.errors[0].pointer], [422, '/headers/idempotency-key'], key);
  }
});

test('an upload is hashed on its way: the same file is recognised, another of the same length is not', async () => {
  const before = done;
  const csv = { 'content-type': 'text/csv' };
  const file = `a,b\n${'1,2\n'.repeat(200_000)}`;
  const first = await send('uploads', { key: 'k', body: file, headers: csv });
  const again = await send('uploads', { key: 'k', body: file, headers: csv });
  assert.deepEqual([again.text, done], [first.text, before + 1]);
  const changed = await send('uploads', { key: 'k', body: file.replace('1,2', '1,3'), headers: csv });
  assert.deepEqual([changed.status, changed.body.code], [422, 'idempotency_key_reused']);
});

test('an upload of 300 MB with a key is never held in memory', async () => {
  await http.listen({ port: 0, host: '127.0.0.1' });
  const { port } = http.server.address() as AddressInfo;
  const chunk = Buffer.alloc(1024 * 1024, 0x61);
  const upload = async () => {
    const call = sendRequest({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/api/v1/uploads',
      headers: { 'x-user': `7 ${organization}`, 'idempotency-key': 'm', 'content-type': 'text/csv' },
    });
    Readable.from(
      (function* () {
        for (let sent = 0; sent < 300; sent++) yield chunk;
      })(),
    ).pipe(call);
    const [response] = await once(call, 'response');
    let text = '';
    for await (const part of response) text += String(part);
    return text;
  };
  const before = process.memoryUsage().rss;
  const first = await upload();
  assert.equal(await upload(), first);
  const grownMb = (process.memoryUsage().rss - before) / 1024 ** 2;
  assert.ok(grownMb < 200, `memory has grown by ${grownMb} MB`);
});

test('a sender who breaks off leaves the key free', async () => {
  const { port } = http.server.address() as AddressInfo;
  const headers = {
    'x-user': `7 ${organization}`,
    'idempotency-key': 'n',
    'content-type': 'text/csv',
    'content-length': '1000',
  };
  const call = sendRequest({ port, host: '127.0.0.1', method: 'POST', path: '/api/v1/uploads', headers });
  call.on('error', () => {});
  call.write('a,b\n');
  const count = async () =>
    (
      await database.database
        .tenant(organization)
        .selectFrom('idempotency_keys')
        .select('key_hash')
        .where('answer', 'is', null)
        .execute()
    ).length;
  while ((await count()) === 0) await new Promise((resolve) => setImmediate(resolve));
  call.destroy();
  while ((await count()) > 0) await new Promise((resolve) => setImmediate(resolve));
  const whole = await send('uploads', { key: 'n', body: 'a,b\n', headers: { 'content-type': 'text/csv' } });
  assert.equal(whole.status, 200);
});

test('what was answered cannot be read from the database', async () => {
  await send('things', { key: 'o', body: { secret: 'bsk_very_secret' } });
  const rows = await database.database.tenant(organization).selectFrom('idempotency_keys').selectAll().execute();
  assert.ok(rows.length > 5);
  for (const row of rows)
    assert.ok(!Buffer.concat([row.key_hash, row.answer ?? Buffer.alloc(0)]).includes('very_secret'));
});

test('the key of a node that died is free again when its time is over, for the same request', async () => {
  const keys = createIdempotencyKeys(database.database, 'secret', { leaseSeconds: 1 });
  const hash = Buffer.alloc(32, 1);
  const wanted = {
    organizationId: organization,
    scope: ['user 1', 'POST', '/x'],
    key: 'p',
    requestHash: hash,
    bodyHash: hash,
  };
  const dead = await keys.claim(wanted);
  assert.equal(dead.outcome, 'ours');
  assert.equal((await keys.claim(wanted)).outcome, 'running');
  const expire = (column: string) =>
    withClient(database.owner, async (client) => {
      await client.query("select set_config('app.organization_id', $1, false)", [String(organization)]);
      await client.query(`update idempotency_keys set ${column} = now() - interval '1 second' where answer is null`);
    });
  await expire('claimed_until');
  assert.equal((await keys.claim({ ...wanted, bodyHash: Buffer.alloc(32, 2) })).outcome, 'different');
  const next = await keys.claim(wanted);
  assert.equal(next.outcome, 'ours');
  // The dead node wakes up: what it says no longer counts.
  if (dead.outcome === 'ours') await dead.call.keep({ status: 200, headers: {}, body: Buffer.from('late') }, hash);
  assert.equal((await keys.claim(wanted)).outcome, 'running');
  if (next.outcome === 'ours') await next.call.release();
  assert.equal((await keys.claim(wanted)).outcome, 'ours');
});

test('a request that takes longer than the lease keeps its key', async () => {
  const keys = createIdempotencyKeys(database.database, 'secret', { leaseSeconds: 0.3 });
  const hash = Buffer.alloc(32, 1);
  const wanted = { organizationId: organization, scope: ['long'], key: 'q', requestHash: hash, bodyHash: hash };
  const claim = await keys.claim(wanted);
  const until = performance.now() + 1000;
  while (performance.now() < until) assert.equal((await keys.claim(wanted)).outcome, 'running');
  if (claim.outcome === 'ours') await claim.call.release();
});

test('answers past their day are swept away for all organizations, and only those', async () => {
  const keys = createIdempotencyKeys(database.database, 'secret', { retentionSeconds: -1 });
  const hash = Buffer.alloc(32, 1);
  await keys.sweep();
  for (const organizationId of [organization, other]) {
    for (const key of ['r', 's']) {
      const claim = await keys.claim({ organizationId, scope: [], key, requestHash: hash, bodyHash: hash });
      if (claim.outcome === 'ours') await claim.call.keep({ status: 200, headers: {}, body: null }, hash);
    }
  }
  assert.equal(await keys.sweep(), 4);
  assert.equal((await send('things', { key: 'a', body: { name: 'ñ' } })).headers['idempotent-replayed'], 'true');
});

test('every unsafe route that is not public describes the header', async () => {
  const { paths } = (await http.inject('/openapi.json')).json();
  const names = (path: string, method: string): string[] =>
    (paths[path][method].parameters ?? [])
      .filter((each: { in: string }) => each.in === 'header')
      .map((each: { name: string }) => each.name);
  assert.deepEqual(names('/api/v1/things', 'post'), ['idempotency-key']);
  assert.deepEqual(names('/api/v1/things/{id}', 'delete'), ['idempotency-key']);
  assert.deepEqual([names('/api/v1/things', 'get'), names('/api/v1/public', 'post')], [[], []]);
});
