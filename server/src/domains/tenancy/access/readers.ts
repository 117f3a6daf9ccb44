import type { Db } from '../../../platform/db/database.ts';
import type { Identity, User } from '../identity.ts';
import { listMembers, listMembersAmong, type Member } from './members.repository.ts';

/** A member as somebody who is written to. */
export interface Reader {
  userId: number;
  name: string;
  email: string;
  /** The one that they chose; null leaves it to the organization. */
  language: string | null;
  /** A built-in role, or `role_<id>`. */
  role: string;
  roleName: string | null;
  permissions: readonly string[];
}

/** Who of an organization can be written to, and in which language. */
export interface Readers {
  listWhere(db: Db, organizationId: number, isMeant: (member: Member) => boolean): Promise<Reader[]>;
  /** Who is no member is left out. */
  listAmong(db: Db, organizationId: number, userIds: readonly number[]): Promise<Reader[]>;
  findByEmail(db: Db, organizationId: number, email: string): Promise<Reader | null>;
}

/** More members than this no organization has. */
const MOST_MEMBERS = 100_000;

export function createReaders({
  listUsers,
  findUserByEmail,
}: Pick<Identity, 'listUsers' | 'findUserByEmail'>): Readers {
  async function named(members: readonly Member[]): Promise<Reader[]> {
    const users = new Map((await listUsers(members.map(({ userId }) => userId))).map((user) => [user.id, user]));
    return members.flatMap((member) => {
      const user = users.get(member.userId);
      return user ? [toReader(member, user)] : [];
    });
  }

  const listAmong: Readers['listAmong'] = async (db, organizationId, userIds) =>
    named(await listMembersAmong(db, organizationId, userIds));

  return {
    listAmong,
    listWhere: async (db, organizationId, isMeant) =>
      named((await listMembers(db, organizationId, 0, MOST_MEMBERS)).filter(isMeant)),
    async findByEmail(db, organizationId, email) {
      const user = await findUserByEmail(email);
      const [reader] = user ? await listAmong(db, organizationId, [user.id]) : [];
      return reader ?? null;
    },
  };
}

function toReader({ role, roleName, permissions }: Member, { id, name, email, language }: User): Reader {
  return { userId: id, name, email, language, role, roleName, permissions };
}
