import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestApp } from '../test/support/test-app.ts';
import { createWorkflowRoom, manual } from '../test/support/workflow-room.ts';
import { withClient } from './platform/db/connection.ts';
import { createIds } from './platform/ids.ts';

const suite = await createTestApp({ work: true });
const company = await suite.createOrganization();
const { WORKFLOWS, make } = createWorkflowRoom(suite, company);

async function backtest(workflowId: number, range: object) {
  const started = await suite.call('POST', `${WORKFLOWS}/${workflowId}/back-tests`, { ...company, body: range });
  assert.equal(started.status, 202, started.text);
  const job = await suite.awaitJob(started.body.job_id, company.key);
  assert.equal(job.status, 'succeeded', JSON.stringify(job.error));
  const url = `${WORKFLOWS}/${workflowId}/back-tests/${started.body.backtest_id}`;
  return (await suite.call('GET', url, company)).body.result;
}

const tell = (subject: string) => ({ type: 'notification', role: 'owner', subject, message: subject });

test('a back-test replays the ticks of a schedule, by the clock of its zone', async () => {
  const weekly = await make({
    ...manual([tell('Week of {{trigger.scheduled_at}}')], { draft: true }),
    workflow_type: 'scheduled',
    trigger_conditions: { schedule: { cron: '0 7 * * 1', time_zone: 'Europe/Berlin' } },
  });
  const march = { from: '2026-03-23T06:00:00Z', to: '2026-04-06T05:00:00Z' };
  const ticked = await backtest(weekly.id, march);
  assert.deepEqual([ticked.events, ticked.fired, ticked.is_cut], [2, 2, false], 'the end is not in the range');
  assert.deepEqual(
    ticked.examples.map((each: any) => [each.occurred_at, each.messages[0].subject]),
    ['2026-03-23T06:00:00.000Z', '2026-03-30T05:00:00.000Z'].map((at) => [at, `Week of ${at}`]),
  );
  assert.deepEqual(ticked.recipients, [{ recipient: 'role:owner', channel: 'in_app', messages: 2 }]);
  const cut = await backtest(weekly.id, { ...march, limit: 1 });
  assert.deepEqual([cut.fired, cut.is_cut, cut.examples[0].occurred_at], [1, true, '2026-03-30T05:00:00.000Z']);
  const byHand = await make(manual([tell('x')], { draft: true }));
  const refused = await suite.call('POST', `${WORKFLOWS}/${byHand.id}/back-tests`, { ...company, body: march });
  assert.deepEqual([refused.status, refused.body.code], [422, 'backtest_range_invalid']);
});

test('what a prediction told is replayed, and from the prediction itself where that is gone', async () => {
  const day = new Date('2026-05-05T12:00:00Z');
  const newId = createIds(() => day.getTime());
  const made = [0.9, 0.8, 0.2].map((prediction, index) => ({
    id: newId('pred'),
    prediction,
    customer: index === 2 ? 'C-2' : 'C-1',
  }));
  await withClient(suite.database.owner, async (client) => {
    await client.query(`select set_config('app.organization_id', '${company.id}', false)`);
    for (const { id, prediction, customer } of made) {
      await client.query(
        `insert into prediction_results (organization_id, model_id, model_version, prediction_id, input_data,
           prediction_output, confidence_score, prediction_timestamp) values ($1, 7, 1, $2, $3, $4, $5, $6)`,
        [company.id, id, { customer_id: customer }, { prediction, label: null }, prediction, day],
      );
    }
    // Of the first it is still kept what it told, with a field of the record.
    await client.query(
      `insert into outbox_events (organization_id, id, type, subject_kind, subject_id, data, occurred_at, routed_at)
         values ($1, $2, 'prediction_completed', 'prediction', $3, $4, $5, now())`,
      [
        company.id,
        made[0]?.id.replace('pred_', 'evt_'),
        made[0]?.id,
        { prediction: 0.9, customer_id: 'C-1', customer_name: 'Grace' },
        day,
      ],
    );
  });
  const who = '{{customer_name | default: customer_id}}';
  const watch = (more: object = {}) =>
    make({
      ...manual([tell(who)], { draft: true }),
      workflow_type: 'ai_triggered',
      trigger_conditions: {
        event_type: 'prediction_completed',
        conditions: [{ field: 'prediction', operator: 'greater_than', value: 0.5 }],
        ...more,
      },
    });
  const range = { from: '2026-05-05T12:00:00Z', to: '2026-05-05T12:00:01Z' };
  const all = await backtest((await watch()).id, range);
  assert.deepEqual([all.events, all.fired, all.repeated, all.from_predictions], [3, 2, 0, 2]);
  assert.deepEqual(all.examples.map((each: any) => each.messages[0].subject).toSorted(), ['C-1', 'Grace']);
  const once = await backtest((await watch({ idempotency_key: '{{customer_id}}' })).id, range);
  assert.deepEqual([once.fired, once.repeated], [1, 1]);
  const later = await backtest((await watch()).id, { from: range.to, to: '2026-05-06T00:00:00Z' });
  assert.deepEqual([later.events, later.fired], [0, 0]);
});
