import type { Db } from '../../../platform/db/database.ts';
import type { Json } from '../interpreter/protocol.ts';

export interface VersionRow {
  id: number;
  workflow_id: number;
  version: number;
  source: Json;
  definition: Json;
  note: string | null;
  rolled_back_to: number | null;
  created_by: number | null;
  created_at: Date;
}

const columns = [
  'id',
  'workflow_id',
  'version',
  'source',
  'definition',
  'note',
  'rolled_back_to',
  'created_by',
  'created_at',
] as const;

export type NewVersion = Omit<VersionRow, 'id' | 'created_at' | 'source' | 'definition'> & {
  source: object;
  definition: object;
};

/** @returns its id */
export async function insertVersion(db: Db, organizationId: number, version: NewVersion): Promise<number> {
  const { id } = await db
    .insertInto('automation_workflow_versions')
    .values({
      ...version,
      source: JSON.stringify(version.source),
      definition: JSON.stringify(version.definition),
      organization_id: organizationId,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

const select = (db: Db, organizationId: number) =>
  db
    .selectFrom('automation_workflow_versions')
    .select(columns)
    .where('organization_id', '=', organizationId)
    .$castTo<VersionRow>();

export async function findVersion(
  db: Db,
  organizationId: number,
  workflowId: number,
  version: number,
): Promise<VersionRow | null> {
  const query = select(db, organizationId).where('workflow_id', '=', workflowId).where('version', '=', version);
  return (await query.executeTakeFirst()) ?? null;
}

export async function findVersionById(db: Db, organizationId: number, id: number): Promise<VersionRow | null> {
  return (await select(db, organizationId).where('id', '=', id).executeTakeFirst()) ?? null;
}

/** Latest first, those before `before` only. */
export async function listVersions(
  db: Db,
  organizationId: number,
  workflowId: number,
  { before, limit }: { before: number | null; limit: number },
): Promise<VersionRow[]> {
  return select(db, organizationId)
    .where('workflow_id', '=', workflowId)
    .$if(before !== null, (query) => query.where('version', '<', before ?? 0))
    .orderBy('version', 'desc')
    .limit(limit)
    .execute();
}

/** The numbers that versions have within their workflows. */
export async function listVersionNumbers(
  db: Db,
  organizationId: number,
  ids: readonly number[],
): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('automation_workflow_versions')
    .select(['id', 'version'])
    .where('organization_id', '=', organizationId)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map(({ id, version }) => [id, version]));
}
