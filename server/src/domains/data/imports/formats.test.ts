import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { readDatasetRows } from '../../../../test/support/dataset-rows.ts';
import { createImportRoom } from '../../../../test/support/import-room.ts';
import { createRandom } from '../../../../test/support/plain-queries.ts';
import { isAppError } from '../../../platform/errors.ts';
import { findDataset } from '../data.repository.ts';
import type { ExportRequest } from '../exports/exports.service.ts';
import { oddFiles } from './hostile-files.ts';
import type { ImportOptions } from './import-options.ts';

const { database, imports, exports, organizationId, otherId, run } = await createImportRoom();
const actor = { kind: 'user', id: 1 } as const;

async function* stream(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

function start(dataset: string, file: string | Iterable<Uint8Array>, options: ImportOptions = {}) {
  const body = stream(typeof file === 'string' ? [Buffer.from(file)] : file);
  return imports.start(organizationId, {
    dataset,
    fileName: 'file',
    actor,
    organizationLanguage: null,
    options,
    announcedBytes: 0,
    body,
  });
}

async function importFile(dataset: string, file: string | Iterable<Uint8Array>, options: ImportOptions = {}) {
  const { jobId, importId } = await start(dataset, file, options);
  const job = await run(jobId);
  assert.equal(job.status, 'succeeded', JSON.stringify(job.error));
  return { importId, result: job.result as Record<string, unknown> };
}

async function undo(importId: number): Promise<Record<string, unknown>> {
  const job = await run(await imports.undo(organizationId, importId, actor));
  assert.equal(job.status, 'succeeded', JSON.stringify(job.error));
  return job.result as Record<string, unknown>;
}

const PLAIN: ExportRequest = {
  format: 'csv',
  compression: 'none',
  delimiter: ',',
  decimalMark: '.',
  dateFormat: 'iso',
  guarded: true,
  byteOrderMark: false,
  columns: null,
  filter: null,
};

async function exportOf(dataset: string, request: Partial<ExportRequest> = {}): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of await exports.open(organizationId, dataset, { ...PLAIN, ...request }, actor))
    parts.push(part);
  return Buffer.concat(parts);
}

const rowsOf = (name: string) => readDatasetRows(database, organizationId, name);

const isCode =
  (code: string) =>
  (error: unknown): boolean =>
    isAppError(error) && error.code === code;

for (const { name, pieces, refused, rows, columns, rejected, notes } of oddFiles) {
  test(`a file that is odd is taken in whole or refused with a reason: ${name}`, async () => {
    const dataset = `odd ${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
    if (refused !== undefined) {
      await assert.rejects(start(dataset, pieces()), (error) => {
        assert.ok(isAppError(error), String(error));
        assert.equal(error.code, refused);
        return true;
      });
      assert.equal(await findDataset(database.tenant(organizationId), organizationId, dataset), null);
      const left = await database.tenant(organizationId).selectFrom('upload_chunks').select('position').execute();
      assert.deepEqual(left, []);
      return;
    }
    const { importId, result } = await importFile(dataset, pieces());
    const found = await rowsOf(dataset);
    assert.deepEqual(found.rows, rows);
    if (columns) assert.deepEqual(found.columns, columns);
    assert.equal(result['rows_rejected'], rejected ?? 0);
    const told = await imports.get(organizationId, importId);
    if (notes)
      assert.deepEqual([...new Set(told.notes?.map(({ code }) => code))].toSorted(), [...new Set(notes)].toSorted());
  });
}

const TRICKY = [
  '',
  "'",
  "''",
  '=1+1',
  "'=1+1",
  '-5',
  ' +x',
  '@a',
  '\ttab',
  'NULL',
  ' blanks ',
  'a"b',
  'two\nlines',
  'two\r\nlines',
  ',;',
  '007',
  "'tis",
  'é漢字🎉',
  '\\.',
  'null',
];

test('what an export writes, an import gives back byte by byte, in both formats', async () => {
  const rows = TRICKY.map((text, index) => ({
    id: index + 1,
    text,
    amount: index % 3 === 0 ? null : (index - 7) / 3,
    day: index % 4 === 0 ? null : `2024-02-${String(index + 1).padStart(2, '0')}`,
    at: `2024-01-31T12:00:00.${String(index).padStart(6, '0')}Z`,
    yes: index % 2 === 0,
  }));
  await importFile('tricky', `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`, { format: 'jsonl' });
  const seen = await rowsOf('tricky');
  assert.deepEqual(
    seen.rows.map((row) => row[1]),
    TRICKY,
  );
  const mapping = { columns: [{ heading: 'text', column: 'text', type: 'text' as const }] };
  for (const request of [
    { format: 'csv' },
    { format: 'csv', delimiter: ';', decimalMark: ',', byteOrderMark: true },
    { format: 'jsonl' },
    { format: 'csv', compression: 'gzip' },
  ] as const) {
    const first = await exportOf('tricky', request);
    const name = `again ${request.format} ${'delimiter' in request} ${'compression' in request}`;
    await importFile(name, [first], { mapping });
    assert.deepEqual((await rowsOf(name)).rows, seen.rows, name);
    assert.deepEqual(await exportOf(name), await exportOf('tricky'), name);
  }
});

test('a spreadsheet finds no formula in an export, unless somebody wants them as they are', async () => {
  const cells = (await exportOf('tricky', { columns: ['text'] })).toString();
  assert.match(cells, /"'=1\+1"/);
  assert.match(cells, /"''=1\+1"/);
  assert.doesNotMatch(cells, /^"[=+@-]/m);
  assert.match((await exportOf('tricky', { columns: ['text'], guarded: false })).toString(), /^"=1\+1"/m);
});

test('an export gives the rows and columns that were asked for', async () => {
  const filter = [{ column: 'id', operator: 'lte' as const, value: 2 }];
  assert.equal(
    (await exportOf('tricky', { columns: ['id', 'yes'], filter })).toString(),
    '"id","yes"\n1,true\n2,false\n',
  );
  await assert.rejects(exportOf('tricky', { columns: ['gone'] }), isCode('columns_not_found'));
  await assert.rejects(exports.open(otherId, 'tricky', PLAIN, actor), isCode('dataset_not_found'));
});

test('the same file is noticed when it comes again, unless that is wanted or the first was taken back', async () => {
  const file = 'a,b\n1,2\n';
  const { importId } = await importFile('repeated', file);
  await assert.rejects(
    start('repeated', file),
    (error) => isCode('import_repeated')(error) && isAppError(error) && error.params['import'] === importId,
  );
  await importFile('repeated', file, { repeat: true });
  assert.equal((await rowsOf('repeated')).rows.length, 2);
  await importFile('not repeated', file);
  await undo(importId);
  assert.deepEqual((await rowsOf('repeated')).rows, [[1, 2]]);
  await assert.rejects(imports.undo(organizationId, importId, actor), isCode('import_not_undoable'));
  await assert.rejects(imports.undo(otherId, importId, actor), isCode('import_not_found'));
});

test('rows meet by key: new ones come in, others change, and a key that repeats is told with its line', async () => {
  await importFile('stock', 'sku,amount,place\nA,1,x\nB,2,y\nC,3,z\n', { key: ['sku'] });
  const before = await exportOf('stock');
  const { importId, result } = await importFile('stock', 'sku,amount\nB,20\nC,3\nD,4\nD,5\n', { key: ['sku'] });
  assert.deepEqual(
    [result['rows_imported'], result['rows_updated'], result['rows_unchanged'], result['rows_rejected']],
    [2, 1, 1, 1],
  );
  assert.deepEqual((await rowsOf('stock')).rows, [
    ['A', 1, 'x'],
    ['B', 20, 'y'],
    ['C', 3, 'z'],
    ['D', 4, null],
  ]);
  const found = await imports.get(organizationId, importId);
  assert.deepEqual(
    found.rejections?.map(({ reason, firstLine, example }) => [reason, firstLine, example]),
    [['value_repeated', 5, 'D']],
  );
  const outcome = await undo(importId);
  assert.deepEqual([outcome['rows_removed'], outcome['rows_restored'], outcome['rows_left']], [1, 1, 0]);
  assert.deepEqual(await exportOf('stock'), before);
});

/** Keys from the range, each or not as chance has it, with texts that are easily spoilt on their way. */
function randomRows(seed: number, from: number, to: number, columns: readonly string[]): string {
  const random = createRandom(seed);
  const cell = (): string => {
    const text = random.chance(0.2) ? '' : `${random.of(TRICKY)}${random.below(4)}`;
    return text === '' ? '' : `"${text.replaceAll('"', '""')}"`;
  };
  const keys = Array.from({ length: to - from }, (_, index) => from + index).filter(() => random.chance(0.7));
  return [['key', ...columns], ...keys.map((key) => [key, ...columns.map(cell)])].map((row) => row.join()).join('\n');
}

for (const seed of [1, 2, 3, 4]) {
  test(`after an undo the export has the bytes that it would have had without the import, whatever others did to other rows: ${seed}`, async () => {
    const keyed = { key: ['key'] };
    const before = randomRows(seed, 0, 60, ['a', 'b']);
    const mistaken = randomRows(seed + 10, 30, 80, seed % 2 === 0 ? ['b', 'c'] : ['b']);
    // Rows that the import has not touched change, and others come.
    const later = [randomRows(seed + 20, 0, 30, ['a']), randomRows(seed + 30, 80, 99, ['b', 'a'])];
    const [touched, untouched] = [`touched ${seed}`, `untouched ${seed}`];
    for (const name of [touched, untouched]) await importFile(name, before, keyed);
    const first = await exportOf(touched);
    const { importId } = await importFile(touched, mistaken, keyed);
    assert.notDeepEqual(await exportOf(touched), first);
    for (const file of later) for (const name of [touched, untouched]) await importFile(name, file, keyed);
    const outcome = await undo(importId);
    assert.ok(Number(outcome['rows_removed']) > 5 && Number(outcome['rows_restored']) > 5, JSON.stringify(outcome));
    for (const format of ['csv', 'jsonl'] as const)
      assert.equal(
        (await exportOf(touched, { format })).toString(),
        (await exportOf(untouched, { format })).toString(),
      );
  });
}

test('taking an import back leaves rows alone that others have changed since, and gives all others back', async () => {
  await importFile('shelf', 'sku,amount,mine\nA,1,a\nB,2,b\nC,3,c\n', { key: ['sku'] });
  const { importId } = await importFile('shelf', 'sku,amount,extra\nA,10,u\nB,20,v\nD,4,w\n', { key: ['sku'] });
  const { importId: laterId } = await importFile('shelf', 'sku,amount\nB,200\nC,300\n', { key: ['sku'] });
  const outcome = await undo(importId);
  assert.deepEqual(
    [outcome['rows_removed'], outcome['rows_restored'], outcome['rows_left'], outcome['left']],
    [1, 1, 1, ['B']],
  );
  assert.deepEqual((await rowsOf('shelf')).rows, [
    ['A', 1, 'a', null],
    ['B', 200, 'b', 'v'],
    ['C', 300, 'c', null],
  ]);
  await undo(laterId);
  assert.deepEqual((await rowsOf('shelf')).rows, [
    ['A', 1, 'a', null],
    ['B', 20, 'b', 'v'],
    ['C', 3, 'c', null],
  ]);
});

test('taking back the import that made a dataset removes it, and columns that it added go too', async () => {
  const { importId } = await importFile('brief', 'a,b\n1,2\n');
  const { importId: second } = await importFile('brief', 'a,c\n3,4\n');
  await undo(second);
  assert.deepEqual(await rowsOf('brief'), { columns: ['a', 'b'], rows: [[1, 2]] });
  await undo(importId);
  assert.equal(await findDataset(database.tenant(organizationId), organizationId, 'brief'), null);
  assert.equal((await imports.get(organizationId, importId)).undoOutcome?.removed, 1);
});

test('columns go where a mapping sends them; it is kept and offered for the next such file', async () => {
  await importFile('people', 'customer,city\n1,Rome\n');
  const file = 'Kd.-Nr.;Stadt;Notiz\n2;Köln;x\n';
  const mapping = {
    columns: [
      { heading: 'Kd.-Nr.', column: 'customer', required: true },
      { heading: 'Stadt', column: 'city' },
      { heading: 'Notiz', column: null },
    ],
  };
  await importFile('people', file, { mapping });
  await importFile('people', 'Kd.-Nr.;Stadt;Notiz\n3;Bonn;y\n', { saved_mapping: true });
  assert.deepEqual(await rowsOf('people'), {
    columns: ['customer', 'city'],
    rows: [
      [1, 'Rome'],
      [2, 'Köln'],
      [3, 'Bonn'],
    ],
  });
  const body = () => stream([Buffer.from(file)]);
  const about = { dataset: 'people', organizationLanguage: null, format: null, options: {} };
  const seen = await imports.inspect(organizationId, { ...about, body: body() });
  assert.deepEqual(seen.saved, mapping);
  assert.deepEqual(seen.rows, [['2', 'Köln', 'x']]);
  assert.deepEqual((await imports.inspect(otherId, { ...about, body: body() })).saved, null);
  const wrong = { columns: [{ heading: 'gone', column: 'city' }] };
  await assert.rejects(start('people', file, { mapping: wrong, repeat: true }), isCode('import_options_invalid'));
});

test('an inspection proposes columns that are spelt nearly alike', async () => {
  const body = stream([Buffer.from('Customer,CITY ,age\n1,Rome,30\n')]);
  const { proposals } = await imports.inspect(organizationId, {
    dataset: 'people',
    organizationLanguage: null,
    format: null,
    options: {},
    body,
  });
  assert.deepEqual(
    proposals.map(({ column, known }) => [column, known]),
    [
      ['customer', true],
      ['city', true],
      ['age', false],
    ],
  );
});

const typed = (heading: string, type: 'number' | 'date') => ({ heading, column: heading, type });

test('a column that is nearly of a type is that where a mapping says so, and its rows that do not fit are left out', async () => {
  const file = 'name;price;day\nA;1.234,5;31.01.2024\nB;2,5;01.02.2024\nC;tbd;soon\nD;n/a;?\n';
  const asText = await importFile('nearly text', file);
  assert.deepEqual((await rowsOf('nearly text')).rows[2], ['C', 'tbd', 'soon']);
  assert.deepEqual(
    (await imports.get(organizationId, asText.importId)).notes?.map(({ code }) => code),
    ['types_mixed', 'types_mixed'],
  );
  const mapping = { columns: [typed('price', 'number'), typed('day', 'date')] };
  const { importId } = await importFile('nearly typed', file, { mapping });
  assert.deepEqual((await rowsOf('nearly typed')).rows, [
    ['A', 1234.5, '2024-01-31'],
    ['B', 2.5, '2024-02-01'],
    ['D', null, null],
  ]);
  const { rejections } = await imports.get(organizationId, importId);
  assert.deepEqual(
    rejections?.map(({ reason, firstLine, example }) => [reason, firstLine, example]),
    [
      ['not_a_number', 4, 'tbd'],
      ['not_a_date', 4, 'soon'],
    ],
  );
});

const columnsOf = async (name: string) =>
  (await findDataset(database.tenant(organizationId), organizationId, name))?.columns.map((each) => [
    each.name,
    each.type,
    each.role,
    each.isKey,
  ]);

test('a standard dataset has the columns that its files bring, with their meaning, whenever they come', async () => {
  await importFile('products', 'product_id,colour,product_name\n1,red,7\n2,blue,8\n');
  assert.deepEqual(await columnsOf('products'), [
    ['product_id', 'integer', 'entity', true],
    ['colour', 'text', null, false],
    ['product_name', 'text', null, false],
  ]);
  await importFile('products', 'product_id,price,cost\n3,5,cheap\n4,6,dear\n');
  assert.deepEqual((await columnsOf('products'))?.slice(3), [
    ['price', 'number', 'money', false],
    ['cost', 'text', null, false],
  ]);
});

test('a standard column takes the type of its values where the usual one would take none of them', async () => {
  const { importId } = await importFile(
    'leads',
    'lead_id,created_on,employees\nL1,2024-01-31 10:00,2.5\nL2,2024-02-01 11:30,few\n',
  );
  assert.deepEqual((await rowsOf('leads')).rows.length, 2);
  const { notes } = await imports.get(organizationId, importId);
  assert.deepEqual(
    notes?.map(({ code, params }) => [code, params['column']]),
    [['standard_type_differs', 'employees']],
  );
});
