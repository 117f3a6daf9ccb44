import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { type Asked, createOutsideRoom, SECRET } from '../../../../test/support/outside-room.ts';
import { rotateSecrets } from '../../../platform/secrets/rotate-secrets.ts';
import { createSecrets } from '../../../platform/secrets/secrets.ts';
import type { StepContext } from '../steps/step-handler.ts';
import { createOutside } from './outside.ts';

const room = await createOutsideRoom();
const { ours, others, system, now, keys, deps, outside, call, inOrganization, makeWorkflow, keep, callHook, sign } =
  room;
const base = `http://crm.example:${system.port}`;

const externalApi = outside.handlers.find(({ type }) => type === 'external_api') ?? assert.fail();
const context = (more: Partial<StepContext> = {}): StepContext => ({
  organizationId: ours,
  workflowId: 1,
  runId: 'run_1',
  stepId: 'ask',
  key: 'ask',
  attempt: 1,
  idempotencyKey: 'run_1:ask',
  language: 'de',
  timeZone: 'Europe/Berlin',
  now,
  signal: new AbortController().signal,
  ...more,
});
const parameters = {
  method: 'POST',
  url: `${base}/tickets`,
  headers: {},
  expected_status: [],
  idempotency_header: 'Idempotency-Key',
};
const ask = async (more: object = {}, own: Partial<StepContext> = {}): Promise<any> =>
  (await externalApi.run({ ...parameters, ...more }, context(own))).output;

test('a credential is kept, listed, replaced and removed, and its secret is never shown', async () => {
  const { id, name } = await keep({
    kind: 'basic',
    username: 'suite',
    hosts: ['CRM.example', '*.crm.example', '[::1]:8080'],
  });
  const listed = await call('GET', 'credentials');
  assert.ok(!listed.text.includes('sk-live'));
  const [first] = listed.body.items;
  assert.deepEqual(
    [first.id, first.kind, first.username, first.hosts],
    [id, 'basic', 'suite', ['crm.example', '*.crm.example', '[::1]:8080']],
  );
  const replaced = await call('PUT', `credentials/${id}`, {
    kind: 'bearer',
    hosts: ['crm.example'],
    secret: 'another secret',
  });
  assert.deepEqual(
    [replaced.status, replaced.body.name, replaced.body.kind, replaced.body.username],
    [200, name, 'bearer', undefined],
  );
  assert.equal((await call('DELETE', `credentials/${id}`)).status, 204);
  assert.equal((await call('DELETE', `credentials/${id}`)).status, 404);
  const acts = await inOrganization<{ action: string }>(
    'select action, detail::text from audit_log where organization_id = $1',
    [ours],
  );
  assert.deepEqual(
    acts.map(({ action }) => action),
    ['credential.created', 'credential.replaced', 'credential.removed'],
  );
  assert.ok(!JSON.stringify(acts).includes('secret'));
});

test('another organization sees nothing of it', async () => {
  const { id, name } = await keep({ kind: 'bearer' });
  assert.deepEqual((await call('GET', 'credentials', undefined, others)).body.items, []);
  const body = { kind: 'bearer', hosts: ['crm.example'], secret: 'x' };
  assert.equal((await call('PUT', `credentials/${id}`, body, others)).status, 404);
  assert.equal((await call('DELETE', `credentials/${id}`, undefined, others)).status, 404);
  await assert.rejects(ask({ credential: name }, { organizationId: others }), { code: 'credential_not_found' });
});

test('what a credential lacks is said with its place', async () => {
  const refused = async (body: object) => {
    const { status, body: problem } = await call('POST', 'credentials', {
      name: 'x',
      hosts: ['a.example'],
      secret: 's',
      ...body,
    });
    assert.equal(status, 422);
    return (problem.errors ?? []).map((each: any) => `${each.pointer} ${each.code}`);
  };
  assert.deepEqual(await refused({ kind: 'header' }), ['/header field_missing']);
  assert.deepEqual(await refused({ kind: 'header', header: 'a b' }), ['/header header_invalid']);
  assert.deepEqual(await refused({ kind: 'bearer', username: 'x' }), ['/username field_not_of_kind']);
  const hosts = ['https://a.example', 'a.example/x', '*.example', '*', 'a b', 'a.example:99999', 'u@a.example'];
  assert.deepEqual(
    await refused({ kind: 'bearer', hosts }),
    hosts.map((_, index) => `/hosts/${index} host_invalid`),
  );
  const { name } = await keep({ kind: 'bearer' });
  const taken = await call('POST', 'credentials', {
    name,
    kind: 'bearer',
    hosts: ['a.example'],
    secret: 's',
  });
  assert.deepEqual([taken.status, taken.body.code], [409, 'credential_name_taken']);
});

test('a credential that a workflow calls by is not removed', async () => {
  const { id, name } = await keep({ kind: 'bearer' });
  const inner = { step_type: 'external_api', credential: name };
  await makeWorkflow('manual', [{ step_type: 'parallel', branches: [{ steps: [{ steps: [inner] }] }] }]);
  const refused = await call('DELETE', `credentials/${id}`);
  assert.deepEqual([refused.status, refused.body.code, refused.body.count], [409, 'credential_in_use', 1]);
});

test('every kind of credential reaches the other system, and none comes back', async () => {
  // A system that says what it was told.
  system.answer = (request, response) =>
    response.writeHead(200, { 'x-echo': request.headers.authorization ?? '' }).end(JSON.stringify(request));
  const kinds = [
    { kind: 'header', header: 'X-Api-Key', prefix: 'Key ' },
    { kind: 'bearer' },
    { kind: 'basic', username: 'suite' },
    { kind: 'query', parameter: 'api key' },
    { kind: 'hmac', header: 'X-Signature', prefix: 'sha256=' },
  ];
  const plain = 'sk-live-4f9';
  const told: Asked[] = [];
  for (const kind of kinds) {
    const { name } = await keep({ ...kind, secret: plain });
    const output = await ask({
      credential: name,
      body: { a: 1 },
      headers: { authorization: 'mine' },
      url: `${base}/x?a=b#c`,
    });
    assert.ok(!JSON.stringify(output).includes(plain), kind.kind);
    assert.ok(!JSON.stringify(output).includes(Buffer.from(`suite:${plain}`).toString('base64')));
    told.push(system.asked.at(-1) ?? assert.fail());
    const shown = await externalApi.preview({ ...parameters, credential: name, body: { a: 1 } }, context());
    assert.ok(!JSON.stringify(shown).includes(plain));
  }
  const [header, bearer, basic, query, hmac] = told;
  assert.equal(header?.headers['x-api-key'], `Key ${plain}`);
  assert.equal(header?.headers.authorization, 'mine');
  assert.equal(bearer?.headers.authorization, `Bearer ${plain}`);
  assert.equal(basic?.headers.authorization, `Basic ${Buffer.from(`suite:${plain}`).toString('base64')}`);
  assert.equal(query?.url, `/x?a=b&api+key=${plain}`);
  assert.equal(hmac?.headers['x-signature'], `sha256=${createHmac('sha256', plain).update('{"a":1}').digest('hex')}`);
});

test('a credential is sent to its hosts and to no other', async () => {
  const { name } = await keep({ kind: 'bearer' });
  const count = system.asked.length;
  for (const url of [`http://other.example:${system.port}/`, `http://crm.example.other.example:${system.port}/`]) {
    await assert.rejects(ask({ credential: name, url }), { namespace: /credentials|outbound/ });
  }
  await assert.rejects(ask({ credential: name, url: `http://other.example:${system.port}/` }), {
    code: 'credential_host_refused',
  });
  assert.equal(system.asked.length, count);
  // Nor by a redirect.
  system.answer = (request, response) => {
    if (request.headers.host?.startsWith('crm'))
      response.writeHead(302, { location: `http://other.example:${system.port}/` }).end();
    else response.end('ok');
  };
  await ask({ credential: name, method: 'GET' });
  assert.equal(system.asked.at(-1)?.headers.host, `other.example:${system.port}`);
  assert.equal(system.asked.at(-1)?.headers.authorization, undefined);
});

test('a request carries what the step says, and the same idempotency key at every attempt', async () => {
  system.answerJson({ id: 7, tags: [{ name: 'a' }] }, 201, { 'set-cookie': 'a=b' });
  const output = await ask({
    query: { q: 'a b&c', list: [1, 2], none: null },
    headers: { 'X-Trace': 't1' },
    body: { subject: 'é' },
    response_mapping: {
      ticket: 'body.id',
      tag: 'body.tags[0].name',
      status: 'status',
      type: 'headers["content-type"]',
    },
  });
  assert.deepEqual(output, { ticket: 7, tag: 'a', status: 201, type: 'application/json' });
  const last = system.asked.at(-1);
  assert.deepEqual(
    [last?.method, last?.url, last?.body],
    ['POST', '/tickets?q=a+b%26c&list=1&list=2', '{"subject":"é"}'],
  );
  assert.equal(last?.headers['idempotency-key'], 'run_1:ask');
  assert.equal(last?.headers['content-type'], 'application/json');
  const whole = await ask({ method: 'GET', body: { no: 'body' } });
  assert.deepEqual([whole.status, whole.body.id, whole.headers['set-cookie']], [201, 7, undefined]);
  assert.deepEqual([system.asked.at(-1)?.body, system.asked.at(-1)?.headers['idempotency-key']], ['', undefined]);
  await ask({ body: 'plain', headers: { 'Content-Type': 'text/csv' }, idempotency_header: 'X-Once' });
  assert.deepEqual(
    [system.asked.at(-1)?.headers['content-type'], system.asked.at(-1)?.headers['x-once']],
    ['text/csv', 'run_1:ask'],
  );
  await assert.rejects(ask({ response_mapping: { x: 'body.nothing' } }), { code: 'answer_field_missing' });
});

async function read(body: string | Buffer, type: string) {
  system.answer = (_request, response) => response.writeHead(200, { 'content-type': type }).end(body);
  return (await ask()).body;
}

test('an answer is read as what it is: JSON, text, nothing, or no text', async () => {
  assert.deepEqual(await read('{"a":[1]}', 'application/hal+json'), { a: [1] });
  assert.equal(await read('{"a":', 'application/json'), '{"a":');
  assert.equal(await read('', 'application/json'), null);
  assert.deepEqual(await read('[1]', 'text/plain'), [1]);
  assert.equal(await read('<p>', 'text/html'), '<p>');
  assert.equal(await read(Buffer.from([0xff, 0, 1]), 'image/png'), null);
  assert.equal(
    await read(`${'['.repeat(1000)}${']'.repeat(1000)}`, 'application/json'),
    `${'['.repeat(1000)}${']'.repeat(1000)}`,
  );
});

test('what time may mend is tried again, when the other system asks for it; what it does not mend is not', async () => {
  for (const [status, header, seconds] of [
    [429, '17', 17],
    [503, 'Sun, 01 Mar 2026 10:01:30 GMT', 90],
    [500, undefined, undefined],
    [502, 'soon', undefined],
    [503, '99999999', 86_400],
  ] as const) {
    system.answerJson({ error: 'later' }, status, header === undefined ? {} : { 'retry-after': header });
    const error: any = await ask().catch((caught: unknown) => caught);
    assert.equal(error.name, 'StepError', String(error));
    assert.deepEqual(
      [error.failure.code, error.failure.isRetryable, error.failure.retryAfterSeconds],
      ['call_failed_for_now', true, seconds],
    );
    assert.match(error.failure.message, new RegExp(String(status)));
  }
  system.answerJson({ error: 'no such field' }, 400);
  await assert.rejects(ask(), {
    code: 'call_failed',
    status: 422,
    params: { status: 400, host: 'crm.example', answer: '{"error":"no such field"}' },
  });
  system.answerJson({}, 404);
  assert.equal((await ask({ expected_status: [404] })).status, 404);
  system.answerJson({}, 200);
  await assert.rejects(ask({ expected_status: [201] }), { code: 'call_failed' });
  const { name } = await keep({ kind: 'bearer', secret: 'sk-live-4f9' });
  system.answer = (request, response) => response.writeHead(401).end(`not ${request.headers.authorization}`);
  await assert.rejects(ask({ credential: name }), {
    params: { status: 401, host: 'crm.example', answer: 'not Bearer •••' },
  });
});

test('a step asks nobody inside, and stops when it is told to', async () => {
  for (const url of [
    `http://127.0.0.1:${system.port}/`,
    'https://169.254.169.254/',
    'file:///etc/passwd',
    'https://[::1]/',
    'no url',
  ]) {
    await assert.rejects(ask({ url }), { namespace: 'outbound', status: 422 }, url);
    await assert.rejects(externalApi.preview({ ...parameters, url }, context()), { namespace: 'outbound' }, url);
  }
  system.answer = () => {};
  const stopping = new AbortController();
  const asking = ask({}, { signal: stopping.signal });
  stopping.abort(new Error('timeout'));
  await assert.rejects(asking, { message: 'timeout' });
});

test('secrets are sealed anew with another key, and the key of before is needed no more', async () => {
  const { name } = await keep({ kind: 'bearer' });
  const hook = await call('POST', `workflows/${await makeWorkflow('webhook')}/hooks`, { name: 'Shop', signed: true });
  const newKey = 'second key '.repeat(4);
  const rotate = (key: string, before: string) => {
    const secrets = createSecrets({ ...keys, key, previousKeys: [before] });
    return rotateSecrets(deps.database, secrets, [createOutside({ ...deps, secrets }).reseal]);
  };
  const count = await rotate(newKey, keys.key);
  assert.ok(count >= 2, String(count));
  assert.equal(await rotate(newKey, keys.key), 0);
  await assert.rejects(ask({ credential: name }), { code: 'secret_key_missing' });
  const later = createOutside({ ...deps, secrets: createSecrets({ ...keys, key: newKey }) });
  const own = later.handlers.find(({ type }) => type === 'external_api') ?? assert.fail();
  system.answerJson({});
  await own.run({ ...parameters, credential: name }, context());
  assert.equal(system.asked.at(-1)?.headers.authorization, `Bearer ${SECRET}`.replace('é', '\u00e9'));
  // And back, for the tests that follow.
  assert.equal(await rotate(keys.key, newKey), count);
  assert.equal(
    (await callHook(hook.body.url, '{}', sign(hook.body.signing_secret, 'm-rotated', '{}'))).statusCode,
    202,
  );
});
