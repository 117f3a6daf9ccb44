import { actorOf, type Principal } from '../../../http/principal.ts';
import type { Actor, Audit } from '../../../platform/audit/audit.ts';
import type { Database, Db } from '../../../platform/db/database.ts';
import { makeApiKey } from '../api-keys.ts';
import { isPermission, knownPermissions, type Permission, permissions } from '../permissions.ts';
import { tenancyErrors } from '../tenancy.errors.ts';
import * as repository from './api-keys.repository.ts';
import { requireAll } from './grants.ts';
import type { Principals } from './principals.ts';

export type ApiKeyService = ReturnType<typeof createApiKeyService>;

export interface NewApiKey {
  name: string;
  permissions: readonly string[] | 'all';
  expiresAt: Date | null;
  /** The key may never do more than this member may; null for keys of the command line. */
  createdBy: number | null;
  /** What whoever makes the key may do at this moment. */
  grantable: ReadonlySet<string>;
  /** Who makes it; the system where nobody is named. */
  actor?: Actor;
}

interface ApiKeyDeps {
  database: Database;
  principals: Principals;
  audit: Pick<Audit, 'record'>;
}

export function createApiKeyService(deps: ApiKeyDeps) {
  const { database, audit } = deps;
  const change = createChange(deps);

  /** @returns the key in the clear, this once @throws AppError permissions_refused */
  async function create(organizationId: number, wanted: NewApiKey) {
    const granted = checkPermissions(wanted);
    if (wanted.expiresAt && wanted.expiresAt.getTime() <= Date.now()) {
      throw tenancyErrors.permissions_refused({}, { faults: [{ pointer: '/expires_at', code: 'in_the_past' }] });
    }
    const { key, prefix, hash } = makeApiKey();
    return database.transaction(organizationId, async (db) => {
      const row = await repository.insertApiKey(db, organizationId, {
        name: wanted.name,
        prefix,
        key_hash: hash,
        permissions: granted,
        expires_at: wanted.expiresAt,
        created_by: wanted.createdBy,
      });
      await audit.record(db, organizationId, {
        actor: wanted.actor ?? { kind: 'system', id: null },
        action: 'api_key.created',
        subject: subjectOf(row.id),
        detail: { name: row.name, prefix, permissions: granted, expires_at: wanted.expiresAt?.toISOString() ?? null },
      });
      return { ...row, key };
    });
  }

  return {
    create,

    /** The maker of a key that a key makes is the maker of that one, so that its bound holds for both. */
    async createAs(principal: Principal, wanted: Pick<NewApiKey, 'name' | 'permissions' | 'expiresAt'>) {
      const { organizationId, apiKeyId, permissions: grantable } = principal;
      const own =
        apiKeyId === null ? null : await repository.findKey(database.tenant(organizationId), organizationId, apiKeyId);
      const createdBy = principal.userId ?? own?.created_by ?? null;
      return create(organizationId, { ...wanted, createdBy, grantable, actor: actorOf(principal) });
    },

    list: (organizationId: number, beforeId: number | null, limit: number) =>
      repository.listApiKeys(database.tenant(organizationId), organizationId, beforeId, limit),

    /** Permissions can only be taken away: a key that needs more is made anew. @throws AppError permissions_refused */
    update: (principal: Principal, id: number, wanted: { name?: string; permissions?: readonly string[] }) =>
      change(principal, id, async (db, key) => {
        const kept = wanted.permissions && shrink(key.permissions, wanted.permissions);
        const next = {
          ...(wanted.name === undefined ? {} : { name: wanted.name }),
          ...(kept === undefined ? {} : { permissions: kept }),
        };
        const answer =
          Object.keys(next).length === 0 ? key : await repository.updateApiKey(db, principal.organizationId, id, next);
        return { answer, action: 'api_key.updated', detail: { before: key.name, ...next } };
      }),

    /** Whoever sees the new secret can do what the key can: they must be allowed that themselves. */
    rotate: (principal: Principal, id: number, graceSeconds: number) =>
      change(principal, id, async (db, key) => {
        requireAll(principal, key.permissions);
        const { key: secret, prefix, hash } = makeApiKey();
        const row = await repository.rotateApiKey(db, principal.organizationId, id, { prefix, hash, graceSeconds });
        const detail = { name: key.name, before: key.prefix, prefix, grace_seconds: graceSeconds };
        return { answer: { ...row, key: secret }, action: 'api_key.rotated', detail };
      }),

    revoke: (principal: Principal, id: number) =>
      change(principal, id, async (db, key) => {
        await repository.revokeApiKey(db, principal.organizationId, id);
        return { answer: undefined, action: 'api_key.revoked', detail: { name: key.name, prefix: key.prefix } };
      }),
  };
}

type Key = NonNullable<Awaited<ReturnType<typeof repository.findKey>>>;

/** Changes a key that others may be about to change too, with its record, and tells every node. */
function createChange({ database, principals, audit }: ApiKeyDeps) {
  return async <T>(
    principal: Principal,
    id: number,
    work: (db: Db, key: Key) => Promise<{ answer: T; action: string; detail: Record<string, unknown> }>,
  ): Promise<T> => {
    const { organizationId } = principal;
    const changed = await database.transaction(organizationId, async (db) => {
      const key = await repository.findKey(db, organizationId, id, { lock: true });
      if (!key) throw tenancyErrors.api_key_not_found({ id });
      const { answer, action, detail } = await work(db, key);
      await audit.record(db, organizationId, { actor: actorOf(principal), action, subject: subjectOf(id), detail });
      return answer;
    });
    principals.organizationChanged(organizationId);
    return changed;
  };
}

const subjectOf = (id: number) => ({ kind: 'api_key', id: String(id) });

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
  return knownPermissions(wanted);
}

function shrink(given: readonly string[], wanted: readonly string[]): Permission[] {
  const faults = wanted
    .map((permission, index) => ({
      pointer: `/permissions/${index}`,
      code: isPermission(permission) ? ('key_permission_added' as const) : ('unknown_permission' as const),
      params: { permission },
    }))
    .filter(({ params: { permission } }) => !given.includes(permission));
  if (faults.length > 0) throw tenancyErrors.permissions_refused({}, { faults });
  return knownPermissions(wanted);
}
