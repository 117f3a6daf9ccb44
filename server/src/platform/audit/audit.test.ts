import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOrganization, createTestDatabase } from '../../../test/support/test-database.ts';
import { withClient } from '../db/connection.ts';
import { type AuditEntry, createAudit, FIRST_ACTION } from './audit.ts';
import { type AuditFault, type KeptHead, verifyAudit, verifyLatest } from './verify.ts';

const { owner, accounts, database } = await createTestDatabase();
const audit = createAudit(accounts.secret);

const entry = (action = 'thing.done', detail: Record<string, unknown> = {}): AuditEntry => ({
  actor: { kind: 'user', id: 7 },
  action,
  subject: { kind: 'thing', id: 'ñ “1”' },
  detail,
});

const record = (organizationId: number, ...entries: AuditEntry[]) =>
  database.transaction(organizationId, async (db) => {
    for (const each of entries) await audit.record(db, organizationId, each);
  });

/** An organization with a chain of so many rows. */
async function createChained(rows = 5): Promise<number> {
  const id = await createOrganization(owner);
  const acts = Array.from({ length: rows - 1 }, (_, index) => entry('thing.done', { index, price: 1.5, text: 'é"\\' }));
  await record(id, entry(FIRST_ACTION), ...acts);
  return id;
}

/** What somebody with the owner's account does, who knows how to switch the triggers off. */
async function tamper(organizationId: number, ...statements: string[]): Promise<void> {
  await withClient(owner, async (client) => {
    await client.query('begin');
    await client.query("select set_config('app.organization_id', $1, true)", [String(organizationId)]);
    await client.query('alter table audit_log disable trigger user');
    for (const statement of statements) await client.query(statement);
    await client.query('alter table audit_log enable trigger user');
    await client.query('commit');
  });
}

async function verify(organizationId: number, kept?: KeptHead[]): Promise<string[]> {
  const faults: AuditFault[] = [];
  await verifyAudit({
    database,
    owner,
    secret: accounts.secret,
    onFault: (fault) => faults.push(fault),
    ...(kept ? { kept: new Map(kept.map((head) => [head.organizationId, head])) } : {}),
  });
  return faults
    .filter((fault) => fault.organizationId === organizationId)
    .map(({ kind, from, to }) => (from === to ? `${kind} ${from}` : `${kind} ${from}–${to}`));
}

/** Moves rows behind `from` by `by` numbers, through numbers that nobody has. */
const renumber = (from: number, by: number) => [
  `update audit_log set sequence = sequence + 1000000 where sequence >= ${from}`,
  `update audit_log set sequence = sequence - 1000000 + ${by} where sequence >= 1000000`,
];

test('a chain that nobody touched holds, and a thousand rows more are read in pages', async () => {
  assert.deepEqual(await verify(await createChained(1003)), []);
});

test('a hundred parallel appends leave no gap, whatever rolls back among them', async () => {
  const id = await createChained(1);
  const outcomes = await Promise.allSettled(
    Array.from({ length: 100 }, (_, index) =>
      database.transaction(id, async (db) => {
        await audit.record(db, id, entry('thing.done', { index }));
        if (index % 10 === 3) throw new Error('the act failed after all');
      }),
    ),
  );
  assert.equal(outcomes.filter(({ status }) => status === 'rejected').length, 10);
  const rows = await database
    .tenant(id)
    .selectFrom('audit_log')
    .select(['sequence', 'at'])
    .orderBy('sequence')
    .execute();
  assert.deepEqual(
    rows.map(({ sequence }) => sequence),
    Array.from({ length: 91 }, (_, index) => index + 1),
  );
  assert.deepEqual(
    rows.map(({ at }) => at.getTime()),
    rows.map(({ at }) => at.getTime()).toSorted((a, b) => a - b),
  );
  assert.deepEqual(await verify(id), []);
});

test('first acts that come together make one chain', async () => {
  const id = await createOrganization(owner);
  await Promise.all(Array.from({ length: 8 }, () => record(id, entry(FIRST_ACTION))));
  assert.deepEqual(await verify(id), []);
});

const changes: [string, string][] = [
  ['action', "action = 'thing.undone'"],
  ['actor', 'actor_id = 8'],
  ['kind of actor', "actor_kind = 'api_key'"],
  ['subject', "subject_id = 'other'"],
  ['kind of subject', "subject_kind = 'other'"],
  ['time, by a microsecond', "at = at + interval '1 microsecond'"],
  ['time, without end', "at = 'infinity'"],
  ['detail, by a space', "detail = detail || ' '"],
  ['hash', "hash = decode(repeat('00', 32), 'hex')"],
];
for (const [what, set] of changes) {
  test(`a row whose ${what} was changed is named`, async () => {
    const id = await createChained();
    await tamper(id, `update audit_log set ${set} where sequence = 3`);
    assert.equal((await verify(id))[0], what === 'hash' ? 'changed 3–4' : 'changed 3');
  });
}

test('the last row is held like any other', async () => {
  const id = await createChained();
  await tamper(id, "update audit_log set hash = decode(repeat('00', 32), 'hex') where sequence = 5");
  assert.deepEqual(await verify(id), ['changed 5']);
});

test('rows that were removed in the middle are named', async () => {
  const id = await createChained();
  await tamper(id, 'delete from audit_log where sequence in (2, 3)');
  assert.deepEqual(await verify(id), ['removed 2–3']);
});

test('a removal that was covered up by new numbers is found', async () => {
  const id = await createChained();
  await tamper(id, 'delete from audit_log where sequence = 3', ...renumber(4, -1));
  const faults = await verify(id);
  assert.ok(faults.includes('removed 5'), faults.join());
  assert.match(faults[0] ?? '', /^changed 3/);
});

test('last rows that were removed are named, with and without the head', async () => {
  const id = await createChained();
  await tamper(id, 'delete from audit_log where sequence > 3');
  assert.deepEqual(await verify(id), ['removed 4–5']);
  await tamper(
    id,
    `update audit_heads set sequence = 3, hash = (select hash from audit_log where sequence = 3 and organization_id = ${id})`,
  );
  assert.deepEqual(await verify(id), ['head_changed 3']);
});

test('a log that was removed as a whole is found, with and without its head', async () => {
  const id = await createChained();
  await tamper(id, 'delete from audit_log');
  assert.deepEqual(await verify(id), ['removed 1–5']);
  await tamper(id, 'delete from audit_heads');
  assert.deepEqual(await verify(id), ['log_missing 0']);
  await record(id, entry());
  assert.deepEqual(await verify(id), ['begun_anew 1'], 'going on does not heal it');
});

test('a head that was removed alone is found, and stays found when acts go on', async () => {
  const id = await createChained();
  await tamper(id, 'delete from audit_heads');
  assert.deepEqual(await verify(id), ['head_missing 5']);
  await record(id, entry());
  assert.deepEqual(await verify(id), ['head_was_changed 6']);
});

test('a head that was changed stays found when acts go on', async () => {
  const id = await createChained();
  await tamper(id, 'delete from audit_log where sequence > 3', 'update audit_heads set sequence = 3');
  await record(id, entry());
  assert.deepEqual(await verify(id), ['head_was_changed 4']);
});

const hex = (bytes: Buffer) => `decode('${bytes.toString('hex')}', 'hex')`;

const copyOf = (sequence: number, as: number) =>
  `insert into audit_log (organization_id, sequence, at, actor_kind, actor_id, action, subject_kind, subject_id, detail, hash)
   select organization_id, ${as}, at, actor_kind, actor_id, 'thing.invented', subject_kind, subject_id, detail, hash
     from audit_log where sequence = ${sequence} and organization_id = current_setting('app.organization_id')::int`;

test('a row that was put in is named: in the middle, at the end, before the beginning', async () => {
  const middle = await createChained();
  await tamper(middle, ...renumber(3, 1), copyOf(2, 3));
  const faults = await verify(middle);
  assert.ok(faults.includes('inserted 3'), faults.join());
  const end = await createChained();
  await tamper(end, copyOf(5, 6));
  assert.deepEqual(await verify(end), ['inserted 6']);
  await record(end, entry());
  assert.ok((await verify(end)).length > 0, 'going on does not heal it');
});

test('rows that were swapped are named', async () => {
  const id = await createChained();
  await tamper(
    id,
    'update audit_log set sequence = 1000000 where sequence = 2',
    'update audit_log set sequence = 2 where sequence = 4',
    'update audit_log set sequence = 4 where sequence = 1000000',
  );
  assert.match((await verify(id)).join(), /^changed 2–5|^changed 2/);
});

test('rows of one organization are none of another', async () => {
  const [id, other] = [await createChained(), await createChained()];
  const { rows } = await withClient(owner, async (client) => {
    await client.query("select set_config('app.organization_id', $1, false)", [String(other)]);
    return client.query('select hash, mac, sequence from audit_heads where organization_id = $1', [other]);
  });
  await tamper(id, `update audit_heads set hash = ${hex(rows[0].hash)}, mac = ${hex(rows[0].mac)}`);
  assert.deepEqual(await verify(id), ['head_changed 5']);
});

test('a whole log that was put back to an earlier state is found by a head kept elsewhere', async () => {
  const id = await createChained();
  const heads: KeptHead[] = [];
  await withClient(owner, async (client) => {
    await client.query("select set_config('app.organization_id', $1, false)", [String(id)]);
    await client.query('create temp table before as select * from audit_heads');
    await record(id, entry(), entry());
    await verifyAudit({
      database,
      owner,
      secret: accounts.secret,
      onFault: () => {},
      onHead: (head) => heads.push(head),
    });
    await client.query('alter table audit_log disable trigger user');
    await client.query('delete from audit_log where sequence > 5');
    await client.query(
      'update audit_heads h set sequence = b.sequence, hash = b.hash, mac = b.mac from before b where b.organization_id = h.organization_id',
    );
    await client.query('alter table audit_log enable trigger user');
  });
  const kept = heads.filter(({ organizationId }) => organizationId === id);
  assert.equal(kept.length, 1);
  assert.deepEqual(await verify(id), [], 'by itself it looks whole: that is what heads are kept for');
  assert.deepEqual(await verify(id, kept), ['removed 6–7']);
});

test('whoever has another secret finds nothing that holds', async () => {
  const id = await createChained(2);
  const faults: AuditFault[] = [];
  await verifyAudit({ database, owner, secret: 'x', onFault: (fault) => faults.push(fault) });
  assert.ok(faults.some(({ organizationId, kind }) => organizationId === id && kind === 'head_changed'));
});

test('the server’s account may add rows and nothing else; the owner may not either', async () => {
  const id = await createChained();
  const db = database.tenant(id);
  const denied = { code: '42501' };
  await assert.rejects(db.updateTable('audit_log').set({ action: 'a.b' }).execute(), denied);
  await assert.rejects(db.deleteFrom('audit_log').execute(), denied);
  await assert.rejects(db.deleteFrom('audit_heads').execute(), denied);
  await withClient(owner, async (client) => {
    await client.query("select set_config('app.organization_id', $1, false)", [String(id)]);
    await assert.rejects(client.query("update audit_log set action = 'a.b'"), /append-only/);
    await assert.rejects(client.query('delete from audit_log'), /append-only/);
    await assert.rejects(client.query('truncate audit_log'), /append-only/);
  });
  assert.deepEqual(await verify(id), []);
});

test('retention removes the oldest rows in steps, and the chain holds from there on', async () => {
  const id = await createChained(10);
  const later = new Date(Date.now() + 60_000);
  const remove = (limit: number) => database.transaction(id, (db) => audit.removeBefore(db, id, later, limit));
  assert.equal(await remove(4), 4);
  assert.deepEqual(await verify(id), []);
  assert.equal(await database.transaction(id, (db) => audit.removeBefore(db, id, new Date(0), 10)), 0);
  await record(id, entry());
  await tamper(id, "update audit_log set action = 'thing.undone' where sequence = 5");
  assert.deepEqual(await verify(id), ['changed 5'], 'the first that is left refers to the last that is gone');
  await tamper(id, copyOf(5, 2));
  assert.ok((await verify(id)).includes('inserted 2'));
});

test('retention that removes everything leaves a chain that goes on', async () => {
  const id = await createChained(3);
  await database.transaction(id, (db) => audit.removeBefore(db, id, new Date(Date.now() + 60_000), 100));
  assert.deepEqual(await verify(id), []);
  await record(id, entry());
  assert.deepEqual(await verify(id), []);
});

/** At the last three rows. */
async function look(id: number) {
  const { faults, ...stretch } = await verifyLatest({ database, secret: accounts.secret }, id, 3);
  return { ...stretch, faults: faults.map(({ kind, from, to }) => `${kind} ${from}–${to}`) };
}

test('the latest rows are walked alone, and vouch for the row before them but not for older ones', async () => {
  const id = await createChained(8);
  assert.deepEqual(await look(id), { from: 6, to: 8, rows: 3, isWhole: false, faults: [] });
  await tamper(id, `update audit_log set detail = '{}' where sequence = 3`);
  assert.deepEqual((await look(id)).faults, [], 'what lies before is not looked at');
  await tamper(id, `update audit_log set hash = decode(repeat('00', 32), 'hex') where sequence = 5`);
  assert.deepEqual((await look(id)).faults, ['changed 6–6']);
  const other = await createChained(8);
  await tamper(other, 'delete from audit_log where sequence = 7');
  assert.deepEqual((await look(other)).faults, ['removed 7–7']);
  await tamper(other, 'delete from audit_log where sequence = 8');
  assert.deepEqual((await look(other)).faults, ['removed 7–8']);
});
