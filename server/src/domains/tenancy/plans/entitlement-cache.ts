import { LRUCache } from 'lru-cache';
import type { Bus } from '../../../platform/bus/bus.ts';
import type { Database, Db } from '../../../platform/db/database.ts';
import { tenancyErrors } from '../tenancy.errors.ts';
import type { CatalogueRow, Entitlement, EntitlementSet } from './entitlement.ts';
import * as repository from './plans.repository.ts';

export interface EntitlementCache {
  get(organizationId: number): Promise<EntitlementSet>;
  /** The plans; they change with a migration only. Inside a transaction, `db` is its own: asking on another connection could wait for itself. */
  getCatalogue(db?: Db): Promise<readonly CatalogueRow[]>;
  /** For after a commit: every node forgets what it knows of the organization. */
  changed(organizationId: number): void;
}

const TOPIC = 'tenancy.entitlements';
/** A message between nodes may be lost; then a node knows better after this long. */
const MAX_AGE_MS = 30_000;
const MOST_ORGANIZATIONS = 10_000;
/** The catalogue belongs to nobody, and the database is asked in somebody's name. */
const NOBODY = 0;

/** What each organization may have, kept in memory. Quotas are not decided by it: those ask the database. */
export function createEntitlementCache(database: Database, bus: Pick<Bus, 'publish' | 'subscribe' | 'onGap'>) {
  const cache = new LRUCache<number, EntitlementSet>({ max: MOST_ORGANIZATIONS, ttl: MAX_AGE_MS });
  const reading = new Map<number, Promise<EntitlementSet>>();
  let catalogue: readonly CatalogueRow[] | undefined;

  /** A read that is under way may have seen what was before: its answer is given to those who wait, and not kept. */
  function forget(organizationId: number): void {
    cache.delete(organizationId);
    reading.delete(organizationId);
  }

  async function read(organizationId: number): Promise<EntitlementSet> {
    const rows = await repository.listEntitlements(database.tenant(organizationId), organizationId);
    return toEntitlementSet(organizationId, rows);
  }

  bus.subscribe(TOPIC, (organizationId) => {
    if (typeof organizationId === 'number') forget(organizationId);
  });
  bus.onGap(() => {
    cache.clear();
    reading.clear();
  });

  return {
    async get(organizationId) {
      const known = cache.get(organizationId) ?? reading.get(organizationId);
      if (known) return known;
      const started = read(organizationId);
      reading.set(organizationId, started);
      try {
        const set = await started;
        if (reading.get(organizationId) === started) cache.set(organizationId, set, { ttl: ageLimitMs(set) });
        return set;
      } finally {
        if (reading.get(organizationId) === started) reading.delete(organizationId);
      }
    },
    async getCatalogue(db = database.tenant(NOBODY)) {
      catalogue ??= await repository.listCatalogue(db);
      return catalogue;
    },
    changed(organizationId) {
      forget(organizationId);
      bus.publish(TOPIC, organizationId);
    },
  } satisfies EntitlementCache;
}

type Rows = Awaited<ReturnType<typeof repository.listEntitlements>>;

function toEntitlementSet(organizationId: number, rows: Rows): EntitlementSet {
  const plan = rows[0]?.plan;
  if (plan === undefined) throw tenancyErrors.organization_not_found({ organization: organizationId });
  return { plan, entitlements: new Map(rows.map((row) => [row.entitlement, toEntitlement(row)])) };
}

function toEntitlement({ entitlement: name, kind, plan_amount: planAmount, ...row }: Rows[number]): Entitlement {
  const { amount, reason, expires_at, created_at } = row;
  const override = amount === null || created_at === null ? null : { amount, reason, expires_at, created_at };
  return { name, kind, planAmount, amount: override?.amount ?? planAmount, override };
}

/** An override that ends sooner ends the entry. */
function ageLimitMs({ entitlements }: EntitlementSet): number {
  const ends = [...entitlements.values()].map(({ override }) => override?.expires_at?.getTime() ?? Infinity);
  return Math.max(1, Math.min(MAX_AGE_MS, ...ends.map((end) => end - Date.now())));
}
