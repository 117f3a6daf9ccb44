import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestApp } from '../../../../test/support/test-app.ts';
import { createSampleCompany } from '../sample/sample-company.ts';
import { listStandardDatasets } from './standard.ts';

const suite = await createTestApp({ work: true });
const { key } = await suite.createOrganization('Shop');
const { datasets } = createSampleCompany({ seed: 1, end: '2025-12-31', months: 1 });

test('the sample company has exactly the columns of the standard datasets', () => {
  assert.deepEqual(
    listStandardDatasets().map(({ name, columns }) => [name, columns.map((column) => column.name).join(',')]),
    [...datasets].map(([name, table]) => [
      name,
      Buffer.concat([...table.chunks()])
        .toString()
        .split('\n', 1)[0],
    ]),
  );
});

test('the sample company fills the standard datasets, and every row fits', async () => {
  for (const [name, table] of datasets) {
    const { body } = await suite.call('POST', `data/datasets/${name}/imports`, {
      key,
      body: Buffer.concat([...table.chunks()]),
      headers: { 'content-type': 'text/csv' },
    });
    const job = await suite.awaitJob(body.job_id, key);
    assert.deepEqual([name, job.status, job.result?.rows_imported], [name, 'succeeded', table.rowCount]);
    const dataset = await suite.call('GET', `data/datasets/${name}`, { key });
    const standard = listStandardDatasets().find((each) => each.name === name);
    assert.deepEqual([name, dataset.body.standard, dataset.body.key], [name, true, standard?.key]);
  }
});
