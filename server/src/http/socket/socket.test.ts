import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { listen, openRawSocket, openSocket } from '../../../test/support/socket-client.ts';
import { createTestApp, PASSWORD } from '../../../test/support/test-app.ts';
import { until } from '../../../test/support/until.ts';
import { withClient } from '../../platform/db/connection.ts';
import type { Job } from '../../platform/jobs/job.ts';
import type { NewStreamMessage } from '../../platform/streams/stream-message.ts';

const one = await createTestApp();
const two = await createTestApp({ database: one.database });
const [url, secondUrl] = [await listen(one.app), await listen(two.app)];
const { platform } = one;
const { id: organizationId, key, ownerEmail } = await one.createOrganization();
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });

const send = (message: Partial<NewStreamMessage> & { n?: number }, organization = organizationId) => {
  const { n, ...rest } = message;
  return platform.database.transaction(organization, (db) =>
    platform.streams.send(db, organization, {
      userId: null,
      type: 'notification',
      fields: n === undefined ? {} : { data: { n } },
      ...rest,
    }),
  );
};
const numbers = (client: Awaited<ReturnType<typeof openSocket>>) => client.of('notification').map(({ data }) => data.n);
const asOwner = (text: string, values: unknown[] = []) =>
  withClient(one.database.owner, async (client) => {
    await client.query("select set_config('app.organization_id', $1, false)", [String(organizationId)]);
    return (await client.query(text, values)).rows;
  });
async function open(at = url, headers: Record<string, string> = bearer(key)) {
  const client = await openSocket(at, headers);
  after(() => client.socket.close());
  return client;
}

test('a message has the form of the specification, in words of the reader’s language, and a number', async () => {
  const english = await open();
  const german = await open(url, { ...bearer(key), 'accept-language': 'de' });
  await send({
    fields: { category: 'ai_insights', priority: 'high', data: { insight_id: 123, confidence: 0.85 } },
    texts: { title: { key: 'platform.errors.not_signed_in.title' }, message: { key: 'platform.jobs.status.running' } },
  });
  const message = await until(() => english.of('notification')[0]);
  assert.deepEqual(Object.keys(message).toSorted(), [
    'category',
    'data',
    'id',
    'message',
    'priority',
    'sequence',
    'timestamp',
    'title',
    'type',
  ]);
  assert.deepEqual(message['data'], { insight_id: 123, confidence: 0.85 });
  assert.ok(Math.abs(Date.parse(message['timestamp']) - Date.now()) < 60_000);
  const translated = await until(() => german.of('notification')[0]);
  assert.equal(translated.sequence, message.sequence);
  assert.notEqual(translated['title'], message['title']);
});

test('a message reaches the readers of every node, in order and once', async () => {
  const [here, there] = [await open(), await open(secondUrl)];
  for (let n = 0; n < 100; n += 1) await send({ n });
  await until(() => here.of('notification').length === 100 && there.of('notification').length === 100);
  const expected = Array.from({ length: 100 }, (_, n) => n);
  assert.deepEqual(numbers(here), expected);
  assert.deepEqual(numbers(there), expected);
  const sequences = here.of('notification').map(({ sequence }) => sequence);
  assert.deepEqual(
    sequences,
    expected.map((n) => (sequences[0] ?? 0) + n),
  );
});

test('a reader who was away misses nothing, on whatever node they come back', async () => {
  const before = await open();
  await send({ n: 0 });
  await until(() => before.of('notification').length === 1);
  const last = before.received.at(-1)?.sequence;
  await before.close();
  for (let n = 1; n <= 1200; n += 1) await send({ n });
  const back = await open(`${secondUrl}?last_sequence=${last}`);
  for (let n = 1201; n <= 1210; n += 1) await send({ n });
  await until(() => back.of('notification').length >= 1210);
  assert.deepEqual(
    numbers(back),
    Array.from({ length: 1210 }, (_, n) => n + 1),
  );
});

test('nothing is missed or doubled while the connection between the nodes breaks', async () => {
  const client = await open(secondUrl);
  let n = 0;
  const breaks = new Set([20, 60]);
  for (; n < 100; n += 1) {
    await send({ n });
    if (breaks.has(n)) {
      await withClient({ ...one.database.accounts.app, options: '' }, (pg) =>
        pg.query(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'suite bus' and datname = current_database()",
        ),
      );
    }
  }
  await until(() => client.of('notification').length >= 100);
  assert.deepEqual(
    numbers(client),
    Array.from({ length: 100 }, (_, index) => index),
  );
});

test('who missed more than is kept is told to begin anew', async () => {
  const base = await send({ n: 1 });
  await send({ n: 2 });
  await asOwner('update stream_heads set trimmed_through = $1', [base]);
  await asOwner('delete from stream_messages where sequence <= $1', [base]);
  const late = await open(`${url}?last_sequence=${base - 1}`);
  const reset = await until(() => late.of('stream.reset')[0]);
  assert.ok(reset.sequence > base);
  const just = await open(`${url}?last_sequence=${base}`);
  await until(() => numbers(just).includes(2));
  assert.equal(just.of('stream.reset').length, 0);
  const future = await open(`${url}?last_sequence=999999999`);
  await until(() => future.of('stream.reset').length === 1);
});

const trim = async (most: number) => {
  const [row] = await withClient(one.database.accounts.jobs, async (client) => {
    const { rows } = await client.query("select stream_trim('7 days', $1) as deleted", [most]);
    return rows;
  });
  return row.deleted;
};

const left = () => asOwner('select sequence::int from stream_messages order by sequence');

test('messages past their time are deleted a few at a time, and who missed them is told', async () => {
  await asOwner('delete from stream_messages');
  const sequences: number[] = [];
  for (let n = 0; n < 5; n += 1) sequences.push(await send({ n }));
  const [first = 0, , , fourth = 0] = sequences;
  await asOwner("update stream_messages set created_at = now() - interval '8 days' where sequence <= $1", [fourth]);
  assert.equal(await trim(3), 3);
  assert.deepEqual(
    await left(),
    sequences.slice(3).map((sequence) => ({ sequence })),
  );
  const gap = await open(`${url}?last_sequence=${first}`);
  await until(() => gap.of('stream.reset').length === 1);
  assert.equal(await trim(3), 1);
  assert.equal(await trim(3), 0);
  const back = await open(`${url}?last_sequence=${fourth}`);
  await until(() => numbers(back).includes(4));
  assert.equal(back.of('stream.reset').length, 0);
});

test('a message for one person or with a permission is read by nobody else, nor by another organization', async () => {
  const viewer = await one.app.tenancy.createApiKey(organizationId, {
    name: 'viewer',
    permissions: ['data:read'],
    expiresAt: null,
    createdBy: null,
    grantable: new Set(['data:read']),
  });
  const other = await one.createOrganization('Other');
  const [full, narrow, stranger] = [
    await open(),
    await open(url, bearer(viewer.key)),
    await open(url, bearer(other.key)),
  ];
  await send({ n: 1, userId: 4711 });
  await send({ n: 2, permission: 'tenancy:manage' });
  await send({ n: 3 });
  await send({ n: 9 }, other.id);
  await until(() => numbers(full).length === 2 && numbers(narrow).length === 1 && numbers(stranger).length === 1);
  assert.deepEqual([numbers(full), numbers(narrow), numbers(stranger)], [[2, 3], [3], [9]]);
});

test('a ticket opens one socket, once, on any node', async () => {
  const issued = await one.call('POST', 'notifications/tickets', { key });
  assert.equal(issued.status, 201);
  assert.ok(Date.parse(issued.body.expires_at) > Date.now());
  const stored = await asOwner("select encode(ticket_hash, 'hex') as hash from socket_tickets");
  assert.ok(!JSON.stringify(stored).includes(issued.body.ticket));
  const client = await open(`${secondUrl}?ticket=${issued.body.ticket}`, {});
  assert.equal(client.of('stream.ready').length, 1);
  const again = await openSocket(`${url}?ticket=${issued.body.ticket}`);
  assert.equal(again.received.length, 0);
});

test('a ticket that is over opens nothing', async () => {
  const { body } = await one.call('POST', 'notifications/tickets', { key });
  await asOwner("update socket_tickets set expires_at = now() - interval '1 second'");
  const client = await openSocket(`${url}?ticket=${body.ticket}`);
  assert.equal(client.received.length, 0);
});

test('a browser is let in by its session, from our own pages only', async () => {
  const signedIn = await one.call('POST', 'session', { body: { email: ownerEmail, password: PASSWORD } });
  const cookie = String(signedIn.headers['set-cookie']).split(';', 1)[0] ?? '';
  const host = new URL(url).host;
  const own = await open(url, { cookie, origin: `http://${host}` });
  assert.equal(own.of('stream.ready').length, 1);
  const foreign = await openSocket(url, { cookie, origin: 'https://evil.example' });
  assert.equal(foreign.received.length, 0);
  const opaque = await openSocket(url, { cookie, origin: 'null' });
  assert.equal(opaque.received.length, 0);
});

test('who may not come in is told why', async () => {
  const statusOf = async (secret: string, at = url) => {
    const raw = await openRawSocket(at, secret);
    after(() => raw.tcp.destroy());
    await until(() => raw.text().includes('"code"'));
    return [raw.status, /"code":"(\w+)"/.exec(raw.text())?.[1]];
  };
  assert.deepEqual(await statusOf('nonsense'), [401, 'not_signed_in']);
  assert.deepEqual(await statusOf('', `${url}?ticket=wst_1_x`), [401, 'ticket_refused']);
  assert.deepEqual(await statusOf(key, `${url}?last_sequence=-1`), [422, 'validation_failed']);
  const plain = await one.call('GET', '/ws/notifications', { key });
  assert.deepEqual([plain.status, plain.body.code], [426, 'upgrade_required']);
});

test('a revoked key closes its socket on every node within a second', async () => {
  const made = await one.call('POST', 'tenancy/api-keys', { key, body: { name: 'brief', permissions: ['data:read'] } });
  const client = await open(secondUrl, bearer(made.body.key));
  const since = performance.now();
  const revoked = await one.call('DELETE', `tenancy/api-keys/${made.body.id}`, { key });
  assert.equal(revoked.status, 204);
  assert.equal(await client.closed, 4401);
  assert.ok(performance.now() - since < 1000, `${performance.now() - since} ms`);
});

test('signing out closes the sockets of the session', async () => {
  const signedIn = await one.call('POST', 'session', { body: { email: ownerEmail, password: PASSWORD } });
  const cookie = String(signedIn.headers['set-cookie']).split(';', 1)[0] ?? '';
  const client = await open(secondUrl, { cookie });
  await one.call('DELETE', 'session', { headers: { cookie } });
  assert.equal(await client.closed, 4401);
});

test('what a client may not say ends its socket with a code', async () => {
  const cases: [string | ArrayBuffer, number][] = [
    ['not JSON', 1007],
    ['{"type":"subscribe"}', 1007],
    [new Uint8Array([1, 2]).buffer, 1003],
    ['x'.repeat(5000), 1009],
  ];
  for (const [frame, code] of cases) {
    const client = await open();
    client.socket.send(frame);
    assert.equal(await client.closed, code);
  }
  const flooding = await open();
  for (let n = 0; n < 60; n += 1) flooding.socket.send('{"type":"ping"}');
  assert.equal(await flooding.closed, 1008);
});

test('a frame against the protocol ends its socket with 1002', async () => {
  const raw = await openRawSocket(url, key);
  assert.equal(raw.status, 101);
  // A frame of a client that is not masked.
  raw.tcp.write(Buffer.from([0x81, 0x02, 0x68, 0x69]));
  await until(() => raw.text().includes('\x88'));
  assert.ok(raw.text().includes(`\x88\x02${String.fromCharCode(1002 >> 8, 1002 & 255)}`));
});

test('a client that says ping is answered', async () => {
  const client = await open();
  client.socket.send('{"type":"ping"}');
  await until(() => client.of('pong').length === 1);
});

test('the progress of a job is told as GET /jobs tells it, to those who may read it', async () => {
  const reader = await open();
  const job: Job = {
    id: 'job_x',
    kind: 'import',
    subject: { kind: 'import', id: 1, name: 'orders' },
    status: 'running',
    phase: 'rows',
    priority: 'normal',
    attempt: 1,
    runAt: null,
    place: null,
    progress: 0.25,
    etaSeconds: 9,
    result: null,
    error: null,
    createdAt: new Date(),
    startedAt: new Date(),
    finishedAt: null,
  };
  const tell = (change: Partial<Job>) =>
    platform.database.transaction(organizationId, (db) =>
      platform.jobSignals.changed(db, organizationId, { ...job, ...change }),
    );
  // A newer message takes the place of one that was not read yet, so each is waited for.
  const isTold = (count: number) => until(() => reader.of('job.progress').length === count);
  await tell({});
  await isTold(1);
  await tell({ progress: 0.251 });
  await tell({ progress: 0.5 });
  await isTold(2);
  await tell({ status: 'succeeded', phase: 'finished', progress: 1, finishedAt: new Date() });
  await isTold(3);
  const told = reader.of('job.progress').map(({ data }) => [data.id, data.status, data.progress]);
  assert.deepEqual(told, [
    ['job_x', 'running', 0.25],
    ['job_x', 'running', 0.5],
    ['job_x', 'succeeded', 1],
  ]);
  assert.ok(reader.of('job.progress')[0]?.['data'].phase_text);
  const events = await asOwner("select type from outbox_events where subject_id = 'job_x'");
  assert.deepEqual(events, [{ type: 'job_succeeded' }]);
  const kept = await asOwner("select count(*)::int as count from stream_messages where replaces = 'job job_x'");
  assert.deepEqual(kept, [{ count: 1 }]);
});

test('numbers have no gaps, whoever sends at once and whatever is undone', async () => {
  const other = await one.createOrganization('Numbers');
  const sendOnce = async (n: number) => {
    await platform.database.transaction(other.id, async (db) => {
      await platform.streams.send(db, other.id, { userId: null, type: 'notification', fields: { n } });
      if (n % 3 === 0) throw new Error('undo');
    });
  };
  await Promise.allSettled(Array.from({ length: 30 }, (_, n) => sendOnce(n)));
  const range = { after: 0, through: 1000, limit: 1000 };
  const sequences = (await platform.streams.read(other.id, range)).map(({ sequence }) => sequence);
  assert.deepEqual(
    sequences,
    Array.from({ length: 20 }, (_, n) => n + 1),
  );
});
