import type { APIRequestContext, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { faultsOf, settle, test } from './support.ts';

const paths = { workflows: '/api/v1/ai-analytics/workflows', runs: '/api/v1/ai-analytics/workflow-runs' };

async function post(request: APIRequestContext, path: string, data: object): Promise<Record<string, unknown>> {
  const answer = await request.post(path, { data });
  expect(answer.ok(), await answer.text()).toBe(true);
  return answer.json();
}

async function createWorkflow(request: APIRequestContext, name: string, steps: readonly object[]): Promise<number> {
  const made = await post(request, paths.workflows, {
    workflow_name: `${name} ${Date.now()}`,
    workflow_type: 'manual',
    workflow_steps: steps,
  });
  return Number(made['id']);
}

async function startRun(request: APIRequestContext, workflow: number, input: object): Promise<string> {
  return String((await post(request, `${paths.workflows}/${workflow}/runs`, { input }))['run_id']);
}

const discount = [
  { id: 'sum', name: 'Work out the sum', type: 'script', input: {}, source: 'return { sum: 40 * 189 }' },
  {
    id: 'ask',
    name: 'Ask the head of sales',
    type: 'approval_request',
    title: '{{trigger.percent}} percent for {{trigger.customer}}?',
    message: 'The usual limit is ten percent.',
    approvers: { roles: ['owner'] },
    allow_self_approval: true,
    evidence: ['A customer for eleven years', '{{sum}}'],
    form: [{ name: 'granted', label: 'Percent granted', type: 'number', required: true }],
    deadline_seconds: 86_400,
  },
  {
    id: 'note',
    name: 'Note the answer',
    type: 'script',
    input: { granted: 'ask.fields.granted' },
    source: 'return input',
  },
];

test('a run waits for a person, who approves in the inbox, and it goes on', async ({ page }) => {
  const workflow = await createWorkflow(page.request, 'Discounts', discount);
  const customer = `Acme ${workflow}`;
  const run = await startRun(page.request, workflow, { percent: 15, customer });

  await test.step('its timeline says that it waits', async () => {
    await page.goto(`/o/1/runs/${run}`);
    const rows = page.locator('.timeline-row');
    await expect(rows).toHaveCount(3);
    await expect(rows.nth(1)).toContainText('waits for a decision');
    await expect(rows.nth(2)).toContainText('not reached');
    await rows.first().getByRole('link').click();
    await expect(page).toHaveURL(/step=sum/);
    await expect(page.getByRole('region', { name: 'Output' })).toContainText('7560');
    await page.reload();
    await expect(page.getByRole('region', { name: 'Output' })).toContainText('7560');
    expect(await faultsOf(page)).toEqual([]);
  });

  await test.step('the inbox shows the question with its evidence', async () => {
    await rowOf(page, 'Ask the head of sales').click();
    await page.getByRole('link', { name: 'Decide now' }).click();
    await expect(page.getByRole('heading', { name: `15 percent for ${customer}?` })).toBeVisible();
    await expect(page.getByText('A customer for eleven years')).toBeVisible();
    await settle(page);
    expect(await faultsOf(page)).toEqual([]);
  });

  await test.step('what the form needs is said before anything is sent', async () => {
    await page.getByRole('button', { name: 'Approve' }).click();
    await expect(page.getByText('Fill this in before you approve.')).toBeVisible();
    await page.getByLabel('Percent granted').fill('12');
    await page.getByLabel('Comment').fill('A good customer');
    await page.getByRole('button', { name: 'Approve' }).click();
    await expect(page.getByText('A good customer')).toBeVisible();
    await expect(page.getByText('1 of 1 approval needed')).toBeVisible();
  });

  await test.step('the run has ended with what was granted', async () => {
    await page.getByRole('link', { name: 'See the run' }).click();
    await expect(page.locator('.page-head').getByText('Succeeded')).toBeVisible();
    await rowOf(page, 'Note the answer').click();
    await expect(page.getByRole('region', { name: 'Output' })).toContainText('12');
    await expect(page.locator('.timeline-row').nth(1)).toContainText('waited for a decision');
  });
});

test('a failed run is found by its filters, read and retried, alone and with others', async ({ page }) => {
  const workflow = await createWorkflow(page.request, 'Too small', [
    { id: 'first', type: 'script', input: {}, source: 'return 1' },
    { id: 'check', type: 'script', input: {}, source: 'throw new Error("too small")' },
  ]);
  const runs = [await startRun(page.request, workflow, {}), await startRun(page.request, workflow, {})];
  await page.goto(`/o/1/runs?workflow=${workflow}&status=failed`);
  await expect(page.getByRole('row')).toHaveCount(3);
  expect(await faultsOf(page)).toEqual([]);

  await page.goto(`/o/1/runs/${runs[0]}`);
  const failure = page.locator('.step-panel .note');
  await expect(failure).toContainText('too small');
  await page.getByText('Tries 1').click();
  await expect(page).toHaveURL(/show=tries/);
  await page.getByRole('button', { name: 'Retry from the failed step' }).click();
  await expect(page.getByText('Tries 2')).toBeVisible();
  await page.getByText('Table', { exact: true }).click();
  await expect(page.getByRole('row', { name: /check Script failed/ })).toContainText('2');

  await page.goto(`/o/1/runs?workflow=${workflow}`);
  await page.getByLabel('Choose all runs shown').check();
  await page.getByRole('button', { name: 'Retry 2 runs' }).click();
  await expect(page.getByRole('alert')).toContainText('2 runs go on again.');
});

test('a run that was begun with the wrong data is begun with the right ones', async ({ page }) => {
  const workflow = await createWorkflow(page.request, 'Choosy', [
    {
      id: 'check',
      type: 'script',
      input: { size: 'trigger.size' },
      source: 'if (input.size < 5) throw new Error("no"); return input',
    },
  ]);
  const run = await startRun(page.request, workflow, { size: 1 });
  await page.goto(`/o/1/runs/${run}`);
  await page.getByRole('button', { name: 'Retry with other data' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('What it was begun with').fill('{ "size": ');
  await expect(dialog.getByText('This must be an object as JSON, in braces.')).toBeVisible();
  await dialog.getByLabel('What it was begun with').fill('{ "size": 9 }');
  await dialog.getByRole('button', { name: 'Again from the start' }).click();
  await expect(page.locator('.page-head').getByText('Succeeded')).toBeVisible();
  await expect(dialog).toHaveCount(0);
});

test('the keyboard goes through the inbox, and the address says where it is', async ({ page }) => {
  const workflow = await createWorkflow(page.request, 'Many questions', discount);
  for (const customer of ['One', 'Two']) await startRun(page.request, workflow, { percent: 20, customer });
  await page.goto('/o/1/approvals');
  const entries = page.locator('.asks-entry');
  await expect(entries.nth(1)).toBeVisible();
  await page.keyboard.press('j');
  await expect(entries.nth(1)).toHaveAttribute('aria-current', /page|true/);
  await expect(page).toHaveURL(/approval=apr_/);
  await page.keyboard.press('k');
  await expect(entries.first()).toHaveAttribute('aria-current', /page|true/);
});

test('a signed link asks for no account, and is used up by the answer', async ({ page, browser, baseURL }) => {
  const workflow = await createWorkflow(page.request, 'By link', discount);
  const run = await startRun(page.request, workflow, { percent: 30, customer: 'Linked' });
  const token = await findToken(page.request, run);
  const guest = await browser.newContext({ ...(baseURL !== undefined && { baseURL }), locale: 'de-DE' });
  const stranger = await guest.newPage();
  await stranger.goto(`/approvals/${token}`);
  await expect(stranger.getByRole('heading', { name: '30 percent for Linked?' })).toBeVisible();
  expect(await faultsOf(stranger)).toEqual([]);
  await stranger.getByRole('button', { name: 'Ablehnen' }).click();
  await expect(stranger.getByText('Sie haben abgelehnt. Vielen Dank.')).toBeVisible();
  await stranger.reload();
  await expect(stranger.getByText('Das wurde bereits abgelehnt.')).toBeVisible();
  await stranger.goto('/approvals/1.nothing');
  await expect(stranger.getByRole('alert')).toContainText('Link');
  await guest.close();
});

const rowOf = (page: Page, name: string) => page.locator('.timeline-row').getByRole('link', { name });

/** As the message to the approver carries it. */
async function findToken(request: APIRequestContext, run: string): Promise<string> {
  let token = '';
  await expect
    .poll(async () => {
      const answer = await request.get('/api/v1/notifications?limit=50');
      const { items }: { items: { data: { run_id?: string; approval_token?: string } | null }[] } = await answer.json();
      token = items.find(({ data }) => data?.run_id === run)?.data?.approval_token ?? '';
      return token;
    })
    .not.toBe('');
  return token;
}
