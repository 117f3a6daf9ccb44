import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTelemetry } from './telemetry.ts';

test('runs are counted and timed, and answers are those of the function', async () => {
  const telemetry = createTelemetry();
  const double = telemetry.monitored('double', (value: number) => value * 2);
  const later = telemetry.monitored('later', (value: number) => Promise.resolve(value));
  for (let run = 0; run < 100; run += 1) assert.equal(double(run), run * 2);
  assert.equal(await later(7), 7);
  const [first, second] = telemetry.list();
  assert.deepEqual([first?.name, first?.count, first?.errors, first?.running], ['double', 100, 0, 0]);
  assert.equal(second?.count, 1);
});

test('failures are counted and thrown on, at once or later', async () => {
  const telemetry = createTelemetry();
  const failing = telemetry.monitored('failing', () => {
    throw new Error('at once');
  });
  const rejecting = telemetry.monitored('rejecting', () => Promise.reject(new Error('later')));
  assert.throws(() => failing(), /at once/);
  await assert.rejects(rejecting(), /later/);
  assert.deepEqual(
    telemetry.list().map(({ count, errors }) => [count, errors]),
    [
      [1, 1],
      [1, 1],
    ],
  );
});

test('what runs is seen running, and its whole time is measured', async () => {
  const telemetry = createTelemetry();
  const steps: (() => void)[] = [];
  const held = telemetry.monitored('held', () => new Promise<void>((resolve) => steps.push(resolve)));
  const runs = [held(), held()];
  assert.equal(telemetry.list()[0]?.running, 2);
  const since = performance.now();
  while (performance.now() - since < 20);
  for (const step of steps) step();
  await Promise.all(runs);
  const measured = telemetry.list()[0];
  assert.equal(measured?.running, 0);
  assert.ok(measured.durationMs.p50 >= 19 && measured.durationMs.max < 1000, JSON.stringify(measured));
});

test('functions of one name are one series, and a name without a run has zeros', () => {
  const telemetry = createTelemetry();
  telemetry.monitored('same', () => 1)();
  telemetry.monitored('same', () => 2)();
  telemetry.monitored('never', () => 3);
  assert.deepEqual(
    telemetry.list().map(({ name, count, durationMs }) => [name, count, durationMs.max > 0]),
    [
      ['same', 2, true],
      ['never', 0, false],
    ],
  );
});
