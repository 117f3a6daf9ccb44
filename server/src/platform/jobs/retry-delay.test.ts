import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retryDelayMs } from './retry-delay.ts';

test('each failure waits longer than the one before, up to ten minutes', () => {
  assert.deepEqual(
    [1, 2, 3, 4, 5, 6, 50].map((failures) => retryDelayMs(failures, 1)),
    [2000, 8000, 32_000, 128_000, 512_000, 600_000, 600_000],
  );
});

test('chance spreads the wait over its upper half', () => {
  assert.deepEqual([retryDelayMs(1, 0), retryDelayMs(1, 0.5)], [1000, 1500]);
});
