import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestApp } from '../../../../test/support/test-app.ts';

const { call, createOrganization, awaitJob } = await createTestApp({ work: true });
const { key } = await createOrganization('Ruled');

async function importFile(dataset: string, file: string, options: object = {}) {
  const query = new URLSearchParams({ options: JSON.stringify(options) });
  const { body: started, text } = await call('POST', `data/datasets/${dataset}/imports?${query.toString()}`, {
    key,
    body: file,
    headers: { 'content-type': 'text/csv' },
  });
  assert.ok(started.job_id, text);
  const job = await awaitJob(started.job_id, key);
  const rejected = await call('GET', `data/imports/${started.import_id}/rejected-rows`, { key });
  const [, ...lines] = rejected.text.trimEnd().split('\r\n');
  const { body: found } = await call('GET', `data/imports/${started.import_id}`, { key });
  return { job, found, lines };
}

const rule = async (dataset: string, body: object) => {
  const answer = await call('POST', `data/datasets/${dataset}/constraints`, { key, body });
  assert.equal(answer.status, 201, answer.text);
};

async function make(name: string, columns: object[], recordKey?: string): Promise<void> {
  const body = { name, columns, ...(recordKey === undefined ? {} : { key: recordKey }) };
  const answer = await call('POST', 'data/datasets', { key, body });
  assert.equal(answer.status, 201, answer.text);
}

async function rowsOf(dataset: string, columns: string[]): Promise<unknown[][]> {
  const { text } = await call('POST', `data/datasets/${dataset}/exports`, { key, body: { format: 'jsonl', columns } });
  return text
    .trimEnd()
    .split('\n')
    .map((line) => Object.values(JSON.parse(line)));
}

test('rows that break the rules of a column are left out with line, column, reason, value and row, and the rest comes in', async () => {
  await make('goods', [
    { name: 'name', type: 'text' },
    { name: 'price', type: 'number' },
    { name: 'kind', type: 'text' },
    { name: 'code', type: 'text' },
  ]);
  await rule('goods', { column: 'name', kind: 'required' });
  await rule('goods', { column: 'price', kind: 'minimum', value: 0 });
  await rule('goods', { column: 'price', kind: 'maximum', value: 100 });
  await rule('goods', { column: 'kind', kind: 'one_of', values: ['a', 'b'] });
  await rule('goods', { column: 'code', kind: 'pattern', pattern: '[A-Z]\\d' });
  const file = 'name,price,kind,code\nA,5,a,X1\n,5,a,X1\nB,-1,c,X1\n"C ""x""",101,b,X1\nD,7,,x\nE,,,\n';
  const { job, found, lines } = await importFile('goods', file);
  assert.equal(job.status, 'succeeded', JSON.stringify(job));
  assert.deepEqual([found.rows_imported, found.rows_rejected], [2, 4]);
  assert.deepEqual(lines, [
    '3,name,“name” must have a value.,,",5,a,X1"',
    '4,price,“price” must be at least 0.,\'-1,"B,-1,c,X1"',
    '4,kind,"“kind” must be one of these: a, b.",c,"B,-1,c,X1"',
    '5,price,“price” must be at most 100.,101,"""C """"x"""""",101,b,X1"',
    '6,code,“code” must match the pattern “[A-Z]\\d”.,x,"D,7,,x"',
  ]);
  assert.deepEqual(await rowsOf('goods', ['name', 'price']), [
    ['A', 5],
    ['E', null],
  ]);
});

test('an import of which every row breaks a rule fails and says why', async () => {
  const { job, found } = await importFile('goods', 'name,price\nX,-5\n');
  assert.deepEqual([job.status, job.error.code], ['failed', 'no_row_fits']);
  assert.deepEqual(
    found.rejections.map(({ reason, reason_text, example }: any) => [reason, reason_text, example]),
    [['minimum', '“price” must be at least 0.', '-5']],
  );
});

test('rows lack a value that the whole file lacks', async () => {
  const { job, found } = await importFile('goods', 'price,kind\n5,a\n');
  assert.deepEqual([job.status, job.error.code], ['failed', 'no_row_fits']);
  assert.deepEqual([found.rejections[0].reason, found.rejections[0].column], ['required', 'name']);
});

test('values that may not repeat are held against the file and against what is stored, and who has them is said', async () => {
  await make(
    'people',
    [
      { name: 'id', type: 'integer' },
      { name: 'email', type: 'text' },
    ],
    'id',
  );
  await rule('people', { column: 'email', kind: 'unique' });
  await importFile('people', 'id,email\n1,a@x\n2,b@x\n3,\n4,\n');
  const file = 'id,email\n5,a@x\n6,c@x\n7,c@x\n8,\n1,d@x\n6,e@x\n';
  const { found, lines } = await importFile('people', file);
  assert.deepEqual([found.rows_imported, found.rows_rejected], [2, 4]);
  assert.deepEqual(lines, [
    '2,email,"“a@x” belongs to the record “1” already, and no two rows may share it.",a@x,"5,a@x"',
    '4,email,“c@x” stands already in line 3 of the file.,c@x,"7,c@x"',
    '6,id,“1” is there already in the dataset.,1,"1,d@x"',
    '7,id,“6” stands already in line 3 of the file.,6,"6,e@x"',
  ]);
});

test('an update by key keeps its own value, and takes none of another row', async () => {
  const file = 'id,email\n1,a@x\n2,a@x\n3,new@x\n4,new@x\n';
  const { found, lines } = await importFile('people', file, { key: ['id'] });
  assert.deepEqual([found.rows_updated, found.rows_rejected], [1, 2]);
  assert.match(lines[0] ?? '', /^3,email,"“a@x” belongs to the record “1”/);
  assert.match(lines[1] ?? '', /^5,email,“new@x” stands already in line 4/);
  assert.deepEqual((await rowsOf('people', ['id', 'email'])).slice(0, 3), [
    [1, 'a@x'],
    [2, 'b@x'],
    [3, 'new@x'],
  ]);
});

test('the key of the records stays unique and present where rows meet by another column', async () => {
  const file = 'email,id\na@x,2\nz@x,\ny@x,3\nx@x,90\n';
  const { found, lines } = await importFile('people', file, { key: ['email'] });
  assert.deepEqual([found.rows_imported, found.rows_rejected], [1, 3]);
  assert.match(lines[0] ?? '', /^2,id,"“2” belongs to the record “2” already/);
  assert.match(lines[1] ?? '', /^3,id,“id” must have a value/);
  assert.match(lines[2] ?? '', /^4,id,"“3” belongs to the record “3” already/);
});

test('a value that may not repeat does not go to several rows at once', async () => {
  await make('desks', [
    { name: 'room', type: 'text' },
    { name: 'phone', type: 'text' },
  ]);
  await rule('desks', { column: 'phone', kind: 'unique' });
  await importFile('desks', 'room,phone\nA,1\nA,2\nB,3\n');
  const { found, lines } = await importFile('desks', 'room,phone\nA,9x\nB,3x\n', { key: ['room'] });
  assert.deepEqual([found.rows_updated, found.rows_rejected], [1, 1]);
  assert.match(lines[0] ?? '', /^2,phone,"“9x” belongs to the record “#\d” already/);
});

test('references that lead nowhere are left out, and what refers to such rows of the file with them', async () => {
  await make(
    'staff',
    [
      { name: 'id', type: 'integer' },
      { name: 'boss', type: 'integer' },
      { name: 'contact', type: 'integer' },
    ],
    'id',
  );
  await rule('staff', { column: 'boss', kind: 'reference', dataset: 'staff' });
  await rule('staff', { column: 'contact', kind: 'reference', dataset: 'people' });
  const file = 'id,boss,contact\n1,,1\n2,3,\n3,1,2\n4,99,\n5,4,\n6,5,\n7,,77\n8,7,\n';
  const { found, lines } = await importFile('staff', file);
  assert.deepEqual(
    lines.map((line) => line.split(',').slice(0, 2).join(' ')),
    ['5 boss', '6 boss', '7 boss', '8 contact', '9 boss'],
  );
  assert.match(lines[3] ?? '', /“contact” must name a record of the dataset “people”\.,77/);
  assert.equal(found.rows_imported, 3);
});

test('a key that is missing from the file is refused before the import begins', async () => {
  const answer = await call('POST', 'data/datasets/people/imports', {
    key,
    body: 'email\nq@x\n',
    headers: { 'content-type': 'text/csv' },
  });
  assert.deepEqual([answer.status, answer.body.code], [422, 'import_options_invalid']);
});

test('texts that no index takes are left out', async () => {
  const long = Array.from({ length: 900 }, (_, place) => String.fromCodePoint(0x4e00 + ((place * 7919) % 20_000))).join(
    '',
  );
  const { found } = await importFile('desks', `room,phone\nC,${long}\nD,5\n`);
  assert.deepEqual([found.rows_imported, found.rejections[0].reason], [1, 'too_long_for_unique']);
});
