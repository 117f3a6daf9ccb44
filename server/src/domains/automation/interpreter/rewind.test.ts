import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brief, define, startRun, work } from '../../../../test/support/workflow-runs.ts';
import { rewind, type RetryPlace } from './rewind.ts';

type Run = ReturnType<typeof startRun>;

function again(run: Run, where: RetryPlace, definition = run.definition): string[] {
  const result = rewind(definition, JSON.parse(JSON.stringify(run.state)), where);
  assert.ok('state' in result, JSON.stringify(result));
  run.state = result.state;
  run.definition = definition;
  return brief(run.start());
}

const refusal = (run: Run, where: RetryPlace, definition = run.definition) => {
  const result = rewind(definition, run.state, where);
  return 'refusal' in result ? [result.refusal.code, result.refusal.step_id] : null;
};

const three = define([work('a'), work('b', { input: { a: 'a' } }), work('c')]);

function failedAtB() {
  const run = startRun(three);
  run.start();
  run.succeed('a', 'A');
  run.fail('b');
  return run;
}

test('a failed run goes on from the failed step, its attempts numbered on', () => {
  const run = failedAtB();
  assert.deepEqual(again(run, 'failed'), ['execute b 2']);
  assert.deepEqual(run.succeed('b', 'late', 1), [], 'an answer to the attempt before is not taken');
  assert.deepEqual(brief(run.succeed('b', 'B', 2)), ['execute c 2']);
  assert.deepEqual(brief(run.succeed('c', 'C', 2)), ['settle succeeded']);
  assert.deepEqual(run.state.variables, { a: 'A', b: 'B', c: 'C' });
});

test('retries of a step count anew after a rewind', () => {
  const run = startRun(define([work('a', { retry: { max_attempts: 2 } })]));
  run.start();
  run.fail('a', 1, { isRetryable: true });
  run.fail('a', 2, { isRetryable: true });
  assert.deepEqual(again(run, 'failed'), ['execute a 3']);
  assert.deepEqual(brief(run.fail('a', 3, { isRetryable: true })), ['execute a 4']);
  assert.deepEqual(brief(run.fail('a', 4, { isRetryable: true })), ['settle failed']);
});

test('a run can begin again from its start or from any step, which forgets what came after', () => {
  const fromStart = failedAtB();
  assert.deepEqual(again(fromStart, 'start'), ['execute a 2']);
  assert.deepEqual(fromStart.state.variables, {});
  const run = startRun(three);
  run.start();
  for (const key of ['a', 'b', 'c']) run.succeed(key, key);
  assert.deepEqual(again(run, { key: 'b' }), ['execute b 2']);
  assert.deepEqual(run.state.variables, { a: 'a' });
  assert.deepEqual(again(failedAtB(), { key: 'c' }), ['execute c 2'], 'also past the failed one');
});

test('what cannot be tried again is refused with its reason', () => {
  const run = failedAtB();
  assert.deepEqual(refusal(run, { key: 'nope' }), ['step_unknown', 'nope']);
  assert.deepEqual(refusal(run, 'failed', define([work('a'), work('c')])), ['step_gone', 'b']);
  run.state = { ...run.state, status: 'paused' };
  assert.deepEqual(refusal(run, 'start'), ['still_running', null]);
  run.state = { ...run.state, status: 'succeeded' };
  assert.deepEqual(refusal(run, 'failed'), ['nothing_failed', null]);
});

test('a run goes on in a newer version that has the step', () => {
  const run = failedAtB();
  const newer = define([work('a'), work('x'), work('b', { input: { now: { value: 'literal' } } }), work('y')]);
  assert.deepEqual(again(run, 'failed', newer), ['execute b 2']);
  assert.deepEqual(brief(run.succeed('b', 'B', 2)), ['execute y 2']);
});

const loop = (more: object = {}) => ({
  id: 'l',
  type: 'loop',
  range: { to: 4 },
  concurrency: 2,
  steps: [work('s'), work('t')],
  ...more,
});

test('a failed loop goes on with the failed items and those not begun; finished ones stay finished', () => {
  const run = startRun(define([loop({ collect: 't', timeout_seconds: 100 }), work('z')]));
  run.start();
  run.succeed('l[0].s', 0);
  run.succeed('l[0].t', 0);
  run.succeed('l[1].s', 1);
  run.fail('l[1].t');
  run.succeed('l[2].s');
  run.succeed('l[2].t', 2);
  assert.equal(run.state.status, 'failed');
  assert.deepEqual(again(run, 'failed'), ['timer l 100000', 'execute l[1].t 2', 'execute l[3].s 2']);
  run.succeed('l[1].t', 1, 2);
  run.succeed('l[3].s', 3, 2);
  run.succeed('l[3].t', 3, 2);
  assert.deepEqual(run.state.variables['l'], {
    count: 4,
    succeeded: 4,
    failed: 0,
    failures: [],
    results: [0, 1, 2, 3],
  });
});

test('an item can be sent back to one of its steps, while its loop stands open', () => {
  const run = startRun(define([loop(), work('z')]));
  run.start();
  run.succeed('l[0].s');
  run.fail('l[0].t');
  run.send({ kind: 'cancelled' });
  assert.deepEqual(refusal(run, { key: 'l[3].s' }), ['not_under_way', 'l']);
  assert.deepEqual(again(run, { key: 'l[0].s' }), ['execute l[0].s 2', 'execute l[1].s 2']);
  run.send({ kind: 'cancelled' });
  assert.deepEqual(again(run, { key: 'z' }), ['execute z 3']);
  run.succeed('z', null, 3);
  assert.deepEqual(refusal(run, { key: 'l[0].s' }), ['not_under_way', 'l']);
  assert.deepEqual(again(run, { key: 'l' }), ['execute l[0].s 4', 'execute l[1].s 4']);
});

const fork = (...branches: object[]) => ({
  id: 'p',
  type: 'parallel',
  branches: branches.map((branch, i) => ({ id: `b${i + 1}`, steps: [work(`s${i + 1}`)], ...branch })),
});

test('a failed parallel goes on with its failed and abandoned branches only', () => {
  const run = startRun(define([fork({}, { on_error: 'fail_at_once' }, {}), work('z')]));
  run.start();
  run.succeed('s1', 1);
  run.fail('s2');
  assert.deepEqual(again(run, 'failed'), ['execute s2 2', 'execute s3 2']);
  run.succeed('s2', 2, 2);
  assert.deepEqual(brief(run.succeed('s3', 3, 2)), ['succeeded p', 'execute z 2']);
  assert.deepEqual(run.state.variables['s1'], 1);
});

test('a branch can be sent back, and a newer version may add one but not take one away', () => {
  const run = startRun(define([fork({ steps: [work('s1'), work('t1')] }, {}), work('z')]));
  run.start();
  run.succeed('s1');
  run.succeed('s2');
  run.fail('t1');
  const newer = define([fork({ steps: [work('s1'), work('t1')] }, {}, {}), work('z')]);
  assert.deepEqual(refusal(run, 'failed', define([fork({ steps: [work('s1'), work('t1')] }), work('z')])), [
    'step_gone',
    'b2',
  ]);
  assert.deepEqual(
    refusal(run, 'failed', define([fork({ steps: [work('s1')] }, { steps: [work('s2'), work('t1')] })])),
    ['step_gone', 't1'],
  );
  assert.deepEqual(refusal(run, 'failed', define([{ ...loop(), id: 'p' }, work('t1')])), ['step_gone', 'p']);
  assert.deepEqual(again(run, { key: 's1' }, newer), ['execute s1 2', 'execute s3 2']);
});

test('a loop that is no longer one is gone, and its outputs are forgotten with those of its branches', () => {
  const run = startRun(define([loop(), fork({}), work('z')]));
  run.start();
  run.fail('l[0].s');
  run.send({ kind: 'cancelled' });
  assert.deepEqual(refusal(run, 'failed', define([{ ...fork({}), id: 'l' }, work('s')])), ['step_gone', 'l']);
  assert.deepEqual(refusal(run, 'failed', define([loop({ steps: [work('t')] }), work('s')])), ['step_gone', 's']);
  assert.deepEqual(again(run, { key: 'p' }), ['execute s1 2']);
  run.succeed('s1', 1, 2);
  assert.equal(run.state.variables['s1'], 1);
  run.fail('z', 2);
  assert.deepEqual(again(run, { key: 'p' }), ['execute s1 3']);
  assert.deepEqual(run.state.variables, {});
});

test('a step that succeeded while its run was paused and then cancelled is not repeated', () => {
  const run = startRun(three);
  run.start();
  run.send({ kind: 'paused' });
  run.succeed('a', 'A');
  run.send({ kind: 'cancelled' });
  assert.deepEqual(again(run, 'failed'), ['execute b 2']);
  const failing = startRun(three);
  failing.start();
  failing.send({ kind: 'paused' });
  failing.fail('a');
  failing.send({ kind: 'cancelled' });
  assert.deepEqual(again(failing, 'failed'), ['execute a 2']);
});

test('an item whose end failed is ended again', () => {
  const run = startRun(define([loop({ range: { to: 1 }, collect: 'missing', steps: [work('s')] })]));
  run.start();
  run.succeed('l[0].s');
  assert.equal(run.state.status, 'failed');
  const mended = define([loop({ range: { to: 1 }, collect: 's', steps: [work('s')] })]);
  assert.deepEqual(again(run, 'failed', mended), ['succeeded l', 'settle succeeded']);
});

test('a run that timed out in a wait waits anew', () => {
  const run = startRun(define([{ id: 'd', type: 'delay', duration: { seconds: 60 } }], { timeout_seconds: 10 }));
  run.start();
  run.fire('@run', 10_000);
  assert.deepEqual(again(run, 'failed'), ['timer @run 20000', 'timer d 70000']);
});
