// How fast the parts of an import are, each alone in one thread: finding rows, finding types, converting.
// Run: node server/bench/csv-parts.bench.ts [rows] [rounds]
import { createReadStream } from 'node:fs';
import { createConverter } from '../src/domains/data/csv/converter.ts';
import { createInspection } from '../src/domains/data/csv/inspection.ts';
import { createCsvReader } from '../src/domains/data/csv/reader.ts';
import { makeCsvFile } from './csv-file.ts';

const rows = Number(process.argv[2] ?? 200_000);
const ROUNDS = Number(process.argv[3] ?? 3);
const { file, sizeMb, remove } = makeCsvFile(rows);
console.log(`${rows} rows of 12 columns, ${sizeMb.toFixed(1)} MB, the least of ${ROUNDS} rounds`);

/** The processor's time, which others on the machine lengthen less than the clock's. */
async function measure(name: string, run: () => Promise<unknown>): Promise<void> {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  console.log(
    `${name.padEnd(36)} ${best.toFixed(0).padStart(6)} ms  ${((sizeMb / best) * 1000).toFixed(0).padStart(5)} MB/s`,
  );
}

const pieces = (): AsyncIterable<Buffer> => createReadStream(file);
await measure('finding rows and values', async () => {
  const reader = createCsvReader();
  let found = 0;
  for await (const piece of pieces()) for (const batch of reader.push(piece)) found += batch.rows;
  for (const batch of reader.end()) found += batch.rows;
  if (found < rows) throw new Error(`${found} rows were found`);
});
const inspect = async () => {
  const inspection = createInspection();
  for await (const piece of pieces()) inspection.push(piece);
  return inspection.end();
};
await measure('finding types', inspect);
const profile = await inspect();
const targets = profile.columns.map((column) => ({ mark: '.' as const, required: false, ...column }));
await measure('converting to binary rows', async () => {
  const reader = createCsvReader();
  const converter = createConverter(profile.width, targets, { importId: 1 });
  for await (const piece of pieces()) {
    for (const batch of reader.push(piece)) converter.add(batch);
    converter.take();
  }
  for (const batch of reader.end()) converter.add(batch);
  converter.end();
});
remove();
