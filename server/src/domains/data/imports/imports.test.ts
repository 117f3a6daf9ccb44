import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDatasetRows } from '../../../../test/support/dataset-rows.ts';
import { loneOutbox } from '../../../../test/support/lone-outbox.ts';
import { createOrganization, createTestDatabase } from '../../../../test/support/test-database.ts';
import { withClient } from '../../../platform/db/connection.ts';
import { createIds } from '../../../platform/ids.ts';
import type { Job, JobContext } from '../../../platform/jobs/job.ts';
import { createJobs } from '../../../platform/jobs/jobs.ts';
import { runJob } from '../../../platform/jobs/run-job.ts';
import { createAudit } from '../../../platform/audit/audit.ts';
import { createLog } from '../../../platform/log.ts';
import { createDataService } from '../index.ts';
import { createImportHandler } from './import-job.ts';
import { findImportOfJob } from './imports.repository.ts';

const db = await createTestDatabase();
const jobs = createJobs(db.database, createIds(Date.now));
const data = createDataService({
  database: db.database,
  jobs,
  audit: createAudit('secret'),
  outbox: loneOutbox,
  log: createLog('silent'),
  newId: createIds(Date.now),
  cache: { cached: (_options, fn) => fn, invalidateTags: () => Promise.resolve() },
  entitlements: { requireFeature: async () => {} },
  importMaxSizeMb: 8,
  now: () => new Date(),
});
const organizationId = await createOrganization(db.owner, 'One');
const otherId = await createOrganization(db.owner, 'Two');

async function* inPieces(file: string | Buffer, pieceBytes = 64 * 1024): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(file);
  for (let from = 0; from < bytes.length; from += pieceBytes) yield bytes.subarray(from, from + pieceBytes);
}

function start(dataset: string, file: string | Buffer | AsyncIterable<Uint8Array>, organization = organizationId) {
  const body = typeof file === 'string' || Buffer.isBuffer(file) ? inPieces(file) : file;
  const about = {
    fileName: 'file.csv',
    actor: { kind: 'user', id: 1 } as const,
    organizationLanguage: null,
    announcedBytes: 0,
  };
  return data.imports.start(organization, { dataset, body, ...about });
}

async function run(jobId: string, organization = organizationId): Promise<Job> {
  const handler = createImportHandler({ database: db.database, outbox: loneOutbox });
  const runner = { database: db.database, handlers: new Map([[handler.kind, handler]]), log: createLog('silent') };
  await runJob(runner, { organizationId: organization, jobId }, new AbortController().signal);
  return jobs.get(organization, jobId);
}

async function importFile(dataset: string, file: string | Buffer, organization = organizationId): Promise<Job> {
  const { jobId } = await start(dataset, file, organization);
  return run(jobId, organization);
}

async function rowsOf(dataset: string, organization = organizationId): Promise<unknown[]> {
  return (await readDatasetRows(db.database, organization, dataset)).rows;
}

/** Of both organizations. */
async function countAll(table: 'uploads' | 'upload_chunks'): Promise<number> {
  const counts = [organizationId, otherId].map((id) =>
    db.database
      .tenant(id)
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow(),
  );
  return (await Promise.all(counts)).reduce((sum, { count }) => sum + count, 0);
}

async function tableExists(dataset: string): Promise<boolean> {
  return withClient(db.owner, async (client) => {
    const values = [`org_${organizationId}`, dataset];
    const { rowCount } = await client.query('select from pg_tables where schemaname = $1 and tablename = $2', values);
    return rowCount === 1;
  });
}

async function assertNothingLeft(dataset: string): Promise<void> {
  assert.equal(await tableExists(dataset), false);
  assert.equal(await countAll('upload_chunks'), 0);
  await assert.rejects(data.getDataset(organizationId, dataset), isCode('dataset_not_found'));
}

const isCode =
  (code: string) =>
  (error: unknown): boolean =>
    error instanceof Error && 'code' in error && error.code === code;

/** A file of several chunks. */
function largeFile(rows: number): string {
  return `id,amount,day,name\n${Array.from({ length: rows }, (_, id) => `${id},${id / 8},2024-01-31,customer ${id % 100}`).join('\n')}\n`;
}

function refuseEnd(): Promise<void> {
  return Promise.reject(new Error('came to its end'));
}

/** Runs an import's handler by itself, so that a test can reach into it. */
async function runHandler(jobId: string, context: Pick<JobContext, 'signal' | 'report'>): Promise<void> {
  await createImportHandler({ database: db.database, outbox: loneOutbox }).run({
    organizationId,
    jobId,
    payload: {},
    complete: refuseEnd,
    ...context,
  });
}

test('an import makes a dataset with typed columns and all its rows', async () => {
  const job = await importFile(
    'customers',
    'id,Monthly charges,since,active,name\n1,9.5,2024-01-31,yes,Ünal\n2,,2024-02-29,no,"a, b"\n',
  );
  assert.equal(job.status, 'succeeded');
  assert.deepEqual(job.result, {
    dataset: 'customers',
    import_id: job.subject.id,
    rows_imported: 2,
    rows_rejected: 0,
  });
  const dataset = await data.getDataset(organizationId, 'customers');
  assert.equal(dataset.rowCount, 2);
  assert.deepEqual(
    dataset.columns.map(({ name, type, nullable }) => [name, type, nullable]),
    [
      ['id', 'integer', false],
      ['Monthly charges', 'number', true],
      ['since', 'date', false],
      ['active', 'boolean', false],
      ['name', 'text', false],
    ],
  );
  assert.deepEqual(await rowsOf('customers'), [
    [1, 9.5, '2024-01-31', true, 'Ünal'],
    [2, null, '2024-02-29', false, 'a, b'],
  ]);
  assert.equal(await countAll('upload_chunks'), 0);
  assert.equal(await countAll('uploads'), 0);
});

test('an import writes down every row that it leaves out', async () => {
  const good = Array.from({ length: 20 }, (_, id) => `${id},2024-01-31`);
  const job = await importFile('rejecting', ['id,day', ...good, 'x,2024-01-31', '1', '2,31.02.2026'].join('\n'));
  assert.equal(job.status, 'succeeded');
  const found = await data.imports.get(organizationId, job.subject.id);
  assert.deepEqual([found.rowsImported, found.rowsRejected, found.status], [20, 3, 'succeeded']);
  assert.deepEqual(found.rejections, [
    { reason: 'not_an_integer', column: 'id', rows: 1, firstLine: 22, example: 'x' },
    { reason: 'too_few_values', column: null, rows: 1, firstLine: 23, example: null },
    { reason: 'no_such_date', column: 'day', rows: 1, firstLine: 24, example: '31.02.2026' },
  ]);
  const kept = await Array.fromAsync(data.imports.readRejections(organizationId, found.id));
  assert.deepEqual(
    kept.map(({ line, column_name: column, reason, value, original }) => [line, column, reason, value, original]),
    [
      [22, 'id', 'not_an_integer', 'x', 'x,2024-01-31'],
      [23, null, 'too_few_values', null, '1'],
      [24, 'day', 'no_such_date', '31.02.2026', '2,31.02.2026'],
    ],
  );
});

test('an import of which no row fits fails, makes no dataset, and still tells why', async () => {
  const { jobId, importId } = await start('hopeless', 'a,b\n1\n2\n3,4,5\n');
  const job = await run(jobId);
  assert.deepEqual([job.status, job.error?.code], ['failed', 'no_row_fits']);
  await assertNothingLeft('hopeless');
  const found = await data.imports.get(organizationId, importId);
  assert.deepEqual([found.rowsImported, found.rowsRejected], [0, 3]);
  assert.ok(found.finishedAt);
  assert.equal((await Array.fromAsync(data.imports.readRejections(organizationId, importId))).length, 3);
});

test('an import that is stopped midway leaves nothing, and succeeds when it is started again', async () => {
  const { jobId } = await start('stopped', largeFile(60_000));
  const stop = new AbortController();
  const report = (phase: string, progress: number): void => {
    if (phase === 'writing' && progress > 0.3) stop.abort('shutdown');
  };
  await assert.rejects(runHandler(jobId, { signal: stop.signal, report }));
  assert.ok(stop.signal.aborted);
  assert.equal(await tableExists('stopped'), false);
  assert.equal((await run(jobId)).status, 'succeeded');
  assert.equal((await rowsOf('stopped')).length, 60_000);
  assert.equal(await countAll('upload_chunks'), 0);
});

test('an import whose connection dies midway leaves nothing, and succeeds when it is started again', async () => {
  const { jobId } = await start('killed', largeFile(60_000));
  let killed: Promise<unknown> | undefined;
  const report = (phase: string): void => {
    if (phase !== 'writing') return;
    killed ??= withClient(db.owner, (client) =>
      client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where query like 'copy %killed% from stdin%' and pid <> pg_backend_pid()",
      ),
    );
  };
  await assert.rejects(runHandler(jobId, { signal: new AbortController().signal, report }));
  await killed;
  assert.equal(await tableExists('killed'), false);
  assert.equal((await run(jobId)).status, 'succeeded');
  assert.equal((await rowsOf('killed')).length, 60_000);
});

test('an import that comes to its end on a node which lost the job changes nothing', async () => {
  const { jobId } = await start('superseded', largeFile(10));
  await assert.rejects(
    runHandler(jobId, { signal: new AbortController().signal, report: () => {} }),
    /came to its end/,
  );
  assert.equal(await tableExists('superseded'), false);
  await assert.rejects(data.getDataset(organizationId, 'superseded'), isCode('dataset_not_found'));
  assert.equal((await run(jobId)).status, 'succeeded');
});

test('an import lets go of its bytes when it is cancelled before it begins', async () => {
  const handler = createImportHandler({ database: db.database, outbox: loneOutbox });
  const cancelling = createJobs(db.database, createIds(Date.now), new Map([[handler.kind, handler]]));
  const { jobId } = await start('cancelled', 'a,b\n1,2\n');
  await cancelling.cancel(organizationId, jobId);
  await assertNothingLeft('cancelled');
  const found = await findImportOfJob(db.database.tenant(organizationId), organizationId, jobId);
  assert.ok(found?.finishedAt);
});

test('an import of a hundred thousand rows takes seconds', async () => {
  const started = performance.now();
  const job = await importFile('hundred thousand', largeFile(100_000));
  assert.deepEqual(job.result, {
    dataset: 'hundred thousand',
    import_id: job.subject.id,
    rows_imported: 100_000,
    rows_rejected: 0,
  });
  assert.ok(performance.now() - started < 15_000);
});

test('an import keeps names that would break a careless statement', async () => {
  const headings = ['a"; drop table customers; --', 'constructor', "it's", 'select', 'Größe (cm)', '売上'];
  const job = await importFile(
    'Üb-er_1 2.0',
    `${headings.map((heading) => `"${heading.replaceAll('"', '""')}"`).join(',')}\n1,2,3,4,5,6\n`,
  );
  assert.equal(job.status, 'succeeded');
  const dataset = await data.getDataset(organizationId, 'Üb-er_1 2.0');
  assert.deepEqual(
    dataset.columns.map(({ name }) => name),
    headings,
  );
  assert.deepEqual(await data.listSampleRows(organizationId, dataset), [[1, 2, 3, 4, 5, 6]]);
});

test('an import says so when a row is wider than PostgreSQL stores', async () => {
  const columns = Array.from({ length: 1200 }, (_, index) => index);
  const job = await importFile(
    'wide',
    `${columns.map((index) => `c${index}`).join(',')}\n${columns.map((index) => index + 0.5).join(',')}\n`,
  );
  assert.deepEqual([job.status, job.error?.code, job.error?.params], ['failed', 'row_too_wide', { columns: 1200 }]);
  await assertNothingLeft('wide');
});

test('a second import adds rows: columns meet by name, missing ones are blank, new ones are added', async () => {
  await importFile('orders', 'id,amount,city\n1,10,Berlin\n2,20,Paris\n');
  const job = await importFile('orders', 'city,id,channel\nRome,3,web\nOslo,x,shop\nBonn,5.5,shop\n,6,\n');
  const found = await data.imports.get(organizationId, job.subject.id);
  assert.deepEqual([found.rowsImported, found.rowsRejected], [2, 2]);
  assert.deepEqual(found.notes, [{ code: 'column_added', params: { column: 'channel' } }]);
  assert.deepEqual(await rowsOf('orders'), [
    [1, 10, 'Berlin', null],
    [2, 20, 'Paris', null],
    [3, null, 'Rome', 'web'],
    [6, null, null, null],
  ]);
  const dataset = await data.getDataset(organizationId, 'orders');
  assert.equal(dataset.rowCount, 4);
  assert.deepEqual(
    dataset.columns.map(({ name, type, nullable }) => [name, type, nullable]),
    [
      ['id', 'integer', false],
      ['amount', 'integer', true],
      ['city', 'text', true],
      ['channel', 'text', true],
    ],
  );
});

test('a second import reads dates as the first one did where it does not tell itself', async () => {
  await importFile('dated', 'day,k\n31/01/2024,x\n01/02/2024,x\n');
  await importFile('dated', 'day,k\n03/04/2024,x\n');
  await importFile('dated', 'day,k\n12/31/2024,x\n02/03/2024,x\n');
  assert.deepEqual(
    (await rowsOf('dated')).map((row) => (Array.isArray(row) ? String(row[0]) : '')),
    ['2024-01-31', '2024-02-01', '2024-04-03', '2024-12-31', '2024-02-03'],
  );
});

test('a second import is refused where no column is the same', async () => {
  await importFile('plain', 'a,b\n1,2\n');
  await assert.rejects(start('plain', 'c,d\n1,2\n'), isCode('no_column_matches'));
  assert.equal(await countAll('upload_chunks'), 0);
});

test('a second import waits for the first, so that both are whole', async () => {
  const [first, second] = await Promise.all([start('twice', largeFile(20_000)), start('twice', largeFile(20_001))]);
  const ended = await Promise.all([run(first.jobId), run(second.jobId)]);
  assert.deepEqual(
    ended.map(({ status }) => status),
    ['succeeded', 'succeeded'],
  );
  assert.equal((await data.getDataset(organizationId, 'twice')).rowCount, 40_001);
  assert.equal((await rowsOf('twice')).length, 40_001);
});

async function* cutOff(): AsyncGenerator<Uint8Array> {
  yield* inPieces(largeFile(100_000));
  throw new Error('aborted');
}

test('an upload that is cut off leaves nothing', async () => {
  await assert.rejects(start('cut', cutOff()), /aborted/);
  assert.equal(await countAll('uploads'), 0);
  await assertNothingLeft('cut');
});

test('an upload that cannot be read leaves nothing', async () => {
  await assert.rejects(start('broken', `${largeFile(100_000)}1,"2`), isCode('csv_quote_not_closed'));
  assert.equal(await countAll('uploads'), 0);
  await assertNothingLeft('broken');
});

test('an upload that is too large is refused before it has all arrived', async () => {
  let sent = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('a,b\n');
    for (;;) {
      sent += 1;
      yield Buffer.from('1,2\n'.repeat(16_384));
    }
  }
  await assert.rejects(start('huge', endless()), isCode('import_too_large'));
  assert.ok(sent < 200);
  assert.equal(await countAll('uploads'), 0);
});

test('an upload that was cut off by the death of its node is removed by the next one', async () => {
  await withClient(db.owner, async (client) => {
    await client.query("select set_config('app.organization_id', $1, false)", [String(organizationId)]);
    const { rows } = await client.query<{ id: number }>(
      "insert into uploads (organization_id, touched_at) values ($1, now() - interval '2 hours') returning id",
      [organizationId],
    );
    await client.query("insert into upload_chunks values ($1, $2, 0, 'x')", [organizationId, rows[0]?.id]);
  });
  const { jobId } = await start('next', 'a,b\n1,2\n');
  assert.equal(await countAll('uploads'), 1);
  await run(jobId);
  assert.equal(await countAll('uploads'), 0);
});

test('an upload needs a name that can be a table', async () => {
  for (const name of ['', ' ', '../x', 'a/b', '"x"', 'x\0', '-x', 'ä'.repeat(32)]) {
    await assert.rejects(start(name, 'a,b\n1,2\n'), isCode('dataset_name_invalid'), JSON.stringify(name));
  }
});

test('organizations have datasets of the same name without seeing each other', async () => {
  await importFile('shared name', 'a,b\n1,2\n');
  await assert.rejects(data.getDataset(otherId, 'shared name'), isCode('dataset_not_found'));
  const job = await importFile('shared name', 'c,d\nx,y\nz,w\n', otherId);
  assert.equal(job.status, 'succeeded');
  assert.deepEqual(await rowsOf('shared name', otherId), [
    ['x', 'y'],
    ['z', 'w'],
  ]);
  assert.deepEqual(await rowsOf('shared name'), [[1, 2]]);
});

test('organizations cannot reach the rows, imports and rejections of others, even by a query without a condition', async () => {
  await importFile('secret', 'a,b\n1,2\n3\n');
  const other = db.database.tenant(otherId);
  for (const table of [
    'datasets',
    'dataset_columns',
    'imports',
    'import_rejections',
    'uploads',
    'upload_chunks',
  ] as const) {
    const rows = await other.selectFrom(table).select('organization_id').execute();
    assert.ok(
      rows.every((row) => row.organization_id === otherId),
      table,
    );
  }
  await assert.rejects(
    db.database.business(otherId, ({ client }) => client.query(`select * from org_${organizationId}.secret`)),
    /permission denied/,
  );
  const { importId, jobId } = await start('mine', 'a,b\n1,2\n');
  await assert.rejects(data.imports.get(otherId, importId), isCode('import_not_found'));
  await run(jobId);
});

test('removing a dataset removes its rows, its columns and what its imports kept', async () => {
  const job = await importFile('gone', 'a,b\n1,2\nx\n');
  await data.removeDataset(organizationId, 'gone', { kind: 'user', id: 1 });
  await assertNothingLeft('gone');
  await assert.rejects(data.imports.get(organizationId, job.subject.id), isCode('import_not_found'));
  await assert.rejects(
    data.removeDataset(organizationId, 'gone', { kind: 'user', id: 1 }),
    isCode('dataset_not_found'),
  );
  assert.equal((await importFile('gone', 'c,d\n1,2\n')).status, 'succeeded');
});

test('removing a dataset is refused while an import fills it', async () => {
  await importFile('busy', 'id,amount,day,name\n1,1.5,2024-01-31,x\n');
  const { jobId } = await start('busy', largeFile(30_000));
  let refused: Promise<void> | undefined;
  const report = (phase: string): void => {
    if (phase === 'writing')
      refused ??= assert.rejects(
        data.removeDataset(organizationId, 'busy', { kind: 'user', id: 1 }),
        isCode('dataset_busy'),
      );
  };
  const stop = new AbortController();
  await assert.rejects(
    runHandler(jobId, {
      signal: stop.signal,
      report: (phase) => {
        report(phase);
        void refused?.then(() => stop.abort('shutdown'));
      },
    }),
  );
  await refused;
  assert.ok(refused);
});
