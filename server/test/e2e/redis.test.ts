import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { importCsv, makeDeployedModel, predict } from '../support/model-steps.ts';
import { redisMissing, startRedis } from '../support/redis-server.ts';
import { listen, openSocket } from '../support/socket-client.ts';
import { createTestApp } from '../support/test-app.ts';
import { until } from '../support/until.ts';
import { churnCsv } from '../support/churn-csv.ts';

test(
  'two nodes with Redis between them serve, and go on when it falls and when it is back',
  { skip: redisMissing },
  async () => {
    const redis = await startRedis();
    after(() => redis.kill());
    const env = { REDIS_URL: redis.url };
    const one = await createTestApp({ env, work: true });
    const two = await createTestApp({ env, work: true, database: one.database });
    const shop = await one.createOrganization();
    const url = await listen(two.app);

    const makeKey = async () => {
      const { body } = await one.call('POST', 'tenancy/api-keys', {
        key: shop.key,
        body: { name: 'second', permissions: 'all' },
      });
      assert.equal((await two.call('GET', 'data/datasets', { key: body.key })).status, 200);
      return body as { id: number; key: string };
    };
    /** What one node takes back, the other refuses within a second, and ends what it had opened. */
    const revokeAcross = async () => {
      const { id, key } = await makeKey();
      const socket = await openSocket(url, { authorization: `Bearer ${key}` });
      const sinceMs = performance.now();
      assert.equal((await one.call('DELETE', `tenancy/api-keys/${id}`, { key: shop.key })).status, 204);
      await until(async () => (await two.call('GET', 'data/datasets', { key })).status === 401);
      const tookMs = performance.now() - sinceMs;
      assert.ok(tookMs < 1000, `the other node took ${tookMs} ms`);
      assert.equal(await socket.closed, 4401);
    };

    await importCsv(one, shop, 'customers', churnCsv(300));
    const model = await makeDeployedModel(one, shop, {
      model_name: 'Churn',
      model_type: 'classification',
      feature_columns: ['tenure', 'monthly_charges'],
      target_column: 'churned',
      training_data_source: { dataset: 'customers' },
    });
    const ask = () => predict(two, shop, model.id, { tenure: 3, monthly_charges: 80 });
    assert.equal((await ask()).status, 200);
    await revokeAcross();

    await redis.kill();
    assert.equal((await ask()).status, 200);
    await revokeAcross();

    const again = await startRedis(redis.port);
    after(() => again.kill());
    assert.equal((await ask()).status, 200);
    await revokeAcross();
  },
);
