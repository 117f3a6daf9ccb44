import { createHmac, randomUUID } from 'node:crypto';
import { type APIRequestContext, expect, type Page, request } from '@playwright/test';
import { faultsOf, owner, settle, test } from './support.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What an authenticator app shows (RFC 6238). */
function codeOf(secret: string, periods = 0): string {
  const bits = Array.from(secret, (letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + periods));
  const mac = createHmac('sha1', key).update(counter).digest();
  const number = mac.readUInt32BE(mac.readUInt8(19) & 15) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, '0');
}

interface Newcomer {
  id: number;
  email: string;
}

/** Somebody whom no other test knows. */
async function createMember(call: APIRequestContext, baseURL = ''): Promise<Newcomer> {
  const email = `second-${randomUUID()}@example.com`;
  const invited = await call.post('/api/v1/tenancy/invitations', { data: { email, role: 'viewer' } });
  const { token }: { token: string } = await invited.json();
  const data = { token, name: 'Noor Second', password: owner.password };
  // A context of their own: the answer signs them in.
  const guest = await request.newContext({ baseURL, storageState: { cookies: [], origins: [] } });
  const joined = await guest.post('/api/v1/tenancy/invitations/accept', { data });
  expect(joined.ok(), await joined.text()).toBe(true);
  const { user }: { user: { id: number } } = await joined.json();
  await guest.dispose();
  return { id: user.id, email };
}

async function givePassword(page: Page, email: string, password = owner.password): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('a second factor is set up with a picture, asked for, replaced by a recovery code, and outlives a new password', async ({
  page: admin,
  browser,
  baseURL,
}) => {
  const member = await createMember(admin.request, baseURL);
  const guest = await browser.newContext({
    baseURL: baseURL ?? '',
    locale: 'en-US',
    storageState: { cookies: [], origins: [] },
  });
  const page = await guest.newPage();
  await givePassword(page, member.email);
  await page.waitForURL(/\/o\/\d+/);

  await page.goto('/o/1/settings?tab=security');
  await page.getByRole('button', { name: 'Set up' }).click();
  await page.getByLabel('Current password').last().fill(owner.password);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByRole('img', { name: 'QR code' })).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  const secret = (await page.locator('output.secret').innerText()).replaceAll(' ', '');
  await page.getByLabel('Code of the app').fill(codeOf(secret));
  await page.getByRole('button', { name: 'Turn on' }).click();
  const shown = page.locator('.recovery-codes li');
  await expect(shown).toHaveCount(10);
  const codes = await shown.allInnerTexts();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('10 recovery codes left')).toBeVisible();

  await guest.clearCookies();
  await givePassword(page, member.email);
  await expect(page.getByRole('heading', { name: 'Confirm that it is you' })).toBeVisible();
  await expect(page.getByLabel('Code', { exact: true })).toBeFocused();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByLabel('Code', { exact: true }).fill('000000');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('wrong or was used');
  await page.getByLabel('Code', { exact: true }).fill(codeOf(secret, 1));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/o\/\d+/);

  const made = await admin.request.post(`/api/v1/tenancy/members/${member.id}/password-reset`);
  const { link }: { link: string } = await made.json();
  await page.goto(`/reset-password#${link.split('#')[1]}`);
  await page.getByLabel('New password', { exact: true }).fill('a staple of horses');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(page.getByText('The new password holds')).toBeVisible();
  await givePassword(page, member.email, 'a staple of horses');
  await page.getByRole('button', { name: 'Use a recovery code' }).click();
  await page.getByLabel('Recovery code').fill(codes[0] ?? '');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/o\/\d+/);
  await guest.close();
});

test('who has forgotten the password is told what this server can do', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Forgotten?' }).click();
  await settle(page);
  expect(await faultsOf(page)).toEqual([]);
  await page.getByLabel('E-mail').fill('nobody@example.com');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('alert')).toContainText('This server sends no mail');
});

test('an administrator makes a link for a member', async ({ page, baseURL }) => {
  const member = await createMember(page.request, baseURL);
  await page.goto('/o/1/settings?tab=members');
  const row = page.getByRole('row', { name: member.email });
  await row.getByRole('button', { name: /Sign-in help/ }).click();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Make a link' }).click();
  await expect(page.getByRole('dialog').locator('output')).toContainText('/reset-password#');
});
