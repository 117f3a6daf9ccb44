// What the isolation of organizations costs: the same look-up as a plain query on a table without row-level security,
// with the organization in the same round trip, and in a transaction of four round trips.
// Run: node server/bench/tenant-query.bench.ts [queries]
import { createDatabase } from '../src/platform/db/database.ts';
import { openAccounts } from '../src/platform/db/accounts.ts';
import { withClient } from '../src/platform/db/connection.ts';
import { startTestCluster } from '../test/support/test-cluster.ts';
import { createOrganization } from '../test/support/test-database.ts';

const QUERIES = Number(process.argv[2] ?? 4000);
const ROUNDS = 5;
const ORGANIZATIONS = 50;
const ROWS_EACH = 200;
const AT_ONCE = 64;

const cluster = await startTestCluster(process.env['DATABASE_URL']);
const { template: owner } = cluster;
const organizations: number[] = [];
for (let index = 0; index < ORGANIZATIONS; index += 1) organizations.push(await createOrganization(owner));
await withClient(owner, async (client) => {
  await client.query(
    'create table plain_jobs (organization_id integer, id text, kind text, primary key (organization_id, id))',
  );
  await client.query('grant select on plain_jobs to suite_app');
  for (const id of organizations) {
    await client.query(`select set_config('app.organization_id', '${id}', false)`);
    await client.query(
      `insert into jobs (organization_id, id, kind, payload, subject)
       select ${id}, 'job_' || n, 'import', '{}', '{}' from generate_series(1, ${ROWS_EACH}) n`,
    );
    await client.query(
      `insert into plain_jobs select organization_id, id, kind from jobs where organization_id = ${id}`,
    );
  }
  await client.query('analyze');
});
const database = createDatabase((await openAccounts(owner)).app, 10);

type Ask = (organizationId: number, jobId: string) => Promise<number>;
const text = (table: string) => `select organization_id, id, kind from ${table} where organization_id = $1 and id = $2`;
const ways: Record<string, Ask> = {
  plain: async (id, job) => (await database.pool.query(text('plain_jobs'), [id, job])).rows.length,
  'one round trip': async (id, job) =>
    (
      await database
        .tenant(id)
        .selectFrom('jobs')
        .select(['organization_id', 'id', 'kind'])
        .where('organization_id', '=', id)
        .where('id', '=', job)
        .execute()
    ).length,
  transaction: (id, job) =>
    database.transaction(
      id,
      async (db) =>
        (
          await db
            .selectFrom('jobs')
            .select(['organization_id', 'id', 'kind'])
            .where('organization_id', '=', id)
            .where('id', '=', job)
            .execute()
        ).length,
    ),
};

async function transactions(): Promise<number> {
  return withClient(owner, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      'select xact_commit::int as count from pg_stat_database where datname = current_database()',
    );
    return rows[0]?.count ?? 0;
  });
}

async function measure(ask: Ask): Promise<number> {
  let next = 0;
  const since = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < QUERIES) {
        const index = next++;
        const found = await ask(organizations[index % ORGANIZATIONS] ?? 0, `job_${1 + (index % ROWS_EACH)}`);
        if (found !== 1) throw new Error(`${found} rows instead of one`);
      }
    }),
  );
  return performance.now() - since;
}

try {
  const timesMs: Record<string, number[]> = {};
  for (const ask of Object.values(ways)) await measure(ask);
  const before = await transactions();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, ask] of Object.entries(ways)) (timesMs[name] ??= []).push(await measure(ask));
  }
  const best = (name: string) => Math.min(...(timesMs[name] ?? []));
  for (const name of Object.keys(ways)) {
    const ratio = best(name) / best('plain');
    console.log(
      `${name.padEnd(16)} ${Math.round((QUERIES / best(name)) * 1000)} queries/s   ${ratio.toFixed(2)} × plain`,
    );
  }
  // Statistics are told with a delay, and the sessions themselves add a few.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  console.log(
    `transactions a query, all ways together: ${(((await transactions()) - before) / (QUERIES * ROUNDS * 3)).toFixed(3)}`,
  );
} finally {
  await database.close();
  await cluster.stop();
}
