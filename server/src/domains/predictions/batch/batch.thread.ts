import {
  type BatchPrediction,
  type Column,
  decodeArtifact,
  featureSchema,
  type FittedPipeline,
  NumericError,
  predictRows,
} from '../../../numeric/index.ts';
import { createDatabase, type Database } from '../../../platform/db/database.ts';
import { serveThread } from '../../../platform/threads/serve-thread.ts';
import type { ThreadAnswer, ThreadContext } from '../../../platform/threads/thread.ts';
import { createTableReader } from '../../data/index.ts';
import { predictionErrors } from '../predictions.errors.ts';
import * as repository from './batch.repository.ts';
import type { ScoringInput, ScoringOutput } from './batch.ts';

/** A commit costs little beside scoring so many, and to be told to stop takes no longer than scoring them. */
const ROWS_A_CHUNK = 5000;
/** How much of the work is reading. */
const READ = 0.1;

serveThread(async (input: ScoringInput, thread): Promise<ThreadAnswer<ScoringOutput>> => {
  // One connection reads, the same one writes afterwards.
  const database = createDatabase(input.connection, 1);
  try {
    return { output: await score(database, input, thread) };
  } finally {
    await database.close();
  }
});

async function score(database: Database, input: ScoringInput, thread: ThreadContext): Promise<ScoringOutput> {
  const { organizationId, batchId } = input;
  const db = database.tenant(organizationId);
  const pipeline = decodeArtifact(input.artifact);
  thread.report('reading', 0);
  const table = await readTable(database, input, pipeline, thread.signal);
  const rowsTotal = Math.min(table.rows, input.rowsTotal ?? table.rows);
  if (input.rowsTotal === null) await repository.updateBatch(db, organizationId, batchId, { rows_total: rowsTotal });
  // What an attempt before this one has written is not scored again.
  for (let from = await repository.countDone(db, organizationId, batchId); from < rowsTotal; from += ROWS_A_CHUNK) {
    thread.signal.throwIfAborted();
    thread.report('scoring', READ + ((1 - READ) * from) / rowsTotal);
    const chunk = scoreChunk(pipeline, table, from, Math.min(rowsTotal, from + ROWS_A_CHUNK));
    await writeChunk(database, input, chunk);
  }
  return { rowsTotal };
}

interface Table {
  rows: number;
  features: Column[];
  key: Column | null;
}

async function readTable(
  database: Database,
  { organizationId, dataset, keyColumn }: ScoringInput,
  pipeline: FittedPipeline,
  signal: AbortSignal,
): Promise<Table> {
  const names = new Set(featureSchema(pipeline.preprocessor).map(({ name }) => name));
  const columns = [...new Set([...names, ...(keyColumn === null ? [] : [keyColumn])])];
  const table = await createTableReader(database).read({ organizationId, dataset, columns, signal });
  return {
    rows: table.rows,
    features: table.columns.filter(({ name }) => names.has(name)),
    key: table.columns.find(({ name }) => name === keyColumn) ?? null,
  };
}

function scoreChunk(pipeline: FittedPipeline, table: Table, from: number, to: number): repository.Chunk {
  const features = table.features.map((column) => slice(column, from, to));
  const answered = predict(pipeline, features);
  const isBlank = (row: number) => features.every((column) => isMissing(column, row));
  const { key } = table;
  const isClassification = answered.kind === 'classification';
  return {
    firstRow: from + 1,
    keys: key && textsOf(slice(key, from, to)),
    predictions: Array.from(answered.predictions, (value, row) => (isBlank(row) ? null : value)),
    labels: isClassification ? Array.from(answered.labels, (label) => String(answered.classes[label])) : null,
    confidences: isClassification ? confidencesOf(answered) : Array.from(answered.predictions, () => answered.coverage),
    lowers: isClassification ? null : [...answered.lower],
    uppers: isClassification ? null : [...answered.upper],
  };
}

function predict(pipeline: FittedPipeline, features: readonly Column[]): BatchPrediction {
  try {
    return predictRows(pipeline, features);
  } catch (error) {
    if (!(error instanceof NumericError) || error.code !== 'column_kind_mismatch') throw error;
    throw predictionErrors.batch_column_unfit({ column: String(error.params['column'] ?? '') }, { cause: error });
  }
}

function confidencesOf({ labels, probabilities, classes }: Extract<BatchPrediction, { kind: 'classification' }>) {
  return Array.from(labels, (label, row) => probabilities[row * classes.length + label] ?? 0);
}

function slice(column: Column, from: number, to: number): Column {
  return 'codes' in column
    ? { ...column, codes: column.codes.subarray(from, to) }
    : { ...column, values: column.values.subarray(from, to) };
}

const isMissing = (column: Column, row: number): boolean =>
  'codes' in column ? (column.codes[row] ?? -1) < 0 : Number.isNaN(column.values[row] ?? Number.NaN);

function textsOf(column: Column): (string | null)[] {
  if ('codes' in column) return Array.from(column.codes, (code) => column.dictionary[code] ?? null);
  return Array.from(column.values, (value) => {
    if (Number.isNaN(value)) return null;
    if (column.kind === 'time') return new Date(value).toISOString();
    return column.kind === 'boolean' ? String(value !== 0) : String(value);
  });
}

/** With the quota of its rows, or not at all. */
async function writeChunk(
  database: Database,
  { organizationId, batchId }: ScoringInput,
  chunk: repository.Chunk,
): Promise<void> {
  const wanted = chunk.predictions.filter((prediction) => prediction !== null).length;
  await database.transaction(organizationId, async (db) => {
    const { granted, used, amount } = await repository.takeQuota(db, organizationId, wanted);
    // What was taken is given back with the transaction.
    if (granted < wanted) throw predictionErrors.batch_quota_exhausted({ used: used - granted, limit: amount, wanted });
    await repository.insertChunk(db, organizationId, batchId, chunk);
  });
}
