import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dueAt } from './schedule-of.ts';
import { listTicks, nextTick, ticksBetween } from './ticks.ts';

const ticks = (cron: string, zone: string, after: string, most: number): string[] =>
  listTicks(cron, zone, new Date(after), most).map((tick) => tick.toISOString());

test('a time that the clocks skip is carried out at the first instant after the gap, and once', () => {
  // New York, 8 March 2026: 02:00 to 03:00 does not exist.
  assert.deepEqual(ticks('30 2 * * *', 'America/New_York', '2026-03-07T12:00:00Z', 2), [
    '2026-03-08T07:00:00.000Z',
    '2026-03-09T06:30:00.000Z',
  ]);
  // Berlin, 29 March 2026: likewise.
  assert.deepEqual(ticks('30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00:00Z', 2), [
    '2026-03-29T01:00:00.000Z',
    '2026-03-30T00:30:00.000Z',
  ]);
  // Lord Howe, 4 October 2026: half an hour, from 02:00 to 02:30.
  assert.deepEqual(ticks('15 2 * * *', 'Australia/Lord_Howe', '2026-10-03T00:00:00Z', 2), [
    '2026-10-03T15:30:00.000Z',
    '2026-10-04T15:15:00.000Z',
  ]);
});

test('a fixed time that comes twice is carried out the first time round', () => {
  // New York, 1 November 2026: 01:30 comes at 05:30 and at 06:30 UTC.
  assert.deepEqual(ticks('30 1 * * *', 'America/New_York', '2026-10-31T12:00:00Z', 2), [
    '2026-11-01T05:30:00.000Z',
    '2026-11-02T06:30:00.000Z',
  ]);
  assert.deepEqual(ticks('30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00:00Z', 2), [
    '2026-10-25T00:30:00.000Z',
    '2026-10-26T01:30:00.000Z',
  ]);
  // Lord Howe, 5 April 2026: 01:45 comes at 14:45 and at 15:15 UTC.
  assert.deepEqual(ticks('45 1 * * *', 'Australia/Lord_Howe', '2026-04-04T00:00:00Z', 2), [
    '2026-04-04T14:45:00.000Z',
    '2026-04-05T15:15:00.000Z',
  ]);
});

test('what comes every half an hour goes on at its pace through both', () => {
  assert.deepEqual(ticks('*/30 * * * *', 'America/New_York', '2026-11-01T05:00:00Z', 4), [
    '2026-11-01T05:30:00.000Z',
    '2026-11-01T06:00:00.000Z',
    '2026-11-01T06:30:00.000Z',
    '2026-11-01T07:00:00.000Z',
  ]);
  assert.deepEqual(ticks('*/30 * * * *', 'America/New_York', '2026-03-08T06:00:00Z', 3), [
    '2026-03-08T06:30:00.000Z',
    '2026-03-08T07:00:00.000Z',
    '2026-03-08T07:30:00.000Z',
  ]);
});

test('seconds may be named, and what comes no more is null', () => {
  assert.deepEqual(ticks('*/20 * * * * *', 'UTC', '2026-01-01T00:00:00Z', 2), [
    '2026-01-01T00:00:20.000Z',
    '2026-01-01T00:00:40.000Z',
  ]);
  assert.equal(nextTick('0 0 30 2 *', 'UTC', new Date('2026-01-01T00:00:00Z')), null);
});

test('of a range both ends count, and of more than is asked for the latest are given', () => {
  const range = { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2026-01-01T05:00:00Z') };
  const all = ticksBetween('0 * * * *', 'UTC', range, 10);
  assert.deepEqual([all.ticks.length, all.isCut], [6, false]);
  const few = ticksBetween('0 * * * *', 'UTC', range, 2);
  assert.equal(few.isCut, true);
  assert.deepEqual(
    few.ticks.map((tick) => tick.toISOString()),
    ['2026-01-01T04:00:00.000Z', '2026-01-01T05:00:00.000Z'],
  );
});

test('a tick is late by less than the jitter, by as much on every node', () => {
  const tick = new Date('2026-01-01T00:00:00Z');
  const delays = Array.from({ length: 200 }, (_, workflow) => dueAt(workflow, tick, 60).getTime() - tick.getTime());
  assert.ok(delays.every((delay) => delay >= 0 && delay < 60_000));
  assert.ok(new Set(delays).size > 150);
  assert.deepEqual(dueAt(7, tick, 60), dueAt(7, tick, 60));
  assert.deepEqual(dueAt(7, tick, 0), tick);
});
