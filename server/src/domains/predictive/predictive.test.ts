import assert from 'node:assert/strict';
import { test } from 'node:test';
import Value from 'typebox/value';
import { createTestApp } from '../../../test/support/test-app.ts';
import { demandRequest, demandResult } from './demand/demand.schema.ts';
import { revenueRequest, revenueResult } from './revenue/revenue.schema.ts';

const suite = await createTestApp({ work: true });
const shop = await suite.createOrganization();
const bare = await suite.createOrganization('Bare');

const DAY_MS = 86_400_000;
const today = Math.floor(Date.now() / DAY_MS);
const dateOf = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10);

async function upload(key: string, dataset: string, lines: string[]): Promise<void> {
  const started = await suite.call('POST', `data/datasets/${dataset}/imports`, {
    key,
    body: `${lines.join('\n')}\n`,
    headers: { 'content-type': 'text/csv' },
  });
  assert.equal(started.status, 202, started.text);
  const job = await suite.awaitJob(started.body.job_id, key);
  assert.deepEqual([job.status, job.result?.rows_rejected], ['succeeded', 0], JSON.stringify(job));
}

/** 500 days of two orders a day in two regions; Saturdays sell twice as much. */
const orders = ['order_id,customer_id,ordered_at,channel,region,status,promotion,amount,currency'];
const requests = ['request_id,opened_at,queue,first_response_minutes'];
for (let k = 500; k >= 1; k -= 1) {
  const day = today - k;
  const amount = (day % 7 === 2 ? 200 : 100) + (k % 5);
  orders.push(`${2 * k},1,${dateOf(day)}T10:00:00Z,web,North,completed,,${amount},EUR`);
  orders.push(`${2 * k + 1},2,${dateOf(day)}T15:00:00Z,shop,South,completed,,${amount / 2},EUR`);
  orders.push(`${100_000 + k},2,${dateOf(day)}T16:00:00Z,shop,South,cancelled,,9999,EUR`);
  for (let n = 0; n < 6 + (k % 3); n += 1) {
    requests.push(`${k * 100 + n},${dateOf(day)}T${String(9 + (n % 6)).padStart(2, '0')}:10:00Z,desk,${10 + 10 * n}`);
  }
}
await upload(shop.key, 'orders', orders);
await upload(shop.key, 'service_requests', requests);

const ask = (key: string, body: object, headers: Record<string, string> = {}) =>
  suite.call('POST', 'ai-analytics/predictive', { key, body: { wait_seconds: 30, ...body }, headers });

test('revenue is forecast in total and by region, and the regions sum to the total', async () => {
  const { status, body, text } = await ask(shop.key, {
    kind: 'revenue_forecast',
    parameters: { grain: 'week', horizon: 4, dimension: 'region' },
  });
  assert.equal(status, 200, text);
  assert.ok(
    Value.Check(revenueResult, body.result),
    JSON.stringify([...Value.Errors(revenueResult, body.result)].slice(0, 3)),
  );
  const { forecast, by, total, currency, history } = body.result;
  assert.equal(currency, 'EUR');
  assert.equal(forecast.length, 4);
  // Cancelled orders count nothing: eight hundred and so many by the week, in the North two thirds of what it is in all.
  const usual = 8 * 102 * 1.5;
  for (const [h, each] of forecast.entries()) {
    assert.ok(Math.abs(each.revenue - usual) < 0.05 * usual, `${each.revenue} against ${usual}`);
    const parts = by.parts.reduce((sum: number, part: any) => sum + part.forecast[h].revenue, 0);
    assert.ok(Math.abs(parts - each.revenue) < 0.01);
    const components = Object.values<number>(each.components).reduce((sum, value) => sum + value, 0);
    assert.ok(Math.abs(components - each.revenue) < 0.05);
  }
  assert.ok(Math.abs(forecast.reduce((sum: number, each: any) => sum + each.revenue, 0) - total.revenue) < 0.01);
  assert.deepEqual(by.parts.map(({ value }: any) => value).toSorted(), ['North', 'South']);
  assert.ok(history.to < dateOf(today));
  assert.match(body.summary[0], /€/);
  assert.ok(body.notes.length > 0);
});

test('the same question over unchanged data has the same answer, until it is asked for anew or the data changes', async () => {
  const question = { kind: 'revenue_forecast', parameters: { grain: 'week', horizon: 2 } };
  const first = await ask(shop.key, question);
  const again = await ask(shop.key, question);
  assert.deepEqual([again.status, again.body.id], [200, first.body.id]);
  const anew = await ask(shop.key, { ...question, fresh: true });
  assert.notEqual(anew.body.id, first.body.id);
  assert.deepEqual(anew.body.result, first.body.result);
  const other = await ask(shop.key, { ...question, parameters: { grain: 'week', horizon: 3 } });
  assert.ok(other.body.id > anew.body.id);
});

test('who asks the same while it is under way waits for the same', async () => {
  const question = { kind: 'revenue_forecast', parameters: { grain: 'day', horizon: 7 }, wait_seconds: 0 };
  const first = await ask(shop.key, question);
  assert.equal(first.status, 202, first.text);
  const second = await ask(shop.key, { ...question, wait_seconds: 30 });
  assert.deepEqual([second.status, second.body.id], [200, first.body.analysis_id]);
});

test('what takes longer than was waited is a job, whose answer is read afterwards in the reader’s language', async () => {
  const started = await ask(shop.key, {
    kind: 'service_demand',
    parameters: { handling_minutes: 12, wage_per_hour: 20 },
    wait_seconds: 0,
  });
  assert.equal(started.status, 202, started.text);
  const job = await suite.awaitJob(started.body.job_id, shop.key);
  assert.deepEqual(
    [job.status, job.result],
    ['succeeded', { analysis_id: started.body.analysis_id, kind: 'service_demand' }],
  );
  const read = (language: string) =>
    suite.call('GET', `ai-analytics/predictive/${started.body.analysis_id}`, {
      key: shop.key,
      headers: { 'accept-language': language },
    });
  const german = await read('de');
  const english = await read('en');
  assert.deepEqual(german.body.result, english.body.result);
  assert.match(german.body.summary[0], /Anfragen/);
  assert.match(english.body.summary[0], /requests/);
  assert.ok(Value.Check(demandResult, english.body.result));
  const { dates, staffing, recent, opening_hours: opening } = english.body.result;
  assert.equal(dates.length, 28);
  for (const { requests: count } of dates) assert.ok(Math.abs(count - 7) < 1, String(count));
  assert.deepEqual(opening.hours[0], { weekday: 'monday', from: 9, to: 15 });
  assert.equal(staffing.cost, Math.round((staffing.staff_hours / 0.7) * 20 * 100) / 100);
  // 10, 20 and 30 minutes of the 6, 7 or 8 requests of a day.
  assert.ok(Math.abs(recent.share - 3 / 7) < 0.01, String(recent.share));
  const faster = staffing.alternatives.find((each: any) => each.within_minutes === 7.5);
  assert.ok(faster.staff_hours >= staffing.staff_hours);
});

test('a missing dataset, a missing column and too short a past are refused in words', async () => {
  const none = await ask(bare.key, { kind: 'revenue_forecast' });
  assert.deepEqual([none.status, none.body.code], [422, 'data_missing']);
  assert.match(none.body.detail, /no dataset “orders”.*ordered_at, amount.*sample company/);
  await upload(bare.key, 'orders', [
    'order_id,ordered_at,amount',
    `1,${dateOf(today - 3)}T10:00:00Z,5`,
    `2,${dateOf(today - 2)}T10:00:00Z,5`,
  ]);
  const short = await ask(bare.key, { kind: 'revenue_forecast' });
  assert.deepEqual([short.status, short.body.code], [422, 'data_too_small']);
  assert.match(short.body.detail, /0 whole months.*at least 12/);
  const lacking = await ask(bare.key, { kind: 'revenue_forecast', parameters: { dimension: 'region' } });
  assert.deepEqual([lacking.status, lacking.body.code], [422, 'data_missing']);
  assert.match(lacking.body.detail, /lacks these columns: .*region/);
  const { body } = await suite.call('GET', 'ai-analytics/predictive', { key: bare.key });
  assert.deepEqual(
    body.items.map(({ status }: any) => status),
    ['failed'],
  );
  const failed = await suite.call('GET', `ai-analytics/predictive/${body.items[0].id}`, { key: bare.key });
  assert.equal(failed.body.error.code, 'data_too_small');
});

test('several currencies are not added up without rates', async () => {
  const mixed = await suite.createOrganization('Mixed');
  const lines = orders.map((line, k) => (k > 0 && k % 2 === 0 ? line.replace('EUR', 'USD') : line));
  await upload(mixed.key, 'orders', lines);
  const parameters = { grain: 'week', horizon: 2 };
  const refused = await ask(mixed.key, { kind: 'revenue_forecast', parameters });
  assert.deepEqual([refused.status, refused.body.code], [422, 'several_currencies']);
  assert.match(refused.body.detail, /EUR/);
  const counted = await ask(mixed.key, {
    kind: 'revenue_forecast',
    parameters: { ...parameters, exchange_rates: { EUR: 2, USD: 2 } },
  });
  assert.equal(counted.status, 200, counted.text);
  const single = await ask(shop.key, { kind: 'revenue_forecast', parameters });
  const ratio = counted.body.result.history.revenue.at(-1).revenue / single.body.result.history.revenue.at(-1).revenue;
  // The organization’s own currency is worth one of itself, whatever is said of it.
  assert.ok(Math.abs(ratio - 2) < 0.7, String(ratio));
});

const faults = async (body: object) => {
  const answer = await ask(shop.key, body);
  assert.ok(answer.status >= 400 && answer.status < 500, answer.text);
  return answer.body.errors.map(({ pointer }: any) => pointer);
};

test('a fault names its place, by the kind that was asked for', async () => {
  assert.deepEqual(await faults({ kind: 'astrology' }), ['/kind']);
  assert.deepEqual(await faults({}), ['/kind']);
  assert.deepEqual(await faults({ kind: 'service_demand', parameters: { horizon_days: 0 } }), [
    '/parameters/horizon_days',
  ]);
  assert.deepEqual(await faults({ kind: 'revenue_forecast', parameters: { horizon_days: 3 } }), [
    '/parameters/horizon_days',
  ]);
  assert.deepEqual(await faults({ kind: 'revenue_forecast', parameters: { grain: 'quarter', horizon: 13 } }), [
    '/parameters/horizon',
  ]);
  assert.deepEqual(await faults({ kind: 'revenue_forecast', parameters: { what_if: [{ name: 'Nothing' }] } }), [
    '/parameters/what_if/0',
  ]);
});

test('nothing that a parameter may not be is let through', async () => {
  const wrong = [null, true, -1, 1e308, '', 'a\0b', { a: { b: {} } }, [[[]]]];
  const schemas = [
    ['revenue_forecast', revenueRequest.properties],
    ['service_demand', demandRequest.properties],
  ] as const;
  for (const [kind, properties] of schemas) {
    for (const name of Object.keys(properties)) {
      for (const value of wrong) {
        const answer = await ask(shop.key, { kind, parameters: { [name]: value } });
        const told = `${kind}.${name} = ${JSON.stringify(value)}: ${answer.text.slice(0, 200)}`;
        assert.ok(answer.status === 400 || answer.status === 422, told);
      }
    }
  }
});

test('forecasts by dimension take a plan with advanced AI', async () => {
  await suite.call('PUT', 'tenancy/plan', { key: bare.key, body: { plan: 'premium' } });
  const refused = await ask(bare.key, { kind: 'revenue_forecast', parameters: { dimension: 'channel' } });
  assert.deepEqual([refused.status, refused.body.code], [403, 'feature_not_in_plan']);
});

test('an analysis is in the audit log, and a job that is cancelled ends it', async () => {
  const started = await ask(shop.key, { kind: 'service_demand', fresh: true, wait_seconds: 0 });
  await suite.call('DELETE', `jobs/${started.body.job_id}`, { key: shop.key });
  const job = await suite.awaitJob(started.body.job_id, shop.key);
  const { body } = await suite.call('GET', `ai-analytics/predictive/${started.body.analysis_id}`, { key: shop.key });
  assert.equal(body.status, job.status);
  const log = await suite.call('GET', 'tenancy/audit-log?action=predictive.analysis_started', { key: shop.key });
  assert.equal(log.body.items[0].subject.id, String(started.body.analysis_id));
});
