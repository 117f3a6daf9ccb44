import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestApp } from '../../../../test/support/test-app.ts';
import { verifyAudit } from '../../../platform/audit/verify.ts';
import { permissions } from '../permissions.ts';

const suite = await createTestApp();
const [mine, other] = [await suite.createOrganization('Mine'), await suite.createOrganization('Other')];
const { key } = mine;

interface Entry {
  sequence: number;
  at: string;
  action: string;
  actor: { kind: string; id: number | null };
  subject: { kind: string; id: string };
  detail: Record<string, unknown>;
}

async function list(query = '', as = key): Promise<Entry[]> {
  const { status, body, text } = await suite.call('GET', `tenancy/audit-log${query}`, { key: as });
  assert.equal(status, 200, text);
  return body.items;
}

const actions = (entries: Entry[]) => entries.map(({ action }) => action);

test('what is done to organizations, keys, data and models is in the log, with who did it', async () => {
  const made = await suite.call('POST', 'tenancy/api-keys', { key, body: { name: 'x', permissions: ['data:read'] } });
  await suite.call('DELETE', `tenancy/api-keys/${made.body.id}`, { key });
  await suite.call('POST', 'data/datasets/churn/imports', {
    key,
    body: 'a,b\n1,2\n',
    headers: { 'content-type': 'text/csv' },
  });
  const found = await list('?limit=100');
  for (const action of ['organization.created', 'api_key.created', 'api_key.revoked', 'dataset.import_started']) {
    assert.ok(actions(found).includes(action), `${action} is missing among ${actions(found).join(', ')}`);
  }
  const started = found.find(({ action }) => action === 'dataset.import_started');
  assert.equal(started?.actor.kind, 'api_key');
  assert.deepEqual([started?.subject, started?.detail['size_bytes']], [{ kind: 'dataset', id: 'churn' }, 8]);
  assert.ok(!JSON.stringify(found).includes(made.body.key), 'no secret is in it');
});

test('the log is filtered, and read page by page without a gap', async () => {
  const all = await list('?limit=200');
  assert.deepEqual(
    all.map(({ sequence }) => sequence),
    Array.from({ length: all.length }, (_, index) => all.length - index),
  );
  const paged: Entry[] = [];
  for (let cursor = ''; ;) {
    const { body } = await suite.call('GET', `tenancy/audit-log?limit=2${cursor}`, { key });
    paged.push(...body.items);
    if (body.next_cursor === null) break;
    cursor = `&cursor=${body.next_cursor}`;
  }
  assert.deepEqual(paged, all);
  assert.ok((await list('?action=api_key.')).every(({ action }) => action.startsWith('api_key.')));
  assert.deepEqual(new Set(actions(await list('?action=api_key.revoked'))), new Set(['api_key.revoked']));
  assert.ok((await list('?subject_kind=dataset&subject_id=churn')).length === 1);
  assert.deepEqual(await list('?actor_kind=system&actor_id=7'), []);
  const [latest] = all;
  const at = latest?.at ?? '';
  assert.ok((await list(`?to=${at}`)).every(({ sequence }) => sequence < (latest?.sequence ?? 0)));
  assert.equal((await list(`?from=${at}`))[0]?.sequence, latest?.sequence);
});

test('it takes a permission of its own, and shows an organization nothing of another', async () => {
  const others = permissions.filter((permission) => permission !== 'tenancy:audit');
  const weak = await suite.call('POST', 'tenancy/api-keys', { key, body: { name: 'weak', permissions: others } });
  for (const path of ['tenancy/audit-log', 'tenancy/audit-log/export', 'tenancy/audit-log/verification']) {
    const refused = await suite.call('GET', path, { key: weak.body.key });
    assert.deepEqual([refused.status, refused.body.permission], [403, 'tenancy:audit']);
  }
  assert.ok(!JSON.stringify(await list('', other.key)).includes('churn'));
  const { text } = await suite.call('GET', 'tenancy/audit-log/export', { key: other.key });
  assert.ok(text.length > 0 && !text.includes('churn'));
});

test('the export holds everything, in order, and runs nothing in a spreadsheet', async () => {
  await suite.platform.database.transaction(mine.id, (db) =>
    suite.platform.audit.record(db, mine.id, {
      actor: { kind: 'system', id: null },
      action: 'test.done',
      subject: { kind: 'test', id: '=HYPERLINK("http://evil.example")' },
    }),
  );
  const lines = await suite.call('GET', 'tenancy/audit-log/export', { key });
  assert.equal(lines.headers['content-type'], 'application/x-ndjson');
  const entries: Entry[] = lines.text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(entries.toReversed(), await list('?limit=200'));
  const csv = await suite.call('GET', 'tenancy/audit-log/export?format=csv', { key });
  const rows = csv.text.trimEnd().split('\r\n');
  assert.equal(rows.length, entries.length + 1);
  assert.ok(rows.at(-1)?.includes(`"'=HYPERLINK(""http://evil.example"")"`), rows.at(-1));
});

test('the log of a used product verifies', async () => {
  const { accounts, database } = suite.platform;
  const faults: unknown[] = [];
  const { organizations } = await verifyAudit({
    database,
    owner: suite.database.owner,
    secret: accounts.secret,
    onFault: (fault) => faults.push(fault),
  });
  assert.deepEqual([organizations, faults], [2, []]);
});

test('whoever may read the log learns that it is whole, or how much of its end was looked at', async () => {
  const { length } = await list('?limit=200');
  const whole = await suite.call('GET', 'tenancy/audit-log/verification', { key });
  assert.deepEqual(whole.body, { holds: true, from: 1, to: length, entries: length, whole: true, faults: [] });
  const end = await suite.call('GET', 'tenancy/audit-log/verification?entries=2', { key });
  assert.deepEqual(end.body, { holds: true, from: length - 1, to: length, entries: 2, whole: false, faults: [] });
});

test('the same request for a key with the same Idempotency-Key shows the same key, once made', async () => {
  const headers = { 'idempotency-key': 'make-one' };
  const body = { name: 'once', permissions: ['data:read'] };
  const first = await suite.call('POST', 'tenancy/api-keys', { key, body, headers });
  const again = await suite.call('POST', 'tenancy/api-keys', { key, body, headers });
  assert.deepEqual([first.status, again.status, again.text], [201, 201, first.text]);
  const { body: keys } = await suite.call('GET', 'tenancy/api-keys', { key });
  assert.equal(keys.items.filter(({ name }: { name: string }) => name === 'once').length, 1);
});
