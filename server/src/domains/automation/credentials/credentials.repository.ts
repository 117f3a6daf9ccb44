import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { SealedSecret } from '../../../platform/secrets/secrets.ts';
import type { CredentialKind, CredentialSettings } from './credential.ts';

const shown = ['id', 'name', 'kind', 'settings', 'hosts', 'created_by', 'created_at', 'updated_at'] as const;

/** A credential as people see it. */
export interface CredentialRow {
  id: number;
  name: string;
  kind: CredentialKind;
  settings: CredentialSettings;
  hosts: string[];
  created_by: number | null;
  created_at: Date;
  updated_at: Date;
}

interface CredentialContent extends SealedSecret {
  kind: CredentialKind;
  settings: CredentialSettings;
  hosts: string[];
}

const toRow = ({ settings, ...rest }: CredentialContent) => ({ ...rest, settings: JSON.stringify(settings) });

/** @returns undefined where the name is taken */
export async function insertCredential(
  db: Db,
  organizationId: number,
  { name, created_by: createdBy, ...content }: CredentialContent & { name: string; created_by: number | null },
): Promise<CredentialRow | undefined> {
  return db
    .insertInto('automation_credentials')
    .values({ organization_id: organizationId, name, created_by: createdBy, ...toRow(content) })
    .onConflict((conflict) => conflict.doNothing())
    .returning(shown)
    .$castTo<CredentialRow>()
    .executeTakeFirst();
}

export async function listCredentials(
  db: Db,
  organizationId: number,
  beforeId: number | null,
  limit: number,
): Promise<CredentialRow[]> {
  return db
    .selectFrom('automation_credentials')
    .select(shown)
    .where('organization_id', '=', organizationId)
    .$if(beforeId !== null, (query) => query.where('id', '<', beforeId ?? 0))
    .orderBy('id', 'desc')
    .limit(limit)
    .$castTo<CredentialRow>()
    .execute();
}

export async function countCredentials(db: Db, organizationId: number): Promise<number> {
  const { count } = await db
    .selectFrom('automation_credentials')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow();
  return count;
}

/** Keeps others from changing it until the transaction ends. */
export async function lockCredential(db: Db, organizationId: number, id: number): Promise<CredentialRow | undefined> {
  return db
    .selectFrom('automation_credentials')
    .select(shown)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .forUpdate()
    .$castTo<CredentialRow>()
    .executeTakeFirst();
}

/** With its secret, as it is sealed. */
export async function findByName(db: Db, organizationId: number, name: string) {
  return db
    .selectFrom('automation_credentials')
    .select(['name', 'kind', 'settings', 'hosts', 'key_id', 'sealed'])
    .where('organization_id', '=', organizationId)
    .where('name', '=', name)
    .$castTo<CredentialContent & { name: string }>()
    .executeTakeFirst();
}

export async function updateCredential(
  db: Db,
  organizationId: number,
  id: number,
  content: CredentialContent,
): Promise<CredentialRow> {
  return db
    .updateTable('automation_credentials')
    .set({ ...toRow(content), updated_at: sql<Date>`now()` })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .returning(shown)
    .$castTo<CredentialRow>()
    .executeTakeFirstOrThrow();
}

export async function removeCredential(db: Db, organizationId: number, id: number): Promise<void> {
  await db
    .deleteFrom('automation_credentials')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute();
}

/** Names of the workflows whose draft or published version calls by it. */
export async function listUses(db: Db, organizationId: number, name: string): Promise<string[]> {
  const names = JSON.stringify({ name });
  const calls = sql.lit('strict $.**.credential ? (@ == $name)');
  const rows = await db
    .selectFrom('automation_workflows as w')
    .leftJoin('automation_workflow_versions as v', (join) =>
      join.onRef('v.organization_id', '=', 'w.organization_id').onRef('v.id', '=', 'w.published_version_id'),
    )
    .select('w.workflow_name')
    .where('w.organization_id', '=', organizationId)
    .where('w.removed_at', 'is', null)
    .where(
      sql<boolean>`jsonb_path_exists(w.workflow_steps, ${calls}, ${names}::jsonb, true)
        or jsonb_path_exists(v.definition, ${calls}, ${names}::jsonb, true)`,
    )
    .orderBy('w.workflow_name')
    .execute();
  return rows.map((row) => row.workflow_name);
}

/** Those that are sealed with another key, behind their locks. */
export async function lockStale(db: Db, organizationId: number, keyId: string) {
  return db
    .selectFrom('automation_credentials')
    .select(['id', 'name', 'key_id', 'sealed'])
    .where('organization_id', '=', organizationId)
    .where('key_id', '!=', keyId)
    .forUpdate()
    .execute();
}

export async function reseal(db: Db, organizationId: number, id: number, secret: SealedSecret): Promise<void> {
  await db
    .updateTable('automation_credentials')
    .set({ ...secret })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute();
}
