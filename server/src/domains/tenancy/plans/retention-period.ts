import type { Db } from '../../../platform/db/database.ts';
import * as repository from './plans.repository.ts';

export interface RetentionPeriod {
  /** So long everything is kept, now. */
  days: number;
  /** What the plan of today says; shorter while the grace after a downgrade lasts. */
  planDays: number;
  /** From then on `planDays` holds, where that is shorter. */
  shorterFrom: Date | null;
}

/** A downgrade deletes nothing: what the larger plan kept stays for so long, so that one may think again. */
const GRACE_DAYS = 30;
const DAY_MS = 86_400_000;

export async function findRetention(db: Db, organizationId: number): Promise<RetentionPeriod> {
  const terms = await repository.findTerms(db, organizationId, 'retention_days');
  const planDays = terms?.amount ?? Infinity;
  const former = await repository.listFormerPlans(db, organizationId, GRACE_DAYS);
  const catalogue = former.length === 0 ? [] : await repository.listCatalogue(db);
  const graces = former
    .map(({ plan, left_at: leftAt }) => ({
      days: catalogue.find((row) => row.plan === plan && row.entitlement === 'retention_days')?.amount ?? 0,
      until: new Date(leftAt.getTime() + GRACE_DAYS * DAY_MS),
    }))
    .filter(({ days }) => days > planDays);
  const ends = graces.map(({ until }) => until.getTime());
  return {
    days: Math.max(planDays, ...graces.map(({ days }) => days)),
    planDays,
    shorterFrom: ends.length === 0 ? null : new Date(Math.max(...ends)),
  };
}
