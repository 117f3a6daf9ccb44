import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { test } from 'node:test';
import { createTestApp, type TestOrganization } from '../../../../test/support/test-app.ts';
import { until } from '../../../../test/support/until.ts';
import { withClient } from '../../../platform/db/connection.ts';
import { noteAttempt } from '../deliveries/deliveries.repository.ts';

const suite = await createTestApp();

async function sendMail(organization: TestOrganization, count: number): Promise<string[]> {
  const emails = Array.from({ length: count }, (_, n) => `r${n}@else.example`);
  const body = { category: 'billing', channels: ['email'], recipients: { emails }, title: 'A title', message: 'Words' };
  const answer = await suite.call('POST', 'notifications', { key: organization.key, body });
  assert.equal(answer.status, 202, answer.text);
  return answer.body.delivery_ids;
}

const claim = (most: number, mostEach: number, leaseSeconds: number) =>
  withClient(suite.database.accounts.jobs, async (client) => {
    const { rows } = await client.query<{ organization_id: number; id: string }>(
      'select * from claim_notification_deliveries($1, $2, $3)',
      [most, mostEach, leaseSeconds],
    );
    return rows;
  });

test('of every organization the first is claimed before any one’s second, and none has more than its share at a time', async () => {
  const [loud, quiet] = [await suite.createOrganization('Loud'), await suite.createOrganization('Quiet')];
  await sendMail(loud, 30);
  const [lone] = await sendMail(quiet, 1);
  const first = await claim(4, 8, 60);
  assert.equal(first.length, 4);
  assert.ok(
    first.some(({ id }) => id === lone),
    'the quiet one waits behind the loud one',
  );
  const second = await claim(16, 8, 60);
  assert.deepEqual([second.length, new Set(second.map((each) => each.organization_id))], [5, new Set([loud.id])]);
  assert.deepEqual(await claim(16, 8, 60), [], 'nobody is claimed twice');
  await withClient(suite.database.owner, async (client) => {
    await client.query(`select set_config('app.organization_id', '${loud.id}', false)`);
    await client.query(
      `update notification_deliveries set claimed_until = now() - interval '1 second' where organization_id = $1`,
      [loud.id],
    );
  });
  assert.equal((await claim(16, 8, 60)).length, 8, 'what a dead node held is free after its lease');
});

test('a node that was taken for dead writes nothing about a delivery that has moved on', async () => {
  const organization = await suite.createOrganization();
  const [id = ''] = await sendMail(organization, 1);
  const db = suite.platform.database.tenant(organization.id);
  const sent = { outcome: 'sent', statusCode: 250, answer: 'ok', providerId: null, durationMs: 1 } as const;
  const verdict = { status: 'sent', pauseSeconds: null } as const;
  assert.equal(await noteAttempt(db, organization.id, { id, attempts: 0 }, sent, verdict), true);
  assert.equal(await noteAttempt(db, organization.id, { id, attempts: 0 }, sent, verdict), false);
  const { body } = await suite.call('GET', `notifications/deliveries/${id}`, { key: organization.key });
  assert.deepEqual([body.attempts, body.log.length], [1, 1]);
});

test('without a mail server mail is kept and marked as not sent; a dead server is tried again, with its words in the log', async () => {
  const organization = await suite.createOrganization('Kept');
  const [id = ''] = await sendMail(organization, 1);
  const get = async () => (await suite.call('GET', `notifications/deliveries/${id}`, { key: organization.key })).body;
  await suite.app.startWork();
  await until(async () => (await get()).status === 'not_sent');
  const { items } = (await suite.call('GET', 'notifications/mailbox', { key: organization.key })).body;
  assert.deepEqual(
    items.map((each: any) => [each.id, each.to, each.subject, each.sent]),
    [[id, 'r0@else.example', 'A title', false]],
  );
  assert.match(items[0].text, /^A title\n\nWords\n\n-- \nSent by Business Suite for Kept\./);
  await suite.close();

  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const address = closed.address();
  const port = typeof address === 'object' ? address?.port : 0;
  closed.close();
  const env = { SMTP_URL: `smtp://127.0.0.1:${port}` };
  const later = await createTestApp({ work: true, env, database: suite.database });
  const ask = async (method: 'GET' | 'POST', path: string) =>
    (await later.call(method, path, { key: organization.key })).body;
  assert.equal((await ask('POST', `notifications/deliveries/${id}/replay`)).status, 'pending');
  const tried = await until(async () => {
    const found = await ask('GET', `notifications/deliveries/${id}`);
    return found.attempts === 2 ? found : null;
  });
  assert.deepEqual([tried.status, tried.log[1].outcome, tried.log[1].status_code], ['pending', 'failed', null]);
  assert.match(tried.error, /ECONNREFUSED/);
});
