import type { APIRequestContext, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { faultsOf, settle, test } from './support.ts';

const api = '/api/v1';

async function post(request: APIRequestContext, path: string, data: object | string): Promise<Record<string, unknown>> {
  const headers = typeof data === 'string' ? { 'content-type': 'text/csv' } : {};
  const answer = await request.post(`${api}${path}`, { data, headers });
  expect(answer.ok(), await answer.text()).toBe(true);
  return answer.json();
}

async function awaitJob(request: APIRequestContext, id: unknown): Promise<void> {
  const status = async () => {
    const answer = await request.get(`${api}/jobs/${String(id)}`);
    const job: { status: string } = await answer.json();
    return job.status;
  };
  await expect.poll(status, { timeout: 60_000, intervals: [200] }).toBe('succeeded');
}

async function importRows(request: APIRequestContext, dataset: string, rows: readonly string[]): Promise<void> {
  const started = await post(request, `/data/datasets/${dataset}/imports`, `${rows.join('\n')}\n`);
  await awaitJob(request, started['job_id']);
}

async function serve(request: APIRequestContext, definition: object): Promise<number> {
  const id = Number((await post(request, '/ai-analytics/models', { algorithm: 'auto', ...definition }))['id']);
  const training = await post(request, `/ai-analytics/models/${id}/train`, {});
  await awaitJob(request, training['job_id']);
  await post(request, `/ai-analytics/models/${id}/deploy`, { monitoring_enabled: true });
  return id;
}

/** 0 to 1, the same at every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

const next = random(7);
/** The same file is not taken twice into a dataset, so each run has its own. */
const run = Date.now().toString(36);
const names = {
  payments: `payments_${run}`,
  people: `people_${run}`,
  visits: `visits_${run}`,
  baskets: `baskets_${run}`,
};

const payments = Array.from({ length: 400 }, (_, row) =>
  row % 40 === 39 ? `p${row},${900 + Math.round(90 * next())},3` : `p${row},${80 + Math.round(40 * next())},12`,
);
const people = Array.from({ length: 180 }, (_, row) =>
  row % 3 === 0 ? `c${row},${190 + Math.round(20 * next())},4` : `c${row},${15 + Math.round(10 * next())},24`,
);
const visits = Array.from({ length: 90 }, (_, day) => {
  const date = new Date(Date.UTC(2026, 0, 5 + day)).toISOString().slice(0, 10);
  return `${date},${100 + 20 * (day % 7) + Math.round(3 * next())}`;
});
const baskets = Array.from({ length: 60 }, (_, who) =>
  Array.from({ length: 6 }, () => `u${who},a${10 * (who % 3) + Math.floor(10 * next())}`),
).flat();

async function expectSound(page: Page): Promise<void> {
  await settle(page);
  expect(await faultsOf(page)).toEqual([]);
}

test('groups are made by the form, and the card says what sets them apart', async ({ page }) => {
  await importRows(page.request, names.people, ['person,spend,visits', ...people]);
  await page.goto(`/o/1/models/new?dataset=${names.people}`);
  await page.getByText('Which groups there are').click();
  await expect(page).toHaveURL(/goal=segments/);
  await expectSound(page);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByText(/The rows fall into \d groups/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('Group 0')).toBeVisible();
  await page.getByRole('button', { name: 'Deploy' }).click();
  await page.getByRole('link', { name: 'Try it' }).first().click();
  await page.getByRole('button', { name: 'Example' }).click();
  await page.getByRole('button', { name: 'Predict' }).click();
  await expect(page.getByText(/nearness/i)).toBeVisible();
  await expectSound(page);
});

test('a series is told ahead with its interval, as a picture and as a table', async ({ page }) => {
  await importRows(page.request, names.visits, ['date,visits', ...visits]);
  const id = await serve(page.request, {
    model_name: 'Visits ahead',
    model_type: 'forecasting',
    target_column: 'visits',
    training_data_source: { dataset: names.visits, time_column: 'date' },
  });
  await page.goto(`/o/1/models/${id}/try`);
  await page.getByLabel('Periods').fill('14');
  await page.getByRole('button', { name: 'Tell' }).click();
  await expect(page.getByText(/Periods ahead: 14/)).toBeVisible();
  await expect(page.getByRole('slider')).toBeVisible();
  await expectSound(page);
  await page.getByRole('link', { name: 'Score' }).click();
  await page.getByRole('button', { name: 'Show as a table' }).click();
  await expect(page).toHaveURL(/view=table/);
  await expect(page.getByRole('rowheader', { name: /Apr 5, 2026/ })).toBeVisible();
  await expectSound(page);
});

test('unusual rows are found in the data, and one of them is explained', async ({ page }) => {
  await importRows(page.request, names.payments, ['payment,amount,hour', ...payments]);
  const id = await serve(page.request, {
    model_name: 'Unusual payments',
    model_type: 'anomaly_detection',
    feature_columns: ['amount', 'hour'],
    training_data_source: { dataset: names.payments },
    training_options: { contamination: 0.02 },
  });
  await page.goto(`/o/1/models/${id}`);
  await page.getByRole('button', { name: 'Look through the data' }).click();
  await expect(page.getByText(/Unusual: \d+ of 400/)).toBeVisible({ timeout: 30_000 });
  await expectSound(page);
  await page.getByRole('link', { name: 'Batches' }).click();
  await page.getByRole('link', { name: /20\d\d/ }).click();
  await expect(page.getByText('Scored: 400; left out: 0')).toBeVisible();
  await page.goto(`/o/1/models/${id}/try`);
  await page.getByLabel('amount').fill('960');
  await page.getByLabel('hour').fill('3');
  await page.getByRole('button', { name: 'Predict' }).click();
  await expect(page.getByText('Was it really unusual?')).toBeVisible();
});

test('offers are made to somebody by name; the watch looks at once', async ({ page }) => {
  await importRows(page.request, names.baskets, ['customer,article', ...baskets]);
  const id = await serve(page.request, {
    model_name: 'Offers',
    model_type: 'recommendations',
    feature_columns: ['customer', 'article'],
    training_data_source: { dataset: names.baskets },
  });
  await page.goto(`/o/1/models/${id}/try`);
  await page.getByRole('button', { name: 'Recommend' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: /a\d+/ }).first()).toBeVisible();
  await page.goto(`/o/1/models/${id}/watch`);
  await page.getByRole('button', { name: 'Look now' }).click();
  await expect(page.getByText('Is it asked as often?')).toBeVisible({ timeout: 30_000 });
  await expectSound(page);
});
