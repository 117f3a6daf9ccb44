import type { Database } from '../../../platform/db/database.ts';
import type { Logger } from '../../../platform/log.ts';

const INTERVAL_MS = 15_000;

/** Looks after the sessions of BI tools, until it is stopped: PostgreSQL lets an account lift its own time limits. */
export function startBiWatch({ database, log }: { database: Database; log: Logger }) {
  let looking: Promise<unknown> = Promise.resolve();

  async function look(): Promise<void> {
    try {
      const { rows } = await database.pool.query<{ ended: number }>('select watch_bi_sessions() as ended');
      if (rows[0] && rows[0].ended > 0) log.warn({ ended: rows[0].ended }, 'sessions of BI tools ended');
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
