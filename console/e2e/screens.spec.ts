import type AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test as plainTest } from '@playwright/test';
import { dress, faultsOf, findStored, screens, settle, standards, test } from './support.ts';

const languages = ['en', 'es', 'fr', 'de', 'hi', 'ja', 'zh', 'ar'];
const themes = ['light', 'dark'] as const;
/** Every screen in both themes is examined by axe in these, and pictured in those. */
const examined = new Set(['en', 'ar']);
const pictured = new Set(['en', 'ar', 'ja']);
const pictures = new URL('../../.data/screenshots/', import.meta.url).pathname;
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
}

/** Some thirty screens, on a busy machine. */
const mostMs = 180_000;
/** Longer words than English and another script: every screen. Of the other languages two at a time share the screens. */
const whole = new Set([...examined, 'de', 'ja']);
const shareOf: Record<string, number> = { es: 0, hi: 0, fr: 1, zh: 1 };
const isSeen = (language: string, place: number) => whole.has(language) || place % 2 === shareOf[language];

/** Screens are shared among tests, so that no worker is left with a long one: axe takes seconds a page. */
const shares = languages.flatMap((language) => {
  const parts = examined.has(language) ? 10 : whole.has(language) ? 2 : 1;
  return Array.from({ length: parts }, (_, part) => ({ language, part, parts }));
});

for (const { language, part, parts } of shares) {
  test(`every screen in ${language}${parts > 1 ? `, part ${part + 1} of ${parts}` : ''}`, async ({ page }) => {
    test.setTimeout(mostMs);
    const all = Object.entries(screens(await findStored(page)));
    await dress(page, language, 'light');
    const own = all.filter((_, place) => isSeen(language, place)).filter((_, place) => place % parts === part);
    for (const [name, address] of own) {
      await page.goto(address);
      await settle(page);
      const html = page.locator('html');
      await expect.soft(html, name).toHaveAttribute('lang', language);
      await expect.soft(html, name).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
      await expectWords(page, name);
      await expectToFit(page, name);
      for (const theme of themes) {
        // The attribute is all that a theme is.
        await html.evaluate((element, look) => element.setAttribute('data-theme', look), theme);
        // Which way the text runs changes no colour, so one language is enough for the other theme.
        if (examined.has(language) && (theme === 'light' || language === 'en')) {
          const faults = await (theme === 'light' ? faultsOf(page) : faultsOf(page, colours));
          expect.soft(faults, `${name}, ${theme}`).toEqual([]);
        }
        if (pictured.has(language)) {
          await page.screenshot({ path: `${pictures}${language}-${theme}/${name}.png`, fullPage: true });
        }
      }
    }
  });
}

for (const language of examined) {
  test(`overlays in ${language}`, async ({ page }) => {
    for (const theme of themes) {
      await dress(page, language, theme);
      await page.goto('/o/1/settings?tab=keys');
      await settle(page);
      await page.locator('.page-actions button').click();
      await expect(page.getByRole('dialog')).toBeVisible();
      expect.soft(await faultsOf(page), `dialog, ${theme}`).toEqual([]);
      await page.keyboard.press('Escape');
      await page.locator('.top .icon-button').last().click();
      await expect(page.getByRole('menu')).toBeVisible();
      expect.soft(await faultsOf(page, overThePage), `menu, ${theme}`).toEqual([]);
    }
    await dress(page, 'en', 'light');
  });

  plainTest(`signing in, in ${language}`, async ({ page }) => {
    await page.goto('/sign-in');
    await page.evaluate((code) => localStorage.setItem('suite.language', code), language);
    await page.reload();
    await settle(page);
    await page.locator('button[type=submit]').click();
    for (const theme of themes) {
      await page.locator('html').evaluate((element, look) => element.setAttribute('data-theme', look), theme);
      expect.soft(await faultsOf(page), theme).toEqual([]);
      await page.screenshot({ path: `${pictures}${language}-${theme}/sign in.png` });
    }
  });
}

const narrow = { width: 390, height: 844 };
const narrowParts = 8;

for (let part = 0; part < narrowParts; part += 1) {
  test(`in a narrow window nothing sticks out, part ${part + 1} of ${narrowParts}`, async ({ page }) => {
    test.setTimeout(mostMs);
    const all = Object.entries(screens(await findStored(page)));
    await dress(page, 'de', 'light');
    await page.setViewportSize(narrow);
    for (const [name, address] of all.filter((_, place) => place % narrowParts === part)) {
      await page.goto(address);
      await settle(page);
      await expectToFit(page, name);
      expect.soft(await faultsOf(page), name).toEqual([]);
    }
  });
}

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
