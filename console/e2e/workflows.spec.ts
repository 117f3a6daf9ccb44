/// <reference types="node" />
import { createHmac } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { faultsOf, test } from './support.ts';

/** The API, with the session of the page. */
async function call(page: Page, path: string, data: object): Promise<Record<string, unknown>> {
  const answer = await page.request.post(`/api/v1${path}`, { data });
  expect(answer.ok(), await answer.text()).toBe(true);
  return answer.json();
}

const unique = () => Math.random().toString(36).slice(2, 8);

test('from a template, by keys alone, to a run', async ({ page }) => {
  const name = `Book orders ${unique()}`;

  await test.step('take a template', async () => {
    await page.goto('/o/1/workflows?add=true');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /^Book a list of orders/ }).press('Enter');
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByRole('button', { name: 'Create the draft' }).press('Enter');
    await page.waitForURL(/\/workflows\/\d+/);
    await expect(page.locator('.page-head')).toContainText('Draft');
  });

  await test.step('change it in the outline', async () => {
    await page.getByRole('radio', { name: 'Outline' }).press('ArrowRight');
    await page.getByRole('radio', { name: 'JSON' }).press('ArrowLeft');
    await expect(page).toHaveURL(/view=outline/);
    const rows = page.locator('.outline-step');
    const loop = rows.filter({ hasText: 'For each' });
    await loop.focus();
    await page.keyboard.press('Insert');
    await expect(page.getByRole('searchbox', { name: 'What should happen?' })).toBeFocused();
    await page.keyboard.type('wait');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page).toHaveURL(/step=delay/);
    await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
    await page.keyboard.type('A breath');
    await page.getByLabel('Hours', { exact: true }).fill('0');
    await page.getByLabel('Seconds', { exact: true }).fill('0');
    await expect(rows).toContainText(['Start', 'For each', 'Change data', 'A breath', 'Notification']);

    await rows.filter({ hasText: 'A breath' }).focus();
    await page.keyboard.press('Alt+ArrowRight');
    await expect(page.locator('.outline-branch .outline-step')).toContainText(['Change data', 'A breath']);
    await page.keyboard.press('Alt+ArrowLeft');
    await expect(page.locator('.outline-branch .outline-step')).toHaveCount(1);
    await expect(rows.filter({ hasText: 'A breath' })).toBeFocused();
    await page.keyboard.press('Delete');
    await expect(rows).toHaveCount(4);
    await page.keyboard.press('Control+z');
    await expect(rows).toHaveCount(5);
  });

  await test.step('see what is wrong at its field, and mend it', async () => {
    await page.locator('.outline-step').filter({ hasText: 'Notification' }).press('Enter');
    const message = page.getByLabel('Message', { exact: true });
    const written = await message.inputValue();
    await message.fill('{{each_order.');
    await expect(page.getByRole('button', { name: '1 fault', exact: true })).toBeVisible();
    await expect(message).toHaveAttribute('aria-invalid', 'true');
    await message.fill(written);
    await expect(page.getByRole('button', { name: '1 fault', exact: true })).toHaveCount(0);
  });

  await test.step('try it with the template’s example', async () => {
    await page.getByRole('button', { name: 'Try it' }).press('Enter');
    await expect(page.getByLabel('What starts it')).toHaveValue(/O-901/);
    await page.locator('.try-panel').getByRole('button', { name: 'Try it' }).press('Enter');
    await expect(page.getByText('It would succeed.')).toBeVisible();
    expect(await faultsOf(page)).toEqual([]);
  });

  await test.step('nobody leaves without a word', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Models' }).click();
    await page.getByRole('button', { name: 'Stay' }).click();
    await expect(page).toHaveURL(/\/workflows\/\d+/);
  });

  await test.step('publish, which switches it on, and run it', async () => {
    await page.getByRole('button', { name: 'Publish' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What has changed, and why').fill('The first');
    await dialog.getByRole('button', { name: 'Publish' }).press('Enter');
    await expect(page.locator('.page-head').getByText('Version 1')).toBeVisible();
    const enabled = page.getByRole('switch', { name: new RegExp(name) });
    await expect(enabled).toBeChecked();
    await enabled.press('Space');
    await expect(enabled).not.toBeChecked();
    await expect(enabled).not.toHaveAttribute('aria-disabled');
    await enabled.press('Space');
    await expect(enabled).toBeChecked();

    await page.getByRole('button', { name: 'More actions' }).press('Enter');
    await page.getByRole('menuitem', { name: 'Run now' }).press('Enter');
    await dialog.getByLabel('What starts it').fill('{ "orders": [] }');
    await dialog.getByRole('button', { name: 'Run', exact: true }).press('Enter');
    await dialog.getByRole('link', { name: 'See the run' }).click();
    await expect(page).toHaveURL(/\/o\/1\/runs\/run_/);
  });
});

test('three views of one definition, its versions, and its past', async ({ page }) => {
  const event = `shipment_${unique()}`;
  const made = await call(page, '/ai-analytics/workflows', {
    workflow_name: `Late shipments ${event}`,
    workflow_type: 'event_driven',
    trigger_conditions: { event_type: event, conditions: [{ field: 'days', operator: 'greater_than', value: 3 }] },
    workflow_steps: [{ id: 'tell', type: 'notification', role: 'owner', message: '{{days}} days late' }],
    is_active: false,
  });
  for (const days of [1, 5, 9]) await call(page, '/events', { event_type: event, data: { days } });
  await page.goto(`/o/1/workflows/${String(made['id'])}`);

  await test.step('the picture', async () => {
    await page.getByRole('button', { name: /^Notification/ }).click();
    await expect(page).toHaveURL(/step=tell/);
    await page.getByLabel('Name', { exact: true }).fill('Tell the owner');
    await expect(page.locator('.graph-node').filter({ hasText: 'Tell the owner' })).toBeVisible();
  });

  await test.step('the text, with the pointer of what is wrong', async () => {
    await page.locator('.segments').getByText('JSON').click();
    const text = page.getByRole('textbox', { name: 'JSON' });
    await expect(text).toHaveValue(/Tell the owner/);
    const good = await text.inputValue();
    await text.fill(good.replace('"greater_than"', '"greater"'));
    await expect(page.getByText('/trigger_conditions/conditions/0/operator')).toBeVisible();
    await text.fill(good);
    await expect(page.getByText('/trigger_conditions/conditions/0/operator')).toHaveCount(0);
  });

  await test.step('the past', async () => {
    await page.keyboard.press('Control+s');
    await expect(page.locator('.page-head').getByText('Changes not published')).toBeVisible();
    await page.getByRole('button', { name: 'Back-test' }).click();
    await page.getByRole('button', { name: 'Replay the past' }).click();
    await expect(page.locator('.backtest-count')).toHaveText('2');
    await expect(page.getByRole('row', { name: /role:owner/ })).toContainText('2');
  });

  await test.step('the versions', async () => {
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('button', { name: 'Versions' }).click();
    await expect(page.locator('.version')).toHaveCount(2);
    await page.getByRole('button', { name: 'Compare with the draft' }).last().click();
    await expect(page.locator('.changes')).toContainText('Tell the owner');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Bring back' }).click();
    await expect(page.getByText('Version 1 brought back')).toBeVisible();
  });

  await test.step('the list', async () => {
    await page.goto(`/o/1/workflows?q=${event}`);
    await expect(page.getByRole('row', { name: new RegExp(event) })).toContainText('Off');
    await page.getByLabel('Search by name').fill('no such name');
    await expect(page.getByText('No workflow fits this search.')).toBeVisible();
  });
});

test('another system gets an address of its own, and starts runs by signed calls', async ({ page }) => {
  const made = await call(page, '/ai-analytics/workflows', {
    workflow_name: `Orders from outside ${unique()}`,
    workflow_type: 'webhook',
    trigger_conditions: { webhook: { verify: 'standard_webhooks' } },
    workflow_steps: [{ id: 'tell', type: 'notification', role: 'owner', message: 'An order' }],
  });
  await page.goto(`/o/1/workflows/${String(made['id'])}`);
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Make an address' }).click();
  await dialog.getByRole('button', { name: 'Make an address' }).click();
  await expect(dialog.getByText('Give it a name.')).toBeVisible();
  await dialog.getByLabel('Name').fill('Shop');
  await dialog.getByRole('button', { name: 'Make an address' }).click();
  await expect(dialog.getByRole('group', { name: 'Example of a call' })).toContainText('curl -X POST');
  const [url = '', secret = ''] = await dialog.locator('.secret').allInnerTexts();
  expect(await faultsOf(page)).toEqual([]);
  const [id, timestamp, data] = ['call_1', String(Math.floor(Date.now() / 1000)), '{"order":1}'];
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${data}`).digest('base64');
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
  const answer = await page.request.post(new URL(url).pathname, {
    data,
    headers: { ...headers, 'content-type': 'application/json' },
  });
  expect(await answer.json()).toMatchObject({ run_id: expect.stringMatching(/^run_/) });
  await dialog.getByRole('button', { name: 'I have kept it' }).click();
  const hook = page.locator('.hook');
  await expect(hook).toContainText('Signed');
  await hook.getByRole('button', { name: 'What to do with “Shop”' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('Nobody can call it yet.')).toBeVisible();
});

test('a schedule says when it is due, and past times are made up for', async ({ page }) => {
  const made = await call(page, '/ai-analytics/workflows', {
    workflow_name: `Every hour ${unique()}`,
    workflow_type: 'scheduled',
    trigger_conditions: { schedule: { cron: '0 * * * *', time_zone: 'Asia/Kolkata' } },
    workflow_steps: [{ id: 'tell', type: 'notification', role: 'owner', message: 'An hour' }],
  });
  await page.goto(`/o/1/workflows/${String(made['id'])}`);
  await expect(page.locator('.times li')).toHaveCount(5);
  await expect(page.getByText('Clock of Asia/Kolkata')).toBeVisible();
  await page.getByLabel('Cron expression').fill('0 7 1 1 *');
  await expect(page.locator('.times li').first()).toContainText('Jan 1');
  await expect(page.getByText('once it is published')).toBeVisible();
  await page.getByRole('button', { name: 'Make up for past times' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Count them' }).click();
  await expect(dialog.getByRole('status')).toContainText('24 times');
  await dialog.getByRole('button', { name: 'Start them' }).click();
  await expect(dialog.getByRole('status')).toContainText('24 runs have begun.');
});

test('a message is written in several languages, not too often, and to people by name', async ({ page }) => {
  const made = await call(page, '/ai-analytics/workflows', {
    workflow_name: `Tells ${unique()}`,
    workflow_type: 'manual',
    workflow_steps: [{ id: 'tell', type: 'notification', role: 'owner', message: 'Hello' }],
    draft: true,
  });
  const path = `/ai-analytics/workflows/${String(made['id'])}`;
  await page.goto(`/o/1/workflows/${String(made['id'])}?step=tell`);
  await page.getByLabel('Recipients: write').fill('sales@example.com');
  await page.keyboard.press('Enter');
  await page.locator('summary', { hasText: 'More' }).click();
  await page.getByLabel('In other languages: add').selectOption('de');
  await page.getByRole('group', { name: 'Deutsch' }).getByLabel('Message').fill('Hallo');
  await page.getByLabel('Tell nobody the same too often').check();
  await page.getByLabel('What counts as the same').fill('{{run.id}}');
  await page.getByLabel('Not again for', { exact: true }).fill('2');
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByRole('button', { name: 'Save draft' })).toHaveAttribute('aria-disabled', 'true');
  const kept: { workflow_steps: unknown[] } = await (await page.request.get(`/api/v1${path}`)).json();
  expect(kept.workflow_steps[0]).toMatchObject({
    recipients: ['sales@example.com'],
    translations: { de: { message: 'Hallo' } },
    throttle: { key: '{{run.id}}', seconds: 172_800 },
  });
});
