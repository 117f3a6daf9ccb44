import { expect, test as plainTest } from '@playwright/test';
import { customersCsv, faultsOf, findStored, owner, signIn, test } from './support.ts';

plainTest('a wrong password is refused in words, and the right one leads on', async ({ page }) => {
  await page.goto('/o/1/models');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel('E-mail').fill(owner.email);
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('password');
  await page.getByLabel('Password', { exact: true }).fill(owner.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/o\/1\/models$/);
});

test('from a file to a prediction with reasons and feedback', async ({ page }) => {
  await page.goto('/o/1');

  await test.step('drop a file', async () => {
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('See a forecast in under a minute');
    expect(await faultsOf(page)).toEqual([]);
    await page.locator('input[type=file]').setInputFiles(customersCsv);
    await expect(page.getByLabel('Name of the dataset')).toHaveValue('customers');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.waitForURL(/\/o\/1\/imports\/\d+$/);
  });

  await test.step('see columns, rows and rejected rows', async () => {
    await expect(page.getByText('Imported', { exact: true })).toBeVisible();
    await expect(page.getByText('1,190')).toBeVisible();
    await expect(page.getByRole('row', { name: /monthly_charges Number/ })).toBeVisible();
    const rejected = page.getByRole('region', { name: 'Rows that did not come in' });
    await expect(rejected).toContainText('10 of 1,200');
    await expect(rejected.getByRole('row', { name: /monthly_charges/ })).toContainText('7');
    const download = page.waitForEvent('download');
    await rejected.getByRole('button').click();
    expect((await download).suggestedFilename()).toBe('customers-rejected.csv');
  });

  await test.step('pick a target', async () => {
    await page.getByRole('link', { name: 'Choose what to predict' }).click();
    await page.getByRole('radio', { name: /churned/ }).check();
    await expect(page).toHaveURL(/target=churned/);
    await expect(page.getByRole('checkbox', { name: /customer_id/ })).not.toBeChecked();
    await expect(page.getByRole('checkbox', { name: /contract/ })).toBeChecked();
    await page.getByRole('checkbox', { name: /payment_method/ }).uncheck();
    await page.reload();
    await expect(page.getByRole('checkbox', { name: /payment_method/ })).not.toBeChecked();
    await page.getByLabel('Name', { exact: true }).fill('Customer churn');
  });

  await test.step('watch it train, also after a reload', async () => {
    await page.getByRole('button', { name: 'Train' }).click();
    await page.waitForURL(/\/models\/\d+\?job=/);
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Better than guessing?' })).toBeVisible({ timeout: 60_000 });
  });

  await test.step('see the score beside the naive guess', async () => {
    const accuracy = page.getByRole('row', { name: /^Accuracy/ });
    await expect(accuracy.getByRole('cell').first()).toContainText('%');
    await expect(accuracy.getByRole('cell').nth(1)).toContainText('%');
    await expect(page.getByText('Better than guessing', { exact: true })).toBeVisible();
    await expect(page.getByText('When not to trust it')).toBeVisible();
  });

  await test.step('deploy', async () => {
    await page.getByRole('button', { name: 'Deploy' }).click();
    await expect(page.locator('.page-head').getByText(/^Deployed/)).toBeVisible();
  });

  await test.step('try a prediction', async () => {
    await page.getByRole('link', { name: 'Try it' }).last().click();
    await page.getByLabel('tenure months').fill('many');
    await page.getByRole('button', { name: 'Predict' }).click();
    await expect(page.getByText('This is not a number.')).toBeVisible();
    await page.getByLabel('tenure months').fill('3');
    await page.getByLabel('contract').selectOption('Month to month');
    await page.getByRole('button', { name: 'Predict' }).click();
    await expect(page.getByRole('heading', { name: 'Why' })).toBeVisible();
    await expect(page).toHaveURL(/prediction=pred_/);
    await expect(page.getByLabel('tenure months')).toHaveValue('3');
  });

  await test.step('the reasons add up', async () => {
    const figures = await page.locator('.share-figure').allInnerTexts();
    const numbers = figures.map((text) => Number(text.replace('−', '-').replace(/[^\d.-]/g, '')));
    const total = numbers.pop();
    expect(numbers.reduce((sum, one) => sum + one, 0)).toBeCloseTo(total ?? Number.NaN, 5);
  });

  await test.step('the answer stands in the address', async () => {
    const shown = (await page.locator('.dial-figure').textContent()) ?? '';
    await page.reload();
    await expect(page.locator('.dial-figure')).toHaveText(shown);
    await expect(page.getByLabel('tenure months')).toHaveValue('3');
  });

  await test.step('tell what really happened', async () => {
    const card = page.getByRole('region', { name: 'What really happened' });
    await card.getByRole('radiogroup').getByText('yes', { exact: true }).click();
    await card.getByRole('button', { name: 'Tell the model' }).click();
    await expect(card).toContainText('Noted:');
    await page.getByRole('link', { name: 'Predictions' }).click();
    await expect(page.getByRole('row').nth(1)).toContainText('yes');
  });
});

test('an API key is shown once and can be revoked', async ({ page }) => {
  await page.goto('/o/1/settings?tab=keys');
  await page.getByRole('button', { name: 'New API key' }).click();
  await page.getByRole('button', { name: 'Make the key' }).click();
  await expect(page.getByText('Give the key a name.')).toBeVisible();
  await page.getByRole('dialog').getByLabel('Name').fill('Warehouse sync');
  await page.getByRole('button', { name: 'Make the key' }).click();
  const secret = await page.locator('.secret').innerText();
  expect(secret.length).toBeGreaterThan(20);
  await page.getByRole('button', { name: 'I have kept it' }).click();
  const row = page.getByRole('row', { name: /Warehouse sync/ }).first();
  await expect(row).not.toContainText(secret);
  await row.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByRole('row', { name: /Warehouse sync/ })).toHaveCount(0);
});

test('the keyboard alone goes from the start page to a prediction', async ({ page }) => {
  const { modelId } = await findStored(page.request);
  await page.goto('/o/1');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.goto(`/o/1/models/${modelId}/try`);
  await page.getByLabel('tenure months').focus();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('60');
  await page.keyboard.press('Enter');
  await expect(page.locator('.dial-figure')).toBeVisible();
  await expect(page.getByLabel('tenure months')).toBeFocused();
});

test('menus open, close and choose by keyboard', async ({ page }) => {
  await page.goto('/o/1');
  const trigger = page.getByRole('button', { name: /^Appearance/ });
  await trigger.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitemradio', { name: 'Dark' })).toBeVisible();
  await page.getByRole('menuitemradio', { name: 'Dark' }).press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('button', { name: /^Appearance/ }).press('Enter');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
});

plainTest('whoever signs out is out', async ({ page }) => {
  await signIn(page);
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto('/o/1/models');
  await expect(page).toHaveURL(/\/sign-in\?next=/);
});
