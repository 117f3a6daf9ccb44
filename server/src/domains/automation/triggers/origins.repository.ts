import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';

/** Where a run comes from, as far as a person or other runs led to it. */
export interface RunOrigin {
  startedBy: number | null;
  workflowIds: readonly number[];
}

const NOWHERE: RunOrigin = { startedBy: null, workflowIds: [] };

export async function insertOrigin(
  db: Db,
  organizationId: number,
  runId: string,
  { startedBy, workflowIds }: RunOrigin,
): Promise<void> {
  if (startedBy === null && workflowIds.length === 0) return;
  await db
    .insertInto('automation_run_origins')
    .values({
      organization_id: organizationId,
      run_id: runId,
      started_by: startedBy,
      workflow_ids: [...workflowIds],
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function findOrigin(db: Db, organizationId: number, runId: string): Promise<RunOrigin> {
  const row = await db
    .selectFrom('automation_run_origins')
    .select(['started_by', 'workflow_ids'])
    .where('organization_id', '=', organizationId)
    .where('run_id', '=', runId)
    .executeTakeFirst();
  return row ? { startedBy: row.started_by, workflowIds: row.workflow_ids } : NOWHERE;
}

export async function countOlderOrigins(db: Db, organizationId: number, before: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from automation_run_origins
     where organization_id = ${organizationId} and created_at < ${before}`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function removeOlderOrigins(db: Db, organizationId: number, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ run_id: string }>`
    delete from automation_run_origins where organization_id = ${organizationId} and run_id in (
      select run_id from automation_run_origins
       where organization_id = ${organizationId} and created_at < ${before} order by created_at limit ${limit})
    returning run_id`.execute(db);
  return rows.length;
}
