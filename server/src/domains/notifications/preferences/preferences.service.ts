import type { Actor, Audit } from '../../../platform/audit/audit.ts';
import type { Database, Db } from '../../../platform/db/database.ts';
import { categories, type Category, type PersonalChannel, personalChannels } from '../notification.ts';
import { notificationErrors } from '../notifications.errors.ts';
import type { QuietHours } from '../sending/quiet-hours.ts';
import { ALWAYS_ON, type Choices, isWanted } from './choices.ts';
import * as repository from './preferences.repository.ts';

export type PreferenceService = ReturnType<typeof createPreferenceService>;

export interface PreferenceChange {
  /** A channel of a category that is null follows the default again. */
  channels?: Partial<Record<Category, Partial<Record<PersonalChannel, boolean | null>>>>;
  quiet_hours?: QuietHours | null;
}

/** As somebody sees it: what they have chosen, and what that comes to. */
export interface PreferenceView {
  chosen: Choices;
  effective: Record<Category, Record<PersonalChannel, boolean>>;
  quietHours: QuietHours | null;
}

interface PreferenceDeps {
  database: Database;
  audit: Pick<Audit, 'record'>;
}

/** What people wish to be told, and by which way. */
export function createPreferenceService({ database, audit }: PreferenceDeps) {
  async function change(
    organizationId: number,
    userId: number,
    { channels, quiet_hours: quiet }: PreferenceChange,
    also: (db: Db) => Promise<void>,
  ) {
    checkChange({ ...(channels ? { channels } : {}), ...(quiet === undefined ? {} : { quiet_hours: quiet }) });
    return database.transaction(organizationId, async (db) => {
      const { chosen, quietHours } = await find(db, organizationId, userId);
      await repository.writePreferences(db, organizationId, userId, {
        channels: merge(chosen, channels ?? {}),
        quiet_hours: quiet === undefined ? quietHours : quiet,
      });
      await also(db);
      return find(db, organizationId, userId);
    });
  }

  return {
    get: (organizationId: number, userId: number) => find(database.tenant(organizationId), organizationId, userId),

    /** What it leaves out stays. @throws AppError preferences_refused */
    update: (organizationId: number, userId: number, changed: PreferenceChange) =>
      change(organizationId, userId, changed, () => Promise.resolve()),

    /** What holds for members who have said nothing. @throws AppError preferences_refused */
    updateDefault: (organizationId: number, changed: PreferenceChange, actor: Actor) =>
      change(organizationId, repository.ORGANIZATION, changed, (db) =>
        audit.record(db, organizationId, {
          actor,
          action: 'notification.defaults_changed',
          subject: { kind: 'organization', id: String(organizationId) },
          detail: { ...changed },
        }),
      ),

    getDefault: (organizationId: number) =>
      find(database.tenant(organizationId), organizationId, repository.ORGANIZATION),

    /** An address of nobody here wants no more mail of the category. */
    suppress: (organizationId: number, address: string, category: Category): Promise<void> =>
      repository.insertSuppression(database.tenant(organizationId), organizationId, address, category),
  };
}

async function find(db: Db, organizationId: number, userId: number): Promise<PreferenceView> {
  const known = await repository.listPreferences(db, organizationId, [userId, repository.ORGANIZATION]);
  const { channels: own, quiet_hours: quietHours } = known.get(userId) ?? repository.NO_PREFERENCES;
  const { channels: organization } = known.get(repository.ORGANIZATION) ?? repository.NO_PREFERENCES;
  return { chosen: own, effective: effectOf({ own, organization }), quietHours };
}

function effectOf(choices: { own: Choices; organization: Choices }): PreferenceView['effective'] {
  const each = (category: Category) =>
    Object.fromEntries(personalChannels.map((channel) => [channel, isWanted(category, channel, choices)]));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.fromEntries forgets which keys it was given
  return Object.fromEntries(categories.map((category) => [category, each(category)])) as PreferenceView['effective'];
}

function merge(chosen: Choices, changed: NonNullable<PreferenceChange['channels']>): Choices {
  const merged: Choices = { ...chosen };
  for (const category of categories) {
    const own = { ...merged[category] };
    for (const channel of personalChannels) {
      const value = changed[category]?.[channel];
      if (value === null) delete own[channel];
      else if (value !== undefined) own[channel] = value;
    }
    if (Object.keys(own).length > 0) merged[category] = own;
    else delete merged[category];
  }
  return merged;
}

type Fault = NonNullable<NonNullable<Parameters<typeof notificationErrors.preferences_refused>[1]>['faults']>[number];

function checkChange({ channels = {}, quiet_hours: quiet = null }: PreferenceChange): void {
  const faults: Fault[] = personalChannels
    .filter((channel) => channels[ALWAYS_ON]?.[channel] === false)
    .map((channel) => ({ pointer: `/channels/${ALWAYS_ON}/${channel}`, code: 'security_always_on' }));
  if (quiet && quiet.starts === quiet.ends) faults.push({ pointer: '/quiet_hours/ends', code: 'quiet_hours_empty' });
  if (quiet?.time_zone && !isTimeZone(quiet.time_zone)) {
    const params = { zone: quiet.time_zone };
    faults.push({ pointer: '/quiet_hours/time_zone', code: 'unknown_time_zone', params });
  }
  if (faults.length > 0) throw notificationErrors.preferences_refused({}, { faults });
}

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '' && /^[A-Z]/i.test(zone);
  } catch {
    return false;
  }
}
