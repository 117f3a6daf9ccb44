import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { Definition } from './metrics.schema.ts';

/** What an organization has said of a metric; without a definition it was removed. */
export interface StoredMetric {
  name: string;
  version: number;
  definition: Definition | null;
}

/** The latest version of every metric, or of one. */
export async function listMetrics(db: Db, organizationId: number, name?: string): Promise<StoredMetric[]> {
  const rows = await db
    .selectFrom('metric_versions')
    .distinctOn('name')
    .select(['name', 'version', 'definition'])
    .where('organization_id', '=', organizationId)
    .$if(name !== undefined, (query) => query.where('name', '=', name ?? ''))
    .orderBy('name')
    .orderBy('version', 'desc')
    .execute();
  // Written by this room after it was checked.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return rows.map((row) => ({ ...row, definition: row.definition as Definition | null }));
}

/** @returns false where somebody else has written this version meanwhile */
export async function insertMetric(
  db: Db,
  organizationId: number,
  metric: StoredMetric,
  createdBy: number | null,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows: written } = await db
    .insertInto('metric_versions')
    .values({
      organization_id: organizationId,
      name: metric.name,
      version: metric.version,
      definition: metric.definition && sql`${JSON.stringify(metric.definition)}::jsonb`,
      created_by: createdBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (written ?? 0n) > 0n;
}
