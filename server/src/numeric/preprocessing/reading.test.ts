import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isoTime, readBoolean, readNumber, readText, readTime } from './reading.ts';

const MISSING = [undefined, null, '', '  ', '\t'];

test('absent, null and blank values are missing whatever the kind', () => {
  for (const value of MISSING) {
    for (const read of [readNumber, readBoolean, readTime, readText]) assert.deepEqual(read(value), { value: null });
  }
});

test('numbers and decimal text are numbers', () => {
  const cases: [unknown, number][] = [
    [12.5, 12.5],
    ['12.5', 12.5],
    [' -1e3 ', -1000],
    ['+.5', 0.5],
    ['7.', 7],
    [0, 0],
    [1e100, 1e100],
  ];
  for (const [value, number] of cases) assert.deepEqual(readNumber(value), { value: number }, String(value));
});

test('anything else is no number', () => {
  for (const value of ['abc', '1,5', '0x10', '1e', '.', '1 2', 'Infinity', 'NaN', Number.NaN, true, {}, [], [1]]) {
    assert.deepEqual(readNumber(value), { fault: 'not_a_number' }, JSON.stringify(value));
  }
});

test('numbers whose squares would overflow are out of range', () => {
  for (const value of [1e101, -1e101, '1e999', Number.POSITIVE_INFINITY]) {
    assert.deepEqual(readNumber(value), { fault: 'number_out_of_range' });
  }
});

test('booleans have many spellings, and other values are none', () => {
  for (const value of [true, 1, '1', 'true', ' TRUE ', 'Yes', 'y', 't'])
    assert.deepEqual(readBoolean(value), { value: true });
  for (const value of [false, 0, '0', 'False', 'NO', 'n', 'f']) assert.deepEqual(readBoolean(value), { value: false });
  for (const value of [2, 'maybe', 'ja', {}, [], [true], Number.NaN]) {
    assert.deepEqual(readBoolean(value), { fault: 'not_a_boolean' });
  }
});

test('times are epoch milliseconds or ISO 8601 text, in UTC unless they name a zone', () => {
  const noon = Date.UTC(2024, 1, 29, 12, 30, 15, 250);
  const cases: [unknown, number][] = [
    [0, 0],
    [-1.5, -1.5],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    ['2024-02-29T12:30', Date.UTC(2024, 1, 29, 12, 30)],
    ['2024-02-29 12:30:15.25', noon],
    ['2024-02-29T12:30:15,250999Z', noon],
    ['2024-02-29T14:30:15.250+02:00', noon],
    ['2024-02-29 14:30:15.250+02', noon],
    ['2024-02-29T08:00:15.250-0430', noon],
    ['2024-02-29t12:30:15.250z', noon],
  ];
  for (const [value, time] of cases) assert.deepEqual(readTime(value), { value: time }, String(value));
});

test('days that do not exist and other texts are no times', () => {
  const values = ['2023-02-29', '2024-13-01', '2024-00-10', '2024-01-32', '2024-1-1', '2024-01-01T24:00', '01/02/2024'];
  const clocks = [
    '2024-01-01T12:60',
    '2024-01-01T12:00:60',
    '2024-01-01T12:00+15:00',
    '2024-01-01T',
    'yesterday',
    '2024',
  ];
  for (const value of [...values, ...clocks, true, {}, [], Number.NaN, 9e15, Number.POSITIVE_INFINITY]) {
    assert.deepEqual(readTime(value), { fault: 'not_a_time' }, JSON.stringify(value));
  }
});

test('texts are trimmed and composed; numbers and booleans are spelled', () => {
  assert.deepEqual(readText('  Cafe\u0301 '), { value: 'Café' });
  assert.deepEqual(readText(12), { value: '12' });
  assert.deepEqual(readText(false), { value: 'false' });
  for (const value of [{}, [], ['a'], Number.NaN]) assert.deepEqual(readText(value), { fault: 'not_a_text' });
});

test('a time is written back as ISO 8601, the date alone at midnight', () => {
  assert.equal(isoTime(Date.UTC(2024, 1, 29)), '2024-02-29');
  assert.equal(isoTime(Date.UTC(2024, 1, 29, 1)), '2024-02-29T01:00:00.000Z');
});
