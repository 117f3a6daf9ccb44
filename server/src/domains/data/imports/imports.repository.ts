import { sql } from 'kysely';
import { to as copyTo } from 'pg-copy-streams';
import type { Database, Db } from '../../../platform/db/database.ts';
import type { JobStatus } from '../../../platform/jobs/job.ts';
import type { Note } from '../csv/header.ts';
import type { FileProfile, ProfiledColumn } from '../csv/inspection.ts';
import type { Rejection, RejectionSummary } from '../csv/rejections.ts';
import type { ImportOptions } from './import-options.ts';
import { readSingleColumn } from '../tables/copy-decoder.ts';

export async function insertUpload(db: Db, organizationId: number): Promise<number> {
  const { id } = await db
    .insertInto('uploads')
    .values({ organization_id: organizationId })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/**
 * Adds bytes to an upload. The commit does not wait for the disk: the import that names the upload is committed later
 * and waits, and until then the bytes are nobody's.
 */
export async function insertChunk(
  db: Db,
  organizationId: number,
  uploadId: number,
  position: number,
  bytes: Buffer,
): Promise<void> {
  await sql`
    with quick as materialized (select set_config('synchronous_commit', 'off', true)),
         touched as (update uploads set size_bytes = size_bytes + ${bytes.length}, touched_at = now()
                      where organization_id = ${organizationId} and id = ${uploadId} returning id)
    insert into upload_chunks (organization_id, upload_id, position, bytes)
    select ${organizationId}, touched.id, ${position}::int, ${bytes}::bytea from touched, quick
  `.execute(db);
}

/**
 * The bytes of an upload in their order, a piece at a time. They come by COPY in its binary format, since a query's
 * answer would bring them as text of twice the length.
 */
export async function* readUpload(
  database: Database,
  organizationId: number,
  uploadId: number,
): AsyncGenerator<Buffer> {
  const client = await database.pool.connect();
  let whole = false;
  try {
    await client.query('begin read only');
    await client.query("select set_config('app.organization_id', $1, true)", [String(organizationId)]);
    // COPY takes no parameters; both are whole numbers.
    const rows = `select bytes from upload_chunks
      where organization_id = ${organizationId} and upload_id = ${uploadId} order by position`;
    const stream = client.query(copyTo(`copy (${rows}) to stdout (format binary)`));
    // What goes wrong after the reader has left concerns nobody.
    stream.on('error', () => {});
    yield* readSingleColumn(stream);
    await client.query('commit');
    whole = true;
  } finally {
    // A reader that stops early leaves the connection in the middle of an answer: it is closed.
    client.release(!whole);
  }
}

export async function removeUpload(db: Db, organizationId: number, uploadId: number): Promise<void> {
  await db.deleteFrom('uploads').where('organization_id', '=', organizationId).where('id', '=', uploadId).execute();
}

/** Removes uploads that nobody will read: long silent and without an import, or of an import that has ended. */
export async function removeAbandonedUploads(db: Db, organizationId: number): Promise<void> {
  await sql`
    delete from uploads u
     where u.organization_id = ${organizationId}
       and u.touched_at < now() - interval '1 hour'
       and not exists (
         select from imports i join jobs j on j.organization_id = i.organization_id and j.id = i.job_id
          where i.organization_id = u.organization_id and i.upload_id = u.id and j.status in ('queued', 'running'))
  `.execute(db);
}

export interface NewImport {
  dataset: string;
  fileName: string | null;
  sizeBytes: number;
  uploadId: number;
  profile: FileProfile;
  options: ImportOptions;
  sha256: Buffer;
  createdBy: number | null;
}

/** What a dataset was like before an import, as far as taking it back needs that. */
export interface PriorState {
  /** Whether the import made the dataset. */
  created: boolean;
  /** Columns that it added. */
  added: string[];
  /** Columns of which every row had a value. */
  complete: string[];
}

/** What came of taking an import back. */
export interface UndoOutcome {
  removed: number;
  restored: number;
  /** Rows that were changed later and stay as they are. */
  left: number;
  /** The keys or numbers of the first of those. */
  examples: string[];
}

export interface Import {
  id: number;
  dataset: string;
  fileName: string | null;
  sizeBytes: number;
  jobId: string;
  /** That of its job. */
  status: JobStatus;
  uploadId: number | null;
  profile: FileProfile;
  rowsImported: number | null;
  rowsRejected: number | null;
  columns: ProfiledColumn[] | null;
  rejections: RejectionSummary[] | null;
  notes: Note[] | null;
  options: ImportOptions;
  rowsUpdated: number | null;
  prior: PriorState | null;
  undoJobId: string | null;
  undoneAt: Date | null;
  undoOutcome: UndoOutcome | null;
  createdBy: number | null;
  createdAt: Date;
  finishedAt: Date | null;
}

export async function insertImport(db: Db, organizationId: number, values: NewImport): Promise<number> {
  const { id } = await db
    .insertInto('imports')
    .values({
      organization_id: organizationId,
      dataset: values.dataset,
      file_name: values.fileName,
      size_bytes: values.sizeBytes,
      upload_id: values.uploadId,
      profile: JSON.stringify(values.profile),
      options: JSON.stringify(values.options),
      content_sha256: values.sha256,
      created_by: values.createdBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Says which job carries the import out. Both come to be in one transaction, each knowing the other. */
export async function updateJob(db: Db, organizationId: number, importId: number, jobId: string): Promise<void> {
  await db
    .updateTable('imports')
    .set({ job_id: jobId })
    .where('organization_id', '=', organizationId)
    .where('id', '=', importId)
    .execute();
}

export async function findImport(db: Db, organizationId: number, id: number): Promise<Import | null> {
  const row = await selectImports(db, organizationId).where('imports.id', '=', id).executeTakeFirst();
  return row ? toImport(row) : null;
}

export async function findImportOfJob(db: Db, organizationId: number, jobId: string): Promise<Import | null> {
  const row = await selectImports(db, organizationId).where('imports.job_id', '=', jobId).executeTakeFirst();
  return row ? toImport(row) : null;
}

/** Imports, latest first, those made before `before` only, of one dataset or of all. */
export async function listImports(
  db: Db,
  organizationId: number,
  { dataset, before, limit }: ImportFilter,
): Promise<Import[]> {
  const rows = await selectImports(db, organizationId)
    .$if(dataset !== null, (query) => query.where('imports.dataset', '=', dataset ?? ''))
    .$if(before !== null, (query) => query.where('imports.id', '<', before ?? 0))
    .orderBy('imports.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toImport);
}

export interface ImportFilter {
  dataset: string | null;
  before: number | null;
  limit: number;
}

function selectImports(db: Db, organizationId: number) {
  return db
    .selectFrom('imports')
    .leftJoin('jobs', (join) =>
      join.onRef('jobs.organization_id', '=', 'imports.organization_id').onRef('jobs.id', '=', 'imports.job_id'),
    )
    .selectAll('imports')
    .select('jobs.status')
    .where('imports.organization_id', '=', organizationId);
}

type ImportRow = Awaited<ReturnType<ReturnType<typeof selectImports>['executeTakeFirstOrThrow']>>;

function toImport(row: ImportRow): Import {
  return {
    ...readDocuments(row),
    id: row.id,
    dataset: row.dataset,
    fileName: row.file_name,
    sizeBytes: row.size_bytes,
    jobId: row.job_id ?? '',
    // A job may be forgotten before its import.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the table's check allows no other value
    status: (row.status ?? (row.rows_imported ? 'succeeded' : 'failed')) as JobStatus,
    uploadId: row.upload_id,
    rowsImported: row.rows_imported,
    rowsRejected: row.rows_rejected,
    rowsUpdated: row.rows_updated,
    undoJobId: row.undo_job_id,
    undoneAt: row.undone_at,
    createdBy: row.created_by,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  };
}

type Documents = Pick<Import, 'profile' | 'columns' | 'rejections' | 'notes' | 'options' | 'prior' | 'undoOutcome'>;

function readDocuments(row: Record<Exclude<keyof Documents, 'undoOutcome'> | 'undo_outcome', unknown>): Documents {
  const { profile, columns, rejections, notes, options, prior, undo_outcome: undoOutcome } = row;
  // What these columns hold was written by this file.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { profile, columns, rejections, notes, options, prior, undoOutcome } as Documents;
}

export interface ImportOutcome {
  rowsImported: number;
  /** Of the rows imported: those that were there and changed. */
  rowsUpdated: number;
  rowsRejected: number;
  columns: readonly ProfiledColumn[];
  rejections: readonly RejectionSummary[];
  notes: readonly Note[];
}

export async function updateOutcome(
  db: Db,
  organizationId: number,
  importId: number,
  outcome: ImportOutcome,
): Promise<void> {
  await db
    .updateTable('imports')
    .set({
      rows_imported: outcome.rowsImported,
      rows_updated: outcome.rowsUpdated,
      rows_rejected: outcome.rowsRejected,
      columns: JSON.stringify(outcome.columns),
      rejections: JSON.stringify(outcome.rejections),
      notes: JSON.stringify(outcome.notes),
    })
    .where('organization_id', '=', organizationId)
    .where('id', '=', importId)
    .execute();
}

/** Writes down what the dataset was like before. */
export async function updatePrior(db: Db, organizationId: number, importId: number, prior: PriorState): Promise<void> {
  await db
    .updateTable('imports')
    .set({ prior: JSON.stringify(prior) })
    .where('organization_id', '=', organizationId)
    .where('id', '=', importId)
    .execute();
}

/** The latest import of the same bytes into the dataset that is under way or has come to something that still stands. */
export async function findSameImport(
  db: Db,
  organizationId: number,
  dataset: string,
  sha256: Buffer,
): Promise<Import | null> {
  const row = await selectImports(db, organizationId)
    .where('imports.dataset', '=', dataset)
    .where('imports.content_sha256', '=', sha256)
    .where('imports.undone_at', 'is', null)
    .where((eb) => eb.or([eb('imports.rows_imported', '>', 0), eb('jobs.status', 'in', ['queued', 'running'])]))
    .orderBy('imports.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? toImport(row) : null;
}

export async function findJobStatus(db: Db, organizationId: number, jobId: string): Promise<string | null> {
  const row = await db
    .selectFrom('jobs')
    .select('status')
    .where('organization_id', '=', organizationId)
    .where('id', '=', jobId)
    .executeTakeFirst();
  return row?.status ?? null;
}

/** Marks an import as ended, well or not, and lets go of its bytes. */
export async function finishImport(db: Db, organizationId: number, { id, uploadId }: Import): Promise<void> {
  await db
    .updateTable('imports')
    .set({ finished_at: new Date() })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute();
  if (uploadId !== null) await removeUpload(db, organizationId, uploadId);
}

/** So many rows a statement: what comes in is bounded by the rows' own size, what a statement takes by its parameters. */
const REJECTIONS_A_STATEMENT = 500;

export async function insertRejections(
  db: Db,
  organizationId: number,
  importId: number,
  rejections: readonly Rejection[],
): Promise<void> {
  for (let from = 0; from < rejections.length; from += REJECTIONS_A_STATEMENT) {
    const values = rejections.slice(from, from + REJECTIONS_A_STATEMENT).map((rejection, index) => ({
      organization_id: organizationId,
      import_id: importId,
      position: from + index,
      line: rejection.line,
      column_name: rejection.column,
      reason: rejection.reason,
      value: rejection.value,
      params: rejection.params ? JSON.stringify(rejection.params) : null,
      original: rejection.original,
    }));
    // A job that is started again may find what it wrote before.
    await db
      .insertInto('import_rejections')
      .values(values)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** The rejections from `position` on, in the file's order. */
export async function listRejections(
  db: Db,
  organizationId: number,
  importId: number,
  position: number,
  limit: number,
) {
  const rows = await db
    .selectFrom('import_rejections')
    .select(['position', 'line', 'column_name', 'reason', 'value', 'params', 'original'])
    .where('organization_id', '=', organizationId)
    .where('import_id', '=', importId)
    .where('position', '>=', position)
    .orderBy('position')
    .limit(limit)
    .execute();
  // Written by `insertRejections` and nothing else.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return rows.map((row) => ({ ...row, params: row.params as Record<string, string | number> | null }));
}
