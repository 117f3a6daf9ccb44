import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { createOrganization, createTestDatabase } from '../../../test/support/test-database.ts';
import { until } from '../../../test/support/until.ts';
import { createBus } from '../bus/bus.ts';
import { withClient } from '../db/connection.ts';
import { createIds } from '../ids.ts';
import { createLog } from '../log.ts';
import { MOST_ATTEMPTS } from './consume.ts';
import { type Dispatcher, startDispatcher } from './dispatcher.ts';
import { createOutboxAdmin } from './outbox-admin.ts';
import { createOutbox, type EventConsumer, insertEvent, type OutboxEvent } from './outbox.ts';

const { database, owner, accounts } = await createTestDatabase();
const log = createLog('silent');
const bus = createBus({ connection: accounts.app, secret: 's', redis: null, log });
after(() => bus.close());
await bus.ready();
const newId = createIds(Date.now);
const outbox = createOutbox(bus, newId);
const admin = createOutboxAdmin(accounts.jobs);
const organizationId = await createOrganization(owner);

const asOwner = async (text: string, values: unknown[] = []) => {
  const { rows } = await withClient(owner, async (client) => {
    await client.query("select set_config('app.organization_id', $1, false)", [String(organizationId)]);
    return client.query(text, values);
  });
  return rows;
};

before(async () => {
  await asOwner('create table effects (consumer text, event_id text); grant select, insert on effects to suite_app');
});

let serial = 0;

/** A consumer of events of its own type, on a dispatcher of its own. */
function start(consume: EventConsumer['consume'], name = `consumer ${(serial += 1)}`) {
  const type = `type_${name}`;
  const open = (): Dispatcher =>
    startDispatcher({
      database,
      bus,
      log,
      connection: accounts.jobs,
      random: () => 0.5,
      consumers: [{ name, types: [type], consume }],
    });
  const dispatchers: Dispatcher[] = [];
  after(() => Promise.all(dispatchers.map((each) => each.stop())));
  return {
    name,
    type,
    async open() {
      dispatchers.push(open());
      await until(async () => (await asOwner('select from outbox_consumers where name = $1', [name])).length === 1);
    },
    append: (data: Record<string, unknown>, subject?: OutboxEvent['subject']) =>
      database.transaction(organizationId, (db) =>
        outbox.append(db, organizationId, { type, data, ...(subject ? { subject } : {}) }),
      ),
    async delivery(eventId: string) {
      const rows = await asOwner('select * from outbox_deliveries where event_id = $1 and consumer = $2', [
        eventId,
        name,
      ]);
      return rows[0];
    },
    isConsumed: async (eventId: string) =>
      (
        await asOwner("select from outbox_deliveries where event_id = $1 and consumer = $2 and status = 'consumed'", [
          eventId,
          name,
        ])
      ).length === 1,
    /** Lets what failed be tried at once. */
    hurry: () =>
      asOwner("update outbox_deliveries set next_attempt_at = now() where consumer = $1 and status = 'pending'", [
        name,
      ]),
  };
}

test('an event reaches its consumer soon after the commit, with all that it says', async () => {
  const seen: OutboxEvent[] = [];
  const consumer = start(async (_db, event) => void seen.push(event));
  await consumer.open();
  const since = performance.now();
  const id = await consumer.append({ rows: 3 }, { kind: 'dataset', id: '7' });
  const event = await until(() => seen[0]);
  const { occurredAt, ...rest } = event;
  assert.deepEqual(rest, {
    id,
    organizationId,
    type: consumer.type,
    subject: { kind: 'dataset', id: '7' },
    data: { rows: 3 },
    replayOf: null,
    cause: null,
  });
  assert.ok(Math.abs(Date.now() - occurredAt.getTime()) < 60_000);
  assert.ok(performance.now() - since < 900, 'woken, not found by polling');
});

test('an event of a transaction that is undone does not exist', async () => {
  const seen: unknown[] = [];
  const consumer = start(async (_db, event) => void seen.push(event.data));
  await consumer.open();
  const undone = database.transaction(organizationId, async (db) => {
    await outbox.append(db, organizationId, { type: consumer.type, data: { undone: true } });
    throw new Error('undo');
  });
  await assert.rejects(undone, /undo/);
  await consumer.append({ kept: true });
  await until(() => seen.length > 0);
  assert.deepEqual(seen, [{ kept: true }]);
});

test('an event committed late is not overlooked, although later ones were handed out before', async () => {
  const seen: unknown[] = [];
  const consumer = start(async (_db, event) => void seen.push(event.data['name']));
  await consumer.open();
  await database.transaction(organizationId, async (db) => {
    await outbox.append(db, organizationId, { type: consumer.type, data: { name: 'early' } });
    await consumer.append({ name: 'late' });
    await until(() => seen.length === 1);
  });
  await until(() => seen.length === 2);
  assert.deepEqual(seen, ['late', 'early']);
});

test('a statement of its own can write an event with its row, or neither', async () => {
  const seen: unknown[] = [];
  const consumer = start(async (_db, event) => void seen.push(event.data));
  await consumer.open();
  const write = (isWanted: boolean) => {
    const event = { id: newId('evt'), type: consumer.type, data: { isWanted } };
    return sql`with written as (insert into effects select 'statement', ${event.id} where ${isWanted} returning 1),
      event as (${insertEvent(organizationId, event, sql`written`)}) select * from written`.execute(
      database.tenant(organizationId),
    );
  };
  await write(false);
  await write(true);
  outbox.appended(database.tenant(organizationId));
  await until(() => seen.length > 0);
  assert.deepEqual(seen, [{ isWanted: true }]);
});

test('what a consumer writes and the mark are one: a failure undoes both and is tried again, later each time', async () => {
  let failures = 2;
  const consumer = start(async (db, event) => {
    await sql`insert into effects values (${event.type}, ${event.id})`.execute(db);
    if (failures-- > 0) throw new Error(`no. ${failures}`);
  });
  await consumer.open();
  const id = await consumer.append({});
  const first = await until(async () => {
    const found = await consumer.delivery(id);
    return found?.attempts === 1 && found;
  });
  assert.equal(first.error, 'Error: no. 1');
  const waitMs = first.next_attempt_at.getTime() - Date.now();
  assert.ok(waitMs > 300 && waitMs < 2000, `${waitMs} ms`);
  assert.deepEqual(await asOwner('select from effects where event_id = $1', [id]), []);
  await consumer.hurry();
  const second = await until(async () => {
    const found = await consumer.delivery(id);
    return found?.attempts === 2 && found;
  });
  assert.ok(second.next_attempt_at.getTime() - Date.now() > waitMs);
  await consumer.hurry();
  await until(() => consumer.isConsumed(id));
  assert.equal((await asOwner('select from effects where event_id = $1', [id])).length, 1);
});

test('an event that always fails is given up, seen, and handed out again when asked', async () => {
  let isWell = false;
  const seen: string[] = [];
  const consumer = start(async (_db, event) => {
    if (!isWell) throw new Error('broken');
    seen.push(event.id);
  });
  await consumer.open();
  const id = await consumer.append({});
  await until(async () => (await consumer.delivery(id))?.attempts === 1);
  await asOwner('update outbox_deliveries set attempts = $2 where event_id = $1', [id, MOST_ATTEMPTS - 1]);
  await consumer.hurry();
  await until(async () => (await consumer.delivery(id))?.status === 'dead');
  assert.equal((await admin.figures()).dead, 1);
  isWell = true;
  assert.equal(await admin.replay({ eventId: id }), 1);
  await until(() => seen.length === 1);
  assert.equal((await admin.figures()).dead, 0);
});

test('events of one subject come one after the other, and one that fails holds back its own subject only', async () => {
  const seen: string[] = [];
  let isBroken = true;
  const consumer = start(async (_db, event) => {
    const name = `${event.subject?.id}${String(event.data['step'])}`;
    if (isBroken && name === 'a1') throw new Error('not yet');
    seen.push(name);
  });
  await consumer.open();
  const steps = [1, 2, 3];
  for (const step of steps) for (const id of ['a', 'b']) await consumer.append({ step }, { kind: 'thing', id });
  await until(() => seen.length === 3);
  assert.deepEqual(seen, ['b1', 'b2', 'b3']);
  isBroken = false;
  await consumer.hurry();
  await until(() => seen.length === 6);
  assert.deepEqual(seen.slice(3), ['a1', 'a2', 'a3']);
});

test('events are handed out again for a consumer and a time', async () => {
  const seen: unknown[] = [];
  const consumer = start(async (_db, event) => void seen.push(event.data['n']));
  await consumer.open();
  for (const n of [1, 2, 3]) await consumer.append({ n });
  await until(() => seen.length === 3);
  await asOwner(
    "update outbox_events set occurred_at = now() - interval '1 day' where type = $1 and data->>'n' = '2'",
    [consumer.type],
  );
  const from = new Date(Date.now() - 2 * 86_400_000);
  const to = new Date(Date.now() - 3_600_000);
  assert.equal(await admin.replay({ consumer: consumer.name, from, to }), 1);
  await until(() => seen.length === 4);
  assert.equal(seen[3], 2);
});

test('a consumer that is new gets what it asks for of the past', async () => {
  const first = start(async () => {});
  await first.open();
  const id = await first.append({ old: true });
  await until(() => first.isConsumed(id));
  const seen: unknown[] = [];
  const dispatcher = startDispatcher({
    database,
    bus,
    log,
    connection: accounts.jobs,
    random: () => 0.5,
    consumers: [{ name: 'newcomer', types: 'all', consume: async (_db, event) => void seen.push(event.data) }],
  });
  after(() => dispatcher.stop());
  await until(async () => (await asOwner("select from outbox_consumers where name = 'newcomer'")).length === 1);
  assert.deepEqual(seen, []);
  assert.equal(await admin.replay({ consumer: 'newcomer', eventId: id }), 1);
  await until(() => seen.length === 1);
  await dispatcher.stop();
  await asOwner("delete from outbox_consumers where name = 'newcomer'");
});

test('what all have consumed is deleted after its time, and what one still lacks is kept', async () => {
  let isBroken = true;
  const consumer = start(async (_db, event) => {
    if (isBroken && event.data['poison'] === true) throw new Error('poison');
  });
  await consumer.open();
  const consumed = await consumer.append({});
  const poison = await consumer.append({ poison: true });
  await until(() => consumer.isConsumed(consumed));
  await until(async () => (await consumer.delivery(poison))?.attempts === 1);
  await asOwner("update outbox_events set routed_at = now() - interval '40 days' where type = $1", [consumer.type]);
  await withClient(accounts.jobs, (client) => client.query("select outbox_trim('30 days', 100)"));
  const left = await asOwner('select id from outbox_events where type = $1', [consumer.type]);
  assert.deepEqual(left, [{ id: poison }]);
  isBroken = false;
});

test('the worker’s account learns nothing of what events say, and the server’s account nothing of other organizations', async () => {
  await withClient(accounts.jobs, async (client) => {
    await assert.rejects(client.query('select * from outbox_events'), /permission denied/);
    await assert.rejects(client.query('select * from stream_messages'), /permission denied/);
  });
  await withClient(accounts.app, async (client) => {
    for (const call of ['outbox_route(1)', "outbox_due('{a}', 1)", 'outbox_figures()', "outbox_trim('1 day', 1)"]) {
      await assert.rejects(client.query(`select ${call}`), /permission denied/);
    }
  });
});

const child = async () => {
  const started = fork(new URL('../../../test/support/dispatcher-child.ts', import.meta.url), {
    env: { ...process.env, DISPATCHER: JSON.stringify({ jobs: accounts.jobs, app: accounts.app }) },
  });
  after(() => started.kill('SIGKILL'));
  await once(started, 'message');
  return started;
};

test('events are neither lost nor doubled when dispatchers are killed at any moment', async () => {
  const ids: string[] = [];
  const effects = async () =>
    (await asOwner('select consumer, event_id from effects where event_id = any ($1)', [ids])) as {
      consumer: string;
      event_id: string;
    }[];
  let survivor = await child();
  await until(async () => (await asOwner("select from outbox_consumers where name = 'second'")).length === 1);
  for (let round = 0; round < 3; round += 1) {
    const other = await child();
    const done = (await effects()).length;
    for (let n = 0; n < 100; n += 1) {
      const event = {
        type: 'crash',
        data: { n },
        ...(n % 2 === 0 ? { subject: { kind: 'thing', id: String(n % 5) } } : {}),
      };
      ids.push(await database.transaction(organizationId, (db) => outbox.append(db, organizationId, event)));
    }
    await until(async () => (await effects()).length > done + 20);
    survivor.kill('SIGKILL');
    await once(survivor, 'exit');
    survivor = other;
  }
  await until(async () => (await effects()).length >= ids.length * 2, 30_000);
  const found = await effects();
  assert.equal(found.length, ids.length * 2);
  assert.equal(new Set(found.map(({ consumer, event_id }) => `${consumer} ${event_id}`)).size, ids.length * 2);
  survivor.kill('SIGKILL');
});
