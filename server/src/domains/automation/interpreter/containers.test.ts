import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brief, define, executed, startRun, work } from '../../../../test/support/workflow-runs.ts';

const settled = (commands: readonly { kind: string }[]) => commands.find(({ kind }) => kind === 'settle') as any;

const approval = (more: object = {}) => ({
  id: 'ask',
  type: 'approval_request',
  approvers: { users: [1] },
  title: 'May I?',
  deadline_seconds: 3600,
  ...more,
});
const split = (more: object, ...branches: object[]) => ({
  id: 'p',
  type: 'parallel',
  branches: branches.map((branch, i) => ({ id: `b${i + 1}`, steps: [work(`s${i + 1}`)], ...branch })),
  ...more,
});

const joining = (join: unknown) => startRun(define([split({ join }, {}, {}, {}), work('z', { input: { p: 'p' } })]));

test('a parallel joins all, any or some of its branches', () => {
  const all = joining('all');
  assert.deepEqual(brief(all.start()), ['execute s1', 'execute s2', 'execute s3']);
  all.succeed('s3', 3);
  all.succeed('s1', 1);
  assert.deepEqual(brief(all.succeed('s2', 2)), ['succeeded p', 'execute z']);
  assert.deepEqual(Object.keys(all.state.variables), ['s1', 's2', 's3', 'p'], 'in the order of the branches');
  const any = joining('any');
  any.start();
  any.fail('s1');
  assert.deepEqual(brief(any.succeed('s2')), ['abandon s3', 'succeeded p', 'execute z']);
  assert.deepEqual(any.succeed('s3'), [], 'nobody waits for the third');
  const two = joining(2);
  two.start();
  two.succeed('s1');
  two.fail('s2');
  assert.deepEqual(brief(two.fail('s3')), ['failed p', 'settle failed'], 'two cannot be reached any more');
});

test('a branch that fails fails the parallel, at its end or at once, or is passed over', () => {
  const late = startRun(define([split({}, {}, {}, { on_error: 'continue' }), work('z')]));
  late.start();
  late.fail('s3', 1, { code: 'third' });
  assert.deepEqual(brief(late.fail('s2', 1, { code: 'second' })), [], 'the others are finished first');
  const end = late.fail('s1', 1, { code: 'first' });
  assert.equal(settled(end).failure.code, 'first', 'the first in order, not in time');
  const passed = startRun(define([split({}, {}, { on_error: 'continue' }), work('z', { input: { p: 'p' } })]));
  passed.start();
  passed.fail('s2');
  const [next] = executed(passed.succeed('s1'));
  assert.deepEqual((next as any).parameters.input.p, {
    succeeded: 1,
    failed: 1,
    branches: {
      b1: { status: 'succeeded' },
      b2: { status: 'failed', failure: { code: 'broken', message: 'It broke.' } },
    },
  });
  const once = startRun(define([split({}, {}, { on_error: 'fail_at_once' }, { steps: [approval()] })]));
  once.start();
  assert.deepEqual(brief(once.fail('s2')), ['abandon s1', 'abandon ask', 'failed p', 'settle failed']);
  assert.deepEqual(once.succeed('s1'), []);
});

const sees = (name: string) => ({ conditions: [{ field: name, operator: 'is_not_null' }] });

test('a branch sees what was before the parallel and itself, and hands its outputs on if it succeeds', () => {
  const run = startRun(
    define([
      work('before'),
      split(
        {},
        { steps: [work('a'), work('b', { input: { before: 'before', a: 'a' } }), work('n', sees('c'))] },
        { steps: [work('c')] },
        { steps: [work('lost'), work('d')], on_error: 'continue' },
      ),
      work('z', sees('lost')),
    ]),
  );
  run.start();
  run.succeed('before', 'B');
  run.succeed('c', 'C');
  run.succeed('lost', 'L');
  run.fail('d');
  assert.deepEqual(executed(run.succeed('a', 'A'))[0]?.parameters['input'], { before: 'B', a: 'A' });
  assert.deepEqual(brief(run.succeed('b')), ['skipped n', 'succeeded p', 'skipped z', 'settle succeeded']);
  assert.deepEqual(Object.keys(run.state.variables), ['before', 'a', 'b', 'c', 'p']);
});

const each = (more: object = {}) => ({
  id: 'l',
  type: 'loop',
  items: 'trigger.list',
  steps: [work('s', { input: { item: 'item', index: 'index' } })],
  ...more,
});

test('a loop goes over a list, a query’s rows or a range, one by one or several at once', () => {
  const run = startRun(define([each(), work('z')]), { list: ['a', 'b'] });
  const [first] = executed(run.start());
  assert.equal(first?.key, 'l[0].s');
  assert.deepEqual(first?.parameters['input'], { item: 'a', index: 0 });
  assert.deepEqual(brief(run.succeed('l[0].s')), ['execute l[1].s']);
  assert.deepEqual(brief(run.succeed('l[1].s')), ['succeeded l', 'execute z']);
  assert.deepEqual(run.state.variables['l'], { count: 2, succeeded: 2, failed: 0, failures: [] });
  const rows = startRun(define([each({ items: 'trigger.query' })]), { query: { rows: [{ x: 1 }] } });
  assert.deepEqual(executed(rows.start())[0]?.parameters['input'], { item: { x: 1 }, index: 0 });
  const range = startRun(
    define(
      [each({ items: undefined, range: { from: 10, to: 4, step: -3 }, concurrency: 5 })].map((step) =>
        JSON.parse(JSON.stringify(step)),
      ),
    ),
  );
  assert.deepEqual(
    executed(range.start()).map(({ parameters }) => (parameters['input'] as any).item),
    [10, 7, 4],
  );
  const empty = startRun(define([each(), work('z')]), { list: [] });
  assert.deepEqual(brief(empty.start()), ['succeeded l', 'execute z']);
});

test('a loop keeps so many items under way, collects in order and stops at a condition', () => {
  const run = startRun(
    define([each({ concurrency: 2, collect: 's.n', break_when: [{ field: 's.last', operator: 'is_true' }] })]),
    { list: [0, 1, 2, 3, 4, 5] },
  );
  assert.deepEqual(brief(run.start()), ['execute l[0].s', 'execute l[1].s']);
  assert.deepEqual(brief(run.succeed('l[1].s', { n: 1, last: false })), ['execute l[2].s']);
  assert.deepEqual(brief(run.succeed('l[2].s', { n: 2, last: true })), [], 'nothing is begun after the last');
  assert.deepEqual(brief(run.succeed('l[0].s', { n: 0, last: false })), ['succeeded l', 'settle succeeded']);
  assert.deepEqual(run.state.variables['l'], { count: 3, succeeded: 3, failed: 0, failures: [], results: [0, 1, 2] });
});

test('an item that fails ends the loop when those under way are finished, or is counted', () => {
  const ends = startRun(define([each({ concurrency: 3 })]), { list: [0, 1, 2, 3] });
  ends.start();
  assert.deepEqual(brief(ends.fail('l[1].s', 1, { code: 'one' })), []);
  ends.succeed('l[2].s');
  const end = ends.fail('l[0].s', 1, { code: 'zero' });
  assert.deepEqual(brief(end), ['failed l', 'settle failed']);
  assert.equal(settled(end).failure.code, 'zero');
  const counts = startRun(define([each({ on_item_error: 'continue' })]), { list: [0, 1] });
  counts.start();
  counts.fail('l[0].s');
  counts.succeed('l[1].s');
  assert.deepEqual(counts.state.variables['l'], {
    count: 2,
    succeeded: 1,
    failed: 1,
    failures: [{ index: 0, code: 'broken', message: 'It broke.' }],
  });
});

test('what items beyond the last one came to does not count', () => {
  const run = startRun(
    define([
      each({
        concurrency: 3,
        on_item_error: 'continue',
        collect: 's.n',
        break_when: [{ field: 's.last', operator: 'is_true' }],
      }),
    ]),
    { list: [0, 1, 2, 3] },
  );
  run.start();
  run.fail('l[2].s');
  run.succeed('l[3].s', { n: 3, last: true });
  run.succeed('l[1].s', { n: 1, last: true });
  run.succeed('l[0].s', { n: 0, last: false });
  assert.deepEqual(run.state.variables['l'], { count: 2, succeeded: 2, failed: 0, failures: [], results: [0, 1] });
});

test('of many items that failed the first hundred are told, whatever came first', () => {
  const list = Array.from({ length: 120 }, (_, i) => i);
  const run = startRun(define([each({ concurrency: 50, on_item_error: 'continue' })]), { list });
  run.start();
  for (const begin of [0, 50, 100]) {
    for (const index of list.slice(begin, begin + 50).toReversed()) run.fail(`l[${index}].s`);
  }
  const { failed, failures } = run.state.variables['l'] as any;
  assert.equal(failed, 120);
  assert.deepEqual(
    failures.map(({ index }: any) => index),
    list.slice(0, 100),
  );
});

const failureOfLoop = (more: object, data: object, output: string | null = null) => {
  const run = startRun(define([each(more)]), data as any);
  const commands = run.start();
  return settled(output === null ? commands : run.succeed('l[0].s', output)).failure.code;
};

test('a loop over what is no list, too long, or of too large results fails', () => {
  assert.equal(failureOfLoop({}, { list: 5 }), 'loop_not_a_list');
  assert.equal(failureOfLoop({ max_items: 2 }, { list: [1, 2, 3] }), 'loop_too_long');
  assert.equal(failureOfLoop({ collect: 's' }, { list: [1] }, 'x'.repeat(1_100_000)), 'loop_results_too_large');
  assert.equal(failureOfLoop({ collect: 'nope' }, { list: [1] }, 'x'), 'variable_missing');
  assert.equal(
    failureOfLoop({ items: undefined, range: { from: 1, to: 2, step: '{{trigger.step}}' } }, { step: 0 }),
    'parameters_invalid',
  );
});

test('a loop does not keep its list, and a long one of pure steps goes on in turns', () => {
  const list = Array.from({ length: 2500 }, (_, i) => ({ i, text: 'x'.repeat(100) }));
  const definition = define([
    each({
      max_items: 3000,
      steps: [
        { id: 'q', type: 'condition_check', conditions: [{ field: 'item.i', operator: 'less_than', value: 10 }] },
      ],
    }),
  ]);
  const run = startRun(definition, { list });
  let commands = run.start();
  let turns = 1;
  assert.deepEqual(brief(commands).at(-1), 'timer @continue 0');
  assert.ok(JSON.stringify(run.state.thread).length < 1000, 'the position stays small');
  while (commands.some(({ kind }) => kind === 'set_timer')) {
    commands = run.fire('@continue', 0);
    turns += 1;
  }
  assert.equal(turns, 3);
  assert.equal(run.state.status, 'succeeded');
});

test('loops and parallels end at their time-out, and what is under way in them is abandoned', () => {
  const run = startRun(
    define(
      [each({ timeout_seconds: 60, concurrency: 2, on_error: 'continue', steps: [split({})] }), work('z')].map((step) =>
        step.id === 'l' ? { ...step, steps: [split({}, {}, { steps: [approval()] })] } : step,
      ),
    ),
    { list: [1, 2] },
  );
  const begun = brief(run.start());
  assert.ok(begun.includes('timer l 60000'));
  assert.deepEqual(brief(run.fire('l', 59_999)), ['timer l 60000']);
  assert.deepEqual(brief(run.fire('l', 60_000)), [
    'abandon l[0].s1',
    'abandon l[0].ask',
    'abandon l[1].s1',
    'abandon l[1].ask',
    'abandon l',
    'failed l',
    'execute z',
  ]);
  const quick = startRun(define([split({ timeout_seconds: 5 }, {})]));
  quick.start();
  assert.deepEqual(brief(quick.succeed('s1')), ['abandon p', 'succeeded p', 'settle succeeded']);
  const never = startRun(define([split({}, {})]));
  never.start();
  assert.deepEqual(never.fire('p', 1e9), []);
});

const many = (id: string) => ({
  id,
  type: 'loop',
  range: { to: 700 },
  steps: [{ id: `${id}_q`, type: 'condition_check', conditions: [] }],
});

test('branches that are too much for one turn go on in the next', () => {
  const run = startRun(define([split({}, { steps: [many('x')] }, { steps: [many('y')] }, {})]));
  assert.equal(brief(run.start()).at(-1), 'timer @continue 0');
  const rest = brief(run.fire('@continue', 0));
  assert.ok(rest.includes('succeeded y') && rest.at(-1) === 'execute s3');
});
