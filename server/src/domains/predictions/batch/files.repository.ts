import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';

/** A piece of a file that is to be scored. */
export interface FilePiece {
  fileId: string;
  position: number;
  bytes: Buffer;
}

export async function insertPiece(
  db: Db,
  organizationId: number,
  { fileId, position, bytes }: FilePiece,
): Promise<void> {
  await db
    .insertInto('prediction_batch_files')
    .values({ organization_id: organizationId, file_id: fileId, position, bytes })
    .execute();
}

export async function findPiece(
  db: Db,
  organizationId: number,
  fileId: string,
  position: number,
): Promise<Buffer | null> {
  const row = await db
    .selectFrom('prediction_batch_files')
    .select('bytes')
    .where('organization_id', '=', organizationId)
    .where('file_id', '=', fileId)
    .where('position', '=', position)
    .executeTakeFirst();
  return row?.bytes ?? null;
}

export async function removeFile(db: Db, organizationId: number, fileId: string): Promise<void> {
  await db
    .deleteFrom('prediction_batch_files')
    .where('organization_id', '=', organizationId)
    .where('file_id', '=', fileId)
    .execute();
}

/** Pieces whose sender went away before there was a batch. */
export async function removeAbandonedPieces(db: Db, organizationId: number): Promise<void> {
  await sql`
    delete from prediction_batch_files f
     where f.organization_id = ${organizationId} and f.created_at < now() - interval '1 day'
       and not exists (select from prediction_batches b
                        where b.organization_id = ${organizationId} and b.file_id = f.file_id and b.finished_at is null)`.execute(
    db,
  );
}

/** What is wrong with a row. */
export interface Rejection {
  line: number;
  /** Null where the row as a whole is at fault. */
  column: string | null;
  /** `data.rejections.…` or `predictions.faults.…`. */
  reason: string;
  value: string | null;
  row: string;
}

/** In the transaction of the chunk that they belong to. @param first place of the first among the batch's rejections */
export async function insertRejections(
  db: Db,
  organizationId: number,
  batchId: number,
  first: number,
  rejections: readonly Rejection[],
): Promise<void> {
  if (rejections.length === 0) return;
  await sql`
    insert into prediction_batch_rejections (organization_id, batch_id, position, line, column_name, reason, value, row_text)
    select ${organizationId}::int, ${batchId}::int, ${first}::int + r.place::int - 1, r.line, r.column_name, r.reason, r.value, r.row_text
      from unnest(${rejections.map(({ line }) => line)}::int[], ${rejections.map(({ column }) => column)}::text[],
        ${rejections.map(({ reason }) => reason)}::text[], ${rejections.map(({ value }) => value)}::text[],
        ${rejections.map(({ row }) => row)}::text[])
        with ordinality as r (line, column_name, reason, value, row_text, place)`.execute(db);
}

export async function countRejections(db: Db, organizationId: number, batchId: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select coalesce(max(position) + 1, 0)::int as count from prediction_batch_rejections
     where organization_id = ${organizationId} and batch_id = ${batchId}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** In the order of the file, from a place among them on. */
export async function listRejections(
  db: Db,
  organizationId: number,
  batchId: number,
  from: number,
  limit: number,
): Promise<Rejection[]> {
  return db
    .selectFrom('prediction_batch_rejections')
    .select(['line', 'column_name as column', 'reason', 'value', 'row_text as row'])
    .where('organization_id', '=', organizationId)
    .where('batch_id', '=', batchId)
    .where('position', '>=', from)
    .orderBy('position')
    .limit(limit)
    .execute();
}
