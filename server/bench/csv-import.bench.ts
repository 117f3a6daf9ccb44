// How fast a CSV file becomes rows, beside PostgreSQL's own COPY of the same file into a table of the same types, in
// turns; what processor it takes, and what memory the whole server does with it, in a process of its own (Linux).
// Run: node server/bench/csv-import.bench.ts [rows] [rounds]
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { createImportHandler } from '../src/domains/data/imports/import-job.ts';
import { createImportService } from '../src/domains/data/imports/imports.service.ts';
import { createTableReader } from '../src/domains/data/tables/table-reader.ts';
import { openAccounts } from '../src/platform/db/accounts.ts';
import { runJob } from '../src/platform/jobs/run-job.ts';
import { loadConfig } from '../src/platform/config.ts';
import { createLog } from '../src/platform/log.ts';
import { createPlatform } from '../src/platform/platform.ts';
import { startTestCluster } from '../test/support/test-cluster.ts';
import { createOrganization } from '../test/support/test-database.ts';
import { HEADING, makeCsvFile } from './csv-file.ts';
import { measureMemory } from './import-memory.ts';

const rows = Number(process.argv[2] ?? 200_000);
const ROUNDS = Number(process.argv[3] ?? 3);
const TYPES = [
  'bigint',
  'float8',
  'date',
  'text',
  'boolean',
  'text',
  'bigint',
  'float8',
  'boolean',
  'text',
  'bigint',
  'timestamptz',
];

const { file, sizeMb, remove } = makeCsvFile(rows);
console.log(`${rows} rows of 12 columns, ${sizeMb.toFixed(1)} MB, ${ROUNDS} rounds`);

const say = (name: string, ms: number): void =>
  console.log(
    `${name.padEnd(36)} ${ms.toFixed(0).padStart(6)} ms  ${((sizeMb / ms) * 1000).toFixed(0).padStart(5)} MB/s`,
  );

/** How long it takes, in milliseconds. */
async function time(run: () => unknown): Promise<number> {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const cluster = await startTestCluster(process.env['DATABASE_URL']);
const accounts = await openAccounts(cluster.template);
const platform = createPlatform(loadConfig({}, process.cwd()), accounts, createLog('silent'));
const { database } = platform;
try {
  const organizationId = await createOrganization(cluster.template);
  const imports = createImportService({ ...platform, maxSizeMb: 4096 });
  const handler = createImportHandler(platform);
  const runner = { ...platform, handlers: new Map([[handler.kind, handler]]) };

  const copyPlainly = () =>
    database.business(organizationId, async ({ client }) => {
      const columns = HEADING.split(',').map((name, index) => `${name} ${TYPES[index] ?? 'text'}`);
      await client.query(`drop table if exists plain; create table plain (${columns.join(', ')})`);
      await pipeline(createReadStream(file), client.query(copyFrom('copy plain from stdin (format csv, header)')));
    });
  const upload = (round: number) =>
    imports.start(organizationId, {
      dataset: `bench${round}`,
      fileName: null,
      actor: { kind: 'user', id: 1 },
      organizationLanguage: null,
      announcedBytes: sizeMb * 1e6,
      body: createReadStream(file),
    });
  const importUploaded = async (jobId: string): Promise<void> => {
    await runJob(runner, { organizationId, jobId }, new AbortController().signal);
    const { result } = await platform.jobs.get(organizationId, jobId);
    if (!JSON.stringify(result).includes(`"rows_imported":${rows}`)) throw new Error(JSON.stringify(result));
  };

  const times = { copy: [] as number[], upload: [] as number[], write: [] as number[], cpu: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.copy.push(await time(copyPlainly));
    const before = process.cpuUsage();
    let jobId = '';
    times.upload.push(await time(async () => ({ jobId } = await upload(round))));
    times.write.push(await time(() => importUploaded(jobId)));
    const { user, system } = process.cpuUsage(before);
    times.cpu.push((user + system) / 1000);
  }
  const wholes = times.upload.map((ms, round) => ms + (times.write[round] ?? 0));
  say("PostgreSQL's COPY", median(times.copy));
  say('upload', median(times.upload));
  say('writing', median(times.write));
  say('both', median(wholes));
  const shares = wholes.map((ms, round) => (100 * (times.copy[round] ?? 0)) / ms);
  console.log(`speed beside COPY: ${shares.map((share) => share.toFixed(0)).join(', ')} %`);
  console.log(`the server: ${median(times.cpu).toFixed(0)} ms of processor`);

  const reader = createTableReader(database);
  const columns = HEADING.split(',');
  const ms = await time(() => reader.read({ organizationId, dataset: 'bench0', columns }));
  say('reading all columns for training', ms);
  const { mostMb, beganMb } = await measureMemory(file);
  console.log(`the whole server: memory at most ${mostMb.toFixed(0)} MB, ${beganMb.toFixed(0)} MB before`);
} finally {
  await platform.close();
  await cluster.stop();
  remove();
}
