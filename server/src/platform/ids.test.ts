import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createIds } from './ids.ts';

test('ids sort by the time they were made', () => {
  let now = 1_700_000_000_000;
  const newId = createIds(() => now);
  const ids = Array.from({ length: 200 }, () => {
    now += 1;
    return newId('pred');
  });
  assert.deepEqual(ids.toSorted(), ids);
});

test('ids of the same millisecond differ', () => {
  const newId = createIds(() => 1_700_000_000_000);
  assert.equal(new Set(Array.from({ length: 10_000 }, () => newId('job'))).size, 10_000);
});

test('an id is its prefix and 26 characters that need no escaping', () => {
  assert.match(createIds(Date.now)('job'), /^job_[0-9a-hjkmnp-tv-z]{26}$/);
});
