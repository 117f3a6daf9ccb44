import { actorOf, type Principal } from '../../../http/principal.ts';
import type { Audit } from '../../../platform/audit/audit.ts';
import type { Database } from '../../../platform/db/database.ts';
import { checkPlace } from '../../../platform/holidays/holidays.ts';
import type { User } from '../identity.ts';
import { tenancyErrors } from '../tenancy.errors.ts';
import * as repository from '../tenancy.repository.ts';
import { asOfNow, requireAll } from './grants.ts';
import { lockAccess } from './members.repository.ts';
import type { Principals } from './principals.ts';

export interface OrganizationSettings {
  name?: string;
  time_zone?: string;
  currency?: string;
  country?: string | null;
  region?: string | null;
  default_language?: string | null;
  require_second_factor?: boolean;
}

const SETTINGS = [
  'name',
  'time_zone',
  'currency',
  'country',
  'region',
  'default_language',
  'require_second_factor',
] as const;

export type Organization = NonNullable<Awaited<ReturnType<typeof repository.findOrganization>>>;

interface OrganizationDeps {
  database: Database;
  principals: Principals;
  audit: Pick<Audit, 'record'>;
  /** The languages that this server speaks. */
  languages: readonly string[];
  /** What organizations begin on that people make themselves. */
  defaultPlan: string;
}

export function createOrganizationService(deps: OrganizationDeps) {
  const { database, principals, audit, defaultPlan } = deps;

  /** @throws AppError organization_not_found */
  async function get(organizationId: number): Promise<Organization> {
    const organization = await repository.findOrganization(database.tenant(organizationId), organizationId);
    if (!organization) throw tenancyErrors.organization_not_found({ organization: organizationId });
    return organization;
  }

  async function create(
    settings: OrganizationSettings & { name: string },
    plan: string,
    owner: User,
    givenId?: number,
  ) {
    await checkSettings(deps, settings);
    const id = givenId ?? (await repository.nextOrganizationId(database));
    await database.transaction(id, async (db) => {
      await repository.insertOrganization(db, { id, plan, ...settings }, owner.id);
      await audit.record(db, id, {
        actor: { kind: 'user', id: owner.id },
        action: 'organization.created',
        subject: { kind: 'organization', id: String(id) },
        detail: { name: settings.name, plan },
      });
    });
    principals.userChanged(owner.id);
    return get(id);
  }

  return {
    get,
    create,

    /** Another organization of somebody who has signed in. */
    createOwn: (settings: OrganizationSettings & { name: string }, owner: User) => create(settings, defaultPlan, owner),

    /** @param check refuses the change when somebody else has changed the organization meanwhile */
    async update(principal: Principal, given: OrganizationSettings, check?: (current: Organization) => void) {
      const { organizationId } = principal;
      const settings = await completePlace(given, () => get(organizationId));
      await checkSettings(deps, settings);
      await database.transaction(organizationId, async (db) => {
        await lockAccess(db, organizationId);
        const acting = await asOfNow(db, principal, ['tenancy:update']);
        // It can lock members out, so it is for those who own the place.
        if (settings.require_second_factor !== undefined) requireAll(acting, ['tenancy:own']);
        const before = await repository.findOrganization(db, organizationId);
        if (!before) throw tenancyErrors.organization_not_found({ organization: organizationId });
        check?.(before);
        await repository.updateOrganization(db, organizationId, settings);
        const names = SETTINGS.filter((name) => name in settings);
        await audit.record(db, organizationId, {
          actor: actorOf(principal),
          action: 'organization.updated',
          subject: { kind: 'organization', id: String(organizationId) },
          detail: { before: Object.fromEntries(names.map((name) => [name, before[name]])), after: settings },
        });
      });
      principals.organizationChanged(organizationId);
      return get(organizationId);
    },
  };
}

/** @throws AppError organization_refused */
async function checkSettings(
  { database, languages }: Pick<OrganizationDeps, 'database' | 'languages'>,
  settings: OrganizationSettings,
): Promise<void> {
  const { time_zone: zone, currency, default_language: language } = settings;
  const faults = [
    ...(zone === undefined || (isTimeZone(zone) && (await repository.isTimeZoneKnown(database, zone)))
      ? []
      : [{ pointer: '/time_zone', code: 'unknown_time_zone' as const, params: { zone } }]),
    ...(currency === undefined || Intl.supportedValuesOf('currency').includes(currency)
      ? []
      : [{ pointer: '/currency', code: 'unknown_currency' as const, params: { currency } }]),
    ...(language == null || languages.includes(language)
      ? []
      : [{ pointer: '/default_language', code: 'unknown_language' as const, params: { language } }]),
    ...(await findPlaceFaults(settings)),
  ];
  if (faults.length > 0) throw tenancyErrors.organization_refused({}, { faults });
}

/** A region is one of a country: of the one given with it, else of the one that is there; another country has none. */
async function completePlace(
  settings: OrganizationSettings,
  getCurrent: () => Promise<Organization>,
): Promise<OrganizationSettings> {
  if (settings.country !== undefined) return { region: null, ...settings };
  return settings.region == null ? settings : { ...settings, country: (await getCurrent()).country };
}

async function findPlaceFaults({ country = null, region = null }: OrganizationSettings) {
  if (country === null) {
    return region === null ? [] : [{ pointer: '/region', code: 'unknown_region' as const, params: { region } }];
  }
  const code = await checkPlace({ country, region });
  if (code === 'unknown_country') return [{ pointer: '/country', code, params: { country } }];
  return code === null ? [] : [{ pointer: '/region', code, params: { region: region ?? '' } }];
}

/** Names of regions only: what looks like an offset means its opposite to PostgreSQL. */
function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
