import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { StepContext } from '../steps/step-handler.ts';
import { createScriptStep } from './script-step.ts';
import { createScriptThreads } from './script-threads.ts';

const threads = createScriptThreads({ threads: 1, mostWaiting: 1 });
after(() => threads.close());
const step = createScriptStep(threads);
const context: StepContext = {
  organizationId: 1,
  workflowId: 1,
  runId: 'run_1',
  stepId: 'sum',
  key: 'sum',
  attempt: 1,
  idempotencyKey: 'run_1:sum',
  language: 'en',
  timeZone: 'UTC',
  now: new Date('2026-03-01T10:00:00Z'),
  signal: new AbortController().signal,
};
const run = async (source: string, input: object = {}, memoryMb = 16, more: Partial<StepContext> = {}) =>
  (await step.run({ source, input: { ...input }, memory_limit_mb: memoryMb }, { ...context, ...more })).output;

test('a step gives what its script returns, and trying it gives the same', async () => {
  const source = 'return { sum: input.a + input.b, at: new Date(), dice: Math.random() }';
  const output: any = await run(source, { a: 1, b: 2 });
  assert.deepEqual([output.sum, output.at], [3, '2026-03-01T10:00:00.000Z']);
  const parameters = { source, input: { a: 1, b: 2 }, memory_limit_mb: 16 };
  assert.deepEqual(await step.preview(parameters, { ...context, attempt: 2 }), output);
  assert.notDeepEqual(await run(source, { a: 1, b: 2 }, 16, { idempotencyKey: 'run_2:sum' }), output);
});

const refused = (code: string, params: object = {}) => ({ namespace: 'scripts', code, status: 422, params });

test('each way to fail has its code, and only what the script is not to blame for is tried again', async () => {
  await assert.rejects(run('return ('), { code: 'script_invalid' });
  await assert.rejects(
    run('const a = 1;\nthrow new Error("no stock")'),
    refused('script_failed', { reason: 'Error: no stock', place: 'known', line: 2 }),
  );
  await assert.rejects(run('throw 1'), refused('script_failed', { reason: '1', place: 'unknown', line: 0 }));
  await assert.rejects(run('for (;;);'), refused('script_too_slow', { limit_ms: 1000 }));
  await assert.rejects(
    run('const a = []; for (;;) a.push(new Array(1e5).fill(1.5))', {}, 4),
    refused('script_out_of_memory', { limit_mb: 4 }),
  );
  await assert.rejects(run('await new Promise(() => {})'), refused('script_never_settled'));
  await assert.rejects(run('return 1n'), { code: 'script_output_not_json' });
  await assert.rejects(run('let a = []; for (let i = 0; i < 100; i++) a = [a]; return a'), {
    code: 'script_output_not_json',
  });
  await assert.rejects(run('return "\\0"'), { code: 'script_output_not_json' });
  await assert.rejects(run('return "x".repeat(300000)'), refused('script_output_too_large', { limit_kb: 256 }));
  await assert.rejects(
    run('return 1', { a: 'x'.repeat(2 ** 20) }),
    refused('script_input_too_large', { limit_kb: 1024 }),
  );
  // One runs, one waits, and that is all.
  const [first, , third] = await Promise.allSettled([run('return 1'), run('return 2'), run('return 3')]);
  assert.equal(first.status, 'fulfilled');
  assert.ok(third.status === 'rejected');
  assert.deepEqual([third.reason.code, third.reason.status], ['scripts_busy', 429]);
});
