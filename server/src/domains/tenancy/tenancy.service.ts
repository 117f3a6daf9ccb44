import type { Database } from '../../platform/db/database.ts';
import { makeApiKey } from './api-keys.ts';
import type { Identity, User } from './identity.ts';
import { isPermission, type Permission, permissions, permissionsOfRole } from './permissions.ts';
import { tenancyErrors } from './tenancy.errors.ts';
import * as repository from './tenancy.repository.ts';

export type TenancyService = ReturnType<typeof createTenancyService>;

export interface NewApiKey {
  name: string;
  permissions: readonly string[] | 'all';
  expiresAt: Date | null;
  createdBy: number | null;
  /** A key may never do more than whoever makes it. */
  grantable: ReadonlySet<string>;
}

interface TenancyDeps {
  database: Database;
  identity: Identity;
  /** The languages that this server speaks. */
  languages: readonly string[];
}

export function createTenancyService({ database, identity, languages }: TenancyDeps) {
  async function getOrganization(organizationId: number) {
    const organization = await repository.findOrganization(database.tenant(organizationId), organizationId);
    if (!organization) throw tenancyErrors.organization_not_found({ organization: organizationId });
    return organization;
  }

  return {
    getOrganization,

    async createOrganization(name: string, plan: string, owner: User, givenId?: number) {
      const id = givenId ?? (await repository.nextOrganizationId(database));
      await database.transaction(id, (db) => repository.insertOrganization(db, { id, name, plan }, owner.id));
      return getOrganization(id);
    },

    /** Who a signed-in user is and what they may in the organization; without one, in the first that they belong to. */
    async getSession(user: User, organizationId: number | null) {
      const memberships = await repository.findMemberships(database, user.id);
      const current =
        organizationId === null ? memberships[0] : memberships.find((m) => m.organization_id === organizationId);
      if (!current) throw tenancyErrors.not_a_member({ organization: organizationId ?? 0 });
      return {
        user,
        organization: await getOrganization(current.organization_id),
        organizations: memberships.map((m) => ({ id: m.organization_id, name: m.organization_name, role: m.role })),
        role: current.role,
        permissions: [...permissionsOfRole(current.role)],
      };
    },

    /** Null leaves the choice to the organization and the browser. @throws AppError language_refused */
    async setUserLanguage(user: User, language: string | null) {
      if (language !== null && !languages.includes(language)) {
        throw tenancyErrors.language_refused({ language, allowed: languages.join(', ') });
      }
      await identity.setLanguage(user.id, language);
    },

    /** @returns the key in the clear, this once @throws AppError permissions_refused */
    async createApiKey(organizationId: number, wanted: NewApiKey) {
      const granted = checkPermissions(wanted);
      if (wanted.expiresAt && wanted.expiresAt.getTime() <= Date.now()) {
        throw tenancyErrors.permissions_refused({}, { faults: [{ pointer: '/expires_at', code: 'in_the_past' }] });
      }
      const { key, prefix, hash } = makeApiKey();
      const row = await repository.insertApiKey(database.tenant(organizationId), organizationId, {
        name: wanted.name,
        prefix,
        key_hash: hash,
        permissions: granted,
        expires_at: wanted.expiresAt,
        created_by: wanted.createdBy,
      });
      return { ...row, key };
    },

    listApiKeys: (organizationId: number, beforeId: number | null, limit: number) =>
      repository.listApiKeys(database.tenant(organizationId), organizationId, beforeId, limit),

    async revokeApiKey(organizationId: number, id: number) {
      const revoked = await repository.revokeApiKey(database.tenant(organizationId), organizationId, id);
      if (!revoked) throw tenancyErrors.api_key_not_found({ id });
    },
  };
}

function checkPermissions({ permissions: wanted, grantable }: NewApiKey): Permission[] {
  if (wanted === 'all') return permissions.filter((permission) => grantable.has(permission));
  const faults = wanted
    .map((permission, index) => ({
      pointer: `/permissions/${index}`,
      code: isPermission(permission) ? ('key_permission_exceeds' as const) : ('unknown_permission' as const),
      params: { permission },
    }))
    .filter(({ params: { permission } }) => !isPermission(permission) || !grantable.has(permission));
  if (faults.length > 0) throw tenancyErrors.permissions_refused({}, { faults });
  return permissions.filter((permission) => wanted.includes(permission));
}
