import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAppError } from '../errors.ts';
import type { TestInput } from './fixtures/test-thread.ts';
import { isOutOfMemory, runInThread, type ThreadOptions } from './run-in-thread.ts';
import type { ThreadModule } from './thread.ts';

const testThread: ThreadModule<TestInput, Float64Array> = {
  url: new URL('./fixtures/test-thread.ts', import.meta.url),
};

function start(work: TestInput['work'], options: Partial<ThreadOptions<TestInput>> = {}) {
  const { signal = new AbortController().signal, ...rest } = options;
  return runInThread(testThread, { input: { work, values: Float64Array.of(1, 2, 3) }, signal, ...rest });
}

/** Aborts once the work has begun, so that it is the work that is stopped and not the start of its thread. */
async function stopOnceBegun(work: TestInput['work'], graceMs: number): Promise<void> {
  const controller = new AbortController();
  const { signal } = controller;
  await assert.rejects(start(work, { signal, graceMs, onProgress: () => controller.abort() }), {
    name: 'ThreadStoppedError',
  });
}

test('hands the input in, the progress and the answer back', async () => {
  const phases: string[] = [];
  const output = await runInThread(testThread, {
    input: { work: 'double', values: Float64Array.of(1, 2, 3) },
    signal: new AbortController().signal,
    onProgress: (phase, fraction) => phases.push(`${phase} ${fraction}`),
  });
  assert.deepEqual(output, Float64Array.of(2, 4, 6));
  assert.deepEqual(phases, ['working 0.5']);
});

test('an error that was foreseen arrives as the same kind of error', async () => {
  await assert.rejects(start('throwForeseen'), (error) => {
    assert.ok(isAppError(error));
    assert.deepEqual(
      {
        namespace: error.namespace,
        code: error.code,
        status: error.status,
        params: error.params,
        faults: error.faults,
      },
      {
        namespace: 'thread_test',
        code: 'too_odd',
        status: 422,
        params: { value: 3 },
        faults: [{ pointer: '/x', code: 'odd' }],
      },
    );
    return true;
  });
});

test('any other error keeps its name, its message and where it was thrown', async () => {
  await assert.rejects(start('throwUnforeseen'), (error) => {
    assert.ok(error instanceof Error);
    assert.equal(error.name, 'RangeError');
    assert.equal(error.message, 'broken inside');
    assert.match(error.stack ?? '', /test-thread\.ts/);
    return true;
  });
});

for (const work of ['spin', 'waitForSignal'] as const) {
  test(`work that is told to stop ends by itself: ${work}`, { timeout: 20_000 }, () => stopOnceBegun(work, 60_000));
}

test('a thread whose work does not stop is ended', () => stopOnceBegun('waitForEver', 1));

test('a signal that has aborted before starts nothing', async () => {
  let began = false;
  const signal = AbortSignal.abort();
  await assert.rejects(start('double', { signal, onProgress: () => (began = true) }), { name: 'ThreadStoppedError' });
  assert.equal(began, false);
});

test('a thread that ends without an answer is an error', async () => {
  await assert.rejects(start('exit'), /ended without an answer/);
});

test('a thread that needs more memory than it may have ends alone', async () => {
  await assert.rejects(start('eatMemory', { maxHeapMb: 16 }), (error) => isOutOfMemory(error));
});

test('a thread shares its work with mates of its own', async () => {
  assert.deepEqual(await start('doubleTogether'), Float64Array.of(2, 4, 6));
});

test('the death of a mate ends the thread that waits for it, at once', { timeout: 20_000 }, async () => {
  await assert.rejects(start('loseMate'), /A thread of the pool ended/);
});

test('a mate that needs more memory than it may have ends the work as the thread itself would', async () => {
  await assert.rejects(start('loseMateToMemory', { maxHeapMb: 16 }), (error) => isOutOfMemory(error));
});

const nameThread = async (keepMs: number) => (await start('nameThread', { keepMs }))[0];

test('a thread that is kept does the next work of its kind, and only one at a time', async () => {
  const first = await nameThread(60_000);
  assert.equal(await nameThread(60_000), first);
  const both = await Promise.all([nameThread(60_000), nameThread(60_000)]);
  assert.equal(new Set(both).size, 2);
  assert.ok(both.includes(first));
  assert.ok(!both.includes((await start('nameThread', { maxHeapMb: 64, keepMs: 60_000 }))[0]));
});

test('a thread that is not kept, was told to stop, or has failed is not used again', async () => {
  const kept = await nameThread(60_000);
  await assert.rejects(start('throwUnforeseen', { keepMs: 60_000 }), { name: 'RangeError' });
  assert.notEqual(await nameThread(0), kept);
  const last = await nameThread(60_000);
  await stopOnceBegun('spin', 60_000);
  assert.notEqual(await nameThread(0), last);
});
