import type { Database, Db } from '../../platform/db/database.ts';
import { type Permission, permissionsOfRole } from './permissions.ts';
import { toRoleKey } from './access/role-key.ts';

export interface Membership {
  organization_id: number;
  organization_name: string;
  plan: string;
  /** How interface and texts name the role: a built-in one, or `role_<id>`. */
  role: string;
  /** The name that the organization gave the role; null for built-in ones. */
  role_name: string | null;
  permissions: ReadonlySet<Permission>;
  default_language: string | null;
  require_second_factor: boolean;
}

interface MembershipRow extends Omit<Membership, 'permissions'> {
  role_id: number | null;
  role_permissions: string[] | null;
}

/** Asked before the organization is known. */
export async function findMemberships(database: Database, userId: number): Promise<Membership[]> {
  const { rows } = await database.pool.query<MembershipRow>({
    name: 'find_memberships',
    text: 'select * from find_memberships($1)',
    values: [userId],
  });
  return rows.map(({ role_id: roleId, role_permissions: custom, ...row }) => ({
    ...row,
    role: toRoleKey(row.role, roleId),
    permissions: new Set(permissionsOfRole(row.role, custom)),
  }));
}

interface ApiKeyRow {
  organization_id: number;
  id: number;
  permissions: string[];
  maker: number | null;
  maker_role: string | null;
  maker_permissions: string[] | null;
  default_language: string | null;
  ends_at: Date | null;
}

/** Asked before the organization is known. A key that is revoked, past its end, or whose maker has left is not found. */
export async function findApiKey(database: Database, hash: Buffer) {
  const { rows } = await database.pool.query<ApiKeyRow>({
    name: 'find_api_key',
    text: 'select * from find_api_key($1)',
    values: [hash],
  });
  return rows[0] ?? null;
}

export async function findOrganization(db: Db, organizationId: number) {
  return db
    .selectFrom('organizations')
    .select([
      'id',
      'name',
      'plan',
      'default_language',
      'time_zone',
      'currency',
      'country',
      'region',
      'require_second_factor',
      'version',
      'created_at',
    ])
    .where('id', '=', organizationId)
    .executeTakeFirst();
}

/** Its number first: row-level security lets a row in only when its organization is the one that is set. */
export async function nextOrganizationId(database: Database): Promise<number> {
  const { rows } = await database.pool.query<{ id: number }>("select nextval('organizations_id_seq')::int as id");
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('The sequence of organizations gave no number');
  return id;
}

export interface NewOrganization {
  id: number;
  name: string;
  plan: string;
  time_zone?: string;
  currency?: string;
  country?: string | null;
  region?: string | null;
  default_language?: string | null;
  require_second_factor?: boolean;
}

export async function insertOrganization(db: Db, organization: NewOrganization, ownerUserId: number): Promise<void> {
  await db.insertInto('organizations').values(organization).execute();
  await db
    .insertInto('memberships')
    .values({ organization_id: organization.id, user_id: ownerUserId, role: 'owner' })
    .execute();
}

export async function updateOrganization(
  db: Db,
  organizationId: number,
  change: Omit<Partial<NewOrganization>, 'id' | 'plan'>,
): Promise<void> {
  await db
    .updateTable('organizations')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('id', '=', organizationId)
    .execute();
}

/** Whether the database knows the zone too: days are reckoned there. */
export async function isTimeZoneKnown(database: Database, zone: string): Promise<boolean> {
  try {
    await database.pool.query('select now() at time zone $1', [zone]);
    return true;
  } catch (error) {
    const invalidParameterValue = '22023';
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === invalidParameterValue)
      return false;
    throw error;
  }
}
