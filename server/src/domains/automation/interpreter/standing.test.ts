import assert from 'node:assert/strict';
import { test } from 'node:test';
import { define, startRun, work } from '../../../../test/support/workflow-runs.ts';
import { standingOf } from './standing.ts';

const brief = (run: ReturnType<typeof startRun>) =>
  standingOf(run.state).map(({ key, waitsFor, since, until }) => [key, waitsFor, since, until]);

test('a run says at which steps it stands, since when and until when', () => {
  const run = startRun(
    define([
      {
        id: 'each',
        type: 'loop',
        range: { from: 1, to: 3 },
        concurrency: 2,
        steps: [work('inner')],
      },
      {
        id: 'both',
        type: 'parallel',
        branches: [
          { id: 'b1', steps: [{ id: 'nap', type: 'delay', duration: { seconds: 60 } }] },
          {
            id: 'b2',
            steps: [
              { id: 'ask', type: 'approval_request', title: 'Yes?', approvers: { users: [1] }, deadline_seconds: 30 },
            ],
          },
        ],
      },
    ]),
    {},
    { at: 1000 },
  );
  assert.deepEqual(brief(run), [], 'not begun');
  run.start();
  assert.deepEqual(brief(run), [
    ['each', 'others', 1000, null],
    ['each[0].inner', 'work', 1000, null],
    ['each[1].inner', 'work', 1000, null],
  ]);
  run.succeed('each[1].inner', null, 1, 2000);
  assert.deepEqual(brief(run).slice(1), [
    ['each[0].inner', 'work', 1000, null],
    ['each[2].inner', 'work', 2000, null],
  ]);
  run.succeed('each[0].inner', null, 1, 3000);
  run.succeed('each[2].inner', null, 1, 4000);
  assert.deepEqual(brief(run), [
    ['both', 'others', 4000, null],
    ['nap', 'time', 4000, 64_000],
    ['ask', 'decision', 4000, 34_000],
  ]);
});

test('the history of a wait tells when it began', () => {
  const run = startRun(define([{ id: 'nap', type: 'delay', duration: { seconds: 60 } }, work('z')]), {}, { at: 1000 });
  run.start();
  const note = run.fire('nap', 61_000).find(({ kind }) => kind === 'note');
  assert.equal(note?.kind === 'note' && note.since, 1000);
});

test('the history of a condition shows what was compared, and that of a skipped step why', () => {
  const large = [{ variable: 'amount', operator: 'greater_than', value: 100 }];
  const run = startRun(
    define([
      { id: 'check', type: 'condition_check', conditions: large },
      { ...work('tell'), conditions: large },
      { id: 'always', type: 'condition_check', conditions: { all: [] } },
    ]),
    { amount: 7 },
  );
  const noted = run.start().flatMap((each) => (each.kind === 'note' ? [[each.stepId, each.status, each.input]] : []));
  const compared = { variable: 'amount', operator: 'greater_than', actual: 7, value: 100, holds: false };
  const conditions = [{ place: '/all/0', ...compared }];
  assert.deepEqual(noted, [
    ['check', 'succeeded', { conditions }],
    ['tell', 'skipped', { conditions }],
    ['always', 'succeeded', { conditions: [] }],
  ]);
});
