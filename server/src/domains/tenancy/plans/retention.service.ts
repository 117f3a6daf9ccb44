import type { Audit } from '../../../platform/audit/audit.ts';
import type { Database, Db } from '../../../platform/db/database.ts';
import { createLegalHolds } from './legal-holds.ts';
import { findRetention } from './retention-period.ts';
import * as repository from './retention.repository.ts';

export type RetentionService = ReturnType<typeof createRetentionService>;

/** What a domain deletes when it is older than the plan keeps. Handed in by the composition root. */
export interface RetentionRule {
  name: string;
  countOlder(db: Db, organizationId: number, before: Date): Promise<number>;
  /** Deletes at most `limit` of the oldest. @returns how many */
  removeOlder(db: Db, organizationId: number, before: Date, limit: number): Promise<number>;
}

interface RetentionDeps {
  database: Database;
  audit: Pick<Audit, 'record'>;
  /** In the order of deletion. */
  rules: readonly RetentionRule[];
}

export interface RunLimits {
  /** So many rows a transaction, so that nobody waits long for it. */
  batchRows: number;
  /** So many transactions a run; what is left over is the next run's. */
  mostBatches: number;
}

const LIMITS: RunLimits = { batchRows: 1000, mostBatches: 500 };
const DAY_MS = 86_400_000;

/** What tenancy itself keeps for the plan's time. */
const ownRules: readonly RetentionRule[] = [
  { name: 'jobs', countOlder: repository.countOldJobs, removeOlder: repository.deleteOldJobs },
  { name: 'usage', countOlder: repository.countOldUsage, removeOlder: repository.deleteOldUsage },
];

/** Deletes what is older than the plan keeps, and says beforehand what that is. */
export function createRetentionService({ database, audit, rules: others }: RetentionDeps) {
  const rules = [...others, ...ownRules];

  /** @returns null when a hold forbids it */
  async function removeBatch(
    organizationId: number,
    rule: RetentionRule,
    before: Date,
    limit: number,
  ): Promise<number | null> {
    return database.transaction(organizationId, async (db) => {
      if (await repository.isHeld(db, organizationId)) return null;
      return rule.removeOlder(db, organizationId, before, limit);
    });
  }

  return {
    ...createLegalHolds({ database, audit }),

    /** What a run would delete now. */
    async preview(organizationId: number) {
      return database.transaction(organizationId, async (db) => {
        const period = await findRetention(db, organizationId);
        const before = beforeOf(period.days);
        const counts: { name: string; rows: number }[] = [];
        for (const rule of rules) {
          counts.push({ name: rule.name, rows: await rule.countOlder(db, organizationId, before) });
        }
        const [hold, lastRun] = [
          await repository.findHold(db, organizationId),
          await repository.findRun(db, organizationId),
        ];
        return { period, before, counts, hold, lastRun };
      });
    },

    /**
     * Deletes in short transactions, as many as a run may have. Whoever stops it in between loses nothing: the next
     * run goes on where it ended.
     */
    async run(organizationId: number, signal?: AbortSignal, limits: RunLimits = LIMITS) {
      const db = database.tenant(organizationId);
      const before = beforeOf((await findRetention(db, organizationId)).days);
      const removed: Record<string, number> = Object.fromEntries(rules.map(({ name }) => [name, 0]));
      let batches = limits.mostBatches;
      let isHeld = false;
      let isComplete = true;
      for (const rule of rules) {
        for (let last = limits.batchRows; last === limits.batchRows && !isHeld;) {
          signal?.throwIfAborted();
          if (batches === 0) {
            isComplete = false;
            break;
          }
          batches -= 1;
          const count = await removeBatch(organizationId, rule, before, limits.batchRows);
          isHeld = count === null;
          last = count ?? 0;
          removed[rule.name] = (removed[rule.name] ?? 0) + last;
        }
      }
      const run = { removed, is_complete: isComplete && !isHeld };
      await repository.upsertRun(db, organizationId, run);
      return { ...run, before, is_held: isHeld };
    },
  };
}

function beforeOf(days: number): Date {
  return new Date(Date.now() - days * DAY_MS);
}
