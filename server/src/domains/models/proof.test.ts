import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createModel, deploy, importCsv, train } from '../../../test/support/model-steps.ts';
import { createTestApp } from '../../../test/support/test-app.ts';

const suite = await createTestApp({ work: true });
const shop = await suite.createOrganization('Shop');
const { key } = shop;

const figure = (value: number): string => new Intl.NumberFormat('en').format(value);

/** Customers with a category and blanks; `answer` says what became of one. */
function customers(
  rows: number,
  seed: number,
  answer: (customer: { tenure: number; plan: string }, next: () => number) => string,
) {
  let state = seed;
  const next = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const lines = Array.from({ length: rows }, () => {
    const tenure = 1 + Math.floor(next() * 60);
    const plan = ['basic', 'plus', 'pro'][Math.floor(next() * 3)] ?? '';
    const charges = next() < 0.1 ? '' : (20 + 80 * next()).toFixed(2);
    return `${tenure},${plan},${charges},${answer({ tenure, plan }, next)}`;
  });
  return lines;
}

for (const seed of [1, 2, 3]) {
  test(`what cannot be known is learned, but refused deployment with the figures (seed ${seed})`, async () => {
    const rows = customers(600, seed, (_, next) => (next() < 0.4 ? 'yes' : 'no'));
    const dataset = `coin_${seed}`;
    await importCsv(suite, shop, dataset, `tenure,plan,charges,heads\n${rows.join('\n')}\n`);
    const { id } = await createModel(suite, shop, {
      model_type: 'classification',
      algorithm: 'auto',
      feature_columns: ['tenure', 'plan', 'charges'],
      target_column: 'heads',
      training_data_source: { dataset },
    });
    const job = await train(suite, shop, id, { time_budget_minutes: 0.05, seed });
    assert.equal(job.status, 'succeeded', JSON.stringify(job.error));
    const refused = await deploy(suite, shop, id);
    assert.deepEqual([refused.status, refused.body.code], [409, 'baseline_not_beaten']);
    for (const figures of [job.result.metrics, job.result.baseline]) {
      assert.ok(
        refused.body.detail.includes(figure(figures.log_loss)),
        `${refused.body.detail} without ${figures.log_loss}`,
      );
    }
    const { body } = await suite.call('GET', `ai-analytics/models/${id}`, { key });
    assert.deepEqual([body.status, body.deployed_version], ['trained', null]);
  });
}

test('a feature that gives the target away is named, and no other', async () => {
  const rows = customers(600, 7, ({ tenure, plan }, next) => {
    const isGone = next() < 1 / (1 + Math.exp(0.08 * (tenure - 30) - (plan === 'basic' ? 1 : 0)));
    // A reason for leaving is only ever written down for those who left.
    const reason = isGone ? ['price', 'service', 'moved'][Math.floor(next() * 3)] : '';
    return `${reason},${isGone ? 'yes' : 'no'}`;
  });
  await importCsv(suite, shop, 'leavers', `tenure,plan,charges,leaving_reason,left\n${rows.join('\n')}\n`);
  const { id } = await createModel(suite, shop, {
    model_type: 'classification',
    algorithm: 'gradient_boosting',
    feature_columns: ['tenure', 'plan', 'charges', 'leaving_reason'],
    target_column: 'left',
    training_data_source: { dataset: 'leavers' },
  });
  const job = await train(suite, shop, id, { hyperparameter_tuning: false });
  assert.equal(job.status, 'succeeded', JSON.stringify(job.error));
  const headers = { 'accept-language': 'es' };
  const { body } = await suite.call('GET', `ai-analytics/models/${id}/performance`, { key, headers });
  const leaks = body.versions[0].warnings.filter(({ code }: { code: string }) => code === 'leakage_suspected');
  assert.deepEqual(
    leaks.map(({ column }: { column: string }) => column),
    ['leaving_reason'],
  );
  assert.match(leaks[0].detail, /«.*leaving_reason.*»/u);
});
