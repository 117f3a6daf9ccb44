import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { createTestApp } from '../../../../test/support/test-app.ts';

const { call, createOrganization, awaitJob } = await createTestApp({ work: true });
const one = await createOrganization('One');
const two = await createOrganization('Two');
const CSV = { 'content-type': 'text/csv' };

/** A key of the first organization that may do this and nothing else. */
async function keyFor(...permissions: string[]): Promise<string> {
  const { status, body, text } = await call('POST', 'tenancy/api-keys', {
    key: one.key,
    body: { name: permissions.join(' '), permissions },
  });
  assert.equal(status, 201, text);
  return body.key;
}
const reader = await keyFor('data:read');

const inspect = (
  body: string | Buffer,
  {
    query = {},
    key = one.key,
    language = 'en',
  }: { query?: Record<string, string>; key?: string; language?: string } = {},
) =>
  call('POST', `data/imports/inspections?${new URLSearchParams(query).toString()}`, {
    key,
    body,
    headers: { ...CSV, 'accept-language': language },
  });

async function importFile(dataset: string, body: string, options: object = {}) {
  const query = new URLSearchParams({ options: JSON.stringify(options) });
  const answer = await call('POST', `data/datasets/${dataset}/imports?${query.toString()}`, {
    key: one.key,
    body,
    headers: CSV,
  });
  assert.equal(answer.status, 202, answer.text);
  assert.equal((await awaitJob(answer.body.job_id, one.key)).status, 'succeeded');
  return answer.body.import_id as number;
}

test('an inspection tells types, rows, where columns would go and what to know, and keeps nothing', async () => {
  await importFile('shop', 'sku,price\nA,1\n');
  const file = 'SKU;price;note\nB;2,5;x\nC;tbd;y\nD;3,5;z\n';
  const { status, body } = await inspect(gzipSync(file), { query: { dataset: 'shop' } });
  assert.equal(status, 200);
  assert.deepEqual([body.format, body.encoding, body.rows_seen, body.is_beginning], ['csv', 'utf-8', 3, false]);
  assert.deepEqual(body.sample_rows[0], ['B', '2,5', 'x']);
  assert.deepEqual(
    body.columns.map((column: any) => [column.heading, column.type, column.nearest_type]),
    [
      ['SKU', 'text', null],
      ['price', 'text', { type: 'number', share: 0.66, misfits: 1, first_line: 3, example: 'tbd' }],
      ['note', 'text', null],
    ],
  );
  assert.deepEqual(
    body.proposed_mapping.columns.map((each: any) => each.column),
    ['sku', 'price', 'note'],
  );
  assert.equal((await call('GET', 'data/datasets/shop', { key: one.key })).body.row_count, 1);
  const imports = await call('GET', 'data/imports?dataset=shop', { key: one.key });
  assert.equal(imports.body.items.length, 1);
});

test('an inspection speaks the language of its reader, and names what can be said in the request', async () => {
  const file = 'name,price\nA,1\nB,2\nC,tbd\n';
  const english = await inspect(file);
  assert.deepEqual(english.body.notes, [
    {
      code: 'types_mixed',
      text: '“price”: 66% of the values are numbers. It was kept as text because of “tbd” in line 4 and others like it: 1. To leave those rows out instead, give the column the type “integer” in the mapping.',
    },
  ]);
  const german = await inspect(file, { language: 'de' });
  assert.match(german.body.notes[0].text, /„price“: 66\s% der Werte sind Zahlen/);
  const arabic = await inspect(file, { language: 'ar' });
  assert.match(arabic.body.notes[0].text, /أعداد/);
  const latin = await inspect(Buffer.from('id;Größe\n1;Köln\n2;Zürich\n', 'latin1'));
  assert.equal(latin.body.encoding, 'windows-1252');
  assert.match(latin.body.notes[0].text, /“encoding” in the parameter “options”/);
  const told = await inspect(Buffer.from('id;Größe\n1;Köln\n2;Zürich\n', 'latin1'), {
    query: { options: '{"encoding":"windows-1250"}' },
  });
  assert.deepEqual([told.body.encoding, told.body.notes], ['windows-1250', []]);
});

test('an inspection of a column whose type is settled does not say that it stays text', async () => {
  const file = 'name,price\nA,1\nB,2\nC,tbd\n';
  const mapping = { columns: [{ heading: 'price', column: 'cost', type: 'number' }] };
  const forced = await inspect(file, { query: { dataset: 'fresh', options: JSON.stringify({ mapping }) } });
  assert.deepEqual(forced.body.notes, []);
  const known = await inspect('sku,price\nE,1\nF,2\nG,tbd\n', { query: { dataset: 'shop' } });
  assert.deepEqual(known.body.notes, []);
});

test('inspections that make no sense are refused', async () => {
  const cases: [Awaited<ReturnType<typeof call>>, number, string][] = [
    [await inspect(''), 422, 'csv_empty'],
    [await inspect('a,b\n1,"2\n'), 422, 'csv_quote_not_closed'],
    [await inspect('a\n1\n', { query: { dataset: 'a/b' } }), 422, 'dataset_name_invalid'],
    [await inspect('a\n1\n', { query: { options: '{' } }), 422, 'import_options_invalid'],
    [await inspect('a\n1\n', { query: { options: '{"encoding":"morse"}' } }), 422, 'import_options_invalid'],
    [await inspect('a\n1\n', { key: reader }), 403, 'forbidden'],
    [await call('POST', 'data/imports/inspections', { body: 'a\n1\n', headers: CSV }), 401, 'not_signed_in'],
    [await call('POST', 'data/imports/inspections', { key: one.key, body: {} }), 415, 'unsupported_media_type'],
  ];
  for (const [{ status, body }, expected, code] of cases) assert.deepEqual([status, body.code], [expected, code]);
});

test('another organization sees neither the mapping nor the columns of a dataset of the same name', async () => {
  const mapping = { columns: [{ heading: 'Artikel', column: 'sku' }] };
  await importFile('shop', 'Artikel,price\nK,1\n', { mapping });
  const file = 'Artikel,price\nL,1\n';
  const own = await inspect(file, { query: { dataset: 'shop' } });
  assert.deepEqual(own.body.saved_mapping, mapping);
  const foreign = await inspect(file, { query: { dataset: 'shop' }, key: two.key });
  assert.equal(foreign.body.saved_mapping, null);
  assert.deepEqual(
    foreign.body.likeness.map((each: any) => each.is_known_column),
    [false, false],
  );
});

test('the one column that the rows of a new dataset are told apart by is its key', async () => {
  await importFile('visitors', 'code,name\nV-1,Ada\nV-2,Bo\n', { key: ['code'] });
  const { body } = await call('GET', 'data/datasets/visitors/records/V-2', { key: one.key });
  assert.deepEqual([body.key, body.values.name], ['V-2', 'Bo']);
  // Two columns together are no key that a record could be called by.
  await importFile('visits', 'code,day\nV-1,2026-01-01\nV-1,2026-01-02\n', { key: ['code', 'day'] });
  const visits = await call('GET', 'data/datasets/visits', { key: one.key });
  assert.ok(
    visits.body.columns.every((column: any) => !column.is_key),
    visits.text,
  );
});

test('an import is taken back by those who may delete, once, and of their own organization', async () => {
  const id = await importFile('undone', 'a,b\n1,2\n');
  const undo = (importId: number | string, key: string, language = 'en') =>
    call('POST', `data/imports/${importId}/undo`, { key, headers: { 'accept-language': language } });
  assert.equal((await undo(id, reader)).body.code, 'forbidden');
  assert.equal((await undo(id, two.key)).body.code, 'import_not_found');
  assert.equal((await undo('x', one.key)).status, 422);
  const { status, body } = await undo(id, one.key);
  assert.deepEqual([status, body.import_id], [202, id]);
  const job = await awaitJob(body.job_id, one.key);
  assert.deepEqual([job.status, job.result.rows_removed], ['succeeded', 1]);
  const { body: found } = await call('GET', `data/imports/${id}`, { key: one.key });
  assert.ok(found.undone_at);
  assert.deepEqual(found.undo, { rows_removed: 1, rows_restored: 0, rows_left: 0, left: [] });
  const again = await undo(id, one.key);
  const german = await undo(id, one.key, 'de');
  assert.deepEqual([again.status, again.body.code], [409, 'import_not_undoable']);
  assert.notEqual(german.body.detail, again.body.detail);
});

test('an export goes to those who may read, in the form that was asked for', async () => {
  await importFile('goods', 'id,name,price,day\n1,=cmd(),"1,5",2024-03-31\n2,"b;c",2,\n', { decimal_mark: ',' });
  const get = (query: string, key = reader) => call('GET', `data/datasets/goods/exports?${query}`, { key });
  const plain = await get('');
  assert.equal(plain.headers['content-type'], 'text/csv; charset=utf-8');
  assert.match(String(plain.headers['content-disposition']), /filename\*=UTF-8''goods\.csv$/);
  assert.equal(plain.text, '"id","name","price","day"\n1,"\'=cmd()",1.5,2024-03-31\n2,"b;c",2,\n');
  assert.equal(
    (await get('decimal_mark=%2C&date_format=dmy&formulas=keep')).text,
    '"id";"name";"price";"day"\n1;"=cmd()";1,5;31/03/2024\n2;"b;c";2;\n',
  );
  const lines = (await get('format=jsonl')).text.trimEnd().split('\n');
  assert.deepEqual(JSON.parse(lines[0] ?? ''), { id: 1, name: '=cmd()', price: 1.5, day: '2024-03-31' });
  const some = await call('POST', 'data/datasets/goods/exports', {
    key: reader,
    body: { columns: ['name'], filter: [{ column: 'id', operator: 'gt', value: 1 }] },
  });
  assert.equal(some.text, '"name"\n"b;c"\n');
  const bad: [Awaited<ReturnType<typeof call>>, number, string][] = [
    [await get('format=xml'), 422, 'validation_failed'],
    [await get('', two.key), 404, 'dataset_not_found'],
    [
      await call('POST', 'data/datasets/goods/exports', { key: one.key, body: { columns: ['x'] } }),
      422,
      'columns_not_found',
    ],
    [await call('GET', 'data/datasets/goods/exports', { key: await keyFor('data:create') }), 403, 'forbidden'],
  ];
  for (const [{ status, body }, expected, code] of bad) assert.deepEqual([status, body.code], [expected, code]);
});

test('rejected rows go to those who may read, in their language, and to nobody else', async () => {
  const id = await importFile('faulty', `id,name\n${'1,x\n'.repeat(20)}two,y\n`);
  const file = (key: string, language = 'en') =>
    call('GET', `data/imports/${id}/rejected-rows`, { key, headers: { 'accept-language': language } });
  assert.equal(
    (await file(reader)).text,
    'line,column,reason,value,row\r\n22,id,“two” is not a whole number.,two,"two,y"\r\n',
  );
  assert.match((await file(reader, 'fr')).text, /«\stwo\s» n’est pas un nombre entier/);
  assert.equal((await file(two.key)).status, 404);
  assert.equal((await file(await keyFor('data:create'))).status, 403);
});

test('the progress of an import can be asked for again after it has ended', async () => {
  const { body } = await call('POST', 'data/datasets/followed/imports', {
    key: one.key,
    body: 'a,b\n1,2\n',
    headers: CSV,
  });
  await awaitJob(body.job_id, one.key);
  const [job, again] = await Promise.all([1, 2].map(() => call('GET', `jobs/${body.job_id}`, { key: reader })));
  assert.deepEqual([job?.body.status, job?.body.progress, again?.body.result], ['succeeded', 1, job?.body.result]);
  assert.equal(job?.body.result.import_id, body.import_id);
  assert.equal((await call('GET', `jobs/${body.job_id}`, { key: two.key })).status, 404);
});
