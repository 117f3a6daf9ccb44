import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openAccounts } from '../../src/platform/db/accounts.ts';
import { withClient } from '../../src/platform/db/connection.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import { startEmbeddedPostgres } from '../../src/platform/postgres/embedded.ts';
import { ensureOwner } from '../../src/platform/postgres/owner.ts';
import { createOrganization } from '../support/test-database.ts';
import { until } from '../support/until.ts';

/**
 * How often something is killed, a node or the database, at a moment that chance chooses; the first two are one of each.
 * Who doubts asks for more: AUTOMATION_KILLS=20 takes some three minutes. AUTOMATION_SEED brings the same chances again.
 */
const KILLS = Number(process.env['AUTOMATION_KILLS'] ?? 2);
const SEED = Number(process.env['AUTOMATION_SEED'] ?? Date.now() % 1_000_000);
/** Promised are eight seconds, which is printed; a machine that is busy with other tests gets more. */
const TAKEOVER_MS = 20_000;
const AT_ONCE = 8;
const MOST_RUNS_BETWEEN = 60;
const CHILD = fileURLToPath(new URL('../support/run-node-child.ts', import.meta.url));

// A database of its own, with its disk: what is killed here may lose nothing.
const folder = await mkdtemp(path.join(tmpdir(), 'suite-automation-'));
await chmod(folder, 0o755);
const postgres = await startEmbeddedPostgres({ dataFolder: folder });
const enough = new AbortController();
after(async () => {
  enough.abort();
  for (const node of nodes) node.kill('SIGKILL');
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
});
const owner = await ensureOwner(postgres.connection, 'suite_kills');
await migrate(owner);
const accounts = await openAccounts(owner);
const organizationId = await createOrganization(owner);

const asOwner = <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
  withClient(owner, async (client) => {
    await client.query("select set_config('app.organization_id', $1, false)", [String(organizationId)]);
    return (await client.query<T>(text, values)).rows;
  });
await asOwner(`create table effects (kind text, idempotency_key text, process_id integer)`);
await asOwner('grant select, insert on effects to suite_app');

const nodes: ChildProcess[] = [];
const answers = new Map<number, (runId: string | null) => void>();

async function startNode(index: number): Promise<void> {
  const environment = { app: accounts.app, jobs: accounts.jobs, organizationId };
  const child = fork(CHILD, { env: { ...process.env, RUN_NODE: JSON.stringify(environment) }, stdio: 'inherit' });
  child.setMaxListeners(AT_ONCE * 2);
  nodes[index] = child;
  await once(child, 'message');
  child.on('message', (message: { number: number; runId: string | null }) =>
    answers.get(message.number)?.(message.runId),
  );
}

let dice = SEED;
/** Numerical Recipes' quick generator: enough to choose a moment by. */
function chance(): number {
  dice = (Math.imul(dice, 1_664_525) + 1_013_904_223) >>> 0;
  return dice / 2 ** 32;
}

let asked = 0;
/** Asks a node for a run; null when it did not answer that it is kept. */
async function ask(): Promise<string | null> {
  asked += 1;
  const number = asked;
  const child = nodes[number % nodes.length];
  if (!child?.connected) return null;
  const { promise, resolve } = Promise.withResolvers<string | null>();
  const onExit = () => resolve(null);
  answers.set(number, resolve);
  child.once('exit', onExit);
  child.send(number, () => {});
  const runId = await promise;
  answers.delete(number);
  child.off('exit', onExit);
  return runId;
}

const heldBy = (nodeProcess: number | undefined) =>
  asOwner<{ id: string; fence: number }>(
    `select r.id, r.fence from automation_runs r join nodes n on n.id = r.owner where n.process_id = $1`,
    [nodeProcess],
  );

test('nodes and a database that are killed under load lose no run, and no step that was done is done again', async (context) => {
  await Promise.all([startNode(0), startNode(1)]);
  const kept: string[] = [];
  const load = Array.from({ length: AT_ONCE }, async () => {
    while (!enough.signal.aborted) {
      const runId = await ask();
      if (runId === null) await new Promise((resolve) => setTimeout(resolve, 20));
      else kept.push(runId);
    }
  });
  const takeovers: number[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    const wanted = kept.length + Math.ceil(chance() * MOST_RUNS_BETWEEN);
    await until(() => kept.length >= wanted, 60_000);
    await new Promise((resolve) => setTimeout(resolve, chance() * 50));
    const isNode = kill < 2 ? kill === 0 : chance() < 0.6;
    if (isNode) takeovers.push(await killNode(Math.floor(chance() * nodes.length)));
    else await killDatabase();
  }
  const wanted = kept.length + MOST_RUNS_BETWEEN;
  await until(() => kept.length >= wanted, 60_000);
  enough.abort();
  await Promise.all(load);
  await until(async () => {
    const rows = await asOwner('select 1 from automation_runs where finished_at is null limit 1');
    return rows.length === 0;
  }, 60_000);

  const runs = await asOwner<{ id: string; status: string; steps: number }>(
    'select id, status, steps from automation_runs',
  );
  const ids = new Set(runs.map(({ id }) => id));
  for (const id of kept) assert.ok(ids.has(id), `${id} is lost`);
  for (const { id, status, steps } of runs) assert.deepEqual([status, steps], ['succeeded', 3], id);
  const doubled = await asOwner(
    `select idempotency_key from effects where kind = 'inside' group by idempotency_key having count(*) > 1`,
  );
  assert.deepEqual(doubled, []);
  const [inside] = await asOwner<{ count: number }>("select count(*)::int as count from effects where kind = 'inside'");
  assert.equal(inside?.count, runs.length);
  const lines = await asOwner(
    'select run_id from automation_run_steps group by run_id having count(*) <> 3 or count(distinct key) <> 3',
  );
  assert.deepEqual(lines, []);
  // Outside, a step may have acted and its node died before it was noted: then it acts once more, by the same key.
  const [repeats] = await asOwner<{ most: number; repeated: number }>(
    `select max(times)::int as most, count(*) filter (where times > 1)::int as repeated
       from (select count(*) as times from effects where kind = 'outside' group by idempotency_key) as each`,
  );
  assert.ok((repeats?.repeated ?? 0) <= KILLS * 100, `${repeats?.repeated} steps were repeated`);
  assert.ok(Math.max(...takeovers) <= TAKEOVER_MS, `a takeover took ${Math.max(...takeovers)} ms`);
  context.diagnostic(
    `seed ${SEED}: ${KILLS} kills, ${runs.length} runs, ${kept.length} answered; taken over after ${takeovers.join(', ')} ms; ` +
      `${repeats?.repeated} steps in flight done again`,
  );
});

/** @returns how long it took until everything that the node had in hand was in others' or over */
async function killNode(index: number): Promise<number> {
  const child = nodes[index];
  assert.ok(child);
  await until(async () => (await heldBy(child.pid)).length > 0, 30_000);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const sinceMs = performance.now();
  const held = await heldBy(child.pid);
  await until(async () => {
    const left = await asOwner(
      `select 1 from automation_runs r join unnest($1::text[], $2::int[]) as h (id, fence) on h.id = r.id and h.fence = r.fence
        where r.finished_at is null limit 1`,
      [held.map(({ id }) => id), held.map(({ fence }) => fence)],
    );
    return left.length === 0;
  }, 30_000);
  const tookMs = Math.round(performance.now() - sinceMs);
  await startNode(index);
  return tookMs;
}

async function killDatabase(): Promise<void> {
  const pidFile = await readFile(path.join(folder, 'pg18', 'postmaster.pid'), 'utf8');
  process.kill(Number(pidFile.split('\n')[0]), 'SIGKILL');
  await until(async () => {
    try {
      await postgres.revive();
      return (await asOwner('select 1')).length === 1;
    } catch {
      return false;
    }
  }, 30_000);
}
