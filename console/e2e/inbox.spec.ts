import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { faultsOf, settle, test } from './support.ts';

/** Sends a message to whoever is signed in on the page. */
async function send(page: Page, title: string, more: object = {}): Promise<void> {
  const { user } = await (await page.request.get('/api/v1/session')).json();
  const answer = await page.request.post('/api/v1/notifications', {
    data: {
      category: 'ai_insights',
      channels: ['in_app', 'websocket'],
      recipients: { user_ids: [user.id] },
      title,
      message: `${title}, in full.`,
      ...more,
    },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}

const bell = (page: Page) => page.locator('.bell');
const row = (page: Page, title: string) => page.locator('.inbox-row', { hasText: title });

test('the bell counts what comes while the page stands, also after the line was broken', async ({ page, context }) => {
  await page.goto('/o/1/settings');
  await settle(page);
  await send(page, 'While you look');
  await expect(bell(page)).toHaveAccessibleName('Inbox: 1 unread message');
  await context.setOffline(true);
  await page.evaluate(() => dispatchEvent(new Event('offline')));
  await context.setOffline(false);
  await send(page, 'After a break');
  await expect(bell(page)).toHaveAccessibleName('Inbox: 2 unread messages');
  await bell(page).click();
  const popup = page.getByRole('dialog', { name: 'Inbox' });
  await expect(popup.getByRole('link', { name: /After a break/ })).toBeVisible();
  expect(await faultsOf(page, (axe) => axe.include('.bell-popup'))).toEqual([]);
  await popup.getByRole('link', { name: /While you look/ }).click();
  await expect(page).toHaveURL(/\/inbox\?message=notif_/);
  await expect(page.getByRole('heading', { name: 'While you look' })).toBeVisible();
  await expect(bell(page)).toHaveAccessibleName('Inbox: 1 unread message');
});

test('the keyboard alone reads, archives and takes back', async ({ page }) => {
  await page.goto('/o/1/inbox');
  await settle(page);
  for (const title of ['First words', 'Second words', 'Third words']) await send(page, title);
  await expect(row(page, 'Third words')).toBeVisible();
  await page.keyboard.press('j');
  await expect(page.getByRole('heading', { name: 'Third words' })).toBeVisible();
  await expect(page.getByText('You were named as a recipient.')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await page.keyboard.press('j');
  await expect(page.getByRole('heading', { name: 'Second words' })).toBeVisible();
  // What takes it back need not have been drawn yet.
  const { promise: drawn, resolve: draw } = Promise.withResolvers<void>();
  await page.route('**/assets/*.js', async (route) => {
    await drawn;
    await route.continue();
  });
  await page.keyboard.press('e');
  await expect(row(page, 'Second words')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'First words' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(row(page, 'Second words')).toBeVisible();
  draw();

  await page.keyboard.press('x');
  await page.keyboard.press('k');
  await page.keyboard.press('x');
  await page.getByRole('group', { name: '2 selected' }).getByRole('button', { name: 'Archive' }).click();
  await expect(row(page, 'First words')).toHaveCount(0);
  await page.getByText('Archive', { exact: true }).first().click();
  await expect(page).toHaveURL(/state=archived/);
  await expect(row(page, 'First words')).toBeVisible();
  await expect(row(page, 'Second words')).toBeVisible();
});

test('what is put off goes away, and everything can be marked and marked back', async ({ page }) => {
  await send(page, 'For later', { category: 'billing' });
  await send(page, 'For now', { category: 'billing', priority: 'urgent', link: '/models' });
  await page.goto('/o/1/inbox?category=billing');
  await settle(page);
  await row(page, 'For later').getByRole('link').click();
  await page.keyboard.press('s');
  await page.getByRole('menuitem', { name: 'Until tomorrow morning' }).click();
  await expect(row(page, 'For later')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'For now' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'For now' })).toBeVisible();
  await page.keyboard.press('u');
  await expect(row(page, 'For now')).toHaveClass(/unread/);
  await page.getByRole('button', { name: 'Mark all as read' }).click();
  await expect(row(page, 'For now')).not.toHaveClass(/unread/);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(row(page, 'For now')).toHaveClass(/unread/);
  await page.getByRole('link', { name: 'Open what it is about' }).click();
  await expect(page).toHaveURL(/\/o\/1\/models$/);
});
