import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { after, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { createNotificationRoom, KEY_OF_BEFORE } from '../../../../test/support/notification-room.ts';
import { createMember } from '../../../../test/support/people.ts';
import { rotateSecrets } from '../../../platform/secrets/rotate-secrets.ts';
import { createSecrets } from '../../../platform/secrets/secrets.ts';
import { createResealEndpoints } from '../webhooks/reseal-endpoints.ts';
import { openSecret } from '../webhooks/sealed-secret.ts';

const room = await createNotificationRoom({ work: false });
const { suite, mine, mail, hooks, send, inbox, asOwner, delivery, settled, makeDue, makeEndpoint, sendHook } = room;
const { app, jobs, secret: installationSecret } = suite.database.accounts;

function startNode() {
  const child = fork(new URL('../../../../test/support/delivery-node-child.ts', import.meta.url), {
    env: { ...process.env, DELIVERY_NODE: JSON.stringify({ app, jobs, installationSecret, smtpUrl: mail.url }) },
  });
  after(() => child.kill('SIGKILL'));
  return child;
}

test(
  'what a killed node has sent without noting it is sent once more, under the same id',
  { timeout: 60_000 },
  async () => {
    const endpoint = await makeEndpoint('/killed');
    const ways = [
      { channels: ['email'], recipients: { emails: ['once@else.example'] } },
      { channels: ['webhook'], recipients: { endpoint_ids: [endpoint.id] } },
    ];
    const ids: string[] = [];
    for (const way of ways) {
      const [id] = (await send(way)).body.delivery_ids;
      const node = startNode();
      const ended = once(node, 'exit');
      const kill = () => void node.kill('SIGKILL');
      // The other side has it; the answer finds nobody.
      mail.onReceived = kill;
      hooks.answer = () => {
        kill();
        return null;
      };
      await ended;
      const left = await delivery(id);
      assert.deepEqual([left.status, left.attempts, left.log], ['pending', 0, []]);
      ids.push(id);
    }
    mail.onReceived = null;
    hooks.answer = () => null;
    const [claimed] = await asOwner<{ seconds: number }>(
      `select min(extract(epoch from claimed_until - now()))::float8 as seconds from notification_deliveries`,
    );
    assert.ok((claimed?.seconds ?? 0) > 60, 'for two minutes nobody else touches it');
    await asOwner('update notification_deliveries set claimed_until = now()');
    await suite.app.startWork();
    for (const id of ids) assert.deepEqual([(await settled(id)).status, (await settled(id)).attempts], ['sent', 1]);

    const calls = hooks.of('/killed');
    assert.deepEqual(
      calls.map(({ headers }) => headers['webhook-id']),
      [ids[1], ids[1]],
    );
    assert.equal(calls[0]?.body, calls[1]?.body);
    for (const call of calls) new Webhook(endpoint.secret).verify(call.body, call.headers as Record<string, string>);
    const messageIds = mail.received.map(({ text }) => /^Message-ID: (.*)$/im.exec(text)?.[1]?.trim());
    assert.deepEqual(messageIds, [`<${ids[0]}@example.com>`, `<${ids[0]}@example.com>`]);
  },
);

test('secrets of endpoints are sealed anew with the present key, and what no longer signs is let go', async () => {
  const kept = await makeEndpoint('/resealed');
  const rotate = (graceSeconds: number, id: number) =>
    suite.call('POST', `notifications/webhook-endpoints/${id}/rotate-secret`, {
      key: mine.key,
      body: { grace_seconds: graceSeconds },
    });
  const { body: rotated } = await rotate(600, kept.id);
  const over = await makeEndpoint('/over');
  await rotate(600, over.id);
  await asOwner(`update webhook_endpoints set previous_valid_until = now() where id = $1`, [over.id]);
  const before = createSecrets({ key: KEY_OF_BEFORE, previousKeys: [], installationSecret });
  const { database } = suite.platform;
  const count = await rotateSecrets(database, before, [createResealEndpoints(before)]);
  assert.ok(count >= 2, String(count));
  assert.equal(await rotateSecrets(database, before, [createResealEndpoints(before)]), 0);
  const [gone] = await asOwner('select previous_secret from webhook_endpoints where id = $1', [over.id]);
  assert.deepEqual(gone, { previous_secret: null });

  assert.equal(await suite.app.rotateSecrets(), count, 'as `suite rotate-secrets` does it');
  assert.equal(await suite.app.rotateSecrets(), 0);
  const alone = createSecrets({ key: null, previousKeys: [], installationSecret });
  const [row] = await asOwner<Record<'secret' | 'previous_secret', string>>(
    'select secret, previous_secret from webhook_endpoints where id = $1',
    [kept.id],
  );
  assert.deepEqual(
    [row?.secret, row?.previous_secret].map((each) => openSecret(alone, mine.id, kept.id, each ?? '')),
    [rotated.secret, kept.secret],
  );
  await settled(await sendHook(kept.id));
  const [call] = hooks.of('/resealed');
  for (const secret of [kept.secret, rotated.secret as string]) {
    new Webhook(secret).verify(call?.body ?? '', call?.headers as Record<string, string>);
  }
});

test('a key tells each reader and endpoint once in its time, also at the same moment', async () => {
  const person = await createMember(suite, mine.id, 'viewer');
  const { id } = await makeEndpoint('/throttled');
  const throttled = (seconds: number) =>
    send({
      channels: ['in_app', 'webhook'],
      recipients: { user_ids: [person.id], endpoint_ids: [id] },
      throttle: { key: 'stock of B-7', seconds },
    });
  const answers = (await Promise.all([3600, 3600, 3600].map(throttled))).map(({ body }) => body);
  assert.equal((await inbox(person)).length, 1);
  assert.deepEqual(
    answers.map(({ notification_ids: told, delivery_ids: sent }) => `${told.length} ${sent.length}`).toSorted(),
    ['0 0', '0 0', '1 1'],
  );
  const refused = answers.find(({ skipped }) => skipped.length > 0);
  assert.deepEqual(refused.skipped, [
    { recipient: String(person.id), channel: null, reason: 'throttled' },
    { recipient: String(id), channel: 'webhook', reason: 'throttled' },
  ]);
  const other = await send({
    recipients: { user_ids: [person.id] },
    throttle: { key: 'stock of B-8', seconds: 3600 },
  });
  assert.equal(other.body.notification_ids.length, 1, 'another key');
  await asOwner(`update notification_throttles set until = now() where key = 'stock of B-7'`);
  assert.equal((await throttled(60)).body.notification_ids.length, 1, 'its time is over');
  const [left] = await asOwner<{ count: number }>('select count(*)::int as count from notification_throttles', []);
  assert.equal(left?.count, 3);
});

test('who has not read a message in time is told by the next channel, and nobody else', async () => {
  const [late, quick] = [await createMember(suite, mine.id, 'viewer'), await createMember(suite, mine.id, 'viewer')];
  const { body } = await send({
    channels: ['in_app'],
    recipients: { user_ids: [late.id, quick.id], emails: ['nobody@else.example'] },
    escalate: [{ channel: 'email', after_seconds: 900 }],
    title: 'Escalated',
  });
  assert.equal(body.delivery_ids.length, 2);
  assert.ok(body.skipped.some(({ reason }: any) => reason === 'has_no_inbox'));
  const rows = await asOwner<{ id: string; target: string; seconds: number }>(
    `select id, target, extract(epoch from next_attempt_at - created_at)::float8 as seconds
       from notification_deliveries where id = any($1)`,
    [body.delivery_ids],
  );
  assert.ok(
    rows.every(({ seconds }) => Math.abs(seconds - 900) < 5),
    JSON.stringify(rows),
  );
  const [message] = await inbox(quick);
  await suite.call('PATCH', `notifications/${message.id}`, { headers: quick.as, body: { read: true } });
  for (const { id } of rows) await makeDue(id);
  const states = new Map<string, string>();
  for (const { id, target } of rows) states.set(target, (await settled(id)).status);
  assert.deepEqual([states.get(late.email), states.get(quick.email)], ['sent', 'cancelled']);
  const told = mail.received.filter(({ text }) => text.includes('Escalated')).flatMap(({ to }) => to);
  assert.deepEqual(told, [late.email]);
});

test('a channel of Slack is written to within its limits, its address is sealed, and a webhook that is gone ends', async () => {
  const address = `${hooks.url}/services/T0/B0/hush`;
  const made = await suite.call('POST', 'notifications/webhook-endpoints/slack', {
    key: mine.key,
    body: { name: 'Sales', url: address },
  });
  assert.deepEqual([made.status, made.body.kind, made.body.url], [201, 'slack', `${hooks.url}/…`], made.text);
  const { id } = made.body;
  const [stored] = await asOwner('select * from webhook_endpoints where id = $1', [id]);
  assert.ok(!JSON.stringify(stored).includes('hush'));
  const message = `<!channel> & *all* ${'word '.repeat(1500)}${'😀'.repeat(2500)}`;
  const toSlack = (more: object = {}) =>
    send({ channels: ['slack'], title: 'Stock <low>', link: '/data?a=1|2', message, ...more });
  const sent = await settled((await toSlack()).body.delivery_ids[0]);
  assert.deepEqual([sent.status, sent.target], ['sent', `${hooks.url}/…`]);
  const [call] = hooks.of('/services/T0/B0/hush');
  const payload = JSON.parse(call?.body ?? '');
  checkBlockKit(payload);
  assert.deepEqual(payload.blocks[0], {
    type: 'header',
    text: { type: 'plain_text', text: 'Stock <low>', emoji: false },
  });
  assert.ok(payload.text.startsWith('Stock &lt;low&gt;\n&lt;!channel&gt; &amp; *all*'), payload.text.slice(0, 80));
  const said = payload.blocks.filter((block: any) => block.type === 'section' && block.text.type === 'plain_text');
  assert.equal(
    said
      .map((block: any) => block.text.text)
      .join('')
      .replaceAll(' ', ''),
    message.replaceAll(' ', ''),
  );
  const link = payload.blocks.find((block: any) => block.text?.type === 'mrkdwn');
  assert.equal(link.text.text, '<https://suite.example.com/data?a=1%7C2|Open>');
  const long = JSON.parse((await slackBody(await toSlack({ title: 'T'.repeat(300), message: 'M' }))) ?? '');
  assert.deepEqual([long.blocks[0].type, long.blocks[0].text.text.length], ['section', 300]);
  checkBlockKit(long);

  const rotated = await suite.call('POST', `notifications/webhook-endpoints/${id}/rotate-secret`, {
    key: mine.key,
    body: {},
  });
  assert.deepEqual([rotated.status, rotated.body.code], [409, 'endpoint_has_no_secret']);
  const moved = await suite.call('PATCH', `notifications/webhook-endpoints/${id}`, {
    key: mine.key,
    body: { url: `${hooks.url}/services/T0/B1/other` },
  });
  assert.equal(moved.body.url, `${hooks.url}/…`);
  hooks.answer = (path) => (path.startsWith('/services/') ? { status: 404, body: 'no_service' } : null);
  const gone = await settled((await toSlack()).body.delivery_ids[0]);
  hooks.answer = () => null;
  assert.deepEqual([gone.status, gone.attempts, gone.error], ['dead', 1, 'no_service']);
  const off = await suite.call('GET', `notifications/webhook-endpoints/${id}`, { key: mine.key });
  assert.deepEqual([off.body.enabled, off.body.disabled_reason], [false, 'gone']);
  const inside = await suite.call('POST', 'notifications/webhook-endpoints/slack', {
    key: mine.key,
    body: { name: 'Inside', url: 'https://169.254.169.254/services' },
  });
  assert.equal(inside.status, 422);
  const { text } = await suite.call('GET', 'tenancy/audit-log?limit=200', { key: mine.key });
  assert.ok(!text.includes('hush'));
});

async function slackBody({ body }: { body: { delivery_ids: string[] } }) {
  await settled(body.delivery_ids[0] ?? '');
  return hooks.of('/services/T0/B0/hush').at(-1)?.body;
}

/** What Slack refuses as `invalid_blocks`. */
function checkBlockKit({ text, blocks }: { text: string; blocks: any[] }): void {
  assert.ok(text.length <= 40_000 && blocks.length <= 50, `${blocks.length} blocks`);
  for (const block of blocks) {
    const inner = block.type === 'context' ? block.elements : [block.text];
    assert.ok(inner.length >= 1 && inner.length <= 10);
    for (const each of inner) {
      assert.ok(each.text.length >= 1 && each.text.length <= (block.type === 'header' ? 150 : 3000), block.type);
      assert.ok(each.text.isWellFormed(), 'half a character');
      if (block.type === 'header') assert.equal(each.type, 'plain_text');
    }
  }
}

test('each reader gets the translation of their language, by a call and by the step of a workflow', async () => {
  const german = await createMember(suite, mine.id, 'viewer', 'Greta');
  const other = await createMember(suite, mine.id, 'viewer');
  await suite.call('PATCH', 'session', { headers: german.as, body: { language: 'de' } });
  const wordsOf = async () =>
    [(await inbox(german))[0], (await inbox(other))[0]].map(({ title, message }) => `${title}: ${message}`);
  const recipients = { user_ids: [german.id, other.id] };
  const translations = { de: { title: '{{product}} knapp', message: 'Noch {{days}} Tage, {{recipient.name}}' } };
  const text = { title: '{{product}} is low', message: '{{days}} days left' };
  const sent = await send({ recipients, ...text, translations, values: { product: 'Bolts', days: 3 } });
  assert.equal(sent.status, 202, sent.text);
  assert.deepEqual(await wordsOf(), [`Bolts knapp: Noch 3 Tage, Greta`, 'Bolts is low: 3 days left']);
  const broken = { de: { title: 'x', message: '{{missing}}' } };
  const refused = await send({ recipients, ...text, translations: broken, values: { product: 'Bolts', days: 3 } });
  assert.deepEqual([refused.status, refused.body.errors[0].code], [422, 'template_invalid']);

  const place = {
    organizationId: mine.id,
    workflow: { id: 7, name: 'Stock' },
    runId: 'run_1',
    idempotencyKey: 'run_1/tell',
  };
  const parameters = {
    recipients: [german.id, other.id],
    message: 'Low',
    translations: { de: { message: 'Knapp' }, fr: { subject: 'Stock', message: 'Faible' } },
    throttle: { key: 'stock', seconds: 60 },
    escalate: [{ channel: 'email', after_seconds: 60 }],
  } as const;
  const tell = (idempotencyKey: string) =>
    suite.platform.database.transaction(mine.id, (db) => room.step.send(db, { ...place, idempotencyKey }, parameters));
  const first = await tell('run_1/tell');
  assert.ok(first.kind === 'sent' && first.output.recipients === 2 && first.output.delivery_ids.length === 2);
  assert.deepEqual(await wordsOf(), ['Knapp: Knapp', 'Low: Low']);
  assert.deepEqual(await tell('run_1/tell'), first, 'done again after a crash it answers the same');
  const second = await tell('run_2/tell');
  assert.ok(second.kind === 'sent');
  assert.deepEqual(
    [second.output.recipients, second.output.skipped.map(({ reason }) => reason)],
    [0, ['throttled', 'throttled']],
  );
});
