import { expect } from '@playwright/test';
import { faultsOf, settle, test } from './support.ts';

test('one changes one’s name, and is called by it at once', async ({ page }) => {
  await page.goto('/o/1/settings');
  const name = page.getByLabel('Your name');
  const former = await name.inputValue();
  await name.fill('Mara Solberg');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.account')).toContainText('Mara Solberg');
  await name.fill(former);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.account')).toContainText(former);
});

test('one sees where one is signed in; a weak password is refused in words', async ({ page }) => {
  await page.goto('/o/1/settings?tab=security');
  await expect(page.getByText('This browser')).toBeVisible();
  await page.getByLabel('Current password').fill('not the password');
  await page.getByLabel('New password').fill('1234567890');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.locator('.field-error')).toBeVisible();
});

test('what is chosen of notifications holds, and quiet hours too', async ({ page }) => {
  await page.goto('/o/1/settings?tab=notifications');
  const box = page.getByRole('checkbox', { name: 'Model training, by: E-mail' });
  await box.uncheck();
  await expect(page.getByRole('checkbox', { name: 'Security, by: E-mail' })).toBeDisabled();
  await page.getByLabel('Do not disturb me').check();
  await page.getByLabel('From').fill('21:30');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved')).toBeVisible();
  await page.reload();
  await expect(box).not.toBeChecked();
  await expect(page.getByLabel('From')).toHaveValue('21:30');
  await page.getByRole('button', { name: 'Follow the default' }).click();
  await expect(box).toBeChecked();
});

test('a credential is kept, replaced and removed, and its secret is never shown', async ({ page }) => {
  const name = `Price list ${Date.now()}`;
  await page.goto('/o/1/settings?tab=credentials');
  await page.getByRole('button', { name: 'New credential' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(dialog.getByText('Give it a name.')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('How it is sent').selectOption('header');
  await dialog.getByLabel('Header', { exact: true }).fill('X-Api-Key');
  await dialog.getByLabel('Secret').fill('very-secret-value');
  await dialog.getByLabel('Hosts').fill('https://api.example.com');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(dialog.locator('.field-error')).toContainText('api.example.com');
  await dialog.getByLabel('Hosts').fill('api.example.com');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(page.getByRole('row', { name })).toContainText('api.example.com');
  await page.getByRole('button', { name: `Replace “${name}”` }).click();
  await expect(dialog.getByLabel('Secret')).toHaveValue('');
  await dialog.getByLabel('Secret').fill('another-value');
  await dialog.getByRole('button', { name: 'Replace' }).click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole('button', { name: `Remove “${name}”` }).click();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('row', { name })).toHaveCount(0);
});

test('a webhook shows its secret once, is tested, and what went out is listed', async ({ page }) => {
  const name = `Tickets ${Date.now()}`;
  await page.goto('/o/1/settings?tab=webhooks');
  await page.getByRole('button', { name: 'New webhook' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Address').fill('https://hooks.example.com/suite');
  await dialog.getByRole('button', { name: 'Make it' }).click();
  const secret = await dialog.locator('.secret').innerText();
  expect(secret).toMatch(/^whsec_/);
  await dialog.getByRole('button', { name: 'I have kept it' }).click();
  const webhook = page.locator('.webhook', { hasText: name });
  await expect(webhook).not.toContainText(secret);
  await webhook.getByRole('button', { name: `Test “${name}”` }).click();
  await page.getByRole('link', { name: 'https://hooks.example.com/suite' }).first().click();
  await expect(page).toHaveURL(/delivery=ndel_/);
  await expect(dialog.locator('.delivery-body')).toContainText('"type":"notification"');
  expect(await faultsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await webhook.getByRole('button', { name: /^What to do/ }).click();
  await page.getByRole('menuitem', { name: 'Switch off' }).click();
  await expect(webhook).toContainText('Switched off');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(webhook.getByText('On', { exact: true })).toBeVisible();
});

test('the audit log tells who did what, by what stands in the address', async ({ page }) => {
  await page.goto('/o/1/settings?tab=audit&action=member.&actor=user');
  await settle(page);
  await expect(page.getByText(/acts checked: nothing was changed or removed/)).toBeVisible();
  await expect(page.getByRole('cell', { name: 'member.joined' }).first()).toBeVisible();
  await expect(page.getByRole('cell', { name: 'organization.created' })).toHaveCount(0);
  await page.getByLabel('Act', { exact: true }).fill('nothing.like.this');
  await page.keyboard.press('Enter');
  await expect(page.getByText('No act fits this choice.')).toBeVisible();
});

test('the organization’s clock and money are shown to be changed', async ({ page }) => {
  await page.goto('/o/1/settings?tab=organization');
  await expect(page.getByLabel('Currency')).toHaveValue(/^[A-Z]{3}$/);
  await page.getByLabel('Name').fill('  ');
  await expect(page.getByText('Give the organization a name.')).toBeVisible();
  await expect(page.getByLabel('Region', { exact: true })).toHaveCount(0);
  await page.getByLabel('Country').selectOption({ label: 'Germany' });
  await page.getByLabel('Region', { exact: true }).selectOption('BY');
  await page.getByLabel('Country').selectOption({ label: 'Japan' });
  await expect(page.getByLabel('Region', { exact: true })).toHaveCount(0);
  await expect(page.getByLabel('Workflow to start')).toHaveValue('');
});

test('a Slack channel is kept by its address, which is not shown again', async ({ page }) => {
  const name = `Sales ${Date.now()}`;
  await page.goto('/o/1/settings?tab=webhooks');
  await page.getByRole('button', { name: 'New Slack channel' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Address').fill('https://hooks.slack.com/services/T0/B0/very-secret');
  await dialog.getByRole('button', { name: 'Make it' }).click();
  const channel = page.locator('.webhook', { hasText: name });
  await expect(channel).toContainText('Slack');
  await expect(channel).not.toContainText('very-secret');
  await channel.getByRole('button', { name: /^What to do/ }).click();
  await expect(page.getByRole('menuitem', { name: 'New secret' })).toHaveCount(0);
  await page.getByRole('menuitem', { name: 'Change' }).click();
  await expect(dialog.getByLabel('Address')).toHaveValue('');
  await dialog.getByLabel('Name').fill(`${name} team`);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.webhook', { hasText: `${name} team` })).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
});

test('a role of one’s own is made, changed and removed, and the removal is taken back', async ({ page }) => {
  const name = `Forecasting ${Date.now()}`;
  await page.goto('/o/1/settings?tab=members');
  await page.getByRole('button', { name: 'New role' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('checkbox').first().check();
  await dialog.getByRole('button', { name: 'Make the role' }).click();
  const role = page.locator('.role', { hasText: name });
  await role.locator('summary').click();
  await expect(role).toContainText('1 permission');
  await role.getByRole('button', { name: `Change “${name}”` }).click();
  await dialog.getByRole('checkbox').nth(1).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(role).toContainText('2 permissions');
  await role.getByRole('button', { name: `Remove “${name}”` }).click();
  await expect(role).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(role).toContainText('2 permissions');
});
