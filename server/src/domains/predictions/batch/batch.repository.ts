import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { LiveAnswer } from '../../models/index.ts';
import { consumeQuota, type QuotaUse } from '../../tenancy/index.ts';
import type { SampledRow } from './sample-rows.ts';

export interface NewBatch {
  job_id: string;
  model_id: number;
  model_version: number;
  /** Null where the batch came as a file; then `file_id` is not. */
  dataset: string | null;
  file_id: string | null;
  file_name: string | null;
  /** Known beforehand for a file. */
  rows_total: number | null;
  key_column: string | null;
  prediction_context: string | null;
  created_by: number | null;
}

export interface BatchRow extends Omit<NewBatch, 'created_by'> {
  id: number;
  rows_scored: number;
  rows_without_features: number;
  rows_rejected: number;
  created_at: Date;
  finished_at: Date | null;
}

const columns = [
  'id',
  'job_id',
  'model_id',
  'model_version',
  'dataset',
  'file_id',
  'file_name',
  'key_column',
  'prediction_context',
  'rows_total',
  'rows_scored',
  'rows_without_features',
  'rows_rejected',
  'created_at',
  'finished_at',
] as const;

export async function insertBatch(db: Db, organizationId: number, batch: NewBatch): Promise<number> {
  const { id } = await db
    .insertInto('prediction_batches')
    .values({ organization_id: organizationId, ...batch })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function findBatch(db: Db, organizationId: number, id: number): Promise<BatchRow | null> {
  const row = await selectBatches(db, organizationId).where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

export async function findBatchOfJob(db: Db, organizationId: number, jobId: string): Promise<BatchRow | null> {
  const row = await selectBatches(db, organizationId).where('job_id', '=', jobId).executeTakeFirst();
  return row ?? null;
}

/** The latest first, those before `beforeId` only. */
export async function listBatches(
  db: Db,
  organizationId: number,
  beforeId: number | null,
  limit: number,
): Promise<BatchRow[]> {
  return selectBatches(db, organizationId)
    .$if(beforeId !== null, (query) => query.where('id', '<', beforeId ?? 0))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

const selectBatches = (db: Db, organizationId: number) =>
  db.selectFrom('prediction_batches').select(columns).where('organization_id', '=', organizationId);

export async function updateBatch(
  db: Db,
  organizationId: number,
  id: number,
  change: { rows_total: number } | { finished_at: Date },
): Promise<void> {
  await db
    .updateTable('prediction_batches')
    .set(change)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute();
}

/** Rows of a batch with what was answered; `null` in `predictions` where there was nothing to answer to. */
export interface Chunk {
  firstRow: number;
  keys: (string | null)[] | null;
  predictions: (number | null)[];
  labels: string[] | null;
  confidences: (number | null)[];
  lowers: number[] | null;
  uppers: number[] | null;
}

/** What is written with a chunk. */
interface Beside {
  /** How many of its rows could not be read. */
  rejected: number;
  sample: readonly SampledRow[];
}

/** How many rows of a batch are behind it. */
export async function countDone(db: Db, organizationId: number, id: number): Promise<number> {
  const { rows } = await sql<{ done: number }>`
    select coalesce(max(first_row + row_count - 1), 0)::int as done from prediction_batch_chunks
     where organization_id = ${organizationId} and batch_id = ${id}`.execute(db);
  return rows[0]?.done ?? 0;
}

/** Looks at the quota, and takes as much as is `wanted`, or what is left. */
export async function takeQuota(db: Db, organizationId: number, wanted: number): Promise<QuotaUse> {
  const { rows } = await consumeQuota(organizationId, 'predictions_per_day', sql`select ${wanted}::int`).execute(db);
  const [use] = rows;
  if (!use) throw new Error('The quota of predictions gave no answer');
  return use;
}

/** In a transaction with the quota of its rows. A chunk that another attempt has written is refused by its key. */
export async function insertChunk(
  db: Db,
  organizationId: number,
  batchId: number,
  chunk: Chunk,
  { rejected, sample }: Beside,
): Promise<void> {
  const { firstRow, keys, predictions, labels, confidences, lowers, uppers } = chunk;
  const scored = predictions.filter((prediction) => prediction !== null).length;
  await sql`
    insert into prediction_batch_chunks (organization_id, batch_id, first_row, row_count, keys, predictions, labels,
      confidences, lowers, uppers, sample)
    values (${organizationId}, ${batchId}, ${firstRow}, ${predictions.length}, ${keys}::text[], ${predictions}::float8[],
      ${labels}::text[], ${confidences}::float8[], ${lowers}::float8[], ${uppers}::float8[],
      ${JSON.stringify(sample)}::jsonb)`.execute(db);
  await sql`
    update prediction_batches set rows_scored = rows_scored + ${scored},
      rows_without_features = rows_without_features + ${predictions.length - scored - rejected},
      rows_rejected = rows_rejected + ${rejected}
     where organization_id = ${organizationId} and id = ${batchId}`.execute(db);
}

export interface ResultRow {
  row: number;
  key: string | null;
  prediction: number | null;
  label: string | null;
  confidence: number | null;
  lower: number | null;
  upper: number | null;
}

/** Results in the order of the rows, those after `after` only. */
export async function listResults(
  db: Db,
  organizationId: number,
  { batchId, after, limit }: { batchId: number; after: number; limit: number },
): Promise<ResultRow[]> {
  const { rows } = await sql<ResultRow>`
    select (c.first_row + r.place - 1)::int as row, r.key, r.prediction, r.label, r.confidence, r.lower, r.upper
      from (select * from prediction_batch_chunks
             where organization_id = ${organizationId} and batch_id = ${batchId}
               and first_row + row_count > ${after + 1} and first_row <= ${after + limit}
             order by first_row) c
     cross join lateral unnest(c.keys, c.predictions, c.labels, c.confidences, c.lowers, c.uppers)
       with ordinality as r (key, prediction, label, confidence, lower, upper, place)
     where c.first_row + r.place - 1 > ${after}
     order by row limit ${limit}`.execute(db);
  return rows;
}

interface Window {
  modelId: number;
  version: number;
  since: Date;
  mostRows: number;
}

/** Some rows of a version's latest batches, as they were asked and answered. */
export async function listSampledRows(
  db: Db,
  organizationId: number,
  { modelId, version, since, mostRows }: Window,
): Promise<LiveAnswer[]> {
  const { rows } = await sql<Omit<LiveAnswer, 'unseen'>>`
    select s.row -> 'input' as input, s.row -> 'output' as output, b.created_at as at
      from prediction_batches b
      join prediction_batch_chunks c on c.organization_id = b.organization_id and c.batch_id = b.id
     cross join lateral jsonb_array_elements(c.sample) as s (row)
     where b.organization_id = ${organizationId} and b.model_id = ${modelId} and b.model_version = ${version}
       and b.created_at >= ${since}
     order by b.created_at desc, b.id desc, c.first_row limit ${mostRows}`.execute(db);
  return rows.map((row) => ({ ...row, unseen: [] }));
}

/** Made before. */
export async function countOlderBatches(db: Db, organizationId: number, before: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from prediction_batches
     where organization_id = ${organizationId} and created_at < ${before}`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function removeOlderBatches(db: Db, organizationId: number, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    delete from prediction_batches where organization_id = ${organizationId} and id in (
      select id from prediction_batches where organization_id = ${organizationId} and created_at < ${before}
       order by created_at limit ${limit})
    returning id`.execute(db);
  return rows.length;
}
