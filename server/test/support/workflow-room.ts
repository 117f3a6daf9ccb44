import assert from 'node:assert/strict';
import { importCsv, makeDeployedModel } from './model-steps.ts';
import type { TestApp, TestOrganization } from './test-app.ts';
import { until } from './until.ts';

const WORKFLOWS = 'ai-analytics/workflows';
const RUNS = 'ai-analytics/workflow-runs';

/** What tests of workflows do again and again, over HTTP as everybody does. */
export function createWorkflowRoom(suite: TestApp, company: TestOrganization) {
  const { call } = suite;

  async function make(workflow: object, { key }: Pick<TestOrganization, 'key'> = company) {
    const { status, body, text } = await call('POST', WORKFLOWS, { key, body: workflow });
    assert.equal(status, 201, text);
    return body;
  }

  async function tell(type: string, data: object): Promise<string> {
    const sent = await call('POST', 'events', { ...company, body: { event_type: type, data } });
    assert.equal(sent.status, 202, sent.text);
    return sent.body.ids[0];
  }

  const runsOf = async (workflowId: number) =>
    (await call('GET', `${RUNS}?workflow_id=${workflowId}`, company)).body.items;

  /** The runs of a workflow, the latest first, once so many are over. */
  const endOf = (workflowId: number, count = 1) =>
    until(async () => {
      const runs = (await runsOf(workflowId)).filter((run: { finished_at: string | null }) => run.finished_at !== null);
      return runs.length >= count ? runs : undefined;
    });

  const stepsOf = async (runId: string) => (await call('GET', `${RUNS}/${runId}/steps`, company)).body.items;

  async function start(workflowId: number, input: object = {}): Promise<string> {
    const started = await call('POST', `${WORKFLOWS}/${workflowId}/runs`, { ...company, body: { input } });
    assert.equal(started.status, 202, started.text);
    return started.body.run_id;
  }

  const over = (runId: string) =>
    until(async () => {
      const { body } = await call('GET', `${RUNS}/${runId}`, company);
      return body.finished_at === null ? undefined : body;
    });

  const mailsTo = (address: string) =>
    suite.database.database
      .tenant(company.id)
      .selectFrom('notification_deliveries')
      .selectAll()
      .execute()
      .then((rows) => rows.filter((row) => JSON.stringify(row).includes(address)));

  return { WORKFLOWS, RUNS, make, tell, runsOf, endOf, stepsOf, start, over, mailsTo };
}

/** Rows of which the target is true exactly where the first column is large. */
export function sharpCsv(heading: string, row: (large: boolean, index: number) => string): string {
  return [heading, ...Array.from({ length: 400 }, (_, index) => row(index % 2 === 0, index))].join('\n');
}

let serial = 0;
export const manual = (steps: object[], more: object = {}) => ({
  workflow_name: `By hand ${(serial += 1)}`,
  workflow_type: 'manual',
  workflow_steps: steps,
  ...more,
});
export const say = (message: string) => ({ type: 'script', source: `return ${JSON.stringify(message)}`, input: {} });

/** Deployed: large companies with a budget become customers. */
export async function makeLeadModel(suite: TestApp, company: TestOrganization) {
  await importCsv(
    suite,
    company,
    'leads_of_old',
    sharpCsv('company_size,industry,budget,won', (large, index) =>
      [
        large ? 900 + index : 5 + (index % 9),
        index % 3 === 0 ? 'steel' : 'retail',
        large ? 90_000 : 900,
        large ? 'yes' : 'no',
      ].join(','),
    ),
  );
  return makeDeployedModel(suite, company, {
    model_name: 'Leads',
    model_type: 'classification',
    feature_columns: ['company_size', 'industry', 'budget'],
    target_column: 'won',
    positive_class: 'yes',
  });
}
