import type { Database } from '../../../platform/db/database.ts';
import { isAppError } from '../../../platform/errors.ts';
import type { JobHandler } from '../../../platform/jobs/job.ts';
import type { RetrainingService } from './retraining.service.ts';
import type { Trials } from './trials.ts';
import { readWatched, WATCH } from './watch-payload.ts';
import type { NewReport } from './watch.repository.ts';
import type { WatchService } from './watch.service.ts';

export interface WatchJobDeps {
  database: Database;
  watch: Pick<WatchService, 'look' | 'listWatched'>;
  retraining: Pick<RetrainingService, 'answerReport'>;
  trials: Trials;
  intervalHours: number;
}

/** Looks at every model of an organization that is to be watched, or at the one that somebody has asked for. */
export function createWatchHandler({ database, watch, retraining, trials, intervalHours }: WatchJobDeps): JobHandler {
  async function lookAt(organizationId: number, id: number): Promise<NewReport | null> {
    const report = await watch.look(organizationId, id);
    await trials.follow(organizationId, id);
    if (report) await retraining.answerReport(organizationId, report);
    return report;
  }

  return {
    kind: WATCH,
    readPermission: 'ai_analytics:read',
    cancelPermission: 'ai_analytics:manage',
    timeoutMs: 15 * 60_000,
    standing: { cron: cronOf(intervalHours) },
    async run({ organizationId, payload, signal, report: tell, complete }) {
      const asked = readWatched(payload);
      const ids = asked === null ? await watch.listWatched(organizationId) : [asked];
      const found: NewReport[] = [];
      for (const [index, id] of ids.entries()) {
        signal.throwIfAborted();
        tell('reading', index / ids.length);
        const report = await lookAt(organizationId, id).catch((error: unknown) => {
          // One that was retired or frozen meanwhile shall not keep the others from being looked at.
          if (asked === null && isAppError(error)) return null;
          throw error;
        });
        if (report) found.push(report);
      }
      const models = found.map(({ model_id, model_version, drift_state, performance_state }) => ({
        model_id,
        model_version,
        drift_state,
        performance_state,
      }));
      await database.transaction(organizationId, (db) => complete(db, { models }));
    },
  };
}

const cronOf = (hours: number): string => (hours >= 24 ? 'H 0 * * *' : `H */${hours} * * *`);
