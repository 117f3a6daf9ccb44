import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOutsideRoom } from '../../../../test/support/outside-room.ts';

const { ours, others, now, engine, call, makeWorkflow, callHook, sign } = await createOutsideRoom();

test('a hook starts its workflow with what the call brings', async () => {
  const workflowId = await makeWorkflow('webhook');
  const hook = await call('POST', `workflows/${workflowId}/hooks`, { name: 'Shop' });
  assert.equal(hook.status, 201, hook.text);
  const { url } = hook.body;
  assert.match(url, /^https:\/\/suite\.example\/hooks\/[\w-]{43}$/);
  const bring = async (payload: string, type: string) => {
    const response = await callHook(url, payload, { 'content-type': type });
    assert.equal(response.statusCode, 202, response.body);
    assert.equal(response.json().run_id, `run_${engine.started.length}`);
    const { webhook, ...fields } = engine.started.at(-1)?.data ?? {};
    assert.deepEqual(webhook, { name: 'Shop', id: null, received_at: now.toISOString() });
    return fields;
  };
  assert.deepEqual(await bring('{"order":{"id":7}}', 'application/json; charset=utf-8'), { order: { id: 7 } });
  assert.deepEqual(await bring('[1,2]', 'application/vnd.x+json'), { value: [1, 2] });
  assert.deepEqual(await bring('a=1&b=x%20y&a=2', 'application/x-www-form-urlencoded'), { a: ['1', '2'], b: 'x y' });
  assert.deepEqual(await bring('hello', 'text/plain'), { text: 'hello' });
  assert.deepEqual(await bring('{"webhook":"mine"}', 'application/json'), {});
  assert.equal(engine.started.at(-1)?.workflowId, workflowId);
  const [listed] = (await call('GET', `workflows/${workflowId}/hooks`)).body.items;
  assert.ok(url.includes(`/${listed.prefix}`) && listed.last_called_at !== null);
  assert.ok(!JSON.stringify(listed).includes(url.slice(-20)));
});

test('a call that cannot be read starts nothing', async () => {
  const { url } = (await call('POST', `workflows/${await makeWorkflow('webhook')}/hooks`, { name: 'Shop' })).body;
  const count = engine.started.length;
  const status = async (payload: string | Buffer, type = 'application/json', more = {}) =>
    (await callHook(url, payload, { 'content-type': type, ...more })).statusCode;
  assert.equal(await status('{"a":'), 400);
  assert.equal(await status(`${'['.repeat(100)}${']'.repeat(100)}`), 400);
  assert.equal(await status('{"a":"\\u0000"}'), 400);
  assert.equal(await status('a=%00', 'application/x-www-form-urlencoded'), 400);
  assert.equal(await status(Buffer.from([0xff, 0xfe]), 'text/plain'), 400);
  assert.equal(await status('<a/>', 'application/xml'), 415);
  assert.equal(await status('x'.repeat(257 * 1024), 'text/plain'), 413);
  assert.equal(await status('{}', 'application/json', { 'webhook-id': 'no good' }), 422);
  assert.equal((await callHook(`${url.slice(0, -1)}_`, '{}')).statusCode, 404);
  assert.equal((await callHook('https://x/hooks/unknown', '{}')).statusCode, 404);
  assert.equal(engine.started.length, count);
});

test('the same message starts one run', async () => {
  const workflowId = await makeWorkflow('webhook');
  const { url } = (await call('POST', `workflows/${workflowId}/hooks`, { name: 'Shop' })).body;
  const send = async (headers: Record<string, string>) =>
    (await callHook(url, '{}', { 'content-type': 'application/json', ...headers })).json().run_id;
  const first = await send({ 'webhook-id': 'msg_1' });
  assert.equal(await send({ 'webhook-id': 'msg_1' }), first);
  assert.equal(await send({ 'idempotency-key': 'msg_1' }), first);
  assert.notEqual(await send({ 'webhook-id': 'msg_2' }), first);
  assert.notEqual(await send({}), first);
  const other = (await call('POST', `workflows/${workflowId}/hooks`, { name: 'Other' })).body;
  assert.notEqual(
    (await callHook(other.url, '{}', { 'content-type': 'application/json', 'webhook-id': 'msg_1' })).json().run_id,
    first,
  );
});

test('a hook that is signed takes what its sender has signed lately, and nothing else', async () => {
  const { body: hook } = await call('POST', `workflows/${await makeWorkflow('webhook')}/hooks`, {
    name: 'Shop',
    signed: true,
  });
  const payload = '{"a":1}';
  const good = sign(hook.signing_secret, 'm1', payload);
  const fault = async (headers: Record<string, string>, body = payload) => {
    const response = await callHook(hook.url, body, { 'content-type': 'application/json', ...headers });
    return response.statusCode === 202 ? null : `${response.statusCode} ${response.json().fault}`;
  };
  assert.equal(await fault(good), null);
  const { 'webhook-id': id = '', 'webhook-timestamp': timestamp = '', 'webhook-signature': signature = '' } = good;
  assert.equal(await fault({ ...good, 'webhook-signature': `v1,AAAA v2,x ${signature}` }), null);
  const wrong: Record<string, string>[] = [
    { ...good, 'webhook-id': 'm2' },
    { ...good, 'webhook-timestamp': String(Number(timestamp) + 1) },
    { ...good, 'webhook-timestamp': `${timestamp}.0` },
    { ...good, 'webhook-signature': signature.replace('v1', 'v2') },
    { ...good, 'webhook-signature': signature.slice(0, -4) },
    { ...good, 'webhook-signature': '' },
    sign(`whsec_${Buffer.alloc(32).toString('base64')}`, id, payload),
  ];
  for (const headers of wrong) assert.equal(await fault(headers), '401 wrong', JSON.stringify(headers));
  assert.equal(await fault(good, '{"a":2}'), '401 wrong');
  assert.equal(await fault({}), '401 missing');
  for (const minutes of [-6, 6]) {
    const then = new Date(now.getTime() + minutes * 60_000);
    assert.equal(await fault(sign(hook.signing_secret, 'm3', payload, then)), '401 too_old');
  }
  // Played again: the run of before.
  const count = engine.started.length;
  assert.equal(await fault(good), null);
  assert.equal(engine.started.length, count);
});

test('a rotated hook has another address and another secret, and a removed one is gone', async () => {
  const own = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
  const first = await call('POST', `workflows/${await makeWorkflow('webhook')}/hooks`, {
    name: 'Shop',
    signed: true,
    signing_secret: own,
  });
  const { id, url, signing_secret: secret } = first.body;
  assert.equal(secret, own);
  assert.equal((await callHook(url, '{}', sign(own, 'a', '{}'))).statusCode, 202);
  assert.equal((await call('POST', `hooks/${id}/rotate`, {}, others)).status, 404);
  const { body: rotated } = await call('POST', `hooks/${id}/rotate`, {});
  assert.notEqual(rotated.url, url);
  assert.notEqual(rotated.signing_secret, own);
  assert.equal((await callHook(url, '{}', sign(own, 'b', '{}'))).statusCode, 404);
  assert.equal((await callHook(rotated.url, '{}', sign(own, 'b', '{}'))).statusCode, 401);
  assert.equal((await callHook(rotated.url, '{}', sign(rotated.signing_secret, 'b', '{}'))).statusCode, 202);
  assert.equal((await call('DELETE', `hooks/${id}`, undefined, others)).status, 404);
  assert.equal((await call('DELETE', `hooks/${id}`)).status, 204);
  assert.equal((await callHook(rotated.url, '{}', sign(rotated.signing_secret, 'c', '{}'))).statusCode, 404);
});

test('a hook belongs to a workflow, under a name of its own', async () => {
  const workflowId = await makeWorkflow('webhook');
  const codeOf = async (path: string, body: object, organizationId = ours) =>
    (await call('POST', path, body, organizationId)).body.code;
  const path = `workflows/${workflowId}/hooks`;
  assert.equal(await codeOf(path, { name: 'x' }, others), 'workflow_not_found');
  assert.equal((await call('GET', path, undefined, others)).status, 404);
  assert.equal(await codeOf(path, { name: 'x', signing_secret: 'abc' }), 'hook_secret_refused');
  assert.equal(await codeOf(path, { name: 'x', signed: true, signing_secret: 'too short' }), 'hook_secret_refused');
  assert.equal(await codeOf(path, { name: 'x' }), undefined);
  assert.equal(await codeOf(path, { name: 'x' }), 'hook_name_taken');
  for (let index = 1; index < 20; index += 1) await call('POST', path, { name: `x${index}` });
  assert.equal(await codeOf(path, { name: 'one more' }), 'too_many_hooks');
});

test('what a hook does not say, the trigger of its workflow says', async () => {
  const trigger = { webhook: { verify: 'standard_webhooks', answer: 'at_end' } };
  const path = `workflows/${await makeWorkflow('webhook', [], trigger)}/hooks`;
  const usual = (await call('POST', path, { name: 'usual' })).body;
  assert.deepEqual([usual.signed, usual.answer], [true, 'at_end']);
  assert.match(usual.signing_secret, /^whsec_/);
  assert.equal((await callHook(usual.url, '{}')).statusCode, 401);
  const own = (await call('POST', path, { name: 'own', signed: false, answer: 'now' })).body;
  assert.deepEqual([own.signed, own.answer, own.signing_secret], [false, 'now', null]);
  assert.equal((await callHook(own.url, '{}')).statusCode, 202);
});

const makeWaiting = async (seconds: number) =>
  (
    await call('POST', `workflows/${await makeWorkflow('webhook')}/hooks`, {
      name: 'x',
      answer: 'at_end',
      wait_seconds: seconds,
    })
  ).body;

test('a caller may wait for what the run comes to, but not for ever', async () => {
  const waiting = callHook((await makeWaiting(30)).url, '{}');
  const count = engine.started.length;
  while (engine.started.length === count) await new Promise((resolve) => setImmediate(resolve));
  const id = `run_${engine.started.length}`;
  engine.runs.set(id, { id, status: 'succeeded', output: { total: 3 }, finished_at: now });
  const done = await waiting;
  assert.deepEqual([done.statusCode, done.json()], [200, { run_id: id, status: 'succeeded', output: { total: 3 } }]);
  const slow = await callHook((await makeWaiting(1)).url, '{}');
  assert.deepEqual([slow.statusCode, slow.json().status], [202, 'running']);
});

test('calls are counted for each hook by itself, and there is an end to them', async () => {
  const workflowId = await makeWorkflow('webhook');
  const left = async (name: string) => {
    const { url } = (await call('POST', `workflows/${workflowId}/hooks`, { name })).body;
    await callHook(url, '{}');
    const { headers } = await callHook(url, '{}');
    return [headers['ratelimit-limit'], headers['ratelimit-remaining']].map(Number);
  };
  assert.deepEqual(await left('x'), [600, 598]);
  assert.deepEqual(await left('y'), [600, 598]);
});
