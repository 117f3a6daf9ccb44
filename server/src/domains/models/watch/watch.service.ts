import type { Database, Db } from '../../../platform/db/database.ts';
import type { Jobs } from '../../../platform/jobs/jobs.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import { modelErrors } from '../models.errors.ts';
import { nextStatus } from '../models.lifecycle.ts';
import * as models from '../models.repository.ts';
import { refuseFrozen } from '../transition.ts';
import * as versions from '../versions.repository.ts';
import { followEpisodes } from './episodes.ts';
import type { LivePredictions } from './live-answers.ts';
import { createLook, type Look } from './look.ts';
import { watchErrors } from './watch.errors.ts';
import { WATCH } from './watch-payload.ts';
import * as repository from './watch.repository.ts';

export type WatchService = ReturnType<typeof createWatchService>;

export interface WatchDeps {
  database: Database;
  jobs: Pick<Jobs, 'enqueue'>;
  outbox: Pick<Outbox, 'append'>;
  predictions: LivePredictions;
  now(): Date;
}

const MOST_EPISODES = 20;

/** Looks at what deployed versions are asked and answer, and says when it is no longer what they were trained for. */
export function createWatchService({ database, jobs, outbox, predictions, now }: WatchDeps) {
  const take = createLook({ database, predictions, now });

  async function getWatched(organizationId: number, id: number) {
    const model = await models.findModel(database.tenant(organizationId), organizationId, id);
    if (!model) throw modelErrors.model_not_found({ model: id });
    refuseFrozen(model);
    if (model.deployed_version === null) {
      throw modelErrors.model_not_deployed({ model: id, name: model.model_name, status: model.status });
    }
    if (!model.monitoring_enabled) throw watchErrors.monitoring_off({ model: id, name: model.model_name });
    return { ...model, deployed_version: model.deployed_version };
  }

  async function keep(db: Db, organizationId: number, { report, metrics }: Look) {
    const { model_id: id, model_version: version } = report;
    const model = await models.lockModel(db, organizationId, id);
    // Another version may have been deployed while this one was looked at.
    if (!model || model.deployed_version !== version || !model.monitoring_enabled || model.frozen_at) return false;
    await repository.insertReport(db, organizationId, report);
    await versions.insertMetrics(db, organizationId, { modelId: id, version, metrics });
    const status = nextStatus(model.status, 'watch');
    if (status) await models.updateModel(db, organizationId, id, { status });
    await followEpisodes(db, organizationId, { model, report, outbox });
    return true;
  }

  return {
    /**
     * Looks at the version that answers, and keeps what it finds: a report, metrics, and what has begun or is over.
     * @returns null where another version was deployed meanwhile
     * @throws AppError model_not_found, model_not_deployed, monitoring_off, model_frozen
     */
    async look(organizationId: number, id: number): Promise<repository.NewReport | null> {
      const model = await getWatched(organizationId, id);
      const db = database.tenant(organizationId);
      const version = await versions.findVersion(db, organizationId, id, model.deployed_version);
      if (!version) return null;
      const found = await take(organizationId, id, version);
      const isKept = await database.transaction(organizationId, (trx) => keep(trx, organizationId, found));
      return isKept ? found.report : null;
    },

    listWatched: (organizationId: number) => repository.listWatched(database.tenant(organizationId), organizationId),

    /** Asks for a look at once. @returns its job @throws AppError as `look` */
    async request(organizationId: number, id: number, createdBy: number | null): Promise<string> {
      const { model_name: name } = await getWatched(organizationId, id);
      return database.transaction(organizationId, (db) =>
        jobs.enqueue(db, organizationId, {
          kind: WATCH,
          payload: { modelId: id },
          subject: { kind: 'model', id, name },
          createdBy,
        }),
      );
    },

    /** @throws AppError model_not_found */
    async getDrift(organizationId: number, id: number, page: { beforeId: number | null; limit: number }) {
      const db = database.tenant(organizationId);
      const model = await models.findModel(db, organizationId, id);
      if (!model) throw modelErrors.model_not_found({ model: id });
      const [latest, reports, episodes] = await Promise.all([
        repository.findLatestReport(db, organizationId, id),
        repository.listReports(db, organizationId, { modelId: id, ...page }),
        repository.listEpisodes(db, organizationId, id, { isOpen: false, limit: MOST_EPISODES }),
      ]);
      const deployed = model.deployed_version;
      const version = latest && (await versions.findVersion(db, organizationId, id, latest.model_version));
      const labels = new Map(version?.feature_schema.map(({ name, label }) => [name, label]));
      return { model, deployed, latest, labels, reports, episodes };
    },
  };
}
