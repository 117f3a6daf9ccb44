import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';

export type EndpointKind = 'webhook' | 'slack';

export interface EndpointRow {
  id: number;
  kind: EndpointKind;
  name: string;
  url: string;
  categories: string[] | null;
  enabled: boolean;
  disabled_reason: string | null;
  previous_valid_until: Date | null;
  failing_since: Date | null;
  created_by: number | null;
  created_at: Date;
}

const shown = [
  'id',
  'kind',
  'name',
  'url',
  'categories',
  'enabled',
  'disabled_reason',
  'previous_valid_until',
  'failing_since',
  'created_by',
  'created_at',
] as const;

export async function listEndpoints(db: Db, organizationId: number): Promise<EndpointRow[]> {
  return db
    .selectFrom('webhook_endpoints')
    .select(shown)
    .where('organization_id', '=', organizationId)
    .orderBy('id')
    .$castTo<EndpointRow>()
    .execute();
}

export async function findEndpoint(db: Db, organizationId: number, id: number): Promise<EndpointRow | null> {
  const row = await db
    .selectFrom('webhook_endpoints')
    .select(shown)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .$castTo<EndpointRow>()
    .executeTakeFirst();
  return row ?? null;
}

/** Where to call, and with which secrets; the previous one while it is valid. */
export async function findTarget(
  db: Db,
  organizationId: number,
  id: number,
): Promise<{ id: number; kind: string; url: string; enabled: boolean; kept: string[] } | null> {
  const row = await db
    .selectFrom('webhook_endpoints')
    .select(['kind', 'url', 'enabled', 'secret'])
    .select(
      sql<string | null>`case when previous_valid_until > clock_timestamp() then previous_secret end`.as('previous'),
    )
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const { kind, url, enabled, secret, previous } = row;
  return { id, kind, url, enabled, kept: previous === null ? [secret] : [secret, previous] };
}

export async function insertEndpoint(
  db: Db,
  organizationId: number,
  endpoint: Pick<EndpointRow, 'kind' | 'name' | 'url' | 'categories' | 'created_by'>,
  /** The secret is sealed for this endpoint, so its number comes first. */
  secretOf: (id: number) => string,
): Promise<number> {
  const { id } = await db
    .insertInto('webhook_endpoints')
    .values({ organization_id: organizationId, ...endpoint, secret: '' })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .updateTable('webhook_endpoints')
    .set({ secret: secretOf(id) })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute();
  return id;
}

export async function updateEndpoint(
  db: Db,
  organizationId: number,
  id: number,
  change: { name?: string; url?: string; secret?: string; categories?: string[] | null; enabled?: boolean },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('webhook_endpoints')
    // Whoever switches it on again gives it a fresh start.
    .set({ ...change, ...(change.enabled === true ? { disabled_reason: null, failing_since: null } : {}) })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function rotateSecret(
  db: Db,
  organizationId: number,
  id: number,
  { secret, graceSeconds }: { secret: string; graceSeconds: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('webhook_endpoints')
    .set({
      secret,
      previous_secret: sql<string>`secret`,
      previous_valid_until: sql<Date>`clock_timestamp() + make_interval(secs => ${graceSeconds}::float8)`,
    })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function deleteEndpoint(db: Db, organizationId: number, id: number): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('webhook_endpoints')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/**
 * Keeps how an endpoint does: a success ends its bad time, a failure begins one.
 * @param outcome `gone` switches it off at once, `failed` after so many days without any success
 * @returns why it was switched off just now; null where it was not
 */
export async function noteHealth(
  db: Db,
  organizationId: number,
  id: number,
  { outcome, mostDays }: { outcome: 'sent' | 'failed' | 'gone'; mostDays: number },
): Promise<{ name: string; disabled_reason: string } | null> {
  if (outcome === 'sent') {
    await db
      .updateTable('webhook_endpoints')
      .set({ failing_since: null })
      .where('organization_id', '=', organizationId)
      .where('id', '=', id)
      .where('failing_since', 'is not', null)
      .execute();
    return null;
  }
  const { rows } = await sql<{ name: string; disabled_reason: string | null }>`
    with before as (
      select id, ${outcome} = 'gone' or coalesce(failing_since <= clock_timestamp() - make_interval(days => ${mostDays}::int), false)
        as is_over
      from webhook_endpoints where organization_id = ${organizationId} and id = ${id} and enabled for update)
    update webhook_endpoints e set
      failing_since = coalesce(e.failing_since, clock_timestamp()), enabled = not b.is_over,
      disabled_reason = case when b.is_over then ${outcome === 'gone' ? 'gone' : 'failing'} end
    from before b where e.organization_id = ${organizationId} and e.id = b.id
    returning e.name, e.disabled_reason`.execute(db);
  const [row] = rows;
  return row && row.disabled_reason !== null ? { name: row.name, disabled_reason: row.disabled_reason } : null;
}

/** Those with a secret that is sealed with another key, behind their locks; the previous one while it is valid. */
export async function lockStale(db: Db, organizationId: number, keyId: string) {
  return db
    .selectFrom('webhook_endpoints')
    .select(['id', 'secret'])
    .select(
      sql<string | null>`case when previous_valid_until > clock_timestamp() then previous_secret end`.as('previous'),
    )
    .where('organization_id', '=', organizationId)
    .where(sql<boolean>`(key_id <> ${keyId} or previous_key_id <> ${keyId})`)
    .forUpdate()
    .execute();
}

export async function reseal(
  db: Db,
  organizationId: number,
  id: number,
  { secret, previous }: { secret: string; previous: string | null },
): Promise<void> {
  await db
    .updateTable('webhook_endpoints')
    .set({ secret, previous_secret: previous })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute();
}
