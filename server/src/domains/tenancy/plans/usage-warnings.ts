import { LRUCache } from 'lru-cache';
import type { Database, Db } from '../../../platform/db/database.ts';
import type { Logger } from '../../../platform/log.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { QuotaUse } from './entitlement.ts';
import { addDays, fillDays, forecastLimit } from './forecast.ts';
import type { Terms } from './plans.repository.ts';
import * as plans from './plans.repository.ts';
import * as usage from './usage.repository.ts';

interface UsageWarningsDeps {
  database: Database;
  outbox: Pick<Outbox, 'append'>;
  log: Logger;
}

interface CurrentUse {
  entitlement: string;
  used: number;
  isStanding: boolean;
}

const FORECAST_DAYS = 14;
const NEAR = 80;
const FULL = 100;
/** Only saves asking the database again; forgetting one costs a question. */
const MOST_REMEMBERED = 50_000;

/** Tells an organization, once a period, that little or nothing is left of a limit. */
export function createUsageWarnings({ database, outbox, log }: UsageWarningsDeps) {
  const told = new LRUCache<string, true>({ max: MOST_REMEMBERED });

  /** In the caller's transaction. */
  async function warn(db: Db, organizationId: number, use: CurrentUse, terms: Terms): Promise<void> {
    const threshold = thresholdOf(use.used, terms.amount);
    if (threshold === null) return;
    const { entitlement, used } = use;
    const { plan, amount, period } = terms;
    const warning = { entitlement, period, threshold, used, amount, plan };
    const forecast_on = await forecast(db, organizationId, use, terms, new Date());
    const isFirst = await usage.insertWarning(db, organizationId, { ...warning, forecast_on });
    if (!isFirst) return;
    await outbox.append(db, organizationId, {
      type: threshold === FULL ? 'quota_exhausted' : 'quota_warning',
      subject: { kind: 'entitlement', id: entitlement },
      data: { entitlement, used, limit: amount, threshold, plan, period, forecast_on },
    });
  }

  return {
    warn,

    /**
     * For after a use of a daily quota that was not part of a transaction of ours. Nobody waits for it; what fails is
     * done by the next use.
     */
    note(organizationId: number, { entitlement, used, amount, period }: QuotaUse): void {
      const threshold = thresholdOf(used, amount);
      if (threshold === null) return;
      const key = `${organizationId} ${entitlement} ${period} ${amount} ${threshold}`;
      if (told.get(key)) return;
      told.set(key, true);
      database
        .transaction(organizationId, async (db) => {
          const terms = await plans.findTerms(db, organizationId, entitlement);
          // The day may have ended meanwhile, and its warning with it.
          if (terms?.period === period) await warn(db, organizationId, { entitlement, used, isStanding: false }, terms);
        })
        .catch((error: unknown) => {
          told.delete(key);
          log.warn({ err: error, organizationId, entitlement }, 'usage warning not written');
        });
    },
  };
}

/** Full is said instead of near, not after it in the same breath. */
function thresholdOf(used: number, amount: number): 80 | 100 | null {
  if (amount === 0 || used * 100 < amount * NEAR) return null;
  return used >= amount ? FULL : NEAR;
}

/** The date on which the limit will be hit, from the use of the last days. */
export async function forecast(
  db: Db,
  organizationId: number,
  { entitlement, used, isStanding }: CurrentUse,
  { amount, period, starts_at, resets_at }: Terms,
  now: Date,
): Promise<string | null> {
  const earliest = addDays(period, -FORECAST_DAYS);
  const [rows, firstDay] = [
    await usage.listUsage(db, organizationId, earliest),
    await usage.findFirstDay(db, organizationId),
  ];
  const from = firstDay !== null && firstDay > earliest ? firstDay : earliest;
  const own = rows.filter((row) => row.entitlement === entitlement);
  const dayMs = resets_at.getTime() - starts_at.getTime();
  return forecastLimit({
    limit: amount,
    today: period,
    usedToday: used,
    dayShare: isStanding ? null : Math.min(1, Math.max(0, (now.getTime() - starts_at.getTime()) / dayMs)),
    history: fillDays(own, from, period, isStanding).map((day) => day.used),
  });
}
