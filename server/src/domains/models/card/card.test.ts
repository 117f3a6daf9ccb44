import assert from 'node:assert/strict';
import { test } from 'node:test';
import { churnCsv } from '../../../../test/support/churn-csv.ts';
import { createModel, deploy, importCsv, makeDeployedModel, train } from '../../../../test/support/model-steps.ts';
import { salesCsv } from '../../../../test/support/sales-csv.ts';
import { createTestApp } from '../../../../test/support/test-app.ts';
import { toMarkdown } from './card-markdown.ts';

const suite = await createTestApp({ work: true });
const shop = await suite.createOrganization('Shop');
const { key } = shop;
await importCsv(suite, shop, 'churn', churnCsv(400));
await importCsv(suite, shop, 'monthly_sales', salesCsv());
const churn = await makeDeployedModel(suite, shop, {
  model_name: 'Who | leaves',
  model_type: 'classification',
  feature_columns: ['tenure', 'plan'],
  target_column: 'churned',
  purpose: 'customer_churn',
  description: 'For the *retention* team.\nAsk them first.',
});
const getCard = (id: number, headers: Record<string, string> = {}, query = '') =>
  suite.call('GET', `ai-analytics/models/${id}/card${query}`, { key, headers });
const sectionOf = ({ body }: { body: any }, name: string) => body.sections.find(({ key: each }: any) => each === name);

test('a card tells what the version’s receipt says', async () => {
  const card = await getCard(churn.id);
  const { body: receipt } = await suite.call('GET', `ai-analytics/models/${churn.id}/versions/1`, { key });
  assert.equal(card.status, 200);
  assert.match(card.body.title, /Who \| leaves.*version 1/);
  const text = (name: string) =>
    sectionOf(card, name)
      .paragraphs.join(' ')
      .replace(/[\u2066-\u2069]/g, '');
  assert.match(text('purpose'), /the class of “churned” from 2 features.*false, true.*customer_churn.*retention/s);
  assert.match(text('data'), new RegExp(`“churn”, from 400 rows.*${receipt.validation_rows} rows chosen at random`));
  assert.match(text('data'), new RegExp(receipt.data_snapshot_hash));
  assert.match(text('training'), new RegExp(receipt.artifact_sha256));
  assert.match(text('metrics'), /clearly better than a naive guess/);
  assert.match(text('calibration'), /off by 0\.\d/);
  const { rows } = sectionOf(card, 'metrics').table;
  assert.deepEqual(
    rows.map(([metric]: string[]) => metric),
    Object.keys(receipt.metrics),
  );
  const [, accuracy] = rows.find(([metric]: string[]) => metric === 'accuracy');
  assert.ok(Math.abs(Number(accuracy) - receipt.metrics.accuracy) < 0.001);
  assert.equal(sectionOf(card, 'features').table.rows.length, 2);
  assert.deepEqual(sectionOf(card, 'deployments').table.rows.length, 1);
  assert.ok(!card.text.includes('fair'), 'nothing of fairness was computed');
});

test('what was not measured is left out', async () => {
  const sales = await makeDeployedModel(suite, shop, {
    model_type: 'forecasting',
    feature_columns: ['previous_month_sales', 'marketing_spend', 'seasonality'],
    target_column: 'next_month_sales',
  });
  const card = await getCard(sales.id);
  assert.match(sectionOf(card, 'calibration').paragraphs[0], /true value in \d+%/);
  assert.match(sectionOf(card, 'data').paragraphs[1], /the latest .* rows by/);
  assert.equal(sectionOf(card, 'limits').paragraphs.length, 1);
});

test('a forced deployment stands in the card with its reason', async () => {
  const coins = Array.from({ length: 200 }, (_, row) => `${(row * 7919) % 1000},${(row * 104_729) % 97 < 48}`);
  await importCsv(suite, shop, 'coins', `number,heads\n${coins.join('\n')}\n`);
  const toss = { model_type: 'classification', feature_columns: ['number'], target_column: 'heads' };
  const { id } = await createModel(suite, shop, toss);
  assert.equal((await getCard(id)).body.code, 'model_not_trained');
  await train(suite, shop, id);
  assert.equal(sectionOf(await getCard(id), 'deployments'), undefined);
  await deploy(suite, shop, id, { force: true, reason: 'A demonstration' });
  const card = await getCard(id);
  assert.match(sectionOf(card, 'metrics').paragraphs[0], /not clearly better/);
  const [[, step, by, reason]] = sectionOf(card, 'deployments').table.rows;
  assert.deepEqual(
    [step, by, reason],
    ['Deployed by force, past the baseline', 'An API key or the product itself', 'A demonstration'],
  );
  assert.equal((await getCard(id, {}, '?version=7')).body.code, 'version_not_found');
});

for (const language of ['en', 'es', 'fr', 'de', 'hi', 'ja', 'zh', 'ar']) {
  test(`a card is read as Markdown in ${language}`, async () => {
    const { status, headers, text } = await getCard(churn.id, { accept: 'text/markdown', 'accept-language': language });
    assert.equal(status, 200);
    assert.equal(headers['content-type'], 'text/markdown; charset=utf-8');
    assert.match(text, /^# .*Who \\\| leaves/);
    assert.equal(text.match(/^## /gm)?.length, 8);
    assert.ok(text.includes('\\*retention\\* team. Ask'));
    assert.ok(!/\{|models\./.test(text), text);
    for (const line of text.split('\n').filter((each) => each.startsWith('|'))) {
      assert.match(line, /^\|( [^|]*(?:\\\|[^|]*)* \|){4}$/, line);
    }
    if (language !== 'en') assert.ok(!text.includes('Purpose'));
  });
}

test('what people write cannot become a heading, a link, a list or HTML', () => {
  const odd = ['# a', '- b', '1. c', '[d](https://e)', '<f>', '| g', '`h`', '&lt;'];
  const table = { columns: ['x'], rows: odd.map((each) => [each]) };
  const section = { key: 's', title: 's', paragraphs: odd, table };
  const text = toMarkdown({ model_id: 1, version: 1, language: 'en', title: 't', sections: [section] });
  assert.ok(!/^(?:# a|- b|1\. c)|[^\\][[<`]|&lt;/m.test(text), text);
});
