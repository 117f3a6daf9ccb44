/// <reference types="node" />
import AxeBuilder from '@axe-core/playwright';
import { type BrowserContextOptions, expect, type Page, request, test as plainTest } from '@playwright/test';

export const owner = {
  email: process.env['SUITE_EMAIL'] ?? 'owner@example.com',
  password: process.env['SUITE_PASSWORD'] ?? '',
};

export const customersCsv = new URL('fixtures/customers.csv', import.meta.url).pathname;

export async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in');
  await page.locator('input[type=email]').fill(owner.email);
  await page.locator('input[autocomplete=current-password]').fill(owner.password);
  await page.locator('button[type=submit]').click();
  await page.waitForURL(/\/o\/\d+/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

type SessionState = Exclude<BrowserContextOptions['storageState'], string | undefined>;

/** A test whose browser is signed in already, as an owner of this worker's own: a language is kept with its user. */
export const test = plainTest.extend<object, { session: SessionState }>({
  session: [
    // oxlint-disable-next-line eslint/no-empty-pattern -- Playwright reads from the pattern that nothing is asked for
    async ({}, use, { project, parallelIndex, workerIndex }) => {
      const { baseURL = '' } = project.use;
      const inviter = await request.newContext({ baseURL });
      const call = async (path: string, data: object): Promise<Record<string, unknown>> => {
        const answer = await inviter.post(`/api/v1${path}`, { data });
        expect(answer.ok(), await answer.text()).toBe(true);
        return answer.json();
      };
      await call('/session', owner);
      const email = `owner-${workerIndex}@example.com`;
      const { token } = await call('/tenancy/invitations', { email, role: 'owner' });
      const guest = await request.newContext({ baseURL });
      const data = { token, name: `Owner ${parallelIndex + 2}`, password: owner.password };
      const joined = await guest.post('/api/v1/tenancy/invitations/accept', { data });
      expect(joined.ok(), await joined.text()).toBe(true);
      await use(await guest.storageState());
      await Promise.all([inviter.dispose(), guest.dispose()]);
    },
    { scope: 'worker' },
  ],
  storageState: ({ session }, use) => use(session),
});

/** Asks the server from inside of the page, with its session. */
async function ask(page: Page, path: string, method = 'GET', body?: object): Promise<unknown> {
  if (page.url() === 'about:blank') await page.goto('/o/1/settings');
  return page.evaluate(
    async ([address, verb, json]) => {
      const headers = { 'content-type': 'application/json' };
      const response = await fetch(`/api/v1${address}`, { method: verb, ...(json && { headers, body: json }) });
      return response.status === 204 ? null : response.json();
    },
    [path, method, body === undefined ? '' : JSON.stringify(body)] as const,
  );
}

interface Stored {
  dataset: string;
  importId: number;
  modelId: number;
  predictionId: string;
}

function firstOf(answer: unknown): Record<string, unknown> {
  const items = typeof answer === 'object' && answer !== null && 'items' in answer ? answer.items : [];
  const first: unknown = Array.isArray(items) ? items[0] : undefined;
  if (typeof first !== 'object' || first === null) throw new Error('The list is empty.');
  return { ...first };
}

/** What the whole path has left behind on the server. */
export async function findStored(page: Page): Promise<Stored> {
  const model = firstOf(await ask(page, '/ai-analytics/models'));
  const prediction = firstOf(await ask(page, '/ai-analytics/predictions'));
  const imported = firstOf(await ask(page, '/data/imports?dataset=customers'));
  return {
    dataset: 'customers',
    importId: Number(imported['id']),
    modelId: Number(model['id']),
    predictionId: String(prediction['prediction_id']),
  };
}

/** Every screen of the console, as an address. */
export function screens({ dataset, importId, modelId, predictionId }: Stored): Record<string, string> {
  return {
    home: '/o/1',
    datasets: '/o/1/datasets',
    'dataset columns': `/o/1/datasets/${dataset}`,
    'dataset rows': `/o/1/datasets/${dataset}?tab=rows`,
    'dataset imports': `/o/1/datasets/${dataset}?tab=imports`,
    'new import': '/o/1/imports/new',
    import: `/o/1/imports/${importId}`,
    models: '/o/1/models',
    'new model': `/o/1/models/new?dataset=${dataset}&target=churned`,
    model: `/o/1/models/${modelId}`,
    playground: `/o/1/models/${modelId}/try?prediction=${predictionId}`,
    'playground table': `/o/1/models/${modelId}/try?prediction=${predictionId}&why=table`,
    predictions: `/o/1/models/${modelId}/predictions`,
    settings: '/o/1/settings',
    'API keys': '/o/1/settings?tab=keys',
    members: '/o/1/settings?tab=members',
    plan: '/o/1/settings?tab=plan',
    'not there': '/o/1/models/999999',
  };
}

/** Waits until nothing more is to come: texts, fonts and figures. */
export async function settle(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('.skeleton')).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
}

export async function dress(page: Page, language: string, theme: 'light' | 'dark'): Promise<void> {
  if (page.url() === 'about:blank') await page.goto('/o/1/settings');
  await page.evaluate(
    ([code, look]) => {
      localStorage.setItem('suite.language', code);
      localStorage.setItem('suite.theme', look);
    },
    [language, theme] as const,
  );
  await ask(page, '/session', 'PATCH', { language });
}

export const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds wrong with the page as it stands. */
export async function faultsOf(page: Page, choose = (axe: AxeBuilder) => axe.withTags(standards)): Promise<string[]> {
  const { violations } = await choose(new AxeBuilder({ page })).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
