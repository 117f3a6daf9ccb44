// How fast a CSV file becomes rows, beside PostgreSQL's own COPY of the same file into a table of the same types.
// Run: node server/bench/csv-import.bench.ts [rows]
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import { createConverter } from '../src/domains/data/csv/converter.ts';
import { createInspection } from '../src/domains/data/csv/inspection.ts';
import { createCsvReader } from '../src/domains/data/csv/reader.ts';
import { createDataJobHandlers, createDataService, createTableReader } from '../src/domains/data/index.ts';
import { openAccounts } from '../src/platform/db/accounts.ts';
import { runJob } from '../src/platform/jobs/run-job.ts';
import { loadConfig } from '../src/platform/config.ts';
import { createLog } from '../src/platform/log.ts';
import { createPlatform } from '../src/platform/platform.ts';
import { startTestCluster } from '../test/support/test-cluster.ts';
import { createOrganization } from '../test/support/test-database.ts';

const rows = Number(process.argv[2] ?? 200_000);
const ROUNDS = 3;
const HEADING = 'id,amount,day,customer,active,city,quantity,score,flag,comment,level,at';
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

const two = (value: number): string => String(value).padStart(2, '0');

function makeFile(): Buffer {
  const parts: Buffer[] = [];
  let text = `${HEADING}\n`;
  for (let id = 0; id < rows; id += 1) {
    const day = `2024-${two(1 + (id % 12))}-${two(1 + (id % 28))}`;
    const city = ['Berlin', 'Paris', 'New York', 'Tōkyō'][id % 4] ?? '';
    const score = (((id * 7919) % 1_000_003) / 10_007).toFixed(4);
    text += `${id},${(id * 7.31).toFixed(2)},${day},customer ${id % 1000},true,${city},${id * 3},${score},yes,"quoted, text",12,${day}T14:${two(id % 60)}:06Z\n`;
    if (text.length < 1e6) continue;
    parts.push(Buffer.from(text));
    text = '';
  }
  parts.push(Buffer.from(text));
  return Buffer.concat(parts);
}

function* inPieces(file: Buffer, pieceBytes = 64 * 1024): Generator<Buffer> {
  for (let from = 0; from < file.length; from += pieceBytes) yield file.subarray(from, from + pieceBytes);
}

async function* arriving(file: Buffer): AsyncGenerator<Buffer> {
  for (const piece of inPieces(file)) {
    // As from a socket: each piece in a turn of its own.
    await new Promise((resolve) => setImmediate(resolve));
    yield piece;
  }
}

const file = makeFile();
const sizeMb = file.length / 1e6;
console.log(`${rows} rows of 12 columns, ${sizeMb.toFixed(1)} MB, best of ${ROUNDS}`);

/** The shortest of a few runs, in milliseconds. */
async function measure(name: string, run: () => void | Promise<void>): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    await run();
    best = Math.min(best, performance.now() - started);
  }
  console.log(
    `${name.padEnd(36)} ${best.toFixed(0).padStart(6)} ms  ${((sizeMb / best) * 1000).toFixed(0).padStart(5)} MB/s`,
  );
  return best;
}

let found = 0;
await measure('finding rows and values', () => {
  const reader = createCsvReader();
  for (const piece of inPieces(file)) for (const batch of reader.push(piece)) found += batch.rows;
  for (const batch of reader.end()) found += batch.rows;
});

const inspect = () => {
  const inspection = createInspection();
  for (const piece of inPieces(file)) inspection.push(piece);
  return inspection.end();
};
const profile = inspect();
const targets = profile.columns.map((column) => ({ mark: '.' as const, required: false, ...column }));
await measure('finding types', () => {
  inspect();
});
await measure('converting to binary rows', () => {
  const reader = createCsvReader();
  const converter = createConverter(profile.width, targets, { importId: 1 });
  for (const piece of inPieces(file)) {
    for (const batch of reader.push(piece)) converter.add(batch);
    converter.take();
  }
  for (const batch of reader.end()) converter.add(batch);
  converter.end();
});

const cluster = await startTestCluster(process.env['DATABASE_URL']);
const accounts = await openAccounts(cluster.template);
const platform = createPlatform(loadConfig({}, process.cwd()), accounts, createLog('silent'));
const { database } = platform;
try {
  const organizationId = await createOrganization(cluster.template);
  const data = createDataService({
    ...platform,
    entitlements: { requireFeature: async () => {} },
    importMaxSizeMb: 4096,
    now: () => new Date(),
  });
  const handlers = new Map(createDataJobHandlers({ ...platform, data }).map((handler) => [handler.kind, handler]));
  const runner = { ...platform, handlers };

  const plain = await measure("PostgreSQL's COPY", () =>
    database.business(organizationId, async ({ client }) => {
      const columns = HEADING.split(',').map((name, index) => `${name} ${TYPES[index] ?? 'text'}`);
      await client.query(`drop table if exists plain; create table plain (${columns.join(', ')})`);
      await pipeline(inPieces(file), client.query(copyFrom('copy plain from stdin (format csv, header)')));
    }),
  );
  let peakMb = 0;
  const watch = setInterval(() => (peakMb = Math.max(peakMb, process.memoryUsage().rss / 1e6)), 20);
  let uploadMs = Infinity;
  const whole = await measure('upload and import', async () => {
    if ((await data.listDatasets(organizationId, null, 1)).length > 0)
      await data.removeDataset(organizationId, 'bench', { kind: 'user', id: 1 });
    const started = performance.now();
    const { jobId } = await data.imports.start(organizationId, {
      dataset: 'bench',
      fileName: null,
      actor: { kind: 'user', id: 1 } as const,
      organizationLanguage: null,
      announcedBytes: file.length,
      body: arriving(file),
    });
    uploadMs = Math.min(uploadMs, performance.now() - started);
    await runJob(runner, { organizationId, jobId }, new AbortController().signal);
    const { result } = await platform.jobs.get(organizationId, jobId);
    if (!JSON.stringify(result).includes(`"rows_imported":${rows}`)) throw new Error(JSON.stringify(result));
  });
  clearInterval(watch);
  console.log(
    `of which upload ${uploadMs.toFixed(0)} ms; memory at most ${peakMb.toFixed(0)} MB, the file of ${sizeMb.toFixed(0)} MB included`,
  );
  console.log(`speed beside COPY: ${((100 * plain) / whole).toFixed(0)} %`);

  const reader = createTableReader(database);
  const columns = HEADING.split(',');
  await measure('reading all columns for training', async () => {
    const table = await reader.read({ organizationId, dataset: 'bench', columns });
    if (table.rows !== rows) throw new Error(`${table.rows} rows were read`);
  });
} finally {
  await platform.close();
  await cluster.stop();
}
