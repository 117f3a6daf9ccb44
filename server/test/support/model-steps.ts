import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Answer, TestApp, TestOrganization } from './test-app.ts';

type Key = Pick<TestOrganization, 'key'>;

/** The steps from a file to a model, through the interface that everybody uses. */
export async function importCsv(suite: TestApp, { key }: Key, dataset: string, csv: string): Promise<void> {
  const headers = { 'content-type': 'text/csv' };
  const upload = await suite.call('POST', `data/datasets/${dataset}/imports`, { key, body: csv, headers });
  const job = await suite.awaitJob(upload.body.job_id, key);
  assert.equal(job.status, 'succeeded', JSON.stringify(job.error));
}

export async function createModel(suite: TestApp, { key }: Key, body: object): Promise<Answer['body']> {
  // One estimator is enough for most tests, and `auto` takes its time.
  const algorithm = 'model_type' in body && body.model_type !== 'classification' ? 'ridge' : 'logistic_regression';
  const named = { model_name: 'A model', algorithm, ...body };
  const answer = await suite.call('POST', 'ai-analytics/models', { key, body: named });
  assert.equal(answer.status, 201, answer.text);
  return answer.body;
}

export async function startTraining(suite: TestApp, { key }: Key, modelId: number, body: object = {}): Promise<string> {
  const answer = await suite.call('POST', `ai-analytics/models/${modelId}/train`, { key, body });
  assert.equal(answer.status, 202, answer.text);
  return answer.body.job_id;
}

export async function train(suite: TestApp, organization: Key, modelId: number, body: object = {}) {
  const jobId = await startTraining(suite, organization, modelId, body);
  return suite.awaitJob(jobId, organization.key);
}

export async function deploy(suite: TestApp, { key }: Key, modelId: number, body: object = {}): Promise<Answer> {
  return suite.call('POST', `ai-analytics/models/${modelId}/deploy`, { key, body });
}

/** A model that answers: made, trained, deployed. */
export async function makeDeployedModel(suite: TestApp, organization: Key, body: object): Promise<Answer['body']> {
  const model = await createModel(suite, organization, body);
  const job = await train(suite, organization, model.id);
  assert.equal(job.status, 'succeeded', JSON.stringify(job.error));
  const deployed = await deploy(suite, organization, model.id);
  assert.equal(deployed.status, 200, deployed.text);
  return deployed.body;
}

export async function predict(suite: TestApp, { key }: Key, modelId: number, input: object): Promise<Answer> {
  return suite.call('POST', 'ai-analytics/predict', { key, body: { model_id: modelId, input_data: input } });
}

/** Keeps everybody from reading the dataset's rows, so that a training stays where it begins, until it is released or the test ends. */
export async function holdDataset(
  test: TestContext,
  suite: TestApp,
  organizationId: number,
  dataset: string,
): Promise<() => Promise<void>> {
  const held = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const holding = suite.platform.database.business(organizationId, async ({ client }) => {
    await client.query(`lock table ${client.escapeIdentifier(dataset)} in access exclusive mode`);
    held.resolve();
    await released.promise;
  });
  await Promise.race([held.promise, holding]);
  const release = async () => {
    released.resolve();
    await holding;
  };
  test.after(release);
  return release;
}

/** Waits until a job has got as far as `status`. */
export async function awaitStatus(suite: TestApp, { key }: Key, jobId: string, status: string): Promise<void> {
  for (const deadline = performance.now() + 30_000; performance.now() < deadline;) {
    const { body } = await suite.call('GET', `jobs/${jobId}`, { key });
    if (body.status === status) return;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  throw new Error(`Job ${jobId} did not get ${status}`);
}
