import type AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test as plainTest } from '@playwright/test';
import { findClippedTexts, findRawTexts } from './looking.ts';
import { createServerTextCheck, speakPseudo } from './pseudo.ts';
import { dress, faultsOf, screens, settle, standards, test } from './support.ts';

const themes = ['light', 'dark'] as const;
const wide = { width: 1440, height: 900 };
const narrow = { width: 390, height: 844 };
const pictures = new URL('../../.data/screenshots/', import.meta.url).pathname;
/** Pictures cost as much time as all the rest of a look, so they are taken on demand. */
const isPictured = process.env['SCREENSHOTS'] === '1';

/** A theme is nothing but colours: of a page examined whole, only those can be wrong in the other theme. */
const colours = (axe: AxeBuilder) => axe.withRules(['color-contrast', 'link-in-text-block']);
/** A menu lies over the page, outside of its landmarks, and lets nothing else be reached while it is open. */
const overThePage = (axe: AxeBuilder) => axe.withTags(standards).disableRules(['region']);

async function expectWords(page: Page, name: string): Promise<void> {
  const text = await page.locator('body').innerText();
  expect.soft(text, `${name}: a key instead of a text`).not.toMatch(/console\w*\.[a-z]+\.[a-z]/i);
  expect.soft(text, `${name}: an unfilled placeholder`).not.toMatch(/\{\w+[,}]/);
}

async function expectToFit(page: Page, name: string): Promise<void> {
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect.soft(tooWide, `${name}: sticks out`).toBeLessThanOrEqual(0);
  expect.soft(await findClippedTexts(page), `${name}: cut off`).toEqual([]);
}

/** The attribute is all that a theme is. */
async function paint(page: Page, theme: (typeof themes)[number]): Promise<void> {
  await page.locator('html').evaluate((element, look) => element.setAttribute('data-theme', look), theme);
}

async function squeeze(page: Page, name: string): Promise<void> {
  await page.setViewportSize(narrow);
  await settle(page);
  await expectToFit(page, `${name}, narrow`);
}

/** In English, all that does not hang on words or on direction. Which way the text runs changes no colour. */
async function examine(page: Page, name: string): Promise<void> {
  expect.soft(await faultsOf(page), name).toEqual([]);
  await paint(page, 'dark');
  expect.soft(await faultsOf(page, colours), `${name}, dark`).toEqual([]);
  await paint(page, 'light');
  await squeeze(page, name);
  expect.soft(await faultsOf(page), `${name}, narrow`).toEqual([]);
}

async function examineMirrored(page: Page, name: string): Promise<void> {
  expect.soft(await faultsOf(page), name).toEqual([]);
}

const serverTextCheck = createServerTextCheck();

async function expectTexts(page: Page, name: string): Promise<void> {
  const isOfServer = await serverTextCheck;
  const raw = (await findRawTexts(page)).filter(({ text }) => !isOfServer(text));
  expect.soft(raw, `${name}: neither of a catalogue nor marked as data`).toEqual([]);
  await squeeze(page, name);
}

interface Look {
  language: string;
  /** In how many tests its screens are shared, so that no worker is left with a long one. */
  parts: number;
  /** Languages that only bring other words share the screens among them: every second one, from the first or the next. */
  half?: 0 | 1;
  see?(page: Page, name: string): Promise<void>;
}

const made = 'made';
const looks: readonly Look[] = [
  { language: 'en', parts: 8, see: examine },
  { language: 'ar', parts: 5, see: examineMirrored },
  { language: 'de', parts: 3, see: squeeze },
  { language: made, parts: 3, see: expectTexts },
  { language: 'es', parts: 1, half: 0 },
  { language: 'fr', parts: 1, half: 1 },
  { language: 'hi', parts: 1, half: 0 },
  { language: 'ja', parts: 1, half: 1 },
  { language: 'zh', parts: 1, half: 0 },
];
/** Some thirty screens, on a busy machine. */
const mostMs = 180_000;

async function takePictures(page: Page, language: string, name: string): Promise<void> {
  for (const theme of themes) {
    await paint(page, theme);
    await page.screenshot({ path: `${pictures}${language}-${theme}/${name}.png`, fullPage: true });
  }
  await paint(page, 'light');
}

for (const { language, parts, half, see } of looks) {
  for (let part = 0; part < parts; part += 1) {
    test(`every screen in ${language}, part ${part + 1} of ${parts}`, async ({ page, stored }) => {
      test.setTimeout(mostMs);
      if (language === made) await speakPseudo(page);
      const code = language === made ? 'en' : language;
      await dress(page, code, 'light');
      const own = Object.entries(screens(stored))
        .filter((_, place) => half === undefined || place % 2 === half)
        .filter((_, place) => place % parts === part);
      for (const [name, address] of own) {
        await page.setViewportSize(wide);
        await page.goto(address);
        await settle(page);
        const html = page.locator('html');
        await expect.soft(html, name).toHaveAttribute('lang', code);
        await expect.soft(html, name).toHaveAttribute('dir', code === 'ar' ? 'rtl' : 'ltr');
        await expectWords(page, name);
        await expectToFit(page, name);
        if (isPictured) await takePictures(page, language, name);
        await see?.(page, name);
      }
    });
  }
}

for (const language of ['en', 'ar']) {
  test(`overlays in ${language}`, async ({ page }) => {
    await dress(page, language, 'light');
    await page.goto('/o/1/settings?tab=keys');
    await settle(page);
    await page.locator('.page-actions button').click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect.soft(await faultsOf(page), 'dialog').toEqual([]);
    await paint(page, 'dark');
    expect.soft(await faultsOf(page, colours), 'dialog, dark').toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.locator('.top .icon-button').last().click();
    await expect(page.getByRole('menu')).toBeVisible();
    expect.soft(await faultsOf(page, overThePage), 'menu, dark').toEqual([]);
    await paint(page, 'light');
    expect.soft(await faultsOf(page, colours), 'menu').toEqual([]);
  });

  plainTest(`signing in, in ${language}`, async ({ page }) => {
    await page.goto('/icon.svg');
    await page.evaluate((code) => localStorage.setItem('suite.language', code), language);
    await page.goto('/sign-in');
    await settle(page);
    await page.locator('button[type=submit]').click();
    await expect(page.locator('.field-error').first()).toBeVisible();
    expect.soft(await faultsOf(page)).toEqual([]);
    await paint(page, 'dark');
    expect.soft(await faultsOf(page, colours), 'dark').toEqual([]);
    if (isPictured) await takePictures(page, language, 'sign in');
  });
}

test('the looks see a raw text, a clipped one and a fault', async ({ page }) => {
  await speakPseudo(page);
  await dress(page, 'en', 'light');
  await page.goto('/o/1/settings');
  await settle(page);
  await page.evaluate(() => {
    const style = 'inline-size: 40px; overflow: hidden; white-space: nowrap; color: #ccc; background: #fff';
    document.querySelector('main h1')?.insertAdjacentHTML('afterend', `<p style="${style}">Planted words</p>`);
  });
  expect((await findRawTexts(page)).map(({ text }) => text)).toEqual(['Planted words']);
  expect(await findClippedTexts(page)).toEqual([expect.stringContaining('Planted words')]);
  expect(await faultsOf(page)).toEqual([expect.stringContaining('color-contrast')]);
  const planted = page.locator('main p', { hasText: 'Planted words' });
  await planted.evaluate((element) => (element.style.textOverflow = 'ellipsis'));
  await planted.hover();
  await expect(planted).toHaveAttribute('title', 'Planted words');
  expect(await findClippedTexts(page)).toEqual([]);
});

test('in a narrow window the navigation comes and goes', async ({ page }) => {
  await dress(page, 'en', 'light');
  await page.setViewportSize(narrow);
  await page.goto('/o/1');
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  const navigation = page.getByRole('navigation', { name: 'Main' });
  await expect(navigation).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(navigation).toBeHidden();
});

test('a change of language changes the page at once and for good', async ({ page }) => {
  await dress(page, 'en', 'light');
  await page.goto('/o/1/settings');
  await page.getByLabel('Language', { exact: true }).selectOption('ja');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('設定');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('設定');
  await dress(page, 'en', 'light');
});
