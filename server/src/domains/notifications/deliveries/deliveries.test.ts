import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { createNotificationRoom } from '../../../../test/support/notification-room.ts';
import { createMember, createPerson } from '../../../../test/support/people.ts';
import { until } from '../../../../test/support/until.ts';

const room = await createNotificationRoom();
const { suite, mine, mail, hooks, sending, send, inbox, makeDue, settled, tried, asOwner, makeEndpoint, sendHook } =
  room;
const anna = await createMember(suite, mine.id, 'admin', 'Anna');
const ben = await createMember(suite, mine.id, 'viewer', 'Ben');

test('the same call with the same key makes nothing twice, also at the same moment and after a rollback', async () => {
  const person = await createMember(suite, mine.id, 'viewer');
  const request = {
    category: 'workflow_results',
    recipients: { userIds: [person.id], addresses: ['once@elsewhere.example'] },
    channels: ['in_app', 'email'],
    text: { kind: 'words', title: 'Once', message: 'Once' },
    source: { kind: 'product', id: 'test', name: '' },
    idempotencyKey: 'step 1',
  } as const;
  const { sendWithin, send: sendAlone } = sending;
  await assert.rejects(
    suite.platform.database.transaction(mine.id, async (db) => {
      await sendWithin(db, mine.id, request);
      throw new Error('the step failed');
    }),
    /the step failed/,
  );
  assert.deepEqual(await inbox(person), []);
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => sendAlone(mine.id, request)));
  assert.deepEqual(outcomes.filter(({ isNew }) => isNew).length, 1);
  for (const each of outcomes) assert.deepEqual({ ...each, isNew: true }, { ...outcomes[0], isNew: true });
  assert.equal((await inbox(person)).length, 1);
  await settled(outcomes[0]?.deliveryIds[1] ?? '');
  assert.equal(mail.received.filter(({ to }) => to[0] === 'once@elsewhere.example').length, 1);
});

test('mail arrives with both forms, escaped, with its id and a one-click unsubscription', async () => {
  const { body } = await send({
    category: 'workflow_results',
    channels: ['email'],
    recipients: { emails: ['sales@company.example'] },
    title: 'Lead: <b>Ünïcode</b>\r\nBcc: evil@example.com',
    message: 'First <script>alert(1)</script>\n\nSecond',
    link: '/data?x=1&y=2',
  });
  const done = await settled(body.delivery_ids[0]);
  assert.deepEqual(
    [done.status, done.attempts, done.log[0].outcome, done.log[0].status_code],
    ['sent', 1, 'sent', 250],
  );
  const found = mail.received.find(({ to }) => to[0] === 'sales@company.example') ?? assert.fail('no mail');
  assert.equal(found.from, 'suite@example.com');
  const head = found.text.slice(0, found.text.indexOf('\r\n\r\n')).replaceAll(/\r\n\s+/g, ' ');
  assert.match(head, new RegExp(`^Message-ID: <${body.delivery_ids[0]}@example.com>$`, 'm'));
  assert.match(
    head,
    /^List-Unsubscribe: <https:\/\/suite\.example\.com\/api\/v1\/notifications\/unsubscribe\?token=[^>]+>$/m,
  );
  assert.match(head, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
  assert.doesNotMatch(head, /^Bcc/m);
  assert.match(done.content.html, /First &lt;script&gt;alert\(1\)&lt;\/script&gt;/);
  assert.match(done.content.html, /href="https:\/\/suite\.example\.com\/data\?x=1&amp;y=2"/);
  assert.match(done.content.html, /Müller &amp; &lt;Sons&gt;/);
  assert.ok(!JSON.stringify(done).includes(tokenOf(found.text)), 'whoever reads the log could unsubscribe the reader');
  assert.match(found.text, /Content-Type: text\/plain/);
  assert.match(found.text, /Content-Type: text\/html/);
});

/** The link's token, out of the header of a mail. */
function tokenOf(text: string): string {
  const head = text.slice(0, text.indexOf('\r\n\r\n')).replaceAll(/\r\n\s+/g, ' ');
  return /token=([\w.-]+)>/.exec(head)?.[1] ?? '';
}

test('one click ends mail of a category, for a member and for a stranger; a look at the link does not', async () => {
  const person = await createMember(suite, mine.id, 'viewer');
  for (const address of [person.email, 'stranger@else.example']) {
    const { body } = await send({ category: 'ai_insights', channels: ['email'], recipients: { emails: [address] } });
    await settled(body.delivery_ids[0]);
    const token = tokenOf(mail.received.findLast(({ to }) => to[0] === address)?.text ?? '');
    const url = `/api/v1/notifications/unsubscribe?token=${token}`;
    const look = await suite.call('GET', url, { headers: { 'accept-language': 'de' } });
    assert.deepEqual([look.status, look.headers['content-type']], [200, 'text/html; charset=utf-8']);
    assert.match(look.text, /KI-Erkenntnisse/);
    assert.equal(
      (await send({ category: 'ai_insights', channels: ['email'], recipients: { emails: [address] } })).body
        .delivery_ids.length,
      1,
    );
    const click = await suite.call('POST', url, {
      body: 'List-Unsubscribe=One-Click',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    assert.equal(click.status, 200, click.text);
    const after = await send({ category: 'ai_insights', channels: ['email'], recipients: { emails: [address] } });
    assert.deepEqual([after.body.delivery_ids, after.body.skipped.length], [[], 1]);
    const other = await send({ category: 'billing', channels: ['email'], recipients: { emails: [address] } });
    assert.equal(other.body.delivery_ids.length, 1);
  }
  const [, signature] = tokenOf(mail.received.at(-1)?.text ?? '').split('.');
  const other = Buffer.from(JSON.stringify([mine.id, ben.id, 'billing'])).toString('base64url');
  for (const token of [`${other}.${signature}`, `${other}.AAAA`, `${other}.`, 'x']) {
    const forged = await suite.call('POST', `/api/v1/notifications/unsubscribe?token=${token}`);
    assert.deepEqual([forged.status, forged.body.code], [404, 'unsubscribe_token_invalid'], token);
  }
});

test('mail about security has no unsubscription and cannot be switched off', async () => {
  const refused = await suite.call('PATCH', 'notifications/preferences', {
    headers: ben.as,
    body: { channels: { security: { email: false } } },
  });
  assert.deepEqual([refused.status, refused.body.errors[0].pointer], [422, '/channels/security/email']);
  const { body } = await send({ category: 'security', channels: ['email'], recipients: { user_ids: [ben.id] } });
  await settled(body.delivery_ids[0]);
  const found = mail.received.findLast(({ to }) => to[0] === ben.email) ?? assert.fail('no mail');
  assert.doesNotMatch(found.text, /unsubscribe/i);
});

test('a mail server’s 4xx is tried again later, its 5xx is final, and both are shown; a dead letter can be replayed', async () => {
  mail.refuse = (address) =>
    address === 'busy@else.example'
      ? { code: 451, message: 'try later' }
      : address === 'gone@else.example'
        ? { code: 550, message: 'no such user' }
        : null;
  const [busy, gone] = await Promise.all(
    ['busy@else.example', 'gone@else.example'].map(
      async (address) => (await send({ channels: ['email'], recipients: { emails: [address] } })).body.delivery_ids[0],
    ),
  );
  const dead = await settled(gone);
  assert.deepEqual([dead.status, dead.attempts, dead.log[0].status_code], ['dead', 1, 550]);
  assert.match(dead.error, /no such user/);
  const waiting = await tried(busy, 1);
  assert.deepEqual([waiting.status, waiting.log[0].status_code], ['pending', 451]);
  const pauseMs = Date.parse(waiting.next_attempt_at) - Date.parse(waiting.log[0].at);
  assert.ok(pauseMs > 4000 && pauseMs < 6500, `${pauseMs} ms`);
  const tooEarly = await suite.call('POST', `notifications/deliveries/${busy}/replay`, { key: mine.key });
  assert.deepEqual([tooEarly.status, tooEarly.body.code], [409, 'delivery_pending']);

  mail.refuse = null;
  await makeDue(busy);
  assert.deepEqual(
    (await settled(busy)).log.map(({ outcome }: any) => outcome),
    ['failed', 'sent'],
  );
  const { items } = (await suite.call('GET', 'notifications/deliveries?status=dead', { key: mine.key })).body;
  assert.ok(items.some(({ id }: any) => id === gone));
  assert.equal((await suite.call('POST', `notifications/deliveries/${gone}/replay`, { key: mine.key })).status, 202);
  const arrived = await settled(gone);
  assert.deepEqual([arrived.status, arrived.attempts, arrived.error], ['sent', 2, null]);
  const ids = mail.received
    .filter(({ to }) => to[0] === 'gone@else.example')
    .map(({ text }) => /Message-ID: (.*)/i.exec(text)?.[1]);
  assert.deepEqual(ids, [`<${gone}@example.com>`]);
});

test('a webhook is signed so that the standard’s own library accepts it, with both secrets after a rotation', async () => {
  const { id, secret } = await makeEndpoint('/signed', { categories: ['workflow_results'] });
  const first = await sendHook(id, { title: 'Ünï', data: { n: 1 } });
  assert.equal((await settled(first)).status, 'sent');
  const [call] = hooks.of('/signed');
  assert.ok(call);
  const payload = new Webhook(secret).verify(call.body, call.headers as Record<string, string>) as any;
  assert.deepEqual([payload.type, payload.data.title, payload.data.data], ['notification', 'Ünï', { n: 1 }]);
  assert.equal(call.headers['webhook-id'], first);
  assert.throws(() => new Webhook(secret).verify(`${call.body} `, call.headers as Record<string, string>));

  const rotated = await suite.call('POST', `notifications/webhook-endpoints/${id}/rotate-secret`, {
    key: mine.key,
    body: { grace_seconds: 60 },
  });
  assert.notEqual(rotated.body.secret, secret);
  await settled(await sendHook(id));
  const second = hooks.of('/signed')[1] ?? assert.fail();
  for (const valid of [secret, rotated.body.secret as string]) {
    new Webhook(valid).verify(second.body, second.headers as Record<string, string>);
  }
  await asOwner(`update webhook_endpoints set previous_valid_until = now() where id = $1`, [id]);
  await settled(await sendHook(id));
  const third = hooks.of('/signed')[2] ?? assert.fail();
  assert.throws(() => new Webhook(secret).verify(third.body, third.headers as Record<string, string>));
  new Webhook(rotated.body.secret).verify(third.body, third.headers as Record<string, string>);

  const shown = await suite.call('GET', `notifications/webhook-endpoints/${id}`, { key: mine.key });
  assert.ok(!shown.text.includes('whsec_'));
  const [stored] = await asOwner<{ secret: string }>('select secret from webhook_endpoints where id = $1', [id]);
  assert.ok(
    stored && !stored.secret.includes(String(rotated.body.secret).slice(6)),
    'the secret lies open in the database',
  );
  const other = await send({ category: 'billing', channels: ['webhook'] });
  assert.ok(!other.body.delivery_ids.length || hooks.of('/signed').length === 3, 'a category it does not take');
});

test('a webhook is tried eight times within 28 hours, as long as the other side asks, and then given up', async () => {
  const { id } = await makeEndpoint('/down');
  hooks.answer = (path) => (path === '/down' ? { status: 503, body: 'down for now' } : null);
  const pauses: number[] = [];
  const sent = await sendHook(id);
  for (let attempt = 1; attempt < 8; attempt += 1) {
    const found = await tried(sent, attempt);
    assert.equal(found.status, 'pending', `attempt ${attempt}`);
    pauses.push((Date.parse(found.next_attempt_at) - Date.parse(found.log[attempt - 1].at)) / 1000);
    await makeDue(sent);
  }
  const dead = await settled(sent);
  assert.deepEqual([dead.status, dead.attempts, dead.log[7].answer], ['dead', 8, 'down for now']);
  for (const [index, expected] of [5, 300, 1800, 7200, 18_000, 36_000, 36_000].entries()) {
    const pause = pauses[index] ?? 0;
    assert.ok(pause >= expected * 0.89 && pause <= expected * 1.12, `${pause} s instead of ${expected} s`);
  }
  assert.equal(new Set(hooks.of('/down').map(({ headers }) => headers['webhook-id'])).size, 1);

  hooks.answer = (path) => (path === '/down' ? { status: 429, headers: { 'retry-after': '600' } } : null);
  const asked = await tried(await sendHook(id), 1);
  const waits = (Date.parse(asked.next_attempt_at) - Date.parse(asked.log[0].at)) / 1000;
  assert.ok(waits > 599 && waits < 605, `${waits} s`);
  hooks.answer = () => null;
});

test('redirects are not followed, 410 switches an endpoint off, and so do five days without a success; its keepers are told', async () => {
  hooks.answer = (path) =>
    path === '/moved'
      ? { status: 302, headers: { location: `${hooks.url}/secret` } }
      : ['/gone', '/failing'].includes(path)
        ? { status: path === '/gone' ? 410 : 500 }
        : null;
  const moved = await tried(await sendHook((await makeEndpoint('/moved')).id), 1);
  assert.deepEqual([moved.status, moved.log[0].status_code, hooks.of('/secret')], ['pending', 302, []]);

  const gone = await makeEndpoint('/gone');
  const dead = await settled(await sendHook(gone.id));
  assert.deepEqual([dead.status, dead.attempts], ['dead', 1]);
  const failing = await makeEndpoint('/failing');
  const last = await sendHook(failing.id);
  await tried(last, 1);
  const show = async (id: number) =>
    (await suite.call('GET', `notifications/webhook-endpoints/${id}`, { key: mine.key })).body;
  assert.deepEqual([(await show(failing.id)).enabled, (await show(gone.id)).disabled_reason], [true, 'gone']);
  await asOwner(`update webhook_endpoints set failing_since = now() - interval '6 days' where id = $1`, [failing.id]);
  await makeDue(last);
  await until(async () => (await show(failing.id)).disabled_reason === 'failing');
  const told = await until(async () => {
    const found = (await inbox(anna, '?category=performance_alerts')).filter(({ data }) => data.webhook_endpoint_id);
    return found.length === 2 ? found : null;
  });
  assert.match(told[0].title, /Hook \/failing.*switched off/);
  assert.equal((await inbox(ben, '?category=performance_alerts')).length, 0);

  const skipped = await send({ channels: ['webhook'], recipients: { endpoint_ids: [failing.id] } });
  assert.deepEqual(skipped.body.skipped[0].reason, 'no_endpoint');
  const replay = () => suite.call('POST', `notifications/deliveries/${dead.id}/replay`, { key: mine.key });
  assert.equal((await replay()).body.code, 'delivery_target_gone');
  hooks.answer = () => null;
  await suite.call('PATCH', `notifications/webhook-endpoints/${gone.id}`, { key: mine.key, body: { enabled: true } });
  assert.equal((await replay()).status, 202);
  assert.equal((await settled(dead.id)).status, 'sent');
});

test('an endpoint on a network inside is refused when it is made; one can be tested, changed and removed', async () => {
  for (const url of [
    'https://169.254.169.254/x',
    'http://example.com',
    'https://user:pw@example.com',
    'ftp://example.com',
  ]) {
    const answer = await suite.call('POST', 'notifications/webhook-endpoints', {
      key: mine.key,
      body: { name: 'x', url },
    });
    assert.equal(answer.status, 422, `${url}: ${answer.text}`);
  }
  const { id } = await makeEndpoint('/tested', { categories: ['security'] });
  const answer = await suite.call('POST', `notifications/webhook-endpoints/${id}/test`, { key: mine.key });
  assert.equal((await settled(answer.body.delivery_ids[0])).status, 'sent');
  assert.equal(JSON.parse(hooks.of('/tested')[0]?.body ?? '').data.data.test, true);
  assert.equal((await suite.call('DELETE', `notifications/webhook-endpoints/${id}`, { key: mine.key })).status, 204);
  const { body } = await suite.call('GET', 'tenancy/audit-log?limit=200', { key: mine.key });
  const actions = new Set(body.items.map(({ action }: any) => action));
  for (const action of ['webhook_endpoint.created', 'webhook_endpoint.removed', 'webhook_endpoint.secret_rotated']) {
    assert.ok(actions.has(action), action);
  }
  assert.ok(!JSON.stringify(body).includes('whsec_'));
});

const emails = (n: number, from: number): string[] =>
  Array.from({ length: n }, (_, index) => `q${from + index}@else.example`);

test('more than the queue holds is refused with 429, and nothing of it is kept', async () => {
  const full = await suite.createOrganization('Full');
  mail.refuse = (address) => (address.startsWith('q') ? { code: 451, message: 'slow' } : null);
  assert.equal((await send({ channels: ['email'], recipients: { emails: emails(40, 0) } }, full)).status, 202);
  const refused = await send(
    { channels: ['email', 'in_app'], recipients: { emails: emails(1, 40), all_members: true } },
    full,
  );
  assert.deepEqual([refused.status, refused.body.code, refused.headers['retry-after']], [429, 'queue_full', '60']);
  assert.equal((await send({ recipients: { all_members: true } }, full)).status, 202, 'an inbox needs no queue');
  const neighbour = await send({ channels: ['email'], recipients: { emails: ['fine@else.example'] } });
  assert.equal(neighbour.status, 202);
  assert.equal((await settled(neighbour.body.delivery_ids[0])).status, 'sent');
  mail.refuse = null;
});

test('the log has one line a delivery, without what it says', async () => {
  const { body } = await send({
    channels: ['email'],
    recipients: { emails: ['log@else.example'] },
    message: 'Hush-hush',
  });
  await settled(body.delivery_ids[0]);
  const line = await until(() => suite.logLines.find((each) => each.includes(body.delivery_ids[0])));
  const { operation, outcome, organizationId } = JSON.parse(line);
  assert.deepEqual([operation, outcome, organizationId], ['delivery email', 'sent', mine.id]);
  assert.ok(!suite.logLines.some((each) => each.includes('Hush-hush') || each.includes('log@else.example')));
});

test('nobody reads or changes what another organization has', async () => {
  const stranger = await createPerson(suite);
  const answer = await suite.call('GET', 'notifications', {
    headers: { ...stranger.as, 'x-organization': String(mine.id) },
  });
  assert.equal(answer.status, 403);
  const other = await suite.createOrganization('Other');
  const { id } = await makeEndpoint('/other');
  for (const [method, path] of [
    ['GET', `notifications/webhook-endpoints/${id}`],
    ['POST', `notifications/webhook-endpoints/${id}/test`],
    ['DELETE', `notifications/webhook-endpoints/${id}`],
  ] as const) {
    assert.equal((await suite.call(method, path, { key: other.key })).status, 404, `${method} ${path}`);
  }
});
