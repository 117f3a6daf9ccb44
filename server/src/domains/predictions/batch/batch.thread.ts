import type { Column } from '../../../numeric/index.ts';
import { createDatabase, type Database } from '../../../platform/db/database.ts';
import { serveThread } from '../../../platform/threads/serve-thread.ts';
import type { ThreadAnswer, ThreadContext } from '../../../platform/threads/thread.ts';
import { createTableReader } from '../../data/index.ts';
import { featuresOf } from '../../models/index.ts';
import { predictionErrors } from '../predictions.errors.ts';
import * as repository from './batch.repository.ts';
import type { ScoringInput, ScoringOutput } from './batch.ts';
import { countRejections, insertRejections, type Rejection } from './files.repository.ts';
import { readFileRows } from './file-rows.ts';
import { sampleRows } from './sample-rows.ts';
import { type BatchModel, openBatchModel } from './score-chunk.ts';

/** A commit costs little beside scoring so many, and to be told to stop takes no longer than scoring them. */
const ROWS_A_CHUNK = 5000;
/** How much of the work is reading. */
const READ = 0.1;

serveThread(async (input: ScoringInput, thread): Promise<ThreadAnswer<ScoringOutput>> => {
  // One connection reads, the same one writes afterwards.
  const database = createDatabase(input.connection, 1);
  try {
    thread.report('reading', 0);
    const model = await openBatchModel(input.artifact);
    const { fileId } = input;
    const rowsTotal =
      fileId === null
        ? await scoreDataset(database, input, model, thread)
        : await scoreFile(database, { ...input, fileId }, model, thread);
    return { output: { rowsTotal } };
  } finally {
    await database.close();
  }
});

async function scoreDataset(
  database: Database,
  input: ScoringInput,
  model: BatchModel,
  thread: ThreadContext,
): Promise<number> {
  const { organizationId, batchId } = input;
  const db = database.tenant(organizationId);
  const table = await readTable(database, input, model, thread.signal);
  const rowsTotal = Math.min(table.rows, input.rowsTotal ?? table.rows);
  if (input.rowsTotal === null) await repository.updateBatch(db, organizationId, batchId, { rows_total: rowsTotal });
  // What an attempt before this one has written is not scored again.
  for (let from = await repository.countDone(db, organizationId, batchId); from < rowsTotal; from += ROWS_A_CHUNK) {
    thread.signal.throwIfAborted();
    thread.report('scoring', READ + ((1 - READ) * from) / rowsTotal);
    const to = Math.min(rowsTotal, from + ROWS_A_CHUNK);
    const features = table.features.map((column) => slice(column, from, to));
    const keys = table.key && textsOf(slice(table.key, from, to));
    const chunk = await model.score({ firstRow: from + 1, features, keys });
    await writeChunk(database, input, { chunk, features, rejections: [] });
  }
  return rowsTotal;
}

async function scoreFile(
  database: Database,
  input: ScoringInput & { fileId: string },
  model: BatchModel,
  thread: ThreadContext,
): Promise<number> {
  const { organizationId, batchId, fileId, keyColumn, rowsTotal } = input;
  const done = await repository.countDone(database.tenant(organizationId), organizationId, batchId);
  const asked = { fileId, keyColumn, features: featuresOf(model.model), rowsAChunk: ROWS_A_CHUNK, done };
  let rows = done;
  for await (const chunk of readFileRows(database, organizationId, asked)) {
    thread.signal.throwIfAborted();
    thread.report('scoring', rows / Math.max(1, rowsTotal ?? 0));
    const scored = await model.score(chunk);
    await writeChunk(database, input, { ...chunk, chunk: scored });
    rows += scored.predictions.length;
  }
  return rows;
}

interface Table {
  rows: number;
  features: Column[];
  key: Column | null;
}

async function readTable(
  database: Database,
  { organizationId, dataset, keyColumn }: ScoringInput,
  { model }: BatchModel,
  signal: AbortSignal,
): Promise<Table> {
  const names = new Set(featuresOf(model).map(({ name }) => name));
  const columns = [...new Set([...names, ...(keyColumn === null ? [] : [keyColumn])])];
  const table = await createTableReader(database).read({ organizationId, dataset: dataset ?? '', columns, signal });
  return {
    rows: table.rows,
    features: table.columns.filter(({ name }) => names.has(name)),
    key: table.columns.find(({ name }) => name === keyColumn) ?? null,
  };
}

function slice(column: Column, from: number, to: number): Column {
  return 'codes' in column
    ? { ...column, codes: column.codes.subarray(from, to) }
    : { ...column, values: column.values.subarray(from, to) };
}

function textsOf(column: Column): (string | null)[] {
  if ('codes' in column) return Array.from(column.codes, (code) => column.dictionary[code] ?? null);
  return Array.from(column.values, (value) => {
    if (Number.isNaN(value)) return null;
    if (column.kind === 'time') return new Date(value).toISOString();
    return column.kind === 'boolean' ? String(value !== 0) : String(value);
  });
}

interface Written {
  chunk: repository.Chunk;
  features: readonly Column[];
  rejections: readonly Rejection[];
}

/** With the quota of its rows, or not at all. */
async function writeChunk(
  database: Database,
  { organizationId, batchId }: ScoringInput,
  { chunk, features, rejections }: Written,
): Promise<void> {
  const sample = sampleRows(features, chunk);
  const wanted = chunk.predictions.filter((prediction) => prediction !== null).length;
  const rejected = new Set(rejections.map(({ line }) => line)).size;
  await database.transaction(organizationId, async (db) => {
    const { granted, used, amount } = await repository.takeQuota(db, organizationId, wanted);
    // What was taken is given back with the transaction.
    if (granted < wanted) throw predictionErrors.batch_quota_exhausted({ used: used - granted, limit: amount, wanted });
    await repository.insertChunk(db, organizationId, batchId, chunk, { rejected, sample });
    const before = rejected === 0 ? 0 : await countRejections(db, organizationId, batchId);
    await insertRejections(db, organizationId, batchId, before, rejections);
  });
}
