import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DryRun, DryStep } from './dry-run.ts';
import { createTally } from './tally.ts';

const message = (recipient: string, more: object = {}): DryStep => ({
  key: 'tell',
  stepId: 'tell',
  stepType: 'notification',
  status: 'succeeded',
  input: { notification_type: 'email', recipients: [recipient], subject: 'Low', message: 'm'.repeat(600), ...more },
  output: null,
  failure: null,
});
const run = (...steps: DryStep[]): DryRun => ({ status: 'succeeded', output: null, failure: null, steps });
const at = (minutes: number) => ({ id: `evt_${minutes}`, at: new Date(minutes * 60_000) });
const looked = { events: 3, isCut: false, fromPredictions: 0 };

test('the same key starts one run, and the others are counted', () => {
  const tally = createTally();
  assert.deepEqual(
    ['key:a', 'key:a', 'key:b', null, null].map((key) => tally.begin(key)),
    [true, false, true, true, true],
  );
  assert.equal(tally.result(looked).repeated, 1);
});

test('whom a throttle would have kept from being told is not counted as told', () => {
  const tally = createTally();
  const throttle = { key: 'stock', seconds: 600 };
  for (const minute of [0, 5, 10, 19]) tally.add(at(minute), run(message('a@x.example', { throttle })));
  tally.add(at(20), run(message('b@x.example', { throttle }), message('b@x.example')));
  assert.deepEqual(tally.result(looked).recipients, [
    { recipient: 'a@x.example', channel: 'email', messages: 2 },
    { recipient: 'b@x.example', channel: 'email', messages: 2 },
  ]);
});

test('examples show the first runs of each outcome, shortened', () => {
  const tally = createTally();
  for (let minute = 0; minute < 12; minute += 1) tally.add(at(minute), run(message('a@x.example')));
  tally.add(at(12), { ...run(), status: 'failed' });
  const { examples } = tally.result(looked);
  assert.deepEqual(
    examples.map(({ outcome }) => outcome),
    [...Array.from({ length: 10 }, () => 'succeeded'), 'failed'],
  );
  assert.equal(examples[0]?.messages[0]?.message?.length, 500);
  const everybody = run(message('', { notification_type: 'slack', recipients: [] }));
  tally.add(at(13), everybody);
  assert.ok(tally.result(looked).recipients.some(({ recipient, channel }) => recipient === '*' && channel === 'slack'));
});
