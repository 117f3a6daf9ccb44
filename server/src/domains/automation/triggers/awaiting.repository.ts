import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';

/** The workflows that wait for events of this type, by age. */
export async function listAwaiting(db: Db, organizationId: number, eventType: string) {
  const rows = await db
    .selectFrom('automation_workflows')
    .select(['id', 'published_version_id'])
    .where('organization_id', '=', organizationId)
    .where('is_active', '=', true)
    .where('frozen_at', 'is', null)
    .where('removed_at', 'is', null)
    .where('event_types', '<>', sql<string[]>`'{}'`)
    .where(sql<boolean>`${eventType} = any(event_types)`)
    .orderBy('id')
    .execute();
  return rows.flatMap(({ id, published_version_id: versionId }) => (versionId === null ? [] : [{ id, versionId }]));
}

/** Notes that a workflow was not started by what it had brought about itself. */
export async function countLoop(db: Db, organizationId: number, workflowId: number): Promise<void> {
  await db
    .updateTable('automation_workflows')
    .set((row) => ({ loops_stopped: row('loops_stopped', '+', 1) }))
    .where('organization_id', '=', organizationId)
    .where('id', '=', workflowId)
    .execute();
}
