// `then` is a field of workflows.
/* oxlint-disable unicorn/no-thenable */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brief, define, executed, ORGANIZATION, startRun, work } from '../../../../test/support/workflow-runs.ts';
import { advance, beginRun } from './advance.ts';

const settled = (commands: readonly { kind: string }[]) => commands.find(({ kind }) => kind === 'settle') as any;
const HOUR = 3_600_000;

test('a step is commanded with its expressions resolved, and the next one sees its output', () => {
  const run = startRun(
    define([
      work('a', { input: { n: 'trigger.n', text: { value: 'a.b' }, sum: { formula: 'n * 2' } } }),
      work('b', { input: { a: 'a.x' } }),
    ]),
    { n: 4 },
  );
  const [first] = executed(run.start());
  assert.deepEqual(first?.parameters['input'], { n: 4, text: 'a.b', sum: 8 });
  const [second] = executed(run.succeed('a', { x: [1] }));
  assert.deepEqual(second?.parameters['input'], { a: [1] });
  const end = run.succeed('b', 'done');
  assert.deepEqual(brief(end), ['settle succeeded']);
  assert.equal(settled(end).output, 'done');
  assert.deepEqual(run.state.variables, { a: { x: [1] }, b: 'done' });
});

test('what is repeated, late, of another attempt or unknown changes nothing', () => {
  const run = startRun(define([work('a', { retry: { max_attempts: 3, jitter: 0 } }), work('b')]));
  run.start();
  run.fail('a', 1, { isRetryable: true });
  const before = run.state;
  for (const commands of [
    run.start(),
    run.fail('a', 1, { isRetryable: true }),
    run.succeed('a', 1, 1),
    run.succeed('a', 1, 3),
    run.succeed('b', 1),
    run.succeed('nowhere', 1),
    run.fire('a', 99),
    run.fire('@run', 99),
    run.send({ kind: 'resumed' }),
    run.send({
      kind: 'approval_decided',
      key: 'a',
      decision: { outcome: 'approved', deciders: [], comment: null, fields: {} },
    }),
  ])
    assert.deepEqual(commands, []);
  assert.equal(run.state, before);
  assert.deepEqual(brief(run.succeed('a', 1, 2)), ['execute b']);
  run.succeed('b');
  const over = run.state;
  assert.deepEqual(run.send({ kind: 'cancelled' }), []);
  assert.equal(run.state, over);
});

const waitsBetween = (retry: object) => {
  const run = startRun(
    define([work('a', { retry: { max_attempts: 5, initial_seconds: 10, max_seconds: 30, jitter: 0, ...retry } })]),
  );
  run.start();
  return [1, 2, 3].map((attempt) => executed(run.fail('a', attempt, { isRetryable: true }))[0]?.notBefore);
};

test('failed attempts are repeated as the step says', () => {
  const cases = [
    { retry: { max_attempts: 1 }, failure: { isRetryable: true }, next: null },
    { retry: { max_attempts: 3 }, failure: { isRetryable: false }, next: null },
    { retry: { max_attempts: 3, abort_on: ['broken'] }, failure: { isRetryable: true }, next: null },
    { retry: { max_attempts: 3, initial_seconds: 4, jitter: 0 }, failure: { isRetryable: true }, next: 4000 },
    { retry: { max_attempts: 3, initial_seconds: 4, jitter: 0.5 }, failure: { isRetryable: true }, next: 3000 },
    {
      retry: { max_attempts: 3, initial_seconds: 4, jitter: 0 },
      failure: { isRetryable: true, retryAfterSeconds: 90 },
      next: 90_000,
    },
  ];
  for (const { retry, failure, next } of cases) {
    const run = startRun(define([work('a', { retry })]));
    run.start();
    const commands = run.send(
      { kind: 'step_failed', key: 'a', attempt: 1, failure: { code: 'broken', message: '', ...failure } },
      { chance: 0.5 },
    );
    if (next === null) assert.deepEqual(brief(commands), ['settle failed'], JSON.stringify(retry));
    else assert.equal(executed(commands)[0]?.notBefore, next, JSON.stringify(retry));
  }
  assert.deepEqual(waitsBetween({ backoff: 'exponential' }), [10_000, 20_000, 30_000]);
  assert.deepEqual(waitsBetween({ backoff: 'fixed' }), [10_000, 10_000, 10_000]);
});

test('every attempt of a step is given the same parameters', () => {
  const run = startRun(
    define([work('a', { input: { at: 'current_timestamp' }, retry: { max_attempts: 2 } })]),
    {},
    { at: 5000 },
  );
  const [first] = executed(run.start());
  const failure = { code: 'x', message: '', isRetryable: true };
  const [second] = executed(run.send({ kind: 'step_failed', key: 'a', attempt: 1, failure }, { at: 77_000 }));
  assert.deepEqual(second?.parameters, first?.parameters);
  assert.deepEqual(first?.parameters['input'], { at: '1970-01-01T00:00:05.000Z' });
});

const afterFailure = (on_error: unknown) => {
  const run = startRun(
    define([
      work('a', { on_error, output_variable: 'result' }),
      work('b', { conditions: [{ field: 'error', operator: 'is_null' }] }),
      work('c', {
        input: { why: 'error.code', step: 'error.step' },
        conditions: [{ field: 'error', operator: 'is_not_null' }],
      }),
    ]),
  );
  run.start();
  return run.fail('a');
};

test('an error ends the run, is passed over, or leads to a step that sees it', () => {
  assert.deepEqual(brief(afterFailure('fail')), ['settle failed']);
  assert.equal(settled(afterFailure('fail')).failure.code, 'broken');
  assert.deepEqual(brief(afterFailure('continue')), ['skipped b', 'execute c']);
  assert.deepEqual(brief(afterFailure({ goto: 'c' })), ['execute c']);
  assert.deepEqual(executed(afterFailure({ goto: 'c' }))[0]?.parameters['input'], { why: 'broken', step: 'a' });
});

test('a goto leaves the branches of a condition', () => {
  const run = startRun(
    define([
      { id: 'q', type: 'condition_check', conditions: [], then: [work('a', { on_error: { goto: 'z' } }), work('b')] },
      work('c'),
      work('z'),
    ]),
  );
  run.start();
  assert.deepEqual(brief(run.fail('a')), ['execute z']);
});

test('a missing variable fails the step with its path, in the organization’s language', () => {
  const run = startRun(
    define([{ id: 'n', type: 'notification', recipients: [1], message: 'Dear {{trigger.custmer}}', on_error: 'fail' }]),
  );
  const { failure } = settled(run.start());
  assert.equal(failure.code, 'variable_missing');
  assert.match(failure.message, /trigger\.custmer/);
  const german = startRun(define([work('a', { input: { x: 'nope' } })]));
  german.state = { ...german.state, organization: { ...german.state.organization, language: 'de' } };
  assert.match(settled(german.start()).failure.message, /keinen Wert/);
});

const updating = (id: unknown) =>
  startRun(
    define([
      {
        id: 'u',
        type: 'data_update',
        table_name: 't',
        record_id: '{{trigger.id}}',
        updates: {},
        max_records: '{{trigger.most}}',
      },
    ]),
    { id, most: '5' } as any,
  ).start();

test('resolved parameters are made what the step asks for, or the step fails with the field', () => {
  const notify = {
    id: 'n',
    type: 'notification',
    recipients: [1],
    message: '{{trigger.amount}}',
    subject: '{{trigger.when}}',
  };
  const [command] = executed(startRun(define([notify]), { amount: 12.5, when: { day: 1 } }).start());
  assert.equal(command?.parameters['message'], '12.5');
  assert.equal(command?.parameters['subject'], '{"day":1}');
  assert.equal(executed(updating(42))[0]?.parameters['record_id'], 42);
  assert.equal(executed(updating('C-1'))[0]?.parameters['max_records'], 5);
  assert.match(settled(updating(null)).failure.message, /record_id/);
});

test('a condition without branches gives a boolean; with branches it chooses one', () => {
  const conditions = [{ field: 'n', operator: 'greater_than', value: 5 }];
  const choose = (n: number, more: object) =>
    startRun(
      define([
        { id: 'q', type: 'condition_check', conditions, output_variable: 'ok', ...more },
        work('z', { input: { ok: 'ok' } }),
      ]),
      { n },
    );
  assert.deepEqual(executed(choose(6, {}).start())[0]?.parameters['input'], { ok: true });
  assert.deepEqual(executed(choose(5, {}).start())[0]?.parameters['input'], { ok: false });
  assert.deepEqual(brief(choose(6, { then: [work('a')], else: [work('b')] }).start()), ['succeeded q', 'execute a']);
  assert.deepEqual(brief(choose(5, { then: [work('a')], else: [work('b')] }).start()), ['succeeded q', 'execute b']);
  const only = choose(5, { then: [work('a')] });
  assert.deepEqual(brief(only.start()), ['succeeded q', 'execute z']);
  const nested = choose(6, { then: [work('a'), work('b')] });
  nested.start();
  assert.deepEqual(brief(nested.succeed('a')), ['execute b']);
  assert.deepEqual(brief(nested.succeed('b')), ['execute z']);
});

const delayed = (delay: object, at: number, data = {}) => {
  const run = startRun(define([{ id: 'd', type: 'delay', ...delay }, work('z')]), data, { at });
  return { run, commands: run.start() };
};

test('a delay waits for a duration, until an instant or for business hours', () => {
  const friday = Date.parse('2026-03-27T16:30:00Z');
  const cases: [object, string][] = [
    [{ duration: { days: 1, hours: 2, minutes: 3, seconds: 4 } }, '2026-03-28T18:33:04Z'],
    [{ until: '2026-04-01T10:00:00+02:00' }, '2026-04-01T08:00:00Z'],
    [{ until: '{{trigger.due}}' }, '2026-05-01T22:00:00Z'],
    // Friday 17:30 in Berlin; on Sunday the clocks go forward.
    [{ next_business_hour: true }, '2026-03-30T07:00:00Z'],
    [{ duration: { hours: 62 }, next_business_hour: true }, '2026-03-30T07:00:00Z'],
    [{ duration: { hours: 66 }, next_business_hour: true }, '2026-03-30T10:30:00Z'],
    // 02:30 does not exist that night.
    [{ until: '2026-03-29T02:30' }, '2026-03-29T01:30:00Z'],
  ];
  for (const [delay, expected] of cases) {
    const { commands } = delayed(delay, friday, { due: '2026-05-02' });
    assert.deepEqual(brief(commands), [`timer d ${Date.parse(expected)}`], JSON.stringify(delay));
  }
  const { run } = delayed({ duration: { seconds: 10 } }, 0);
  assert.deepEqual(brief(run.fire('d', 9999)), ['timer d 10000'], 'a timer that comes too early is set again');
  assert.deepEqual(brief(run.fire('d', 10_000)), ['succeeded d', 'execute z']);
  assert.deepEqual(brief(delayed({ until: '2020-01-01' }, friday).commands), ['succeeded d', 'execute z']);
  assert.equal(
    settled(delayed({ until: '{{trigger.due}}' }, 0, { due: 'soon' }).commands).failure.code,
    'delay_until_invalid',
  );
});

test('business hours are the organization’s', () => {
  const definition = define([{ id: 'd', type: 'delay', next_business_hour: true }]);
  const next = (hours: unknown, at: string) => {
    const run = startRun(definition, {}, { at: Date.parse(at) });
    run.state = {
      ...run.state,
      organization: { ...run.state.organization, business_hours: hours as any, time_zone: 'Asia/Dubai' },
    };
    return brief(run.start())[0];
  };
  const sunday = { days: [7, 1, 2, 3, 4], from: '08:00', to: '16:00' };
  assert.equal(next(sunday, '2026-01-02T06:00:00Z'), `timer d ${Date.parse('2026-01-04T04:00:00Z')}`);
  assert.equal(next(sunday, '2026-01-04T05:00:00Z'), 'succeeded d');
  assert.equal(next({ days: [], from: 'x' }, '2026-01-03T05:00:00Z'), `timer d ${Date.parse('2026-01-05T05:00:00Z')}`);
});

const approval = (more: object = {}) => ({
  id: 'ask',
  type: 'approval_request',
  approvers: { users: [1] },
  title: 'May I?',
  deadline_seconds: 3600,
  ...more,
});
const verdict = (outcome: 'approved' | 'rejected') => ({
  kind: 'approval_decided' as const,
  key: 'ask',
  decision: { outcome, deciders: [1], comment: 'fine', fields: { sum: 3 } },
});

const decided = (outcome: 'approved' | 'rejected', more: object = {}) => {
  const run = startRun(define([approval(more), work('z', { input: { by: 'ask.deciders', ok: 'ask.approved' } })]));
  assert.deepEqual(brief(run.start()), ['ask ask', `timer ask ${HOUR}`]);
  return run.send(verdict(outcome));
};

test('an approval goes on when it is given, and ends the run without failing when it is refused', () => {
  assert.deepEqual(brief(decided('approved')), ['abandon ask', 'succeeded ask', 'execute z']);
  assert.deepEqual(executed(decided('approved'))[0]?.parameters['input'], { by: [1], ok: true });
  assert.deepEqual(brief(decided('rejected')), ['abandon ask', 'succeeded ask', 'settle succeeded']);
  assert.equal(settled(decided('rejected', { on_rejected: 'fail' })).failure.code, 'approval_rejected');
  assert.deepEqual(executed(decided('rejected', { on_rejected: 'continue' }))[0]?.parameters['input'], {
    by: [1],
    ok: false,
  });
});

test('an approval tells the next of its chain, and ends at its deadline as it says', () => {
  const run = startRun(
    define([
      approval({ escalation: [{ after_seconds: 60 }, { after_seconds: 30 }, { after_seconds: 9999 }] }),
      work('z'),
    ]),
  );
  assert.deepEqual(brief(run.start()), ['ask ask', 'timer ask 60000']);
  assert.deepEqual(brief(run.fire('ask', 59_000)), ['timer ask 60000']);
  assert.deepEqual(brief(run.fire('ask', 60_000)), ['escalate ask 1', 'escalate ask 2', `timer ask ${HOUR}`]);
  assert.deepEqual(brief(run.fire('ask', HOUR)), ['abandon ask', 'succeeded ask', 'settle succeeded']);
  const atDeadline = (on_deadline: string, more: object = {}) => {
    const late = startRun(
      define([
        approval({ on_deadline, ...more }),
        work('z', { input: { how: 'ask.outcome', late: 'ask.is_expired' } }),
      ]),
    );
    late.start();
    return late.fire('ask', HOUR);
  };
  assert.equal(settled(atDeadline('fail')).failure.code, 'approval_expired');
  assert.deepEqual(executed(atDeadline('approve'))[0]?.parameters['input'], { how: 'approved', late: true });
  assert.deepEqual(executed(atDeadline('continue'))[0]?.parameters['input'], { how: 'expired', late: true });
  assert.equal(settled(atDeadline('reject', { on_rejected: 'fail' })).failure.code, 'approval_rejected');
});

const split = (more: object, ...branches: object[]) => ({
  id: 'p',
  type: 'parallel',
  branches: branches.map((branch, i) => ({ id: `b${i + 1}`, steps: [work(`s${i + 1}`)], ...branch })),
  ...more,
});

const each = (more: object = {}) => ({
  id: 'l',
  type: 'loop',
  items: 'trigger.list',
  steps: [work('s', { input: { item: 'item', index: 'index' } })],
  ...more,
});

test('a run ends at its time-out', () => {
  const run = startRun(define([work('a')], { timeout_seconds: 10 }));
  assert.deepEqual(brief(run.start()), ['timer @run 10000', 'execute a']);
  assert.deepEqual(brief(run.fire('@run', 9000)), ['timer @run 10000']);
  const end = run.fire('@run', 10_000);
  assert.deepEqual(brief(end), ['abandon a', 'settle failed']);
  assert.equal(settled(end).failure.code, 'run_timed_out');
});

test('a paused run begins nothing, but keeps what comes in', () => {
  const run = startRun(
    define([
      split(
        {},
        { steps: [work('s1'), work('t1')] },
        { steps: [{ id: 'd', type: 'delay', duration: { seconds: 5 } }, work('t2')] },
      ),
      work('z'),
    ]),
  );
  run.start();
  assert.deepEqual(run.send({ kind: 'paused' }), []);
  assert.deepEqual(run.send({ kind: 'paused' }), []);
  assert.equal(run.state.status, 'paused');
  assert.deepEqual(run.succeed('s1', 'kept'), []);
  assert.deepEqual(run.fire('d', 5000), []);
  assert.deepEqual(run.succeed('s1', 'again'), []);
  run.state = JSON.parse(JSON.stringify(run.state));
  assert.deepEqual(brief(run.send({ kind: 'resumed' })), ['execute t1', 'succeeded d', 'execute t2']);
  run.succeed('t2');
  run.succeed('t1');
  run.succeed('z');
  assert.equal(run.state.variables['s1'], 'kept');
});

test('a run that is cancelled abandons everything, wherever it stands', () => {
  const run = startRun(
    define([
      split(
        {},
        {},
        { steps: [each({ concurrency: 2, timeout_seconds: 9 })] },
        { steps: [approval()] },
        { steps: [{ id: 'd', type: 'delay', duration: { days: 1 } }] },
      ),
    ]),
    { list: [1, 2, 3] },
  );
  run.start();
  run.send({ kind: 'paused' });
  assert.deepEqual(brief(run.send({ kind: 'cancelled' })), [
    'abandon s1',
    'abandon l[0].s',
    'abandon l[1].s',
    'abandon l',
    'abandon ask',
    'abandon d',
    'settle cancelled',
  ]);
  assert.equal(run.state.status, 'cancelled');
  assert.deepEqual(run.succeed('s1'), []);
});

test('a run that is paused before it has begun begins when it is resumed and started', () => {
  const run = startRun(define([work('a')]));
  run.send({ kind: 'paused' });
  assert.deepEqual(run.start(), []);
  assert.deepEqual(brief(run.send({ kind: 'resumed' })), ['execute a']);
});

test('a run goes on with a newer definition only where its step is still there', () => {
  const run = startRun(define([work('a'), work('b')]));
  run.start();
  run.definition = define([work('a'), work('c')]);
  assert.deepEqual(brief(run.succeed('a')), ['execute c']);
  run.definition = define([work('a')]);
  assert.equal(settled(run.succeed('c')).failure.code, 'step_gone');
});

test('no state is ever changed in place', () => {
  const freeze = (value: any): any => {
    if (typeof value !== 'object' || value === null) return value;
    for (const inner of Object.values(value)) freeze(inner);
    return Object.freeze(value);
  };
  const run = startRun(define([each({ concurrency: 2, collect: 's', on_item_error: 'continue' }), split({}, {}, {})]), {
    list: [1, 2, 3],
  });
  const step = (act: () => unknown) => {
    freeze(run.state);
    act();
  };
  step(() => run.start());
  for (const index of [1, 0]) step(() => run.succeed(`l[${index}].s`, index));
  step(() => run.fail('l[2].s'));
  step(() => run.succeed('s2'));
  step(() => run.succeed('s1'));
  assert.equal(run.state.status, 'succeeded');
});

test('a run is begun with what is known of its trigger and its organization', () => {
  const definition = define([work('a', { input: { data: 'data', from: 'organization.business_hours.from' } })]);
  const organization = { ...ORGANIZATION, language: 'xx', businessHours: { from: '07:00' } };
  const start = { definition, organization, run: { id: 'r', workflowId: 1, startedAt: 0 } };
  const moment = { kind: 'started', at: 0, chance: 0 } as const;
  const { commands } = advance(definition, beginRun({ ...start, trigger: { kind: 'webhook', data: [1] } }), moment);
  assert.deepEqual(executed(commands)[0]?.parameters['input'], { data: [1], from: '07:00' });
  const failed = advance(definition, beginRun({ ...start, trigger: { kind: 'webhook', data: {} } }), moment);
  assert.match(
    settled(failed.commands).failure.message,
    /There is no value for/,
    'English, where the language is not known',
  );
});

test('a time that is none is no time to wait until', () => {
  const wait = define([{ id: 'd', type: 'delay', until: '{{trigger.t}}' }]);
  for (const t of ['2026-02-30', '2026-01-01T25:00', '2026-13-01T00:00:00Z', 'tomorrow']) {
    assert.equal(settled(startRun(wait, { t }).start()).failure.code, 'delay_until_invalid', t);
  }
});
