import type { Database } from '../../../platform/db/database.ts';
import type { Logger } from '../../../platform/log.ts';

const INTERVAL_MS = 15_000;

/**
 * Looks after the accounts and the sessions of BI tools, until it is stopped: accounts follow their organization's plan,
 * and PostgreSQL lets a session lift its own time limits.
 */
export function startBiWatch({ database, log }: { database: Database; log: Logger }) {
  let looking: Promise<unknown> = Promise.resolve();

  async function look(): Promise<void> {
    try {
      const { rows: settled } = await database.pool.query<{ changed: number }>('select settle_bi_access() as changed');
      if (settled[0]?.changed) log.info({ changed: settled[0].changed }, 'accounts of BI tools follow their plans');
      const { rows } = await database.pool.query<{ ended: number }>('select watch_bi_sessions() as ended');
      if (rows[0]?.ended) log.warn({ ended: rows[0].ended }, 'sessions of BI tools ended');
    } catch (error) {
      log.warn({ err: error }, 'sessions of BI tools not looked after');
    }
  }

  const timer = setInterval(() => void (looking = looking.then(look)), INTERVAL_MS).unref();
  return {
    async stop(): Promise<void> {
      clearInterval(timer);
      await looking;
    },
  };
}
