import { expect } from '@playwright/test';
import { dress, test } from './support.ts';

test('the console says that the server is away, and recovers by itself', async ({ page }) => {
  await dress(page, 'en', 'light');
  await page.goto('/o/1/models');
  await expect(page.getByRole('link', { name: 'Customer churn' })).toBeVisible();

  await page.route('**/api/**', (route) => route.abort('connectionrefused'));
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('link', { name: 'API keys' }).click();
  await expect(page.getByText('The server does not answer').first()).toBeVisible();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Models' }).click();
  await expect(page.getByRole('link', { name: 'Customer churn' })).toBeVisible();

  await page.unroute('**/api/**');
  await expect(page.getByText('The server does not answer')).toHaveCount(0, { timeout: 30_000 });
});

test('a page opened while the server is away appears when it is back', async ({ page }) => {
  await page.route('**/api/**', (route) => route.abort('connectionrefused'));
  await page.goto('/o/1/models');
  await expect(page.getByRole('alert')).toContainText('The server does not answer');
  await page.unroute('**/api/**');
  await expect(page.getByRole('heading', { name: 'Models' })).toBeVisible({ timeout: 30_000 });
});

test('a session that has ended leads to signing in and back', async ({ page }) => {
  await page.goto('/o/1/datasets');
  await expect(page.getByRole('link', { name: 'customers', exact: true })).toBeVisible();
  await page.context().clearCookies();
  // Whichever request learns of it first leads there: a pointer over the link may already be enough.
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Models' }).dispatchEvent('click');
  await expect(page.getByText('Your session has ended.')).toBeVisible();
  await expect(page).toHaveURL(/next=/);
});
