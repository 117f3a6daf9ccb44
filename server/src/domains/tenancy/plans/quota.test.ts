import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { churnCsv } from '../../../../test/support/churn-csv.ts';
import { importCsv, makeDeployedModel, predict } from '../../../../test/support/model-steps.ts';
import { createTestApp, type TestOrganization } from '../../../../test/support/test-app.ts';
import { until } from '../../../../test/support/until.ts';
import { createApp } from '../../../app.ts';
import { withClient } from '../../../platform/db/connection.ts';
import { createPlatform } from '../../../platform/platform.ts';
import { consumeQuota } from './usage.repository.ts';

const suite = await createTestApp({ work: true });
const SYSTEM = { kind: 'system', id: null } as const;
const customer = { tenure: 2, plan: 'basic' };

/** Another node on the same database. */
const otherPlatform = createPlatform(suite.platform.config, suite.database.accounts, suite.platform.log);
const otherApp = await createApp(otherPlatform, '0.0.0-test');
after(() => otherApp.close());

async function makeShop(name: string): Promise<TestOrganization & { model: number }> {
  const shop = await suite.createOrganization(name);
  await importCsv(suite, shop, 'churn', churnCsv(300));
  const model = await makeDeployedModel(suite, shop, {
    model_type: 'classification',
    algorithm: 'logistic_regression',
    feature_columns: ['tenure', 'plan'],
    target_column: 'churned',
  });
  return { ...shop, model: model.id };
}

async function askOther({ key }: TestOrganization, model: number, headers: Record<string, string> = {}) {
  const response = await otherApp.http.inject({
    method: 'POST',
    url: '/api/v1/ai-analytics/predict',
    headers: { authorization: `Bearer ${key}`, ...headers },
    payload: { model_id: model, input_data: customer },
  });
  return { status: response.statusCode, headers: response.headers, body: response.json() };
}

const override = (organizationId: number, amount: number, expiresAt: Date | null = null) =>
  suite.app.plans.plans.setOverride(
    organizationId,
    { entitlement: 'predictions_per_day', amount, reason: 'test', expiresAt },
    SYSTEM,
  );

async function count(organizationId: number) {
  const db = suite.platform.database.tenant(organizationId);
  const counters = await db
    .selectFrom('usage_counters')
    .select(['period', 'used'])
    .where('entitlement', '=', 'predictions_per_day')
    .orderBy('period')
    .execute();
  const rows = await db.selectFrom('prediction_results').select('id').execute();
  return { rows: rows.length, used: counters.reduce((sum, each) => sum + each.used, 0), counters };
}

const tally = (all: { status: number }[]) => all.filter(({ status }) => status === 200).length;
const dayIn = (zone: string) => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date());

const setZone = (organizationId: number, zone: string) =>
  suite.platform.database
    .tenant(organizationId)
    .updateTable('organizations')
    .set({ time_zone: zone })
    .where('id', '=', organizationId)
    .execute();

test('at limit − 1, of 1,000 parallel predictions over two nodes exactly one is admitted; with an override all are', async () => {
  const shop = await makeShop('Limit');
  await override(shop.id, 5);
  for (let index = 0; index < 4; index += 1)
    assert.equal((await predict(suite, shop, shop.model, customer)).status, 200);
  const flood = () =>
    Promise.all(
      Array.from({ length: 1000 }, (_, index) =>
        index % 2 === 0 ? predict(suite, shop, shop.model, customer) : askOther(shop, shop.model),
      ),
    );
  const answers = await flood();
  assert.equal(tally(answers), 1);
  assert.ok(answers.every(({ status }) => status === 200 || status === 429));
  assert.deepEqual([(await count(shop.id)).rows, (await count(shop.id)).used], [5, 5]);

  await override(shop.id, 10_000);
  assert.equal(tally(await flood()), 1000);
  const { rows, used } = await count(shop.id);
  assert.deepEqual([rows, used], [1005, 1005]);
});

test('statements of forty connections that use one quota at a moment get exactly what is left', async () => {
  const shop = await suite.createOrganization('Statements');
  await override(shop.id, 300);
  const databases = [suite.platform.database, otherPlatform.database];
  const statements = Array.from({ length: 600 }, async (_, index) => {
    const db = databases[index % 2]?.tenant(shop.id);
    assert.ok(db);
    const { rows } = await consumeQuota(shop.id, 'predictions_per_day', sql<number>`${1 + (index % 3)}::int`).execute(
      db,
    );
    return rows[0]?.granted ?? 0;
  });
  const granted = (await Promise.all(statements)).reduce((sum, each) => sum + each, 0);
  assert.deepEqual([granted, (await count(shop.id)).used], [300, 300]);
});

test('while the limit is raised in small steps under load, never one more than it is admitted', async () => {
  const shop = await makeShop('Steps');
  await override(shop.id, 0);
  const over = new AbortController();
  let admitted = 0;
  const ask = async (node: number) => {
    while (!over.signal.aborted) {
      const { status } =
        node === 0 ? await predict(suite, shop, shop.model, customer) : await askOther(shop, shop.model);
      if (status === 200) admitted += 1;
    }
  };
  const load = Promise.all(Array.from({ length: 12 }, (_, index) => ask(index % 2)));
  for (const limit of [3, 7, 20, 33]) {
    await override(shop.id, limit);
    await until(() => admitted === limit);
  }
  over.abort();
  await load;
  assert.deepEqual([admitted, (await count(shop.id)).rows, (await count(shop.id)).used], [33, 33, 33]);
});

test('whoever is refused is told when and where there is more, in their language', async () => {
  const shop = await makeShop('Told');
  await suite.app.plans.plans.changePlan(shop.id, { plan: 'trial' }, SYSTEM);
  await override(shop.id, 1);
  await predict(suite, shop, shop.model, customer);
  const { status, headers, body } = await askOther(shop, shop.model, { 'accept-language': 'de' });
  const { entitlement, used, limit, plan, available_in: availableIn, code } = body;
  assert.deepEqual(
    { status, code, entitlement, used, limit, plan, availableIn },
    {
      status: 429,
      code: 'quota_exhausted',
      entitlement: 'predictions_per_day',
      used: 1,
      limit: 1,
      plan: 'trial',
      availableIn: 'basic',
    },
  );
  assert.match(body.detail, /^Die 1 Vorhersage.* Ab Mitternacht .* Der Tarif Basis erlaubt mehr\.$/);
  const untilReset = (Date.parse(body.resets_at) - Date.now()) / 1000;
  assert.ok(untilReset > 0 && untilReset <= 86_400);
  assert.ok(Math.abs(Number(headers['retry-after']) - untilReset) < 3);
  const enterprise = await makeShop('Largest');
  await override(enterprise.id, 10_000);
  await override(enterprise.id, 0);
  const refused = await predict(suite, enterprise, enterprise.model, customer);
  assert.deepEqual([refused.status, refused.body.available_in], [429, 'none']);
});

test('what is not written uses nothing up', async () => {
  const shop = await makeShop('Nothing');
  await override(shop.id, 2);
  const wrong = await suite.call('POST', 'ai-analytics/predict', {
    key: shop.key,
    body: { model_id: shop.model, input_data: { tenure: 'many' } },
  });
  assert.equal(wrong.status, 422);
  const { database } = suite.platform;
  await withClient(suite.database.owner, (client) =>
    client.query('alter table prediction_results add constraint no_more check (id is null) not valid'),
  );
  assert.equal((await predict(suite, shop, shop.model, customer)).status, 500);
  await withClient(suite.database.owner, (client) =>
    client.query('alter table prediction_results drop constraint no_more'),
  );
  const db = database.tenant(shop.id);
  await db.updateTable('ai_models').set({ deployed_version: null }).where('id', '=', shop.model).execute();
  assert.equal((await predict(suite, shop, shop.model, customer)).body.code, 'model_not_deployed');
  assert.deepEqual([(await count(shop.id)).rows, (await count(shop.id)).used], [0, 0]);
  await db.updateTable('ai_models').set({ deployed_version: 1 }).where('id', '=', shop.model).execute();
  assert.equal((await predict(suite, shop, shop.model, customer)).status, 200);
  assert.deepEqual([(await count(shop.id)).rows, (await count(shop.id)).used], [1, 1]);
});

test('an override holds on another node at once, and ends when its time has come', async () => {
  const shop = await suite.createOrganization('Expiring');
  const other = () => otherApp.plans.entitlements.get(shop.id);
  const limit = async () => (await other()).entitlements.get('predictions_per_day')?.amount;
  assert.equal(await limit(), 10_000);
  const since = performance.now();
  await override(shop.id, 7, new Date(Date.now() + 1500));
  await until(async () => (await limit()) === 7);
  assert.ok(performance.now() - since < 1000, `${performance.now() - since} ms`);
  await until(async () => (await limit()) === 10_000);
  assert.ok(performance.now() - since > 1400);
});

test('a day is a calendar date in the organization’s zone, and no date’s quota is there twice', async () => {
  const shop = await makeShop('Zones');
  await override(shop.id, 2);
  const ask = async () => (await predict(suite, shop, shop.model, customer)).status;
  // These two zones never have the same date.
  await setZone(shop.id, 'Pacific/Kiritimati');
  assert.deepEqual([await ask(), await ask(), await ask()], [200, 200, 429]);
  await setZone(shop.id, 'Etc/GMT+12');
  assert.deepEqual([await ask(), await ask(), await ask()], [200, 200, 429], 'another date has a quota of its own');
  await setZone(shop.id, 'Pacific/Kiritimati');
  assert.equal(await ask(), 429, 'a date that comes back brings what was used on it');
  const { counters } = await count(shop.id);
  assert.deepEqual(counters, [
    { period: dayIn('Etc/GMT+12'), used: 2 },
    { period: dayIn('Pacific/Kiritimati'), used: 2 },
  ]);
  await assert.rejects(setZone(shop.id, 'Mars/Olympus_Mons'), /time zone/);
});

test('a day of a clock change has 23 or 25 hours, and one without a midnight begins with its first moment', async () => {
  const shop = await suite.createOrganization('Clocks');
  const dayAt = async (zone: string, at: string) => {
    await setZone(shop.id, zone);
    return withClient(suite.database.owner, async (client) => {
      await client.query("select set_config('app.organization_id', $1, false)", [String(shop.id)]);
      const { rows } = await client.query<{ period: string; starts_at: Date; resets_at: Date }>(
        "select period, starts_at, resets_at from entitlement_terms($1, 'predictions_per_day', $2)",
        [shop.id, at],
      );
      const [row] = rows;
      assert.ok(row);
      const hours = (row.resets_at.getTime() - row.starts_at.getTime()) / 3_600_000;
      return [row.period, hours, row.resets_at.toISOString()];
    });
  };
  assert.deepEqual(await dayAt('Europe/Berlin', '2026-03-29T10:00Z'), ['2026-03-29', 23, '2026-03-29T22:00:00.000Z']);
  assert.deepEqual(await dayAt('Europe/Berlin', '2026-10-25T10:00Z'), ['2026-10-25', 25, '2026-10-25T23:00:00.000Z']);
  assert.deepEqual(await dayAt('Europe/Berlin', '2026-10-25T22:59Z'), ['2026-10-25', 25, '2026-10-25T23:00:00.000Z']);
  assert.deepEqual(await dayAt('Europe/Berlin', '2026-10-25T23:00Z'), ['2026-10-26', 24, '2026-10-26T23:00:00.000Z']);
  // On 24 April 2026 Cairo's clocks go from 23:59:59 of the day before to 01:00.
  assert.deepEqual(await dayAt('Africa/Cairo', '2026-04-23T21:59Z'), ['2026-04-23', 24, '2026-04-23T22:00:00.000Z']);
  assert.deepEqual(await dayAt('Africa/Cairo', '2026-04-23T22:00Z'), ['2026-04-24', 23, '2026-04-24T21:00:00.000Z']);
});

test('warnings come at 80 % and at the limit, once a day each, with the date of the limit, and can be read', async () => {
  const shop = await makeShop('Warned');
  const day = dayIn('UTC');
  await override(shop.id, 10);
  const read = async () => (await suite.call('GET', 'tenancy/usage', { key: shop.key })).body;
  for (let index = 0; index < 7; index += 1) await predict(suite, shop, shop.model, customer);
  assert.deepEqual((await read()).warnings, []);
  await predict(suite, shop, shop.model, customer);
  await until(async () => (await read()).warnings.length === 1);
  await predict(suite, shop, shop.model, customer);
  await predict(suite, shop, shop.model, customer);
  await predict(suite, shop, shop.model, customer);
  await until(async () => (await read()).warnings.length === 2);
  const { warnings, usage } = await read();
  const events = await suite.platform.database
    .tenant(shop.id)
    .selectFrom('outbox_events')
    .select(['type', 'data'])
    .where('subject_kind', '=', 'entitlement')
    .where('subject_id', '=', 'predictions_per_day')
    .orderBy('id')
    .execute();
  assert.deepEqual(
    events.map(({ type, data }: any) => [type, data.used, data.limit, data.threshold, data.plan]),
    [
      ['quota_warning', 8, 10, 80, 'enterprise'],
      ['quota_exhausted', 10, 10, 100, 'enterprise'],
    ],
  );
  assert.deepEqual(
    warnings.map((each: any) => [each.threshold, each.entitlement, each.limit, each.day]),
    [
      [100, 'predictions_per_day', 10, day],
      [80, 'predictions_per_day', 10, day],
    ],
  );
  assert.equal(warnings[0].forecast_on, day);
  const daily = usage.find((each: any) => each.entitlement === 'predictions_per_day');
  assert.deepEqual([daily.used, daily.limit, daily.forecast_on, daily.history.length], [10, 10, day, 30]);
  assert.deepEqual(daily.history.at(-1), { day, used: 10 });
});

test('use that grows day by day is forecast to the date on which it hits the limit', async () => {
  const shop = await suite.createOrganization('Growing');
  await override(shop.id, 100);
  const today = dayIn('UTC');
  const shifted = (days: number) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
  await withClient(suite.database.owner, async (client) => {
    await client.query("select set_config('app.organization_id', $1, false)", [String(shop.id)]);
    await client.query("update organizations set created_at = now() - interval '30 days' where id = $1", [shop.id]);
    for (let back = 14; back >= 1; back -= 1) {
      await client.query('insert into usage_counters values ($1, $2, $3, $4)', [
        shop.id,
        'predictions_per_day',
        shifted(-back),
        70 - back * 5,
      ]);
    }
  });
  const { body } = await suite.call('GET', 'tenancy/usage?days=3', { key: shop.key });
  const daily = body.usage.find((each: any) => each.entitlement === 'predictions_per_day');
  assert.equal(daily.forecast_on, shifted(6));
  assert.deepEqual(daily.history, [
    { day: shifted(-2), used: 60 },
    { day: shifted(-1), used: 65 },
    { day: today, used: 0 },
  ]);
});
