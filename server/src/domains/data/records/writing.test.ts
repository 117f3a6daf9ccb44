import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestApp } from '../../../../test/support/test-app.ts';

const { call, createOrganization, awaitJob, platform } = await createTestApp({ work: true });
const shop = await createOrganization('Shop');
const { key } = shop;
const records = (dataset: string, rest = '') => `data/datasets/${dataset}/records${rest}`;

test('whoever changes a record keeps nobody from reading it', async () => {
  const list = [{ product_id: 'P-held', product_name: 'Held' }];
  assert.equal((await call('POST', records('products'), { key, body: { records: list } })).status, 201);
  await platform.database.business(shop.id, async ({ client, schema }) => {
    await client.query(`select from ${schema}.products where product_id = 'P-held' for update`);
    const { status, body } = await call('GET', records('products', '/P-held'), { key });
    assert.deepEqual([status, body.values.product_name], [200, 'Held']);
    assert.equal((await call('GET', records('products', '/P-held/history'), { key })).status, 200);
  });
});

test('a column that a standard dataset usually has is made at the first value for it', async () => {
  const upload = await call('POST', 'data/datasets/customers/imports', {
    key,
    body: 'customer_id,customer_name\nC-1,Ada\nC-2,Bo\n',
    headers: { 'content-type': 'text/csv' },
  });
  assert.equal((await awaitJob(upload.body.job_id, key)).status, 'succeeded');
  const as = { key };
  const changed = await call('PATCH', records('customers', '/C-1'), {
    ...as,
    body: { values: { risk_level: 'high' } },
  });
  assert.deepEqual([changed.status, changed.body.values?.risk_level], [200, 'high'], changed.text);
  const bulk = {
    filter: [{ column: 'customer_id', operator: 'is_present' }],
    values: { last_risk_assessment: '2026-11-23T00:00:00Z' },
  };
  const columns = async () => (await call('GET', 'data/datasets/customers', as)).body.columns.length;
  const before = await columns();
  for (const preview of [true, false]) {
    const { status, body, text } = await call('POST', records('customers', '/bulk-update'), {
      ...as,
      body: { ...bulk, preview },
    });
    assert.deepEqual([status, body.affected], [200, 2], text);
    assert.equal((await columns()) - before, preview ? 0 : 1);
  }
  const unknown = await call('PATCH', records('customers', '/C-1'), { ...as, body: { values: { shoe_size: 43 } } });
  assert.equal(unknown.status, 422);
});
