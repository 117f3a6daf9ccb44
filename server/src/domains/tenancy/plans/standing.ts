import type { Db } from '../../../platform/db/database.ts';
import type { StandingEntitlement } from './entitlement.ts';

export interface FrozenItem {
  id: number;
  name: string;
}

/** What a settlement changed. */
export interface Settlement {
  entitlement: StandingEntitlement;
  frozen: FrozenItem[];
  thawed: FrozenItem[];
}

/**
 * How a domain counts what stands, and freezes what is too much. Handed in by the composition root, since tenancy knows
 * no other domain. Every function runs in a transaction that holds the organization's row.
 */
export interface StandingRule {
  entitlement: StandingEntitlement;
  /** Frozen ones count. */
  count(db: Db, organizationId: number): Promise<number>;
  /** Freezes what is beyond the limit and thaws what is within it again; the same choice whenever it is asked. */
  settle(db: Db, organizationId: number, limit: number): Promise<Omit<Settlement, 'entitlement'>>;
  listFrozen(db: Db, organizationId: number): Promise<FrozenItem[]>;
  /** Remembers which ones a person wants to keep in service, in the place of any chosen before. */
  keep(db: Db, organizationId: number, ids: readonly number[]): Promise<void>;
}

/** For the audit log. */
export function settledIds(settlements: readonly Settlement[]) {
  return settlements.map(({ entitlement, frozen, thawed }) => ({
    entitlement,
    frozen: frozen.map(({ id }) => id),
    thawed: thawed.map(({ id }) => id),
  }));
}
