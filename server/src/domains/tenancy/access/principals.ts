import { hash } from 'node:crypto';
import type { Bus } from '../../../platform/bus/bus.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { CurrentSession, Identity } from '../identity.ts';
import { knownPermissions, type Permission, permissionsOfRole } from '../permissions.ts';
import { findApiKey, findMemberships, type Membership } from '../tenancy.repository.ts';
import { createPrincipalCache } from './principal-cache.ts';

export interface KeyPrincipal {
  organizationId: number;
  id: number;
  permissions: ReadonlySet<Permission>;
  defaultLanguage: string | null;
}

/** What every request asks: whose key, whose session, member of what. Answered from memory where it was asked just now. */
export interface Principals {
  findKey(key: string): KeyPrincipal | null | Promise<KeyPrincipal | null>;
  /** @param cookie the value of the session's cookie, which `headers` carry too */
  findSession(cookie: string, headers: Headers): CurrentSession | null | Promise<CurrentSession | null>;
  listMemberships(userId: number): readonly Membership[] | Promise<readonly Membership[]>;
  /** Call it after the commit: members, roles, keys or settings of the organization are others now, on every node. */
  organizationChanged(organizationId: number): void;
  /** Call it after the commit: the user, a session or the organizations of the user are others now, on every node. */
  userChanged(userId: number): void;
  /** Told of changes, on every node, after this one has forgotten what it knew; `{}`: anybody may have changed. */
  onChange(listener: (change: { organizationId?: number; userId?: number }) => void): void;
  close(): void;
}

/** So long a change may stay unknown to a node that no message reaches. */
const TTL_MS = 10_000;
const LIMITS = { ttlMs: TTL_MS, maxFound: 20_000, maxRefused: 10_000 };
const TOPIC = 'access';
/** The form of every key that was ever made; what has another is refused without a look. */
const KEY_FORM = /^bsk_[\w-]{43}$/;

interface PrincipalsDeps {
  database: Database;
  identity: Identity;
  bus: Bus;
}

export function createPrincipals({ database, identity, bus }: PrincipalsDeps): Principals {
  const keys = createPrincipalCache<KeyPrincipal>(LIMITS);
  const sessions = createPrincipalCache<CurrentSession>(LIMITS);
  const memberships = createPrincipalCache<{ userId: number; list: readonly Membership[] }>(LIMITS);

  const forgetOrganization = (organizationId: number) => {
    keys.forget((key) => key.organizationId === organizationId);
    memberships.forget(({ list }) => list.some((each) => each.organization_id === organizationId));
  };
  const forgetUser = (userId: number) => {
    sessions.forget(({ user }) => user.id === userId);
    memberships.forget((known) => known.userId === userId);
  };
  const clear = () => [keys, sessions, memberships].forEach((cache) => cache.clear());
  const listeners: Parameters<Principals['onChange']>[0][] = [];
  const tell: (typeof listeners)[number] = (change) => listeners.forEach((listener) => listener(change));
  const stop = [
    bus.subscribe(TOPIC, (message) => {
      const { organization, user } = readMessage(message) ?? {};
      if (organization !== undefined) forgetOrganization(organization);
      else if (user !== undefined) forgetUser(user);
      else clear();
      tell({
        ...(organization === undefined ? {} : { organizationId: organization }),
        ...(user === undefined ? {} : { userId: user }),
      });
    }),
    bus.onGap(() => {
      clear();
      tell({});
    }),
  ];

  return {
    findKey(key) {
      if (!KEY_FORM.test(key)) return null;
      const name = hash('sha256', key, 'base64');
      const known = keys.peek(name);
      return known === undefined ? keys.load(name, () => lookUpKey(database, Buffer.from(name, 'base64'))) : known;
    },
    findSession(cookie, headers) {
      // Not the cookie itself: who could read the memory of the server could else use it.
      const name = hash('sha256', cookie, 'base64');
      const known = sessions.peek(name);
      if (known !== undefined) return known;
      return sessions.load(name, async () => {
        const found = await identity.findSession(headers);
        return found && { value: found, endsAt: found.expiresAt };
      });
    },
    listMemberships(userId) {
      const known = memberships.peek(String(userId));
      if (known) return known.list;
      return memberships
        .load(String(userId), async () => ({
          value: { userId, list: await findMemberships(database, userId) },
          endsAt: null,
        }))
        .then((loaded) => loaded?.list ?? []);
    },
    organizationChanged(organizationId) {
      forgetOrganization(organizationId);
      bus.publish(TOPIC, { organization: organizationId });
    },
    userChanged(userId) {
      forgetUser(userId);
      bus.publish(TOPIC, { user: userId });
    },
    onChange: (listener) => void listeners.push(listener),
    close: () => stop.forEach((unsubscribe) => unsubscribe()),
  };
}

/** A key does what it was given, and of that only what its maker may do today. */
async function lookUpKey(database: Database, digest: Buffer) {
  const row = await findApiKey(database, digest);
  if (!row) return null;
  const given = knownPermissions(row.permissions);
  const bound = row.maker_role === null ? null : permissionsOfRole(row.maker_role, row.maker_permissions);
  const value: KeyPrincipal = {
    organizationId: row.organization_id,
    id: row.id,
    permissions: new Set(bound === null ? given : given.filter((permission) => bound.includes(permission))),
    defaultLanguage: row.default_language,
  };
  return { value, endsAt: row.ends_at };
}

function readMessage(message: unknown): { organization?: number; user?: number } | null {
  if (typeof message !== 'object' || message === null) return null;
  if ('organization' in message && typeof message.organization === 'number')
    return { organization: message.organization };
  return 'user' in message && typeof message.user === 'number' ? { user: message.user } : null;
}
