import type { Db } from '../../../platform/db/database.ts';
import type { QuietHours } from '../sending/quiet-hours.ts';
import type { Choices } from './choices.ts';

export interface Preferences {
  channels: Choices;
  quiet_hours: QuietHours | null;
}

/** The row that holds the organization's default. */
export const ORGANIZATION = 0;

export const NO_PREFERENCES: Preferences = { channels: {}, quiet_hours: null };

/** By user; who has said nothing is left out. */
export async function listPreferences(
  db: Db,
  organizationId: number,
  userIds: readonly number[],
): Promise<Map<number, Preferences>> {
  const rows = await db
    .selectFrom('notification_preferences')
    .select(['user_id', 'channels', 'quiet_hours'])
    .where('organization_id', '=', organizationId)
    .where('user_id', 'in', [...userIds])
    .execute();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by writePreferences alone
  return new Map(rows.map(({ user_id, ...row }) => [user_id, row as unknown as Preferences]));
}

export async function writePreferences(
  db: Db,
  organizationId: number,
  userId: number,
  preferences: Preferences,
): Promise<void> {
  const values = {
    channels: JSON.stringify(preferences.channels),
    quiet_hours: preferences.quiet_hours === null ? null : JSON.stringify(preferences.quiet_hours),
    updated_at: new Date(),
  };
  await db
    .insertInto('notification_preferences')
    .values({ organization_id: organizationId, user_id: userId, ...values })
    .onConflict((conflict) => conflict.columns(['organization_id', 'user_id']).doUpdateSet(values))
    .execute();
}

export async function insertSuppression(
  db: Db,
  organizationId: number,
  address: string,
  category: string,
): Promise<void> {
  await db
    .insertInto('notification_suppressions')
    .values({ organization_id: organizationId, address: address.toLowerCase(), category })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Which of the addresses want no more mail of the category. */
export async function listSuppressed(
  db: Db,
  organizationId: number,
  addresses: readonly string[],
  category: string,
): Promise<Set<string>> {
  if (addresses.length === 0) return new Set();
  const rows = await db
    .selectFrom('notification_suppressions')
    .select('address')
    .where('organization_id', '=', organizationId)
    .where('category', '=', category)
    .where(
      'address',
      'in',
      addresses.map((each) => each.toLowerCase()),
    )
    .execute();
  return new Set(rows.map(({ address }) => address));
}
