import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { createTestApp } from '../../../test/support/test-app.ts';

const { app, call, createOrganization, awaitJob, database } = await createTestApp({
  work: true,
  config: { importMaxSizeMb: 4 },
});
const one = await createOrganization('One');
const two = await createOrganization('Two');

const CSV = { 'content-type': 'text/csv' };
const upload = (
  dataset: string,
  body: string | Buffer,
  { key = one.key, headers = CSV }: { key?: string; headers?: Record<string, string> } = {},
) => call('POST', `data/datasets/${encodeURIComponent(dataset)}/imports`, { key, body, headers });

async function importFile(dataset: string, body: string | Buffer, key = one.key) {
  const { status, body: started } = await upload(dataset, body, { key });
  assert.equal(status, 202);
  const job = await awaitJob(started.job_id, key);
  const answer = await call('GET', `data/imports/${started.import_id}`, { key });
  assert.equal(answer.status, 200);
  return { job, found: answer.body };
}

test('a file becomes a dataset that can be listed and looked at', async () => {
  const { job, found } = await importFile(
    'clients',
    '\ufeffcustomer_id;MonthlyCharges;since\r\n1;9.5;31.01.2024\r\n2;;01.02.2024\r\n',
  );
  assert.deepEqual([job.status, job.kind], ['succeeded', 'import']);
  assert.deepEqual(job.result, { dataset: 'clients', import_id: found.id, rows_imported: 2, rows_rejected: 0 });
  const columns = [
    { name: 'customer_id', label: 'customer_id', type: 'integer', nullable: false },
    { name: 'MonthlyCharges', label: 'MonthlyCharges', type: 'number', nullable: true },
    { name: 'since', label: 'since', type: 'date', nullable: false },
  ];
  assert.deepEqual(
    [found.status, found.rows_imported, found.rows_rejected, found.rejections, found.notes],
    ['succeeded', 2, 0, [], []],
  );
  assert.deepEqual(
    found.columns,
    columns.map(({ name, label, type }) => ({ name, label, type })),
  );
  const { body: list } = await call('GET', 'data/datasets', { key: one.key });
  assert.equal(list.next_cursor, null);
  const plain = { is_key: false, role: null, currency: null, refers_to: null };
  const described = columns.map((column) => ({ ...column, ...plain }));
  assert.deepEqual([list.items[0].name, list.items[0].row_count, list.items[0].columns], ['clients', 2, described]);
  const { body: dataset } = await call('GET', 'data/datasets/clients', { key: one.key });
  assert.deepEqual(dataset.columns, described);
  assert.deepEqual(dataset.sample_rows, [
    { customer_id: 1, MonthlyCharges: 9.5, since: '2024-01-31' },
    { customer_id: 2, MonthlyCharges: null, since: '2024-02-01' },
  ]);
});

test('the name of the file is kept', async () => {
  const headers = { ...CSV, 'x-file-name': encodeURIComponent('Käufer 2024.csv') };
  const { body } = await upload('named', 'a,b\n1,2\n', { headers });
  const found = await call('GET', `data/imports/${body.import_id}`, { key: one.key });
  assert.equal(found.body.file_name, 'Käufer 2024.csv');
  await awaitJob(body.job_id, one.key);
});

test('rejected rows are told in the language of the reader, and as a file that runs no formula', async () => {
  const good = '1,x\n'.repeat(20);
  const { found } = await importFile('rejecting', `id,name\n${good}=cmd(),"a ""b"""\n7\n`);
  assert.deepEqual([found.rows_imported, found.rows_rejected], [20, 2]);
  const [first] = found.rejections;
  assert.deepEqual(
    [first.reason, first.column, first.rows, first.first_line, first.example],
    ['not_an_integer', 'id', 1, 22, '=cmd()'],
  );
  const german = await call('GET', `data/imports/${found.id}`, { key: one.key, headers: { 'accept-language': 'de' } });
  assert.notEqual(german.body.rejections[0].reason_text, first.reason_text);
  const file = await call('GET', `data/imports/${found.id}/rejected-rows`, { key: one.key });
  assert.equal(file.headers['content-type'], 'text/csv; charset=utf-8');
  assert.match(
    String(file.headers['content-disposition']),
    /^attachment; filename\*=UTF-8''rejecting-rejected-rows-\d+\.csv$/,
  );
  const lines = file.text.split('\r\n');
  assert.equal(lines[0], 'line,column,reason,value,row');
  assert.equal(lines[1], `22,id,${first.reason_text},'=cmd(),"'=cmd(),""a """"b"""""""`);
  assert.match(lines[2] ?? '', /^23,,.+,,7$/);
  assert.equal(lines.length, 4);
});

test('files that cannot be read are refused at once, with the place of the fault', async () => {
  const broken: [string | Buffer, string, number | undefined][] = [
    ['', 'csv_empty', undefined],
    ['\n\n', 'csv_empty', undefined],
    ['a,b\n', 'csv_header_only', undefined],
    ['a,b\n1,2\n3,"4\n', 'csv_quote_not_closed', 3],
    ['a,b\n1,\0\n', 'csv_nul_byte', 2],
    [Buffer.from('PK\x03\x04 and so on'), 'file_damaged', undefined],
    [`a,b\n${'x'.repeat(1_100_000)},2\n`, 'csv_value_too_long', 2],
    [`${'c,'.repeat(2000)}\n${'1,'.repeat(2000)}\n`, 'csv_too_many_columns', undefined],
  ];
  for (const [file, code, line] of broken) {
    const { status, body } = await upload('broken', file);
    assert.deepEqual([status, body.code, body.line], [422, code, line]);
    assert.ok(
      body.title.length > 5 && body.detail.length > 20 && !/[{}]|data\.errors/.test(body.title + body.detail),
      body.detail,
    );
  }
  assert.equal((await call('GET', 'data/datasets/broken', { key: one.key })).status, 404);
});

test('requests that make no sense are refused', async () => {
  const cases: [Awaited<ReturnType<typeof call>>, number, string][] = [
    [await upload('x', '{}', { headers: { 'content-type': 'application/json' } }), 415, 'unsupported_media_type'],
    [
      await upload('x', 'a,b\n1,2\n', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
      415,
      'unsupported_media_type',
    ],
    [await upload('a/b', 'a,b\n1,2\n'), 422, 'dataset_name_invalid'],
    [await upload('"x"', 'a,b\n1,2\n'), 422, 'dataset_name_invalid'],
    [await upload('ä'.repeat(40), 'a,b\n1,2\n'), 422, 'dataset_name_invalid'],
    [await upload('x\0', 'a,b\n1,2\n'), 400, 'nul_byte'],
    [await upload('x'.repeat(300), 'a,b\n1,2\n'), 422, 'validation_failed'],
    [await upload('large', Buffer.alloc(5 * 1024 * 1024, 'a,b\n')), 413, 'import_too_large'],
    [await call('GET', 'data/datasets/nothing', { key: one.key }), 404, 'dataset_not_found'],
    [await call('GET', 'data/datasets?limit=0', { key: one.key }), 422, 'validation_failed'],
    [await call('GET', 'data/datasets?cursor=x', { key: one.key }), 400, 'invalid_cursor'],
    [await call('GET', 'data/imports/999999', { key: one.key }), 404, 'import_not_found'],
    [await call('GET', 'data/imports/99999999999', { key: one.key }), 422, 'validation_failed'],
    [await call('GET', 'data/imports/x', { key: one.key }), 422, 'validation_failed'],
    [await call('GET', 'data/imports/999999/rejected-rows', { key: one.key }), 404, 'import_not_found'],
    [await call('DELETE', 'data/datasets/nothing', { key: one.key }), 404, 'dataset_not_found'],
    [await call('GET', 'data/datasets'), 401, 'not_signed_in'],
    [await call('POST', 'data/datasets/x/imports', { body: 'a,b\n1,2\n', headers: CSV }), 401, 'not_signed_in'],
  ];
  for (const [answer, status, code] of cases) assert.deepEqual([answer.status, answer.body.code], [status, code]);
});

test('nobody sees the data of another organization', async () => {
  const { found, job } = await importFile('private', 'a,b\n1,2\nx\n');
  const before = await call('GET', 'data/datasets', { key: two.key });
  assert.deepEqual(before.body.items, []);
  for (const [method, path] of [
    ['GET', 'data/datasets/private'],
    ['DELETE', 'data/datasets/private'],
    ['GET', `data/imports/${found.id}`],
    ['GET', `data/imports/${found.id}/rejected-rows`],
    ['GET', `jobs/${job.id}`],
  ] as const) {
    assert.equal((await call(method, path, { key: two.key })).status, 404, path);
  }
  assert.equal((await call('GET', 'data/datasets/private', { key: one.key })).status, 200);
});

test('each route takes its permission', async () => {
  const keyFor = async (permission: string): Promise<string> => {
    const { body } = await call('POST', 'tenancy/api-keys', {
      key: one.key,
      body: { name: 'x', permissions: [permission] },
    });
    return body.key;
  };
  const reader = await keyFor('data:read');
  const other = await keyFor('ai_analytics:read');
  assert.equal((await call('GET', 'data/datasets', { key: reader })).status, 200);
  assert.equal((await upload('x', 'a,b\n1,2\n', { key: reader })).status, 403);
  assert.equal((await call('DELETE', 'data/datasets/private', { key: reader })).status, 403);
  for (const path of [
    'data/datasets',
    'data/datasets/private',
    'data/imports',
    'data/imports/1',
    'data/imports/1/rejected-rows',
  ]) {
    assert.equal((await call('GET', path, { key: other })).status, 403, path);
  }
});

test('a list comes in pages, latest first', async () => {
  const key = two.key;
  for (const name of ['first', 'second', 'third']) await importFile(name, 'a,b\n1,2\n', key);
  const page = await call('GET', 'data/datasets?limit=2', { key });
  const next = await call('GET', `data/datasets?limit=2&cursor=${page.body.next_cursor}`, { key });
  const names = [...page.body.items, ...next.body.items].map(({ name }: { name: string }) => name);
  assert.deepEqual([names, next.body.next_cursor], [['third', 'second', 'first'], null]);
});

test('imports are listed, latest first, of one dataset or of all', async () => {
  const key = two.key;
  await importFile('listed', 'a,b\n1,2\n', key);
  await importFile('listed', 'a,b\n3,4\nx\n', key);
  const { body } = await call('GET', 'data/imports?dataset=listed', { key });
  assert.deepEqual(
    body.items.map((item: Record<string, unknown>) => [
      item['dataset'],
      item['status'],
      item['rows_imported'],
      item['rows_rejected'],
    ]),
    [
      ['listed', 'succeeded', 1, 1],
      ['listed', 'succeeded', 1, 0],
    ],
  );
  const page = await call('GET', 'data/imports?limit=1', { key });
  const next = await call('GET', `data/imports?limit=1&cursor=${page.body.next_cursor}`, { key });
  assert.deepEqual([page.body.items[0].id, next.body.items[0].id], [body.items[0].id, body.items[1].id]);
  const others = await call('GET', 'data/imports?dataset=listed', { key: one.key });
  assert.deepEqual(others.body.items, []);
});

test('the OpenAPI document says which files an import takes', async () => {
  const { body } = await call('GET', '/openapi.json');
  const { post } = body.paths['/api/v1/data/datasets/{name}/imports'];
  const types = Object.keys(post.requestBody.content);
  assert.equal(types[0], 'text/csv');
  for (const type of ['application/x-ndjson', 'application/gzip', 'application/zip']) assert.ok(types.includes(type));
});

test('a dataset can be removed', async () => {
  await importFile('temporary', 'a,b\n1,2\n');
  assert.equal((await call('DELETE', 'data/datasets/temporary', { key: one.key })).status, 204);
  assert.equal((await call('GET', 'data/datasets/temporary', { key: one.key })).status, 404);
});

/** How many uploads the organization has: it must come to none. */
async function countUploads(): Promise<number> {
  const rows = await database.database.tenant(one.id).selectFrom('uploads').select('id').execute();
  return rows.length;
}

async function awaitNoUpload(): Promise<void> {
  for (const deadline = performance.now() + 10_000; performance.now() < deadline;) {
    if ((await countUploads()) === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  assert.equal(await countUploads(), 0);
}

test('over a real connection', async (t) => {
  await app.http.listen({ port: 0, host: '127.0.0.1' });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a TCP server's address is one
  const { port } = app.http.server.address() as AddressInfo;
  const send = () =>
    httpRequest({
      port,
      path: '/api/v1/data/datasets/sent/imports',
      method: 'POST',
      headers: { ...CSV, authorization: `Bearer ${one.key}` },
    });

  await t.test('an upload that is cut off leaves nothing', async () => {
    const request = send();
    const failed = new Promise((resolve) => request.on('error', resolve));
    await new Promise((resolve) => request.write(Buffer.alloc(1_500_000, 'a,b\n'), resolve));
    while ((await countUploads()) === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    request.destroy();
    await failed;
    await awaitNoUpload();
    assert.equal((await call('GET', 'data/datasets/sent', { key: one.key })).status, 404);
  });

  const fault = 'a,b\n1,\0\n'.repeat(20_000);
  for (const [when, beginning] of [
    ['at once', fault],
    ['in a large file', `a,b\n${'1,2\n'.repeat(700_000)}${fault}`],
  ] as const)
    await t.test(
      `a refusal arrives while the sender is still sending: ${when}`,
      { timeout: 20_000 },
      async ({ signal }) => {
        const request = send();
        signal.addEventListener('abort', () => request.destroy());
        const answered = new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
          request.on('error', reject);
          request.on('response', (response) => {
            let text = '';
            response.on('data', (chunk: Buffer) => (text += chunk.toString()));
            response.on('end', () => resolve({ status: response.statusCode, text }));
          });
        });
        request.write(beginning);
        const { status, text } = await answered;
        assert.deepEqual([status, JSON.parse(text).code], [422, 'csv_nul_byte']);
        // The rest is taken and forgotten, so that the connection stays in order.
        await new Promise((resolve) => request.end(Buffer.alloc(30_000_000, 'x'), () => resolve(null)));
        await awaitNoUpload();
      },
    );
});
