import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createApp } from '../../src/app.ts';
import { openAccounts } from '../../src/platform/db/accounts.ts';
import { type Connection, withClient } from '../../src/platform/db/connection.ts';
import { createLog } from '../../src/platform/log.ts';
import { createPlatform } from '../../src/platform/platform.ts';
import { churnCsv } from '../support/churn-csv.ts';
import { createTestApp } from '../support/test-app.ts';
import { createEmptyDatabase, urlOf } from '../support/test-database.ts';

const SUITE = fileURLToPath(new URL('../../src/suite.ts', import.meta.url));
const folder = await mkdtemp(path.join(tmpdir(), 'suite-maintenance-'));
after(() => rm(folder, { recursive: true, force: true }));
const source = await createTestApp({ work: true });
const shop = await source.createOrganization('Shop');
const { key } = shop;

/** One command as a person gives it. */
function suite(
  owner: Connection,
  args: string[],
  env: Record<string, string> = {},
): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const options = { env: { ...process.env, DATABASE_URL: urlOf(owner), ...env }, timeout: 60_000 };
    const child = execFile(process.execPath, [SUITE, ...args], options, (_error, out, err) =>
      resolve({ code: child.exitCode ?? -1, said: out + err }),
    );
  });
}

const question = { input_data: { tenure: 3, plan: 'basic' } };
const ask = async (call: (url: string, body: unknown) => Promise<{ status: number; body: any }>, modelId: number) => {
  const { status, body } = await call('/api/v1/ai-analytics/predict', { model_id: modelId, ...question });
  assert.equal(status, 200, JSON.stringify(body));
  const { prediction_id: _id, prediction_timestamp: _at, ...rest } = body;
  return JSON.stringify(rest);
};

test('a server on a restored database signs in the same keys and answers with the same bytes', async () => {
  const upload = await source.call('POST', 'data/datasets/churn/imports', {
    key,
    body: churnCsv(300),
    headers: { 'content-type': 'text/csv' },
  });
  await source.awaitJob(upload.body.job_id, key);
  const definition = {
    model_name: 'Churn',
    model_type: 'classification',
    algorithm: 'logistic_regression',
    feature_columns: ['tenure', 'plan'],
    target_column: 'churned',
  };
  const { body: model } = await source.call('POST', 'ai-analytics/models', { key, body: definition });
  const training = await source.call('POST', `ai-analytics/models/${model.id}/train`, { key, body: {} });
  await source.awaitJob(training.body.job_id, key);
  await source.call('POST', `ai-analytics/models/${model.id}/deploy`, {
    key,
    body: { force: true, reason: 'because' },
  });
  const before = await ask((url, body) => source.call('POST', url, { key, body }), model.id);

  const file = path.join(folder, 'shop.backup');
  const saved = await suite(source.database.owner, ['backup', file]);
  assert.equal(saved.code, 0, saved.said);
  assert.match(saved.said, /Backed up to .*rows.*not encrypted/s);
  const target = await createEmptyDatabase();
  const restored = await suite(target, ['restore', file]);
  assert.equal(restored.code, 0, restored.said);
  assert.match(restored.said, /Restored .*compared.*The audit log holds/s);

  const platform = createPlatform(source.platform.config, await openAccounts(target), createLog('silent'));
  const app = await createApp(platform, '0.0.0-test');
  after(() => app.close());
  const headers = { authorization: `Bearer ${key}` };
  const later = await ask(async (url, payload) => {
    const answer = await app.http.inject({ method: 'POST', url, headers, payload: payload as object });
    return { status: answer.statusCode, body: answer.json() };
  }, model.id);
  assert.equal(later, before);
  const url = '/api/v1/data/datasets/churn';
  assert.equal((await app.http.inject({ url, headers })).body, (await source.call('GET', url, { key })).text);
});

test('a deployment by force is in the log with its reason, who changed a model from an old state is refused', async () => {
  const { body } = await source.call('GET', 'tenancy/audit-log?action=model.', { key });
  const actions = body.items.map(({ action }: { action: string }) => action);
  assert.deepEqual(actions.toReversed(), ['model.created', 'model.training_started', 'model.deployed']);
  assert.equal(body.items[0].subject.kind, 'model');
  const url = `ai-analytics/models/${body.items[0].subject.id}`;
  const { headers } = await source.call('GET', url, { key });
  const match = { 'if-match': String(headers['etag']) };
  const renamed = await source.call('PUT', url, { key, body: { model_name: 'A' }, headers: match });
  assert.equal(renamed.status, 200, renamed.text);
  const stale = await source.call('PUT', url, { key, body: { model_name: 'B' }, headers: match });
  assert.deepEqual([stale.status, stale.body.code], [412, 'precondition_failed']);
  const [first, second] = await Promise.all(
    ['C', 'D'].map((name) =>
      source.call('PUT', url, {
        key,
        body: { model_name: name },
        headers: { 'if-match': String(renamed.headers['etag']) },
      }),
    ),
  );
  assert.deepEqual(
    [first?.status, second?.status].toSorted((a = 0, b = 0) => a - b),
    [200, 412],
    'of two at once one comes first',
  );
  const known = await source.call('GET', url, {
    key,
    headers: { 'if-none-match': String((await source.call('GET', url, { key })).headers['etag']) },
  });
  assert.deepEqual([known.status, known.text], [304, '']);
});

test('commands say in words, and by their exit code, what is wrong', async () => {
  const file = path.join(folder, 'other.backup');
  const passphrase = { BACKUP_PASSPHRASE: 'correct horse battery' };
  const { owner } = source.database;
  const saved = await suite(owner, ['backup', file], { ...passphrase, DEFAULT_LANGUAGE: 'de' });
  assert.match(saved.said, /Gesichert in .*verschlüsselt/s);
  assert.match((await suite(owner, ['backup', file])).said, /exists and is not overwritten/);
  const attempts: [string[], Record<string, string>, RegExp][] = [
    [['restore', file], {}, /BACKUP_PASSPHRASE/],
    [['restore', file], passphrase, /is not empty/],
    [['restore', SUITE], passphrase, /is not a back-up/],
    [['restore', file, '--force'], passphrase, /in use/],
    [['restore'], {}, /restore FILE/],
  ];
  for (const [args, env, words] of attempts) {
    const { code, said } = await suite(owner, args, env);
    assert.equal(code, 1);
    assert.match(said, words);
  }
});

test('with --force a filled database is replaced whole, and the old one is kept', async () => {
  const file = path.join(folder, 'shop.backup');
  const target = await createEmptyDatabase();
  assert.equal((await suite(target, ['restore', file])).code, 0);
  await withClient(target, (client) =>
    client.query(`insert into identity."user" (name, email) values ('late', 'late@example.com')`),
  );
  const replaced = await suite(target, ['restore', file, '--force']);
  assert.equal(replaced.code, 0, replaced.said);
  const old = /kept as “(.+?)”/.exec(replaced.said)?.[1] ?? '';
  const countLate = (database: string) =>
    withClient(
      { ...target, database },
      async (client) => (await client.query(`select from identity."user" where name = 'late'`)).rowCount,
    );
  assert.deepEqual([await countLate(target.database), await countLate(old)], [0, 1]);
});

test('verify-audit names the row that was changed, and compares with heads that were kept', async () => {
  const { owner } = source.database;
  const heads = path.join(folder, 'heads.jsonl');
  const whole = await suite(owner, ['verify-audit', '--keep-heads', heads]);
  assert.equal(whole.code, 0, whole.said);
  assert.match(await readFile(heads, 'utf8'), new RegExp(`"organizationId":${shop.id}`));
  assert.equal((await suite(owner, ['verify-audit', '--against', heads])).code, 0);
  await withClient(owner, async (client) => {
    await client.query(`set app.organization_id = '${shop.id}'; alter table audit_log disable trigger user`);
    await client.query(`update audit_log set subject_id = 'x' where sequence = 2 and organization_id = ${shop.id}`);
    await client.query('alter table audit_log enable trigger user');
  });
  const broken = await suite(owner, ['verify-audit']);
  assert.equal(broken.code, 1);
  assert.match(broken.said, new RegExp(`Organization ${shop.id}, row 2 to 2: changed`));
});
