import type { Db } from '../../../platform/db/database.ts';
import type { Reader, Readers } from '../../tenancy/index.ts';
import type { Recipients, Skipped } from '../notification.ts';

/** Why somebody is told. */
export interface Reason {
  kind: 'user' | 'role' | 'address' | 'permission' | 'member';
  value: string;
}

/** Somebody who is told: a member, or an address of nobody here. */
export interface Recipient {
  reader: Reader | null;
  /** Where mail to them goes. */
  address: string;
  reason: Reason;
}

export interface Found {
  recipients: Recipient[];
  skipped: Skipped[];
}

/** More readers than this a call may not have. */
export const MOST_RECIPIENTS = 1000;
const ADDRESS = /^[^\s@<>,;:"()[\]\\]{1,64}@[^\s@<>,;:"()[\]\\]{1,190}$/;

/** One address, and nothing that a mail server could read as more than that. */
export function isAddress(text: string): boolean {
  return ADDRESS.test(text) && !/\p{Cc}/u.test(text);
}

/** Whoever is meant, each once, for the first reason that names them. */
export async function findRecipients(
  { readers, db }: { readers: Readers; db: Db },
  organizationId: number,
  { userIds = [], roles = [], addresses = [], permission, allMembers = false }: Recipients,
): Promise<Found> {
  const found = new Map<string, Recipient>();
  const skipped: Skipped[] = [];
  const add = (reader: Reader | null, address: string, reason: Reason) => {
    const key = reader ? String(reader.userId) : address.toLowerCase();
    if (!found.has(key)) found.set(key, { reader, address, reason });
  };

  const named = await readers.listAmong(db, organizationId, userIds);
  for (const userId of userIds) {
    const reader = named.find((each) => each.userId === userId);
    if (reader) add(reader, reader.email, { kind: 'user', value: String(userId) });
    else skipped.push({ recipient: String(userId), channel: null, reason: 'not_a_member' });
  }
  for (const address of addresses) {
    add(await readers.findByEmail(db, organizationId, address), address, { kind: 'address', value: address });
  }
  const isGroup = roles.length > 0 || permission !== undefined || allMembers;
  const isMeant = ({ role, roleName, permissions }: Pick<Reader, 'role' | 'roleName' | 'permissions'>): boolean =>
    allMembers ||
    (permission !== undefined && permissions.includes(permission)) ||
    roles.some((each) => each === role || each === roleName);
  const everybody = isGroup ? await readers.listWhere(db, organizationId, isMeant) : [];
  for (const role of roles) {
    const holders = everybody.filter((each) => each.role === role || each.roleName === role);
    for (const reader of holders) add(reader, reader.email, { kind: 'role', value: reader.roleName ?? reader.role });
    if (holders.length === 0) skipped.push({ recipient: role, channel: null, reason: 'no_such_role' });
  }
  for (const reader of everybody) {
    if (permission !== undefined && reader.permissions.includes(permission)) {
      add(reader, reader.email, { kind: 'permission', value: permission });
    }
    if (allMembers) add(reader, reader.email, { kind: 'member', value: '' });
  }
  return { recipients: [...found.values()], skipped };
}
