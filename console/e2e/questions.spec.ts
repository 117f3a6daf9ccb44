/// <reference types="node" />
import { Buffer } from 'node:buffer';
import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { faultsOf, settle, test } from './support.ts';

const rows = 100_000;
/** Every thousandth row has an amount that is none. */
const badRows = rows / 1000;

/** Sales of four regions over ten months. */
function salesCsv(count: number): string {
  const lines = ['slip;region;sold_on;amount'];
  for (let row = 0; row < count; row += 1) {
    const region = ['North', 'South', 'East', 'West'][row % 4];
    const month = String(1 + (row % 10)).padStart(2, '0');
    const amount = row % 1000 === 999 ? 'n/k' : ((row % 97) + 0.5).toFixed(2);
    lines.push(`S-${row};${region};2026-${month}-15;${amount}`);
  }
  return lines.join('\n');
}

async function chooseFile(page: Page, name: string, text: string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
}

test('a hundred thousand rows come in, the bad ones are listed, and all of them go again', async ({ page }) => {
  await page.goto('/o/1/imports/new');
  const file = salesCsv(rows);
  await chooseFile(page, 'sales.csv', file);

  await test.step('choose where its columns go', async () => {
    await page.getByLabel('Name of the dataset').fill('sales_large');
    await expect(page.getByRole('checkbox', { name: 'slip' })).toBeChecked();
    await page.getByRole('checkbox', { name: 'region' }).uncheck();
    await page.getByLabel('What tells rows apart').selectOption('slip');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.waitForURL(/\/imports\/\d+$/);
  });

  await test.step('it goes on over a reload', async () => {
    await page.reload();
    await expect(page.getByText('Imported', { exact: true })).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText((rows - badRows).toLocaleString('en-US'), { exact: true })).toBeVisible();
  });

  await test.step('keep the rows that did not come in', async () => {
    const rejected = page.getByRole('region', { name: 'Rows that did not come in' });
    await expect(rejected).toContainText('100 of 100,000');
    const download = page.waitForEvent('download');
    await rejected.getByRole('button').click();
    const lines = (await readFile(await (await download).path(), 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(badRows + 1);
  });

  await test.step('the very same file is noticed', async () => {
    await page.goto('/o/1/imports/new?into=sales_large');
    await chooseFile(page, 'sales.csv', file);
    // What was chosen of an earlier file with these headings is proposed again.
    await expect(page.getByText(/^The mapping of an earlier file/)).toBeVisible();
    await expect(page.getByRole('checkbox', { name: 'region' })).not.toBeChecked();
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('imported before');
    await expect(page.getByRole('button', { name: 'Import it again all the same' })).toBeVisible();
  });

  await test.step('take all of it back', async () => {
    await page.goto('/o/1/datasets/sales_large?tab=imports');
    await page.getByRole('link', { name: 'sales.csv' }).click();
    await page.getByRole('button', { name: 'Undo the import' }).click();
    await expect(page.getByText('This import was taken back')).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText('99,900 rows went')).toBeVisible();
    await page.goto('/o/1/datasets/sales_large');
    await expect(page.getByRole('alert')).toContainText('not found');
  });
});

test('a dataset is looked at, kept well, changed and asked', async ({ page }) => {
  await page.goto('/o/1/imports/new');
  await chooseFile(page, 'sales.csv', salesCsv(400));
  await page.getByLabel('Name of the dataset').fill('sales');
  await page.getByLabel('What tells rows apart').selectOption('slip');
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByText('Imported', { exact: true })).toBeVisible();

  await test.step('its profile, column by column', async () => {
    await page.goto('/o/1/datasets/sales?tab=profile');
    await page.getByRole('link', { name: 'amount' }).click();
    await expect(page).toHaveURL(/column=amount/);
    const detail = page.locator('.card', { hasText: 'Standard deviation' });
    await detail.getByRole('button', { name: 'Show as a table' }).click();
    await page.reload();
    await expect(detail.getByRole('columnheader', { name: 'Share' })).toBeVisible();
    expect(await faultsOf(page)).toEqual([]);
  });

  await test.step('a rule of quality, tried before it is kept', async () => {
    await page.goto('/o/1/datasets/sales?tab=quality');
    await page.getByRole('button', { name: 'Add a rule' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What is expected').selectOption('in_range');
    await dialog.getByLabel('Column').selectOption('amount');
    await dialog.getByLabel('Not above').fill('90');
    await dialog.getByRole('button', { name: 'Try it' }).click();
    await expect(dialog.getByRole('alert')).toContainText('at most 90');
    expect(await faultsOf(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Keep the rule' }).click();
    const rule = page.getByRole('row', { name: /at most 90/ });
    await page.getByRole('button', { name: 'Check now' }).click();
    await expect(rule.getByText('Broken')).toBeVisible();
    await expect(rule.getByRole('link').first()).toBeVisible();
    await rule.getByRole('checkbox').uncheck();
    await page.reload();
    await expect(rule.getByRole('checkbox')).not.toBeChecked();
  });

  await test.step('a record is changed and taken back', async () => {
    await page.goto('/o/1/datasets/sales?tab=records&sort=-amount&search=S-9');
    await page.getByRole('button', { name: 'Open S-96' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('amount').fill('1.25');
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Enter');
    const row = page.getByRole('row', { name: /Open S-96/ });
    await expect(row).toContainText('1.25');
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).click();
    await expect(row).toContainText('96.5');
    await row.getByRole('button').click();
    await dialog.getByText('History', { exact: true }).click();
    await expect(dialog.getByRole('listitem')).toHaveCount(2);
  });

  await test.step('a question stands in the address with its answer', async () => {
    await page.goto('/o/1/query');
    await page.getByLabel('About').selectOption('dataset:sales');
    await page.getByLabel('Figure 1').selectOption('sum');
    await page.getByRole('button', { name: 'Add a group' }).click();
    await page.getByLabel('Group 1').selectOption('region');
    await page.getByLabel('Step of time').selectOption('none');
    await page.getByLabel('Period').selectOption('all');
    await page.getByText('Table', { exact: true }).click();
    const north = page.getByRole('row', { name: /North/ });
    await expect(north).toBeVisible();
    const said = await north.innerText();
    await page.reload();
    await expect(north).toHaveText(said.replace(/\s+/g, ''), { useInnerText: false });
    await settle(page);
    expect(await faultsOf(page)).toEqual([]);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    await page.getByRole('menuitem', { name: 'As CSV' }).click();
    expect((await download).suggestedFilename()).toBe('answer.csv');
  });
});
