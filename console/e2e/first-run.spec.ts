/// <reference types="node" />
import { expect, type Page, request } from '@playwright/test';
import { faultsOf, settle, test } from './support.ts';

const mostMs = 300_000;
const picture = new URL('../../.data/screenshots/first-forecast.png', import.meta.url).pathname;

/** An organization of the reader's own, where nothing is yet. */
async function createOrganization(page: Page, baseURL: string | undefined): Promise<number> {
  const { cookies } = await page.context().storageState();
  const api = await request.newContext({
    ...(baseURL !== undefined && { baseURL }),
    storageState: { cookies, origins: [] },
  });
  const made = await api.post('/api/v1/tenancy/organizations', { data: { name: 'Fresh company' } });
  expect(made.ok(), await made.text()).toBe(true);
  const { id } = await made.json();
  await api.dispose();
  return Number(id);
}

test('from nothing to a first forecast on the dashboard, and from a template to an approval', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(mostMs + 60_000);
  const organization = await createOrganization(page, baseURL);
  await page.goto(`/o/${organization}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('See a forecast in under a minute');
  expect(await faultsOf(page)).toEqual([]);

  const begunMs = Date.now();
  await page.getByRole('button', { name: 'Use sample data' }).click();
  const steps = page.getByRole('region', { name: 'Sample company' });
  await expect(steps.getByText('Load the data')).toBeVisible();
  await expect(page).toHaveURL(/sample=job_/);
  expect(await faultsOf(page)).toEqual([]);
  // What has begun goes on over a reload.
  await page.reload();
  await expect(steps.getByText(/rows loaded/)).toBeVisible({ timeout: mostMs });

  const forecast = page.getByRole('region', { name: 'Revenue forecast' });
  await expect(forecast.getByRole('slider')).toBeVisible({ timeout: mostMs });
  const seconds = (Date.now() - begunMs) / 1000;
  process.stdout.write(`Time to the first forecast: ${seconds.toFixed(1)} s\n`);
  test.info().annotations.push({ type: 'first forecast', description: `${seconds.toFixed(1)} s` });

  await expect(page).not.toHaveURL(/sample=/);
  await expect(forecast).toContainText('80% interval');
  await expect(page.getByRole('region', { name: 'Key figures' }).getByRole('article')).toHaveCount(5);
  await expect(page.getByRole('region', { name: 'Models’ health' })).toContainText('Lead scoring');

  await settle(page);
  await page.screenshot({ path: picture, fullPage: true });

  await test.step('the keyboard reads the forecast point by point, and zooms', async () => {
    const slider = forecast.getByRole('slider');
    await slider.focus();
    await page.keyboard.press('End');
    await expect(slider).toHaveAttribute('aria-valuetext', /Forecast .*80%/);
    await page.keyboard.press('+');
    await expect(page).toHaveURL(/from=\d{4}-\d\d-\d\d/);
    await page.reload();
    await expect(forecast.getByRole('button', { name: 'Whole range' })).toBeVisible();
    await forecast.getByRole('button', { name: 'Whole range' }).click();
    await expect(page).not.toHaveURL(/from=/);
  });

  await test.step('the table holds the same figures, and the address knows of it', async () => {
    await forecast.getByRole('button', { name: 'Show as a table' }).click();
    await expect(page).toHaveURL(/view=table/);
    await expect(forecast.getByRole('columnheader', { name: '95% interval' })).toBeVisible();
    expect(await faultsOf(page)).toEqual([]);
  });

  await test.step('another period stands in the address', async () => {
    await page.getByRole('button', { name: /^Period/ }).click();
    await page.getByRole('menuitemradio', { name: 'Last 12 months' }).click();
    await expect(page).toHaveURL(/period=12m/);
    // Until the new figures are there, the old ones are dimmed.
    await expect(page.locator('.dashboard-old')).toHaveCount(0);
    await settle(page);
    expect(await faultsOf(page)).toEqual([]);
  });

  await test.step('the outlook says what to order, and the list becomes a workflow', async () => {
    await page.goto(`/o/${organization}/outlook?about=stock`);
    const list = page.getByRole('region', { name: 'Products by what an order prevents' });
    await expect(list).toBeVisible({ timeout: mostMs });
    await list.getByText('Order now', { exact: true }).first().click();
    await expect(page).toHaveURL(/status=order_now/);
    await settle(page);
    expect(await faultsOf(page)).toEqual([]);
    await list.getByRole('link', { name: 'Make a workflow of it' }).click();
    await expect(page.getByRole('dialog', { name: 'Order stock' })).toBeVisible();
    await page.goto(`/o/${organization}/outlook`);
    await expect(page.getByRole('article', { name: 'Value at risk' })).toBeVisible({ timeout: mostMs });
    await settle(page);
    expect(await faultsOf(page)).toEqual([]);
  });

  await test.step('a workflow from a template', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Workflows' }).click();
    await page.getByRole('button', { name: 'New workflow' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /^Ask before a large discount/ }).click();
    await dialog.getByRole('button', { name: 'Create the draft' }).click();
    await page.waitForURL(/\/workflows\/\d+/);
    await page.getByRole('button', { name: 'Publish' }).click();
    await dialog.getByRole('button', { name: 'Publish' }).click();
    await expect(page.locator('.page-head').getByText('Version 1')).toBeVisible();
  });

  await test.step('what happens starts it, and it waits for a person', async () => {
    const asked = await page.request.post('/api/v1/events', {
      headers: { 'x-organization': String(organization) },
      data: {
        event_type: 'discount_requested',
        data: {
          percent: 15,
          customer: 'Acme',
          salesperson: 'sales@example.com',
          reason: 'A customer for eleven years',
        },
      },
    });
    expect(asked.ok(), await asked.text()).toBe(true);
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Runs' }).click();
    await page
      .getByRole('row', { name: /Ask before a large discount/ })
      .getByRole('link')
      .first()
      .click();
    await expect(page.locator('.timeline-row').first()).toContainText('waits for a decision');
  });

  await test.step('an approval is given, and the run ends', async () => {
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: /^Approvals/ })
      .click();
    await page.getByRole('link', { name: /15 % for Acme\?/ }).click();
    await expect(page.getByText('A customer for eleven years')).toBeVisible();
    await page.getByLabel('Percent granted').fill('12');
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('link', { name: 'See the run' }).click();
    await expect(page.locator('.page-head').getByText('Succeeded')).toBeVisible();
  });
});

test('the palette leads to places by a few letters, with the keyboard alone', async ({ page }) => {
  await page.goto('/o/1/settings');
  await settle(page);
  await page.keyboard.press('Control+k');
  const search = page.getByRole('combobox');
  await expect(search).toBeFocused();
  expect(await faultsOf(page, (axe) => axe.include('[role=dialog]'))).toEqual([]);
  await page.keyboard.type('mod');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/o\/1\/models$/);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('zzzz');
  await expect(page.getByText('Nothing found.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(search).toHaveCount(0);
});
