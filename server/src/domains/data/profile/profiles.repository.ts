import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { Dataset } from '../data.repository.ts';
import type { ImportHistory } from './import-drift.ts';
import type { DatasetFigures } from './profile.schema.ts';

/** A measurement as it is kept. */
export interface StoredProfile {
  state: string;
  figures: DatasetFigures;
  durationMs: number;
  measuredAt: Date;
}

/** What a dataset is like; it is another after every import, change of records or of the shape. */
export async function readState(db: Db, organizationId: number, dataset: Dataset): Promise<string> {
  const { rows } = await sql<{ changes: string | null; imports: number | null }>`
    select (select max(id) from record_change_sets
             where organization_id = ${organizationId} and dataset_id = ${dataset.id}) as changes,
           (select max(id) from imports
             where organization_id = ${organizationId} and dataset = ${dataset.name} and finished_at is not null) as imports
  `.execute(db);
  const shape = dataset.columns.map(({ name, type, isKey, role }) => [name, type, isKey, role]);
  return JSON.stringify([dataset.updatedAt, dataset.rowCount, rows[0]?.changes, rows[0]?.imports, shape]);
}

export async function findProfile(db: Db, organizationId: number, datasetId: number): Promise<StoredProfile | null> {
  const row = await db
    .selectFrom('dataset_profiles')
    .select(['state', 'figures', 'duration_ms', 'measured_at'])
    .where('organization_id', '=', organizationId)
    .where('dataset_id', '=', datasetId)
    .executeTakeFirst();
  if (!row) return null;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by this file
  const figures = row.figures as DatasetFigures;
  return { state: row.state, figures, durationMs: row.duration_ms, measuredAt: row.measured_at };
}

/** Keeps a measurement in the place of the one before; none where the dataset is gone. */
export async function keepProfile(
  db: Db,
  organizationId: number,
  datasetId: number,
  { state, figures, durationMs, measuredAt }: StoredProfile,
): Promise<void> {
  await sql`
    insert into dataset_profiles (organization_id, dataset_id, state, figures, duration_ms, measured_at)
    select organization_id, id, ${state}::text, ${JSON.stringify(figures)}::jsonb, ${durationMs}::int, ${measuredAt}::timestamptz
      from datasets where organization_id = ${organizationId} and id = ${datasetId}
    on conflict (organization_id, dataset_id) do update
      set state = excluded.state, figures = excluded.figures, duration_ms = excluded.duration_ms,
          measured_at = excluded.measured_at
  `.execute(db);
}

const MOST_IMPORTS = 10;

/** The last import whose rows are there, with those before it; null where there is none. */
export async function findImportHistory(
  db: Db,
  organizationId: number,
  dataset: string,
): Promise<ImportHistory | null> {
  const found = await db
    .selectFrom('imports')
    .select(['id', sql<number>`(rows_imported - coalesce(rows_updated, 0))::int`.as('rows')])
    .where('organization_id', '=', organizationId)
    .where('dataset', '=', dataset)
    .where('finished_at', 'is not', null)
    .where('undone_at', 'is', null)
    .where(sql<boolean>`rows_imported > coalesce(rows_updated, 0)`)
    .orderBy('id', 'desc')
    .limit(MOST_IMPORTS + 1)
    .execute();
  const [last, ...before] = found;
  return last ? { ...last, rowsBefore: before.map(({ rows }) => rows) } : null;
}

/** The job of the kind that waits or runs for the dataset. */
export async function findJobOf(db: Db, organizationId: number, kind: string, dataset: string): Promise<string | null> {
  const row = await db
    .selectFrom('jobs')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('kind', '=', kind)
    .where('status', 'in', ['queued', 'running'])
    .where(sql<boolean>`payload ->> 'dataset' = ${dataset}`)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}
