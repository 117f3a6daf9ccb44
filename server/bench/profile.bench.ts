// How long the profile of a large dataset takes, how much of the server's processor that is and how long its other work
// waits at most; and how long ten quality rules take, beside one plain scan of the same table.
// Run: node server/bench/profile.bench.ts [rows] [rounds]
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { findDataset } from '../src/domains/data/data.repository.ts';
import { measureProfile } from '../src/domains/data/profile/measure-profile.ts';
import { createReadOnly } from '../src/domains/data/query/run-read-only.ts';
import { checkRules } from '../src/domains/data/quality/check-rules.ts';
import { openPlace } from '../src/domains/data/quality/rule-conditions.ts';
import type { NewRule } from '../src/domains/data/quality/rules.ts';
import { openAccounts } from '../src/platform/db/accounts.ts';
import { createDatabase } from '../src/platform/db/database.ts';
import { makeDataset } from '../test/support/make-dataset.ts';
import { startTestCluster } from '../test/support/test-cluster.ts';
import { createOrganization } from '../test/support/test-database.ts';

const ROWS = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = Number(process.argv[3] ?? 3);

const rule = (kind: NewRule['kind'], column: string | null, setting: NewRule['setting']): NewRule => ({
  name: null,
  kind,
  column,
  setting,
  allowedShare: 0,
  severity: 'low',
  enabled: true,
});
const cluster = await startTestCluster(process.env['DATABASE_URL']);
const accounts = await openAccounts(cluster.template);
const database = createDatabase(accounts.app, 4);
try {
  const organizationId = await createOrganization(cluster.template);
  const columns = [
    ['id', 'integer'],
    ['amount', 'number'],
    ['day', 'date'],
    ['customer', 'text'],
    ['active', 'boolean'],
    ['city', 'text'],
    ['quantity', 'integer'],
    ['score', 'number'],
    ['code', 'text'],
    ['comment', 'text'],
    ['level', 'integer'],
    ['at', 'timestamp'],
  ] as const;
  await makeDataset(database, organizationId, 'wide', columns, []);
  await database.business(organizationId, async ({ client, asPlatform }) => {
    await client.query(
      `insert into wide (id, amount, day, customer, active, city, quantity, score, code, comment, level, at)
       select g, exp(3 + (g::bigint * 7919 % 10007) / 5000.0), date '2024-01-01' + (g % 700)::int, 'customer ' || g % 20000, g % 3 = 0,
         (array['Berlin', 'Paris', 'New York', 'Tokyo'])[1 + g % 4], g % 40, nullif(g % 1000, 7) / 10.0, 'C-' || 100000 + g % 90000,
         'a remark of some length, number ' || g % 5000, g % 12, timestamptz '2024-01-01' + g * interval '40 seconds'
         from generate_series(1, $1::int) g`,
      [ROWS],
    );
    await asPlatform((db) =>
      db.updateTable('datasets').set({ row_count: ROWS }).where('organization_id', '=', organizationId).execute(),
    );
  });
  const dataset = await findDataset(database.tenant(organizationId), organizationId, 'wide');
  if (!dataset) throw new Error('The dataset is not there');
  const readOnly = createReadOnly(database, 600_000);

  const rules = [
    rule('not_blank', 'score', {}),
    rule('not_blank', 'city', {}),
    rule('in_range', 'amount', { minimum: 0, maximum: 1000 }),
    rule('in_range', 'quantity', { minimum: 0 }),
    rule('one_of', 'city', { values: ['Berlin', 'Paris', 'New York', 'Tokyo'] }),
    rule('pattern', 'code', { pattern: 'C-[0-9]{6}' }),
    rule('condition', null, { condition: { field: 'level', operator: 'less_than', value: 12 } }),
    rule('unique', 'id', {}),
    rule('fresh', 'at', { hours: 24 }),
    rule('volume', 'day', { per: 'day', minimum: 1 }),
  ];
  const facts = { timeZone: 'Europe/Berlin', today: '2026-06-01', history: null, rest: async () => {} };
  const work = {
    'one scan (count, sum of one column)': () =>
      readOnly.run(organizationId, undefined, ({ client }) => client.query('select count(*), sum(amount) from wide')),
    profile: () =>
      readOnly.run(organizationId, undefined, (session) =>
        measureProfile({ place: { session, dataset, timeZone: facts.timeZone }, others: [], history: null }),
      ),
    'ten rules': () =>
      readOnly.run(organizationId, undefined, (session) =>
        checkRules(openPlace(session, organizationId, dataset, facts), rules, facts),
      ),
  };
  console.log(`${ROWS} rows of ${columns.length} columns, least of ${ROUNDS} rounds`);
  for (const [name, run] of Object.entries(work)) {
    let [best, cpu, delay] = [Infinity, Infinity, 0];
    for (let round = 0; round < ROUNDS; round += 1) {
      const waiting = monitorEventLoopDelay({ resolution: 5 });
      waiting.enable();
      const [started, before] = [performance.now(), process.cpuUsage()];
      await run();
      const { user, system } = process.cpuUsage(before);
      best = Math.min(best, performance.now() - started);
      cpu = Math.min(cpu, (user + system) / 1000);
      delay = Math.max(delay, waiting.max / 1e6);
      waiting.disable();
    }
    const figures = [`${best.toFixed(0)} ms`, `${cpu.toFixed(0)} ms of the server’s processor`];
    console.log(`${name.padEnd(36)} ${figures.join(', ')}, others wait ${delay.toFixed(0)} ms at most`);
  }
} finally {
  await database.close();
  await cluster.stop();
}
