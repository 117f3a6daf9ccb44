import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOrganization, createTestDatabase } from '../../../../test/support/test-database.ts';
import { createDatabase } from '../../../platform/db/database.ts';
import { isAppError } from '../../../platform/errors.ts';
import { type AsOf, createTableReader, type RowFilter } from '../index.ts';
import { insertColumns, insertDataset, updateRowCount } from '../data.repository.ts';
import { createDictionary } from './dictionary.ts';
import type { TableFilter } from './row-filter.ts';
import { addPrimaryKey, createTable } from './table-statements.ts';

const testDatabase = await createTestDatabase();
const organizationId = await createOrganization(testDatabase.owner);

const columns = (['integer', 'number', 'boolean', 'date', 'timestamp', 'text'] as const).map((type) => ({
  name: `a "${type}"`,
  label: type,
  type,
  nullable: true,
  dateOrder: null,
  isKey: false,
  role: null,
  currency: null,
}));
const names = columns.map(({ name }) => name);

/** Makes a dataset whose rows come from a query over `generate_series(1, rows) as i`. */
async function makeDataset(name: string, rows: number, select: string, statedRows = rows): Promise<void> {
  await testDatabase.database.business(organizationId, async ({ client, schema, asPlatform }) => {
    const list = names.map((each) => client.escapeIdentifier(each));
    await client.query(`${createTable(schema, name, columns)}; ${addPrimaryKey(schema, name)}`);
    await client.query(
      `insert into ${client.escapeIdentifier(name)} (${list.join(', ')}) select ${select} from generate_series(1, ${rows}) as series (i) order by series.i`,
    );
    await asPlatform(async (db) => {
      const id = await insertDataset(db, organizationId, name);
      await insertColumns(db, organizationId, id, columns);
      await updateRowCount(db, organizationId, id, statedRows);
    });
  });
}

const isCode =
  (code: string) =>
  (error: unknown): boolean =>
    isAppError(error) && error.code === code;

test('gives numbers, truth values, times and coded texts as they stand', async () => {
  await makeDataset(
    'small',
    3,
    `(array[-9007199254740991, null, 42])[i], (array[0.1, -1e300, null])[i], (array[true, false, null])[i],
     (array['0001-01-01', null, '2024-02-29'])[i]::date, (array['2024-01-31 12:00:00.5+00', '1900-01-01+00', null])[i]::timestamptz,
     (array['Ünal', '', 'Ünal'])[i]`,
  );
  const table = await createTableReader(testDatabase.database).read({
    organizationId,
    dataset: 'small',
    columns: names,
  });
  assert.equal(table.rows, 3);
  assert.deepEqual(table.columns, [
    { name: names[0], kind: 'number', values: new Float64Array([-9_007_199_254_740_991, NaN, 42]) },
    { name: names[1], kind: 'number', values: new Float64Array([0.1, -1e300, NaN]) },
    { name: names[2], kind: 'boolean', values: new Float64Array([1, 0, NaN]) },
    {
      name: names[3],
      kind: 'time',
      values: new Float64Array([Date.parse('0001-01-01'), NaN, Date.parse('2024-02-29')]),
    },
    {
      name: names[4],
      kind: 'time',
      values: new Float64Array([Date.parse('2024-01-31T12:00:00.5Z'), Date.parse('1900-01-01'), NaN]),
    },
    { name: names[5], kind: 'text', codes: new Int32Array([0, 1, 0]), dictionary: ['Ünal', ''] },
  ]);
});

test('reads many rows, alike each time, whatever the dataset says of their number', async () => {
  const select = `i, i / 8.0, i % 2 = 0, date '2000-01-01' + i % 1000, timestamptz '2000-01-01+00' + i * interval '1 second',
    case when i % 10 = 0 then null else 'text ' || i % 5000 || repeat('x', i % 50) end`;
  await makeDataset('large', 30_000, select, 10);
  const reader = createTableReader(testDatabase.database);
  const request = { organizationId, dataset: 'large', columns: names };
  const { rows, columns: read } = await reader.read(request);
  assert.equal(rows, 30_000);
  const [integers, numbers, booleans, dates, times, texts] = read;
  assert.ok(integers && 'values' in integers && numbers && 'values' in numbers && booleans && 'values' in booleans);
  assert.ok(dates && 'values' in dates && times && 'values' in times && texts && 'codes' in texts);
  assert.equal(integers.values.length, rows);
  assert.equal(texts.codes.length, rows);
  for (let row = 0; row < rows; row += 1) {
    const i = row + 1;
    assert.equal(integers.values[row], i);
    assert.equal(numbers.values[row], i / 8);
    assert.equal(booleans.values[row], 1 - (i % 2));
    assert.equal(dates.values[row], Date.UTC(2000, 0, 1) + (i % 1000) * 86_400_000);
    assert.equal(times.values[row], Date.UTC(2000, 0, 1) + i * 1000);
    const code: number = texts.codes[row] ?? -2;
    assert.equal(
      code < 0 ? null : texts.dictionary[code],
      i % 10 === 0 ? null : `text ${i % 5000}${'x'.repeat(i % 50)}`,
    );
  }
  assert.equal(new Set(texts.dictionary).size, texts.dictionary.length);
  assert.deepEqual(await reader.read(request), { rows, columns: read, asOf: null });
});

test('rows keep their order when one of them is changed', async () => {
  await makeDataset('changed', 3, 'i, i, true, null, null, i::text');
  await testDatabase.database.business(organizationId, ({ client }) =>
    client.query(`update changed set ${client.escapeIdentifier(names[5] ?? '')} = 'one' where _row_id = 1`),
  );
  const { columns: read } = await createTableReader(testDatabase.database).read({
    organizationId,
    dataset: 'changed',
    columns: [names[5] ?? ''],
  });
  assert.deepEqual(read, [
    { name: names[5], kind: 'text', codes: new Int32Array([0, 1, 2]), dictionary: ['one', '2', '3'] },
  ]);
});

test('answers the columns that are asked for, in that order', async () => {
  await makeDataset('some', 2, 'i, i, true, null, null, i::text');
  const { columns: read } = await createTableReader(testDatabase.database).read({
    organizationId,
    dataset: 'some',
    columns: [names[5] ?? '', names[0] ?? ''],
  });
  assert.deepEqual(
    read.map(({ name }) => name),
    [names[5], names[0]],
  );
});

test('says which columns and datasets there are not', async () => {
  const reader = createTableReader(testDatabase.database);
  await makeDataset('known', 1, 'i, i, true, null, null, null');
  await assert.rejects(
    reader.read({ organizationId, dataset: 'unknown', columns: names }),
    isCode('dataset_not_found'),
  );
  await assert.rejects(reader.read({ organizationId, dataset: 'known', columns: [...names, 'x', 'y'] }), (error) => {
    assert.ok(isAppError(error) && error.code === 'columns_not_found');
    assert.deepEqual(error.params, { dataset: 'known', columns: 'x, y', count: 2 });
    return true;
  });
});

test('stops when it is told to, and leaves the connection in order', async () => {
  const database = createDatabase(testDatabase.database.connection, 1);
  try {
    const reader = createTableReader(database);
    await makeDataset('long', 50_000, "i, i, true, null, null, repeat('x', 100)");
    const stop = new AbortController();
    const reading = reader.read({ organizationId, dataset: 'long', columns: names, signal: stop.signal });
    stop.abort(new Error('enough'));
    await assert.rejects(reading, /enough/);
    assert.equal((await reader.read({ organizationId, dataset: 'long', columns: names })).rows, 50_000);
  } finally {
    await database.close();
  }
});

test('a dictionary gives each text one code, also beyond its first room', () => {
  const dictionary = createDictionary();
  const texts = Array.from({ length: 20_000 }, (_, index) => `${index % 7000}${'é'.repeat(index % 3)}`);
  const codes = texts.map((text) => dictionary.codeOf(Buffer.from(`..${text}..`), 2, 2 + Buffer.byteLength(text)));
  const known = dictionary.toTexts();
  assert.equal(known.length, new Set(texts).size);
  assert.deepEqual(
    codes.map((code) => known[code]),
    texts,
  );
});

test('a dictionary tells apart texts whose hashes are the same', () => {
  const dictionary = createDictionary();
  // Known collisions of FNV-1a.
  const texts = ['costarring', 'liquid', 'declinate', 'macallums', 'altarage', 'zinke', 'liquid', 'costarring'];
  const codes = texts.map((text) => dictionary.codeOf(Buffer.from(text), 0, text.length));
  assert.deepEqual(codes, [0, 1, 2, 3, 4, 5, 1, 0]);
});

test('a filter takes the rows that fulfil every condition, by number', async () => {
  await makeDataset(
    'filtered',
    60,
    `i, i / 10.0, i % 2 = 0, date '2024-01-01' + i, timestamptz '2024-01-01+00' + i * interval '1 hour',
     case when i % 3 = 0 then null else 'it''s ' || i % 3 end`,
  );
  const read = async (filter: RowFilter) => {
    const reader = createTableReader(testDatabase.database);
    const table = await reader.read({ organizationId, dataset: 'filtered', columns: names.slice(0, 1), filter });
    const [column] = table.columns;
    return column && 'values' in column ? [...column.values] : [];
  };
  const [integer = '', number = '', boolean = '', date = '', timestamp = '', text = ''] = names;
  assert.deepEqual(
    await read([
      { column: text, operator: 'eq', value: "it's 1" },
      { column: number, operator: 'lt', value: 2 },
      { column: boolean, operator: 'eq', value: true },
    ]),
    [4, 10, 16],
  );
  assert.deepEqual(await read([{ column: date, operator: 'gte', value: '2024-02-29' }]), [59, 60]);
  assert.deepEqual(await read([{ column: timestamp, operator: 'lt', value: '2024-01-01T05:00+02:00' }]), [1, 2]);
  assert.deepEqual(
    await read([
      { column: text, operator: 'is_missing' },
      { column: integer, operator: 'not_in', value: [3, 6.5] },
      { column: integer, operator: 'lte', value: 9.5 },
    ]),
    [6, 9],
  );
});

test('a condition as queries have it is told by the day and the zone that are said, else by now', async () => {
  await makeDataset(
    'recent',
    4,
    `i, i, true, date '2024-01-01' + 10 * i, timestamptz '2024-01-10 20:00Z' + i * interval '1 hour', 'x'`,
  );
  const [integer = '', , , date = '', timestamp = ''] = names;
  const asOf = { date: '2024-01-31', timeZone: 'Europe/Berlin' };
  const read = async (filter: TableFilter, told: AsOf | null) => {
    const request = { organizationId, dataset: 'recent', columns: [integer], filter, asOf: told };
    const table = await createTableReader(testDatabase.database).read(request);
    const [column] = table.columns;
    return { rows: column && 'values' in column ? [...column.values] : [], used: table.asOf };
  };
  const lastDays = { field: date, operator: 'within', value: { last: 10, unit: 'day' } } as const;
  assert.deepEqual(await read(lastDays, asOf), { rows: [2], used: asOf });
  const onThe11th = { field: timestamp, operator: 'equals', value: '2024-01-11' } as const;
  assert.deepEqual((await read(onThe11th, asOf)).rows, [3, 4]);
  const now = await read(lastDays, null);
  assert.deepEqual([now.rows, now.used?.timeZone], [[], 'UTC']);
  const pattern = { field: names[5] ?? '', operator: 'matches', value: '(' } as const;
  await assert.rejects(read(pattern, asOf), isCode('filter_does_not_fit'));
});

test('a filter that the dataset no longer fits is refused', async () => {
  const read = (filter: RowFilter) =>
    createTableReader(testDatabase.database).read({ organizationId, dataset: 'small', columns: names, filter });
  await assert.rejects(read([{ column: 'gone', operator: 'is_present' }]), isCode('columns_not_found'));
  const misfit: RowFilter = [{ column: names[0] ?? '', operator: 'eq', value: 'three' }];
  await assert.rejects(read(misfit), isCode('filter_does_not_fit'));
});
