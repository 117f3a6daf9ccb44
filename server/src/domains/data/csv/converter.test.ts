import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createConverter, type Converter, type TargetColumn } from './converter.ts';
import type { ColumnType } from './inference.ts';
import { createInspection } from './inspection.ts';
import type { DateOrder } from './moments.ts';
import { createCsvReader } from './reader.ts';

/** The number of the import, which comes first in every row. */
const IMPORT = 7;

type Value = string | number | boolean | bigint | null;

/** Reads PostgreSQL's binary COPY format as its documentation describes it. */
function decode(bytes: Buffer, types: readonly ColumnType[]): Value[][] {
  assert.equal(bytes.toString('latin1', 0, 11), 'PGCOPY\n\xff\r\n\0');
  assert.equal(bytes.readBigInt64BE(11), 0n);
  const rows: Value[][] = [];
  let position = 19;
  const readValue = (type: ColumnType): Value => {
    const length = bytes.readInt32BE(position);
    position += 4;
    if (length === -1) return null;
    const value = bytes.subarray(position, position + length);
    position += length;
    assert.equal(length, { integer: 8, number: 8, boolean: 1, date: 4, timestamp: 8, text: length }[type]);
    if (type === 'integer') return Number(value.readBigInt64BE());
    if (type === 'number') return value.readDoubleBE();
    if (type === 'boolean') return value[0] === 1;
    if (type === 'date')
      return new Date(value.readInt32BE() * 86_400_000 + Date.UTC(2000, 0, 1)).toISOString().slice(0, 10);
    if (type === 'timestamp') return value.readBigInt64BE() + BigInt(Date.UTC(2000, 0, 1)) * 1000n;
    return value.toString();
  };
  for (;;) {
    const count = bytes.readInt16BE(position);
    position += 2;
    if (count === -1) break;
    assert.equal(count, types.length + 1);
    assert.deepEqual([bytes.readInt32BE(position), bytes.readInt32BE(position + 4)], [4, IMPORT]);
    position += 8;
    rows.push(types.map(readValue));
  }
  assert.equal(position, bytes.length);
  return rows;
}

interface Converted {
  rows: Value[][];
  rejected: [number, string | null, string, string | null][];
  converter: Converter;
}

function convert(file: string, targets?: readonly TargetColumn[], pieceBytes = 1 << 20): Converted {
  const bytes = Buffer.from(file);
  const inspection = createInspection();
  inspection.push(bytes);
  const profile = inspection.end();
  const columns = targets ?? profile.columns.map((column) => ({ mark: '.' as const, required: false, ...column }));
  const reader = createCsvReader();
  const converter = createConverter(profile.width, columns, { importId: IMPORT });
  const out: Buffer[] = [];
  for (let from = 0; from < bytes.length; from += pieceBytes) {
    for (const batch of reader.push(bytes.subarray(from, from + pieceBytes))) converter.add(batch);
    out.push(...converter.take());
  }
  for (const batch of reader.end()) converter.add(batch);
  out.push(...converter.end());
  const rows = decode(
    Buffer.concat(out),
    columns.map(({ type }) => type),
  );
  assert.equal(rows.length, converter.conversion.rowsConverted);
  const rejected = converter.conversion.kept.map(({ line, column, reason, value }): Converted['rejected'][number] => [
    line,
    column,
    reason,
    value,
  ]);
  return { rows, rejected, converter };
}

function target(name: string, type: ColumnType, index: number, dateOrder: DateOrder | null = null): TargetColumn {
  return { name, type, index, dateOrder, mark: '.', required: false };
}

const microseconds = (iso: string, rest = 0n): bigint => BigInt(Date.parse(iso)) * 1000n + rest;

test('writes every type as PostgreSQL reads it', () => {
  const { rows } = convert(
    [
      'i,n,b,d,t,s',
      '1,1.5,true,2024-01-31,2024-01-31T14:05:06.789012+02:00,Käufer',
      '-9007199254740991,-1e300,false,0001-01-01,0001-01-01 00:00:00,"say ""hi"""',
      '9007199254740991,0.1,TRUE,9999-12-31,9999-12-31 23:59:59.999999,"two\nlines"',
    ].join('\n'),
  );
  assert.deepEqual(rows, [
    [1, 1.5, true, '2024-01-31', microseconds('2024-01-31T12:05:06.789Z', 12n), 'Käufer'],
    [-9_007_199_254_740_991, -1e300, false, '0001-01-01', microseconds('0001-01-01T00:00:00Z'), 'say "hi"'],
    [9_007_199_254_740_991, 0.1, true, '9999-12-31', microseconds('9999-12-31T23:59:59.999Z', 999n), 'two\nlines'],
  ]);
});

test('writes blanks as null everywhere, and null markers where there is no text', () => {
  const { rows, converter } = convert('i,s,d\n1,a,2024-01-31\n,"",\n NULL , ,N/A\n2,NULL,-\n');
  assert.deepEqual(rows, [
    [1, 'a', '2024-01-31'],
    [null, null, null],
    [2, 'NULL', null],
  ]);
  assert.deepEqual(converter.conversion.hasBlanks, [true, true, true]);
});

test('keeps blanks that stand in quotes, and drops those that do not', () => {
  assert.deepEqual(convert('a,b\n x y ," x y "\n').rows, [['x y', ' x y ']]);
});

test('puts rows aside that do not fit, with line, column, reason and value', () => {
  const good = Array.from({ length: 20 }, (_, index) => `${index},${index}.5,yes,2024-01-31,2024-01-31 10:00`);
  const { rows, rejected, converter } = convert(
    [
      'i,n,b,d,t',
      ...good,
      'x,1.5,yes,2024-01-31,2024-01-31 10:00',
      '1.5,1,yes,2024-01-31,2024-01-31 10:00',
      '1,1,maybe,soon,later',
      '1,1,no,2026-02-31,2024-01-31 25:00',
      '1,1',
      '1,1,no,2024-01-31,2024-01-31 10:00,more',
      '"1"1,1,no,2024-01-31,2024-01-31 10:00',
      '2,1e999,no,2024-01-31,2024-01-31 10:00',
      '9007199254740993,1,no,2024-01-31,2024-01-31 10:00',
    ].join('\n'),
    ['i', 'n', 'b', 'd', 't'].map((name, index) =>
      target(name, (['integer', 'number', 'boolean', 'date', 'timestamp'] as const)[index] ?? 'text', index),
    ),
  );
  assert.equal(rows.length, 20);
  assert.equal(converter.conversion.rowsRejected, 9);
  assert.deepEqual(rejected, [
    [22, 'i', 'not_an_integer', 'x'],
    [23, 'i', 'not_an_integer', '1.5'],
    [24, 'b', 'not_a_boolean', 'maybe'],
    [24, 'd', 'not_a_date', 'soon'],
    [24, 't', 'not_a_timestamp', 'later'],
    [25, 'd', 'no_such_date', '2026-02-31'],
    [25, 't', 'no_such_date', '2024-01-31 25:00'],
    [26, null, 'too_few_values', null],
    [27, null, 'too_many_values', null],
    [28, null, 'stray_quote', null],
    [29, 'n', 'number_too_large', '1e999'],
    [30, 'i', 'number_too_large', '9007199254740993'],
  ]);
  assert.equal(converter.conversion.kept[7]?.original, '1,1');
});

test('takes for a whole number what is one, however it is written', () => {
  const { rows, rejected } = convert('i,k\n5.0,x\n1e3,x\n007,x\n2.5,x\n', [target('i', 'integer', 0)]);
  assert.deepEqual(rows, [[5], [1000], [7]]);
  assert.deepEqual(rejected, [[5, 'i', 'not_an_integer', '2.5']]);
});

test('takes 0 and 1 for truth values in a column that has them', () => {
  assert.deepEqual(convert('b,k\n1,x\n0,x\nyes,x\nf,x\n', [target('b', 'boolean', 0)]).rows, [
    [true],
    [false],
    [true],
    [false],
  ]);
});

test('reads dates in the order of the column, and refuses to guess', () => {
  const file = 'd,k\n03/04/2024,x\n2024-05-06,x\n07.08.2024,x\n';
  assert.deepEqual(convert(file, [target('d', 'date', 0, 'mdy')]).rows, [
    ['2024-03-04'],
    ['2024-05-06'],
    ['2024-07-08'],
  ]);
  const { rows, rejected } = convert(file, [target('d', 'date', 0)]);
  assert.deepEqual(rows, [['2024-05-06'], ['2024-08-07']]);
  assert.deepEqual(rejected, [[2, 'd', 'date_order_unknown', '03/04/2024']]);
});

test('takes a midnight for a day, and no other time', () => {
  const { rows, rejected } = convert('d,k\n2024-01-31 00:00:00,x\n2024-01-31 10:00,x\n', [target('d', 'date', 0)]);
  assert.deepEqual(rows, [['2024-01-31']]);
  assert.deepEqual(rejected[0]?.[2], 'not_a_date');
});

test('takes blank values beyond the heading, and skips blank rows', () => {
  const { rows, converter } = convert('a,b\n1,2,,\n,,\n \n3,4\n');
  assert.deepEqual(rows, [
    [1, 2],
    [3, 4],
  ]);
  assert.equal(converter.conversion.rowsRejected, 0);
});

test('does not call a column blank for a row that was put aside', () => {
  const { converter } = convert('a,b\n1,2\n2,3\n3,4\n4,5\n5,6\n,x\n');
  assert.equal(converter.conversion.rowsRejected, 1);
  assert.deepEqual(converter.conversion.hasBlanks, [false, false]);
});

test('writes the same in pieces of any size, beyond its buffers', () => {
  const file = `a,b,c\n${Array.from({ length: 30_000 }, (_, index) => `${index},"text ""${index}""",${index / 7}`).join('\n')}`;
  const whole = convert(file);
  assert.equal(whole.rows.length, 30_000);
  assert.deepEqual(whole.rows.at(-1), [29_999, 'text "29999"', Number(String(29_999 / 7))]);
  for (const size of [1000, 4099]) assert.deepEqual(convert(file, undefined, size).rows, whole.rows);
});

test('writes rows that are larger than its buffers', () => {
  const long = 'é'.repeat(500_000);
  assert.deepEqual(convert(`a,b\n1,${long}\n2,"${long}"\n`).rows, [
    [1, long],
    [2, long],
  ]);
});

test('rejected rows are counted by reason and column, most frequent first', () => {
  const good = Array.from({ length: 40 }, (_, index) => `${index},1`);
  const { converter } = convert(['a,b', '1', ...good, 'x,1', 'y,1', '1,z'].join('\n'));
  assert.deepEqual(converter.conversion.summaries, [
    { reason: 'not_an_integer', column: 'a', rows: 2, firstLine: 43, example: 'x' },
    { reason: 'too_few_values', column: null, rows: 1, firstLine: 2, example: null },
    { reason: 'not_an_integer', column: 'b', rows: 1, firstLine: 45, example: 'z' },
  ]);
});

test('rejected rows are all counted but not all kept', () => {
  const { converter } = convert(`a,b\n1,2\n${'x\n'.repeat(150_000)}`);
  assert.equal(converter.conversion.rowsRejected, 150_000);
  assert.equal(converter.conversion.kept.length, 100_000);
  assert.equal(converter.conversion.summaries[0]?.rows, 150_000);
});

test('rejected rows keep only the beginning of long values and rows, in whole characters', () => {
  const { converter } = convert(`a,b\n${'1,1\n'.repeat(20)}${'\u{1f600}'.repeat(50_000)},1\n`);
  const [kept] = converter.conversion.kept;
  assert.equal(kept?.value, '\u{1f600}'.repeat(100));
  assert.ok((kept?.original.length ?? 0) < 20_000);
  assert.ok(kept?.value?.isWellFormed());
});
