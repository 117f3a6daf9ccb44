// Predictions over real HTTP, asked by wrk: a server in a process of its own, its own PostgreSQL with fsync, row-level
// security, quota and log on, a boosting model of 100 trees over twelve numbers. Where a folder with the same service on
// FastAPI is given (app.py, app_opt.py, train.py, schema.sql, predict.lua), it is asked by turns, over the same
// PostgreSQL with the same settings. wrk and the programs share this machine's cores; CPU is that of the
// program and of its PostgreSQL.
// Run: node server/bench/predict-http.bench.ts [--peers FOLDER] [--seconds 5] [--warm 3] [--rounds 1] [--connections 64,1000] [--rows 220] [--algorithm gradient_boosting] [--processes 1] [--beside-training]
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { withClient } from '../src/platform/db/connection.ts';
import { startEmbeddedPostgres } from '../src/platform/postgres/embedded.ts';
import { type Client, clientOf, makeKey } from '../test/support/http-client.ts';
import { findFreePort, startServer } from '../test/support/server-process.ts';

const run = promisify(execFile);
const { values: given } = parseArgs({
  options: {
    peers: { type: 'string' },
    seconds: { type: 'string', default: '5' },
    // Before anything is measured each is asked for so long: a server's first seconds are those of its compiler.
    warm: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '1' },
    connections: { type: 'string', default: '64,1000' },
    // So few that a tree has as many leaves as one of the peers': eight to ten. 5000 make trees of 31.
    rows: { type: 'string', default: '220' },
    // How many processes of the node answer requests.
    processes: { type: 'string', default: '1' },
    algorithm: { type: 'string', default: 'gradient_boosting' },
    'beside-training': { type: 'boolean', default: false },
  },
});
const ACCOUNT = { email: 'owner@example.com', password: 'correct horse battery' };
const FEATURES = Array.from({ length: 12 }, (_, index) => `f${index}`);
const TRAINING_ROWS = 200_000;
const LUA = fileURLToPath(new URL('./predict-http.lua', import.meta.url));

/** Something that answers predictions, and how wrk asks it. */
interface Contender {
  name: string;
  url: string;
  script: string;
  env: Record<string, string>;
  /** Its process, and its PostgreSQL's. */
  processes: readonly [number, number];
}

interface Figures {
  name: string;
  rate: number;
}

const folder = await mkdtemp(path.join(tmpdir(), 'suite-bench-'));
// Open to the account that PostgreSQL runs under when this runs as root.
await chmod(folder, 0o755);
const undo: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];

/** Twelve numbers of which eight say something, and two classes. */
function toCsv(rows: number): string {
  let state = 20_240_115;
  const next = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const lines = [`${FEATURES.join(',')},y`];
  for (let row = 0; row < rows; row += 1) {
    const x = FEATURES.map(() => next() * 4 - 2);
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = x;
    const isOne = a + b * c + Math.sin(2 * d) + (e > 0.5 ? f : -g) + h + next() - 0.5 > 0;
    lines.push(`${x.map((value) => value.toFixed(4)).join(',')},${isOne ? 'yes' : 'no'}`);
  }
  return `${lines.join('\n')}\n`;
}

async function upload(client: Client, dataset: string, rows: number): Promise<void> {
  const { job_id: job } = await client.call('POST', `data/datasets/${dataset}/imports`, toCsv(rows), {
    'content-type': 'text/csv',
  });
  await client.awaitJob(job);
}

async function createModel(client: Client, dataset: string): Promise<number> {
  const model = await client.call('POST', 'ai-analytics/models', {
    model_name: dataset,
    model_type: 'classification',
    algorithm: given.algorithm,
    feature_columns: FEATURES,
    target_column: 'y',
    training_data_source: { dataset },
  });
  return model.id;
}

async function startProduct(): Promise<{ contender: Contender; client: Client }> {
  const env = {
    DATA_DIR: path.join(folder, 'data'),
    PORT: String(await findFreePort()),
    ADMIN_EMAIL: ACCOUNT.email,
    ADMIN_PASSWORD: ACCOUNT.password,
    RATE_LIMIT_PER_MINUTE: '1000000000',
    API_PROCESSES: given.processes,
  };
  const server = await startServer(env);
  undo.push(() => server.stop('SIGTERM'));
  const suite = fileURLToPath(new URL('../src/suite.ts', import.meta.url));
  await run(
    process.execPath,
    [suite, 'plan', '--organization', '1', '--override', 'predictions_per_day=100000000', '--until', '2099-12-31'],
    { env: { ...process.env, ...env } },
  );
  const key = await makeKey(server.url, ACCOUNT);
  const client = clientOf(() => server.url, key);
  await upload(client, 'asked', Number(given.rows));
  const model = await createModel(client, 'asked');
  const training = await client.call('POST', `ai-analytics/models/${model}/train`, { hyperparameter_tuning: false });
  await client.awaitJob(training.job_id);
  const deployed = await client.call('POST', `ai-analytics/models/${model}/deploy`, {});
  if (deployed.code !== 200) throw new Error(JSON.stringify(deployed));
  const contender = {
    name: 'here',
    url: server.url,
    script: LUA,
    env: { BENCH_KEY: key, BENCH_MODEL: String(model) },
    processes: [server.child.pid ?? 0, await postmasterOf(env.DATA_DIR)] as const,
  };
  await measureAlone(client, model);
  return { contender, client };
}

/** One after the other, over one connection that is kept. */
async function measureAlone(client: Client, model: number): Promise<void> {
  const times: number[] = [];
  for (let index = 0; index < 500; index += 1) {
    const input_data = Object.fromEntries(FEATURES.map((name) => [name, Math.random() * 4 - 2]));
    const from = performance.now();
    const { code, detail } = await client.call('POST', 'ai-analytics/predict', { model_id: model, input_data });
    if (code !== 200) throw new Error(`${code} ${detail}`);
    if (index >= 200) times.push(performance.now() - from);
  }
  const sorted = times.toSorted((left, right) => left - right);
  const quantile = (share: number) => (sorted[Math.floor(share * sorted.length)] ?? Number.NaN).toFixed(2);
  console.log(`one at a time: p50 ${quantile(0.5)} ms  p99 ${quantile(0.99)} ms`);
}

async function startPeers(source: string): Promise<Contender[]> {
  const work = path.join(folder, 'peers');
  await cp(source, work, { recursive: true });
  const postgres = await startEmbeddedPostgres({ dataFolder: path.join(folder, 'peers-data') });
  undo.push(() => postgres.stop());
  const { host, user, password } = postgres.connection;
  await withClient(postgres.connection, async (client) => {
    await client.query('create database peers');
  });
  await withClient({ ...postgres.connection, database: 'peers' }, async (client) => {
    const statements = (await readFile(path.join(work, 'schema.sql'), 'utf8')).split(';');
    for (const statement of statements) if (statement.trim() !== '') await client.query(statement);
  });
  await run('/usr/bin/python3', ['train.py'], { cwd: work });
  const address = `${user}:${encodeURIComponent(password)}@/peers?host=${encodeURIComponent(host)}`;
  const contenders: Contender[] = [];
  const postmaster = await postmasterOf(path.join(folder, 'peers-data'));
  for (const name of ['app', 'app_opt']) {
    const port = await findFreePort();
    const child = spawn('/usr/bin/python3', ['-m', 'uvicorn', `${name}:app`, '--port', String(port)], {
      cwd: work,
      env: {
        ...process.env,
        SQLALCHEMY_URL: `postgresql+asyncpg://${address}`,
        ASYNCPG_URL: `postgresql://${address}`,
        OMP_NUM_THREADS: '1',
      },
      stdio: ['ignore', 'ignore', 'ignore'],
    });
    undo.push(() => end(child));
    const url = `http://127.0.0.1:${port}`;
    await answers(`${url}/health`);
    contenders.push({
      name,
      url,
      script: path.join(work, 'predict.lua'),
      env: {},
      processes: [child.pid ?? 0, postmaster],
    });
  }
  return contenders;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function answers(url: string): Promise<void> {
  for (const deadline = performance.now() + 30_000; performance.now() < deadline;) {
    const isThere = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isThere) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${url} does not answer`);
}

/** Where the data folder's PostgreSQL left its process id. */
async function postmasterOf(dataFolder: string): Promise<number> {
  for (const name of await readdir(dataFolder, { recursive: true })) {
    if (path.basename(name) === 'postmaster.pid') {
      return Number((await readFile(path.join(dataFolder, name), 'utf8')).split('\n')[0]);
    }
  }
  return 0;
}

const TICKS_A_SECOND = 100;

/** Seconds of processor time of a process and its children so far; nothing where the system does not tell. */
async function cpuSeconds(root: number): Promise<number> {
  const names = await readdir('/proc').catch(() => []);
  let ticks = 0;
  for (const name of names.filter((each) => /^\d+$/.test(each))) {
    const line = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    const fields = line
      .slice(line.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    if (Number(name) === root || fields[1] === root) ticks += (fields[11] ?? 0) + (fields[12] ?? 0);
  }
  return ticks / TICKS_A_SECOND;
}

/** @returns what wrk says */
async function load({ url, script, env }: Contender, connections: number, seconds: string): Promise<string> {
  const threads = Math.min(2, connections);
  const { stdout } = await run(
    'wrk',
    [`-t${threads}`, `-c${connections}`, `-d${seconds}s`, '--timeout', '10s', '-s', script, url],
    { env: { ...process.env, ...env } },
  );
  return stdout;
}

async function ask(contender: Contender, connections: number, label = contender.name): Promise<Figures> {
  const { name, processes } = contender;
  const before = await Promise.all(processes.map(cpuSeconds));
  const stdout = await load(contender, connections, given.seconds);
  const read = (field: string) => Number(new RegExp(`RES.* ${field}=([\\d.]+)`).exec(stdout)?.[1]);
  const rate = read('rps');
  const after = await Promise.all(processes.map(cpuSeconds));
  const requests = Math.max(1, rate * Number(given.seconds));
  const cpu = after
    .map((seconds, index) => (((seconds - (before[index] ?? 0)) * 1e6) / requests).toFixed(0))
    .join(' + ');
  const loadAverage = (loadavg()[0] ?? 0).toFixed(1);
  console.log(
    `${label.padEnd(24)} ${String(connections).padStart(5)} connections ${rate.toFixed(0).padStart(7)} a second  p50 ${read('p50').toFixed(1).padStart(7)} ms  p99 ${read('p99').toFixed(1).padStart(7)} ms  errors ${read('err') + read('non2xx')}  CPU µs a request ${cpu}  load ${loadAverage}`,
  );
  return { name, rate };
}

/** How much a training on the same node costs those who ask. */
async function askBesideTraining(contender: Contender, client: Client): Promise<void> {
  await upload(client, 'trained', TRAINING_ROWS);
  const model = await createModel(client, 'trained');
  const { job_id: job } = await client.call('POST', `ai-analytics/models/${model}/train`, {
    hyperparameter_tuning: true,
  });
  await client.awaitJob(job, ({ phase, status }) => status === 'running' && phase !== 'reading');
  await ask(contender, 64, 'here, beside a training');
  const { status } = await client.call('GET', `jobs/${job}`);
  if (status !== 'running') console.log(`(the training had ended: ${status})`);
  await client.call('DELETE', `jobs/${job}`);
}

try {
  const { contender, client } = await startProduct();
  const peers = given.peers === undefined ? [] : await startPeers(given.peers);
  // The peers do not say why either.
  const bare = { ...contender, name: 'here, not asked why', env: { ...contender.env, BENCH_EXPLAIN: 'false' } };
  const figures: Figures[] = [];
  if (Number(given.warm) > 0) for (const each of [contender, bare, ...peers]) await load(each, 64, given.warm);
  for (const connections of given.connections.split(',').map(Number)) {
    for (let round = 0; round < Number(given.rounds); round += 1) {
      for (const each of [contender, bare, ...(connections <= 64 ? peers : [])]) {
        const measured = await ask(each, connections);
        if (connections === 64) figures.push(measured);
      }
    }
  }
  const median = (name: string) => {
    const rates = figures.filter((each) => each.name === name).map(({ rate }) => rate);
    return rates.toSorted((left, right) => left - right)[Math.floor(rates.length / 2)] ?? Number.NaN;
  };
  for (const own of [contender, bare]) {
    for (const { name } of peers)
      console.log(`${own.name}: ${(median(own.name) / median(name)).toFixed(1)} times ${name}`);
  }
  if (given['beside-training']) await askBesideTraining(contender, client);
} finally {
  for (const step of undo.toReversed()) await step();
}
