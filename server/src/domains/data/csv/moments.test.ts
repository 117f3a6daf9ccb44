import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createMoment,
  type DateOrder,
  dayOf,
  daysSinceEpoch,
  isDay,
  MOMENT,
  NO_MOMENT,
  NO_SUCH_MOMENT,
  readMoment,
} from './moments.ts';

/** The instant in milliseconds; null where the text is no date, NaN where there is no such day. */
function parse(text: string, order: DateOrder | null = null): number | null {
  const moment = createMoment();
  const found = readMoment(Buffer.from(text), 0, Buffer.byteLength(text), moment);
  if (found === NO_MOMENT) return null;
  if (found === NO_SUCH_MOMENT) return Number.NaN;
  assert.equal(found, MOMENT);
  return dayOf(moment, order) * 86_400_000 + moment.seconds * 1000 + moment.microseconds / 1000;
}

test('reads ISO dates and times as JavaScript does', () => {
  for (const text of [
    '2024-01-31',
    '1970-01-01',
    '0001-01-01',
    '9999-12-31',
    '2024-02-29',
    '2024-01-31T14:05:06Z',
    '2024-01-31T14:05:06.789Z',
    '2024-01-31T14:05:06+02:00',
    '2024-01-31T14:05:06-11:30',
    '2024-01-31T00:00Z',
  ]) {
    assert.equal(parse(text), Date.parse(text), text);
  }
});

test('reads a time without a zone as UTC', () => {
  const expected = Date.parse('2024-01-31T14:05:06Z');
  for (const text of [
    '2024-01-31 14:05:06',
    '2024-01-31T14:05:06',
    '2024-01-31 14:05:06 Z',
    '2024-01-31 15:05:06+01',
    '2024-01-31 15:05:06 +0100',
  ]) {
    assert.equal(parse(text), expected, text);
  }
});

test('keeps microseconds and leaves finer parts out', () => {
  assert.equal(parse('1970-01-01 00:00:00.1'), 100);
  assert.equal(parse('1970-01-01 00:00:00.000001'), 0.001);
  assert.equal(parse('1970-01-01 00:00:00.123456789'), 123.456);
});

test('reads other separators and single digits', () => {
  assert.equal(parse('2024/1/5'), Date.parse('2024-01-05'));
  assert.equal(parse('5.1.2024'), Date.parse('2024-01-05'));
  assert.equal(parse('31.01.2024 14:05'), Date.parse('2024-01-31T14:05Z'));
});

test('reads day and month in the order that it is told', () => {
  assert.equal(parse('03/04/2024', 'dmy'), Date.parse('2024-04-03'));
  assert.equal(parse('03/04/2024', 'mdy'), Date.parse('2024-03-04'));
  assert.ok(Number.isNaN(parse('03/04/2024')));
});

test('knows days that do not exist', () => {
  for (const text of [
    '2026-02-31',
    '31.02.2026',
    '2023-02-29',
    '1900-02-29',
    '2024-13-01',
    '2024-00-10',
    '0000-00-00',
    '2024-01-31 25:00',
    '2024-01-31 10:60',
  ]) {
    assert.ok(Number.isNaN(parse(text)), text);
  }
  assert.ok(isDay(2000, 2, 29));
  assert.ok(isDay(2024, 2, 29));
});

test('takes nothing else for a date', () => {
  for (const text of [
    '',
    '2024',
    '2024-01',
    '20240131',
    '31.01.24',
    '1.2.3',
    '192.168.1.1',
    '2024-01/31',
    '2024-01-31x',
    '2024-01-31 x',
    '2024-01-31 1',
    '2024-01-31 14:5',
    '2024-01-31 14:05:06 CET',
    '2024-01-31T14:05:06.',
    '-1-1-2024',
    '2024-01-31 14:05:06+2',
    '12:30',
    '555-1234-2024',
  ]) {
    assert.equal(parse(text), null, text);
  }
});

test('counts days as JavaScript does over four centuries', () => {
  for (let day = -150_000; day < 150_000; day += 37) {
    const date = new Date(day * 86_400_000);
    assert.equal(daysSinceEpoch(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()), day);
  }
});
