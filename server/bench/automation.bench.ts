// Workflows at speed, in one process with embedded PostgreSQL (fsync on): runs of three steps with a side effect, each
// committed before the next begins; from the trigger to the first step; 100,000 runs that wait; a decision that lets a
// run go on; and what 10,000 runs of one organization cost another.
// Run: node server/bench/automation.bench.ts [--peers DIR] [--runs N] [--waiting N] [--crowd N]
// With --peers, rounds take turns with DBOS Transact on the same server; see bench/peers/dbos-runs.ts.
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { readDefinition } from '../src/domains/automation/definition/read-definition.ts';
import { withClient } from '../src/platform/db/connection.ts';
import { ensureOwner } from '../src/platform/postgres/owner.ts';
import { createOrganization } from '../test/support/test-database.ts';
import { startBenchEngine } from './automation-engine.ts';
import { startDbos } from './peers/dbos-runs.ts';

const { values: options } = parseArgs({
  options: {
    peers: { type: 'string' },
    runs: { type: 'string' },
    waiting: { type: 'string' },
    crowd: { type: 'string' },
  },
});
const RUNS = Number(options.runs ?? 1000);
const WAITING = Number(options.waiting ?? 100_000);
const ROUNDS = 5;
const CROWD = Number(options.crowd ?? 10_000);
const CLIENTS = 48;

let effects = 0;
/** Told when the step of this name begins in the run that was started with this number. */
const begun = new Map<string, () => void>();
const { engine, database, owner, postgres, superuser, stop } = await startBenchEngine(({ input }, { stepId }) => {
  effects += 1;
  if (isNumbered(input)) begun.get(`${input.n} ${stepId}`)?.();
  return Promise.resolve({ output: effects });
});

function isNumbered(input: unknown): input is { n: number } {
  return typeof input === 'object' && input !== null && 'n' in input;
}
const script = (id: string) => ({ id, type: 'script', source: 'return 1', input: { n: 'trigger.n' } });
const approval = { id: 'ask', type: 'approval_request', approvers: { roles: ['owner'] }, title: 'May I?' };
const definitions = {
  three: [script('one'), script('two'), script('three')],
  wait: [{ id: 'wait', type: 'delay', duration: { days: 30 } }, script('after')],
  ask: [approval, script('after')],
};

interface Room {
  organizationId: number;
  versions: { readonly [name: string]: number };
}

async function makeOrganization(name: string): Promise<Room> {
  const organizationId = await createOrganization(owner, name);
  const versions: Record<string, number> = {};
  for (const [title, steps] of Object.entries(definitions)) {
    const read = readDefinition({
      workflow_name: title,
      workflow_type: 'manual',
      trigger_conditions: {},
      workflow_steps: steps,
    });
    if ('faults' in read) throw new Error(JSON.stringify(read.faults));
    versions[title] = await insertWorkflow(organizationId, title, read.definition);
  }
  return { organizationId, versions };
}

async function insertWorkflow(organizationId: number, name: string, definition: object): Promise<number> {
  return withClient(owner, async (client) => {
    await client.query("select set_config('app.organization_id', $1, false)", [String(organizationId)]);
    const { rows } = await client.query(
      `with w as (insert into automation_workflows (organization_id, workflow_name, workflow_type, trigger_conditions, workflow_steps)
                  values ($1, $2, 'manual', '{}', '[]') returning id)
       insert into automation_workflow_versions (organization_id, workflow_id, version, source, definition)
       select $1, id, 1, $3, $3 from w returning id`,
      [organizationId, name, JSON.stringify(definition)],
    );
    return rows[0].id;
  });
}

let number = 0;
const requestOf = ({ versions }: Room, name: keyof typeof definitions) => {
  number += 1;
  return {
    workflowId: 1,
    versionId: versions[name] ?? 0,
    trigger: { kind: 'manual', data: { n: number, customer: 'c_4711', amount: 12.5 } },
  };
};

/** @returns its id, and what resolves when the step of this name begins */
async function start(room: Room, name: keyof typeof definitions, step: string) {
  const { organizationId } = room;
  const request = requestOf(room, name);
  const { promise, resolve } = Promise.withResolvers<void>();
  const key = `${request.trigger.data.n} ${step}`;
  begun.set(key, () => {
    begun.delete(key);
    resolve();
  });
  const { runId } = await engine.start(database.tenant(organizationId), organizationId, request);
  return { runId, begins: promise };
}

const countUnfinished = async () =>
  Number((await superuser.query('select count(*) as n from automation_runs where finished_at is null')).rows[0].n);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** One run, up to the beginning of its last step: its end is waited for with all the others. */
async function runOurs(room: Room): Promise<void> {
  const { begins } = await start(room, 'three', 'three');
  await begins;
}

/** @returns runs a second, and microseconds of this process's CPU a run */
async function measure(
  run: () => Promise<void>,
  isOver: () => Promise<boolean>,
): Promise<{ rate: number; cpu: number }> {
  const cpu = process.cpuUsage();
  const since = performance.now();
  let left = RUNS;
  const client = async () => {
    while (left > 0) {
      left -= 1;
      await run();
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  while (!(await isOver())) await wait(2);
  const seconds = (performance.now() - since) / 1000;
  const used = process.cpuUsage(cpu);
  return { rate: RUNS / seconds, cpu: (used.user + used.system) / RUNS };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? NaN;

async function compare(room: Room): Promise<void> {
  const peer = options.peers === undefined ? null : await openPeer(options.peers);
  const ours: { rate: number; cpu: number }[] = [];
  const theirs: { rate: number; cpu: number }[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const mine = await measure(
      () => runOurs(room),
      async () => (await countUnfinished()) === 0,
    );
    const other = peer && (await measure(peer.run, () => Promise.resolve(true)));
    // The first warms up.
    if (round === 0) continue;
    ours.push(mine);
    if (other) theirs.push(other);
  }
  await peer?.stop();
  const [rate, cpu] = [median(ours.map((each) => each.rate)), median(ours.map((each) => each.cpu))];
  console.log(
    `runs of three steps: ${rate.toFixed(0)}/s, ${cpu.toFixed(0)} µs of CPU of the process each, ${CLIENTS} clients`,
  );
  if (theirs.length === 0) return;
  const [otherRate, otherCpu] = [median(theirs.map((each) => each.rate)), median(theirs.map((each) => each.cpu))];
  console.log(`DBOS Transact beside it: ${otherRate.toFixed(0)}/s, ${otherCpu.toFixed(0)} µs`);
  const ratios = ours.map((each, index) => each.rate / (theirs[index]?.rate ?? NaN));
  console.log(`ratio: ${median(ratios).toFixed(2)} (${ratios.map((each) => each.toFixed(2)).join(', ')})`);
}

const stepOfPeer = () => Promise.resolve((effects += 1));

async function openPeer(folder: string) {
  const { host, port, user, password } = await ensureOwner(postgres.connection, 'suite_peer');
  const place = `${encodeURIComponent(host)}:${port}/suite_peer`;
  return startDbos(folder, `postgresql://${user}:${encodeURIComponent(password)}@${place}`, stepOfPeer);
}

async function measureLatency(room: Room): Promise<void> {
  const times: number[] = [];
  for (let index = 0; index < 300; index += 1) {
    const since = performance.now();
    const { begins } = await start(room, 'three', 'one');
    await begins;
    times.push(performance.now() - since);
    await wait(5);
  }
  console.log(
    `trigger → first step, one at a time: p50 ${quantile(times, 0.5).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms`,
  );
}

async function measureWaiting(room: Room): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  collect();
  const before = process.memoryUsage();
  const since = performance.now();
  for (let made = 0; made < WAITING; made += 1000) {
    const requests = Array.from({ length: Math.min(1000, WAITING - made) }, () => requestOf(room, 'wait'));
    await engine.startMany(database.tenant(room.organizationId), room.organizationId, requests);
  }
  const seconds = (performance.now() - since) / 1000;
  await wait(3000);
  collect();
  const after = process.memoryUsage();
  await superuser.query('select pg_stat_statements_reset()');
  await wait(10_000);
  const { rows } = await superuser.query(
    `select sum(calls) as calls from pg_stat_statements s join pg_database d on d.oid = s.dbid
      where d.datname = $1 and s.query not like '%pg_stat%'`,
    [owner.database],
  );
  const megabytes = (after.heapUsed + after.external - before.heapUsed - before.external) / 2 ** 20;
  console.log(
    `${WAITING} waiting runs: ${(Number(rows[0].calls) / 10).toFixed(1)} queries/s of the whole node, ` +
      `${megabytes.toFixed(1)} MB more memory (RSS ${((after.rss - before.rss) / 2 ** 20).toFixed(0)} MB more); made at ${(WAITING / seconds).toFixed(0)}/s`,
  );
}

async function measureDecisions(room: Room): Promise<void> {
  const { organizationId } = room;
  const times: number[] = [];
  for (let index = 0; index < 100; index += 1) {
    const { runId, begins } = await start(room, 'ask', 'after');
    for (;;) {
      const { rows } = await superuser.query('select owner, state from automation_runs where id = $1', [runId]);
      if (rows[0].owner === null && JSON.stringify(rows[0].state).includes('approval')) break;
      await wait(2);
    }
    const since = performance.now();
    const decision = { outcome: 'approved', deciders: [1], comment: null, fields: {} } as const;
    await database.transaction(organizationId, (db) =>
      engine.signal(db, organizationId, runId, { kind: 'approval_decided', key: 'ask', decision }),
    );
    await begins;
    times.push(performance.now() - since);
  }
  console.log(
    `a decision lets its run go on beside them: p50 ${quantile(times, 0.5).toFixed(1)} ms, p99 ${quantile(times, 0.99).toFixed(1)} ms`,
  );
}

async function measureFairness(loud: Room, quiet: Room): Promise<void> {
  const requests = Array.from({ length: CROWD }, () => requestOf(loud, 'three'));
  const since = performance.now();
  await engine.startMany(database.tenant(loud.organizationId), loud.organizationId, requests);
  const times: number[] = [];
  for (let index = 0; index < 20; index += 1) {
    const sinceOne = performance.now();
    const { begins } = await start(quiet, 'three', 'one');
    await begins;
    times.push(performance.now() - sinceOne);
    await wait(50);
  }
  const { rows } = await superuser.query(
    'select count(*) as n from automation_runs where finished_at is null and version_id = $1',
    [loud.versions['three']],
  );
  const left = Number(rows[0].n);
  while (
    Number(
      (
        await superuser.query(
          'select count(*) as n from automation_runs where finished_at is null and version_id = $1',
          [loud.versions['three']],
        )
      ).rows[0].n,
    ) > 0
  )
    await wait(50);
  const rate = CROWD / ((performance.now() - since) / 1000);
  console.log(
    `beside ${CROWD} runs of another (${left} left at the end of it, done at ${rate.toFixed(0)}/s) a first step waits p50 ${quantile(times, 0.5).toFixed(1)} ms, at most ${quantile(times, 1).toFixed(1)} ms`,
  );
}

try {
  const [one, two] = [await makeOrganization('One'), await makeOrganization('Two')];
  await compare(one);
  await measureLatency(one);
  await measureFairness(one, two);
  await measureWaiting(one);
  await measureDecisions(one);
} finally {
  await stop();
}
