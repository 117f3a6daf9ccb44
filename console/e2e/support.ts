/// <reference types="node" />
import AxeBuilder from '@axe-core/playwright';
import type { APIRequestContext, BrowserContextOptions, Page } from '@playwright/test';
import { expect, request, test as plainTest } from '@playwright/test';

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
export const test = plainTest.extend<object, { session: SessionState; stored: Stored }>({
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
      const email = `owner-${workerIndex}-${Date.now()}@example.com`;
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
  stored: [
    async ({ session }, use, { project }) => {
      const { baseURL = '' } = project.use;
      const api = await request.newContext({ baseURL, storageState: session });
      await use(await findStored(api));
      await api.dispose();
    },
    { scope: 'worker' },
  ],
  storageState: ({ session }, use) => use(session),
});

async function ask(api: APIRequestContext, path: string, method = 'GET', data?: object): Promise<unknown> {
  const answer = await api.fetch(`/api/v1${path}`, { method, ...(data && { data }) });
  return answer.status() === 204 ? null : answer.json();
}

interface Stored {
  dataset: string;
  importId: number;
  modelId: number;
  seriesId: number;
  anomaliesId: number;
  groupsId: number;
  offersId: number;
  predictionId: string;
  workflowId: number;
  runId: string;
}

function itemsOf(answer: unknown): Record<string, unknown>[] {
  const items = typeof answer === 'object' && answer !== null && 'items' in answer ? answer.items : [];
  return Array.isArray(items) ? items : [];
}

function firstOf(answer: unknown): Record<string, unknown> {
  const items = typeof answer === 'object' && answer !== null && 'items' in answer ? answer.items : [];
  const first: unknown = Array.isArray(items) ? items[0] : undefined;
  if (typeof first !== 'object' || first === null) throw new Error('The list is empty.');
  return { ...first };
}

const wait = (id: string) => ({ id, type: 'delay', duration: { hours: 1 } });

/** A draft with every way in which steps hold each other, made once. */
async function createBranchyWorkflow(api: APIRequestContext): Promise<number> {
  const name = 'Every way to branch';
  const known = await ask(api, `/ai-analytics/workflows?search=${encodeURIComponent(name)}`);
  if (typeof known === 'object' && known !== null && 'items' in known && Array.isArray(known.items) && known.items[0]) {
    return Number(firstOf(known)['id']);
  }
  const made = await ask(api, '/ai-analytics/workflows', 'POST', {
    workflow_name: name,
    workflow_type: 'event_driven',
    trigger_conditions: { event_type: 'order_placed' },
    draft: true,
    workflow_steps: [
      {
        id: 'look',
        type: 'condition_check',
        conditions: [{ variable: 'amount', operator: 'between', value: [1, 5] }],
        // oxlint-disable-next-line unicorn/no-thenable -- the name that definitions have for it
        then: [wait('yes')],
      },
      {
        id: 'both',
        type: 'parallel',
        branches: [
          { id: 'one', steps: [wait('a')] },
          { id: 'two', steps: [] },
        ],
      },
      {
        id: 'each',
        type: 'loop',
        items: 'trigger.lines',
        steps: [{ id: 'say', type: 'notification', role: 'owner', message: 'One more' }],
      },
    ],
  });
  return Number(typeof made === 'object' && made !== null && 'id' in made ? made.id : undefined);
}

/** A run that waits for a decision, begun once. */
async function createWaitingRun(api: APIRequestContext): Promise<string> {
  const name = 'Waits for a person';
  const listing = `/ai-analytics/workflows?search=${encodeURIComponent(name)}`;
  await ask(api, '/ai-analytics/workflows', 'POST', {
    workflow_name: name,
    workflow_type: 'manual',
    workflow_steps: [
      { id: 'sum', type: 'script', input: {}, source: 'return { sum: 7560 }' },
      {
        id: 'ask',
        name: 'Ask the head of sales',
        type: 'approval_request',
        title: '15 percent for Acme?',
        message: 'The usual limit is ten percent.',
        approvers: { roles: ['owner'] },
        allow_self_approval: true,
        evidence: ['A customer for eleven years', { country: 'NO', orders: 41 }],
        form: [{ name: 'granted', label: 'Percent granted', type: 'number', required: true }],
        deadline_seconds: 86_400,
      },
    ],
  });
  // Whoever came first has made it.
  const workflow = String(firstOf(await ask(api, listing))['id']);
  const begun = { input: {}, idempotency_key: 'once' };
  const started = await ask(api, `/ai-analytics/workflows/${workflow}/runs`, 'POST', begun);
  return typeof started === 'object' && started !== null && 'run_id' in started ? String(started.run_id) : '';
}

/** What the whole path has left behind on the server. */
export async function findStored(api: APIRequestContext): Promise<Stored> {
  const models = itemsOf(await ask(api, '/ai-analytics/models?limit=200'));
  const idOf = (type: string) => Number(models.find((model) => model['model_type'] === type)?.['id'] ?? 0);
  const modelId = idOf('classification');
  const prediction = firstOf(await ask(api, `/ai-analytics/predictions?model_id=${modelId}`));
  const imported = firstOf(await ask(api, '/data/imports?dataset=customers'));
  return {
    dataset: 'customers',
    importId: Number(imported['id']),
    modelId,
    seriesId: idOf('forecasting'),
    anomaliesId: idOf('anomaly_detection'),
    groupsId: idOf('clustering'),
    offersId: idOf('recommendations'),
    predictionId: String(prediction['prediction_id']),
    workflowId: await createBranchyWorkflow(api),
    runId: await createWaitingRun(api),
  };
}

/** Every screen of the console, as an address. */
export function screens({
  dataset,
  importId,
  modelId,
  seriesId,
  anomaliesId,
  groupsId,
  offersId,
  predictionId,
  workflowId,
  runId,
}: Stored): Record<string, string> {
  return {
    home: '/o/1',
    datasets: '/o/1/datasets',
    'dataset columns': `/o/1/datasets/${dataset}`,
    'dataset profile': `/o/1/datasets/${dataset}?tab=profile`,
    'dataset column': `/o/1/datasets/${dataset}?tab=profile&column=monthly_charges`,
    'dataset quality': `/o/1/datasets/${dataset}?tab=quality`,
    'dataset records': `/o/1/datasets/${dataset}?tab=records&sort=-monthly_charges`,
    'dataset imports': `/o/1/datasets/${dataset}?tab=imports`,
    'new import': '/o/1/imports/new',
    import: `/o/1/imports/${importId}`,
    questions: `/o/1/query?dataset=${dataset}&by=["contract"]&view=table`,
    'questions over time': `/o/1/query?dataset=${dataset}&time=signed_up&grain=month`,
    'questions in SQL': '/o/1/query?tab=sql',
    outlook: '/o/1/outlook',
    'outlook of stock': '/o/1/outlook?about=stock&status=order_now&class=A',
    models: '/o/1/models',
    'new model': `/o/1/models/new?dataset=${dataset}&target=churned`,
    model: `/o/1/models/${modelId}`,
    playground: `/o/1/models/${modelId}/try?prediction=${predictionId}`,
    'playground table': `/o/1/models/${modelId}/try?prediction=${predictionId}&why=table`,
    predictions: `/o/1/models/${modelId}/predictions`,
    batches: `/o/1/models/${anomaliesId}/batches`,
    watch: `/o/1/models/${modelId}/watch`,
    compare: `/o/1/models/${modelId}/compare`,
    'new series': `/o/1/models/new?dataset=${dataset}&goal=series`,
    'new offers': `/o/1/models/new?dataset=${dataset}&goal=offers`,
    series: `/o/1/models/${seriesId}?view=table`,
    'series ahead': `/o/1/models/${seriesId}/try`,
    anomalies: `/o/1/models/${anomaliesId}`,
    'unusual row': `/o/1/models/${anomaliesId}/try`,
    groups: `/o/1/models/${groupsId}`,
    offers: `/o/1/models/${offersId}`,
    'offers to somebody': `/o/1/models/${offersId}/try`,
    runs: '/o/1/runs',
    'no runs': '/o/1/runs?status=paused&period=24h',
    run: `/o/1/runs/${runId}`,
    'run table': `/o/1/runs/${runId}?view=table&step=sum`,
    approvals: '/o/1/approvals',
    'decided approvals': '/o/1/approvals?show=decided',
    workflows: '/o/1/workflows',
    'new workflow': '/o/1/workflows?add=true',
    'workflow graph': `/o/1/workflows/${workflowId}`,
    'workflow outline': `/o/1/workflows/${workflowId}?view=outline&step=look&panel=history`,
    'workflow JSON': `/o/1/workflows/${workflowId}?view=json&panel=backtest`,
    'workflow test': `/o/1/workflows/${workflowId}?step=look&tab=test&panel=try`,
    inbox: '/o/1/inbox',
    'inbox archive': '/o/1/inbox?state=archived',
    settings: '/o/1/settings',
    security: '/o/1/settings?tab=security',
    preferences: '/o/1/settings?tab=notifications',
    organization: '/o/1/settings?tab=organization',
    'audit log': '/o/1/settings?tab=audit',
    credentials: '/o/1/settings?tab=credentials',
    webhooks: '/o/1/settings?tab=webhooks',
    'API keys': '/o/1/settings?tab=keys',
    members: '/o/1/settings?tab=members',
    plan: '/o/1/settings?tab=plan',
    'forgotten password': '/forgotten-password',
    'new password': '/reset-password#link',
    'second factor': '/second-factor',
    'not there': '/o/1/models/999999',
  };
}

/** Waits until nothing more is to come: texts, fonts and figures. */
export async function settle(page: Page): Promise<void> {
  // Beneath an open dialog it has no role. Where the page itself has failed, its heading is for screen readers only.
  await expect(page.locator('h1:not(.hidden-visually)').first()).toBeVisible();
  await expect(page.locator('.skeleton')).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
}

export async function dress(page: Page, language: string, theme: 'light' | 'dark'): Promise<void> {
  // Any document of the server will do, and a picture comes at once.
  if (page.url() === 'about:blank') await page.goto('/icon.svg');
  await page.evaluate(
    ([code, look]) => {
      localStorage.setItem('suite.language', code);
      localStorage.setItem('suite.theme', look);
    },
    [language, theme] as const,
  );
  await ask(page.request, '/session', 'PATCH', { language });
}

export const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds wrong with the page as it stands. */
export async function faultsOf(page: Page, choose = (axe: AxeBuilder) => axe.withTags(standards)): Promise<string[]> {
  // Half a megabyte of script: once for each page is enough.
  const isThere = await page.evaluate(() => 'axe' in window);
  const builder = new AxeBuilder({ page, ...(isThere && { axeSource: 'void 0' }) });
  // No page of ours has frames, for whose sake the builder opens a second page and gathers all that is right.
  const axe = builder.options({ resultTypes: ['violations'] }).setLegacyMode();
  const { violations } = await choose(axe).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
