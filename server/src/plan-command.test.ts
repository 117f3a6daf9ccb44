import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createTestApp } from '../test/support/test-app.ts';
import { until } from '../test/support/until.ts';
import { createApp } from './app.ts';
import { runPlanOrder } from './plan-command.ts';
import { createPlatform } from './platform/platform.ts';

const suite = await createTestApp();
// The command is a process of its own beside the running server.
const command = await createApp(
  createPlatform(suite.platform.config, suite.database.accounts, suite.platform.log),
  '0.0.0-test',
);
after(() => command.close());

const run = async (id: number, order: Parameters<typeof runPlanOrder>[2]) =>
  JSON.parse((await runPlanOrder(command, id, order)) ?? 'null');

test('the command changes plan and limits, prints the state, and the running server knows within a second', async () => {
  const { id } = await suite.createOrganization();
  const limit = async () =>
    (await suite.app.plans.entitlements.get(id)).entitlements.get('predictions_per_day')?.amount;
  assert.equal(await limit(), 10_000);
  const order = { set: 'basic', override: 'predictions_per_day=1000000', until: '2999-01-31', reason: 'Load test' };
  const state = await run(id, order);
  await until(async () => (await limit()) === 1_000_000, 1000);
  assert.equal(state.plan, 'basic');
  assert.deepEqual(
    state.entitlements.find((each: any) => each.entitlement === 'predictions_per_day'),
    {
      entitlement: 'predictions_per_day',
      kind: 'daily',
      limit: 1_000_000,
      plan_limit: 500,
      reason: 'Load test',
      until: '2999-02-01T00:00:00.000Z',
      used: 0,
    },
  );
  const back = await run(id, { 'remove-override': 'predictions_per_day' });
  assert.equal(back.entitlements[1].limit, 500);
  await until(async () => (await limit()) === 500, 1000);
});

test('orders that make no sense change nothing', async () => {
  const { id } = await suite.createOrganization();
  for (const order of [
    { override: 'predictions_per_day' },
    { override: 'models=2', until: 'tomorrow' },
    { override: 'models=-1' },
  ]) {
    assert.equal(await runPlanOrder(command, id, { set: 'trial', ...order }), null);
  }
  await assert.rejects(runPlanOrder(command, id, { override: 'chairs=3' }), (error: any) => {
    assert.deepEqual([error.code, error.faults[0].code], ['override_invalid', 'unknown_entitlement']);
    return true;
  });
  await assert.rejects(runPlanOrder(command, id, { override: 'models=2', until: '2020-01-01' }), {
    code: 'override_invalid',
  });
  await assert.rejects(runPlanOrder(command, id, { set: 'gold' }), { code: 'plan_change_invalid' });
  assert.equal((await run(id, {})).plan, 'enterprise');
});
