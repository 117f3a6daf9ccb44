import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAppError } from '../../../platform/errors.ts';
import { createInspection, type FileProfile } from './inspection.ts';
import type { DateOrder } from './moments.ts';

function inspect(file: string, habit: DateOrder | null = null): FileProfile {
  const inspection = createInspection({ habit: { dateOrder: habit, decimalMark: null } });
  inspection.push(Buffer.from(file));
  return inspection.end();
}

/** The type of a column that has these values. */
function typeOf(values: readonly string[], habit: DateOrder | null = null): string {
  const rows = values.map((value) => `x,"${value}"`);
  return inspect(`key,value\n${rows.join('\n')}\n`, habit).columns[1]?.type ?? 'none';
}

const repeat = (value: string, count: number): string[] => Array.from({ length: count }, () => value);
const notesOf = ({ notes }: FileProfile): string[] => notes.map(({ code }) => code);

const cases: [string, string[], string][] = [
  ['whole numbers', ['1', '-2', '+3', '0'], 'integer'],
  ['0 and 1', ['0', '1', '1', '0'], 'integer'],
  ['decimal numbers', ['1.5', '2.25', '.5', '1e-3'], 'number'],
  ['whole and decimal numbers', ['1', '2', '3', '4', '5', '6', '7', '8', '9', '1.5'], 'number'],
  ['numbers beyond whole ones among decimals', ['12345678901234567890', '1.5'], 'number'],
  ['numbers too long to count with', ['9007199254740993', '9007199254740995'], 'text'],
  ['digits with leading zeros', ['00123', '123', '456', '789'], 'text'],
  ['one leading zero among many', [...repeat('10115', 500), '01067'], 'text'],
  ['telephone numbers', ['+4915123456789', '+4915123456788'], 'text'],
  ['0.5 has no leading zero', ['0.5', '0.25'], 'number'],
  ['numbers no double holds', ['1e999', '1e999'], 'text'],
  ['truth values', ['true', 'FALSE', 'True'], 'boolean'],
  ['yes alone', ['yes', 'yes'], 'boolean'],
  ['letters of truth', ['t', 'f', 'f'], 'boolean'],
  ['yes and no by letter', ['Y', 'N', 'N'], 'boolean'],
  ['a single letter', ['F', 'F', 'F'], 'text'],
  ['words of different pairs', ['yes', 'false', 'no', 'true'], 'text'],
  ['dates', ['2024-01-31', '2024-02-29'], 'date'],
  ['dates and times', ['2024-01-31', '2024-02-29 10:00'], 'timestamp'],
  ['times with zones', ['2024-01-31T10:00:00Z', '2024-01-31T10:00:00+02:00'], 'timestamp'],
  ['dates with dots', ['31.01.2024', '01.02.2024'], 'date'],
  ['dates with dots that could be either', ['01.02.2024', '03.04.2024'], 'date'],
  ['dates one of which does not exist', ['2024-01-31', '2026-02-31', '2024-03-01'], 'date'],
  ['codes that look like dates', ['2024-13-45', '2024-99-99', '2024-00-00'], 'text'],
  ['dates with two-digit years', ['31.01.24', '01.02.24'], 'text'],
  ['words', ['Berlin', 'Paris'], 'text'],
  ['numbers with points between thousands', ['1.234,56', '2.345,67'], 'number'],
  ['whole numbers with commas between thousands', ['1,234', '2,345'], 'integer'],
  ['amounts in two currencies', ['€ 5', '$ 6'], 'text'],
  ['percentages', ['5 %', '6,5 %'], 'number'],
  ['percentages among other numbers', ['5 %', '6', '7'], 'text'],
  ['addresses of machines', ['10.0.0.1', '10.0.0.2'], 'text'],
  ['yes and no in Spanish', ['sí', 'no', 'no'], 'boolean'],
  ['dates in words', ['5 janv. 2024', '12. März 2024', 'May 5, 2024'], 'date'],
  ['titles with a year', ['3 Maybe 2024', '12 Monkeys 1995'], 'text'],
  ['nothing', ['', ' ', ''], 'text'],
  ['null markers only', ['NULL', 'NA', ''], 'text'],
  ['numbers and null markers', ['1', 'NULL', 'n/a', 'NaN', '-', '\\N', 'None', '', '2'], 'integer'],
  [
    'numbers and words for nothing in several languages',
    ['1', '2', 'k.A.', '不明', 'unknown', '—', '#DIV/0!'],
    'integer',
  ],
  ['blanks around numbers', [' 1', '2 ', '\t3'], 'integer'],
];
for (const [name, values, expected] of cases) {
  test(`the type of a column of ${name} is ${expected}`, () => assert.equal(typeOf(values), expected));
}

test('the type of a column bears one misfit in ten, and a single one beside four that fit', () => {
  assert.equal(typeOf([...repeat('1', 18), 'x', 'y']), 'integer');
  assert.equal(typeOf([...repeat('1', 17), 'x', 'y', 'z']), 'text');
  assert.equal(typeOf([...repeat('1', 4), 'x']), 'integer');
  assert.equal(typeOf([...repeat('1', 3), 'x']), 'text');
  assert.equal(typeOf([...repeat('2024-01-31', 4), 'soon']), 'date');
  assert.equal(typeOf([...repeat('true', 4), 'maybe']), 'boolean');
});

test('the type of a column does not count blanks and null markers as misfits or as fits', () => {
  assert.equal(typeOf([...repeat('', 50), ...repeat('NA', 50), '1', '2', '3', '4', 'x']), 'integer');
  assert.equal(typeOf([...repeat('', 50), ...repeat('NA', 50), '1', '2', 'x', 'y']), 'text');
});

test('dates whose year stands last are read in the order that one of them tells', () => {
  const day = inspect('d,e\n01/02/2024,x\n31/01/2024,x\n').columns[0];
  assert.deepEqual([day?.type, day?.dateOrder, day?.orderIsEvident], ['date', 'dmy', true]);
  const month = inspect('d,e\n01/02/2024,x\n01/31/2024,x\n').columns[0];
  assert.deepEqual([month?.type, month?.dateOrder, month?.orderIsEvident], ['date', 'mdy', true]);
});

test('dates whose year stands last stay text where nothing tells the order, with a note', () => {
  const profile = inspect('d,e\n01/02/2024,x\n03/04/2024,x\n');
  assert.equal(profile.columns[0]?.type, 'text');
  assert.deepEqual(profile.notes, [{ code: 'dates_ambiguous', params: { column: 'd' } }]);
});

test('dates whose year stands last follow another column of the same file, then the habit of the organization, with a note', () => {
  const file = 'd,e\n01/02/2024,1/31/2024\n03/04/2024,2/1/2024\n';
  const agreed = inspect(file, 'dmy');
  assert.deepEqual([agreed.columns[0]?.type, agreed.columns[0]?.dateOrder], ['date', 'mdy']);
  assert.deepEqual(agreed.notes, [{ code: 'dates_read_month_first', params: { column: 'd' } }]);
  const habitual = inspect('d,e\n01/02/2024,x\n03/04/2024,x\n', 'dmy');
  assert.deepEqual(
    [habitual.columns[0]?.type, habitual.columns[0]?.dateOrder, habitual.columns[0]?.orderIsEvident],
    ['date', 'dmy', false],
  );
  assert.deepEqual(notesOf(habitual), ['dates_read_day_first']);
});

test('dates whose year stands last are misfits where few, beside others that are clear', () => {
  assert.equal(typeOf([...repeat('2024-01-31', 20), '03/04/2024']), 'date');
  assert.equal(typeOf([...repeat('2024-01-31', 20), ...repeat('03/04/2024', 20)]), 'text');
});

test('dates whose year stands last are read as most of them are where they contradict each other', () => {
  const profile = inspect(`d,e\n${[...repeat('31/01/2024,x', 20), '01/31/2024,x'].join('\n')}\n`);
  assert.equal(profile.columns[0]?.dateOrder, 'dmy');
});

test('counts rows, and says which blank ones were passed over', () => {
  const profile = inspect('a,b\n1,2\n,\n  \n3,4\n, ,\n');
  assert.equal(profile.rows, 2);
  assert.deepEqual(profile.notes, [{ code: 'blank_rows_skipped', params: { rows: 3 } }]);
});

test('learns nothing from rows with too few or too many values', () => {
  assert.equal(inspect('a,b\n1,2\nx\ny\nz,z,z\nx,x,x\n').columns[0]?.type, 'integer');
});

test('leaves out the column of nothing that a delimiter at the end of each line makes', () => {
  const profile = inspect('a,b,\n1,2,\n3,4,\n');
  assert.deepEqual(
    profile.columns.map(({ name, index }) => [name, index]),
    [
      ['a', 0],
      ['b', 1],
    ],
  );
  assert.deepEqual(profile.notes, [{ code: 'empty_column_left_out', params: { position: 3 } }]);
  assert.equal(inspect('a,,b\n1,2,3\n').columns[1]?.name, 'column_2');
});

test('refuses a file that has a heading only', () => {
  for (const file of ['a,b', 'a,b\n', 'a,b\n,\n \n']) {
    assert.throws(
      () => inspect(file),
      (error) => isAppError(error) && error.code === 'csv_header_only',
    );
  }
});

test('keeps columns as text that would together cost too many rows', () => {
  const columns = Array.from({ length: 8 }, (_, index) => index);
  // Each column has a misfit in every tenth row, each in rows of its own.
  const rows = Array.from({ length: 100 }, (_, row) =>
    columns.map((column) => (row % 10 === column ? 'oops' : row)).join(','),
  );
  const profile = inspect(`${columns.map((column) => `c${column}`).join(',')}\n${rows.join('\n')}\n`);
  const types = profile.columns.map(({ type }) => type);
  assert.deepEqual(types, ['text', 'text', 'text', 'text', 'text', 'text', 'integer', 'integer']);
  assert.deepEqual(new Set(notesOf(profile)), new Set(['types_mixed']));
});

test('finds a fault in the middle of a file while it arrives', () => {
  const inspection = createInspection();
  assert.throws(
    () => {
      for (let part = 0; part < 100; part += 1)
        inspection.push(Buffer.from(part === 50 ? 'a,\0b\n' : 'a,b\n'.repeat(1000)));
    },
    (error) => isAppError(error) && error.code === 'csv_nul_byte' && error.params['line'] === 50_001,
  );
});

test('says what a column of texts nearly is, since when it is not, and how to have it', () => {
  const profile = inspect(
    'name,price,day\nA,1.234,5,01.02.2024\n'.replace('1.234,5', '"1.234,5"') + 'B,"2,5",02.02.2024\nC,tbd,soon\n',
  );
  assert.deepEqual(
    profile.columns.map(({ type, near }) => [type, near?.type, near?.mark, near?.share, near?.misfits]),
    [
      ['text', undefined, undefined, undefined, undefined],
      ['text', 'number', ',', 0.66, 1],
      ['text', 'date', '.', 0.66, 1],
    ],
  );
  assert.deepEqual(profile.notes, [
    { code: 'types_mixed', params: { column: 'price', type: 'number', share: 0.66, line: 4, value: 'tbd', rows: 1 } },
    { code: 'types_mixed', params: { column: 'day', type: 'date', share: 0.66, line: 4, value: 'soon', rows: 1 } },
  ]);
});

test('says nothing of columns that are half texts, labels or empty', () => {
  for (const values of ['1,x\ny,x\n', '00123,x\n00124,x\n17,x\n', ',x\n,x\n', '1,x\na,x\nb,x\n']) {
    assert.deepEqual(
      inspect(`a,b\n${values}`).notes.filter(({ code }) => code === 'types_mixed'),
      [],
      values,
    );
  }
});

test('says which words were read as missing values, and only where they were', () => {
  const profile = inspect('a,b\n1,n/a\nn/a,x\n?,y\n3,null\n');
  assert.deepEqual(profile.notes, [{ code: 'words_as_missing', params: { column: 'a', value: 'n/a', rows: 2 } }]);
});

test('a quick look at values tells of them what a thorough one does', () => {
  const values = [
    '0',
    '7',
    '007',
    '00',
    '1.5',
    '1.234',
    '0.123',
    '12.3456',
    '1.',
    '1.2.3',
    '123456789012345',
    '1234567890123456',
  ];
  const times = [
    '2024-01-31',
    '2024-02-30',
    '2024-02-28',
    '2024-2-3',
    '2024-01-05T23:59:59Z',
    '2024-01-05T24:00:00Z',
    '2024-00-05',
  ];
  for (const first of ['9', '2024-01-01']) {
    for (const value of [...values, ...times, '2024-01-05 10:00:00Z', '2024-01-05T10:00:00+', '+5', '-5', '5 ']) {
      // Only what comes after a first one of its kind is looked at quickly; in quotes of blanks nothing is.
      const quick = inspect(`a,b\n${first},x\n${value},x\n`).columns[0];
      const thorough = inspect(`a,b\n" ${first}",x\n" ${value}",x\n`).columns[0];
      assert.deepEqual(quick, thorough, `${first} ${value}`);
    }
  }
});
