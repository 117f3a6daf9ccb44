import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelEvents, modelStatuses, nextStatus, statusAfterLostTraining } from './models.lifecycle.ts';

// Rows: the status before. Columns: the event. A dash: cannot happen.
const TABLE = `
            train     succeed  deploy    promote   roll_back watch      redefine  retire   archive
  draft     training  -        -         draft     draft     -          draft     -        archived
  training  -         trained  -         training  training  -          -         -        -
  trained   training  -        deployed  trained   trained   -          draft     retired  -
  deployed  training  -        deployed  deployed  deployed  monitored  draft     retired  -
  monitored training  -        deployed  monitored monitored -          draft     retired  -
  retired   -         -        -         -         -         -          -         -        archived
  failed    training  -        -         failed    failed    -          draft     -        archived
  archived  -         -        -         -         -         -          -         -        -
`;

test('a model changes its status in these ways and in no other', () => {
  const found = modelStatuses.map((status) => [
    status,
    ...modelEvents.map((event) => nextStatus(status, event) ?? '-'),
  ]);
  const expected = TABLE.trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  assert.deepEqual([[...modelEvents], ...found], expected);
});

test('a first training that fails is told by the status, a later one leaves the model as it was', () => {
  assert.equal(statusAfterLostTraining('draft', 'failed'), 'failed');
  assert.equal(statusAfterLostTraining('failed', 'failed'), 'failed');
  assert.equal(statusAfterLostTraining('trained', 'failed'), 'trained');
  assert.equal(statusAfterLostTraining('deployed', 'failed'), 'deployed');
  assert.equal(statusAfterLostTraining('monitored', 'failed'), 'monitored');
});

test('a cancelled training leaves the model as it was', () => {
  for (const status of modelStatuses) assert.equal(statusAfterLostTraining(status, 'cancelled'), status);
});
