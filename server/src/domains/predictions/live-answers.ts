import type { Database } from '../../platform/db/database.ts';
import { createIds } from '../../platform/ids.ts';
import type { LiveAnswer, LivePredictions } from '../models/index.ts';
import { listSampledRows } from './batch/batch.repository.ts';
import { countAnswersSince, listAnswers, listOutcomesSince } from './live-answers.repository.ts';
import { measureOutcomes } from './live-metrics.ts';

/** Small enough that nothing waits for the reading of a page. */
const PAGE_ROWS = 500;

/** Ids sort by the time they were made: one of that moment says where it begins. */
const idAt = (moment: Date): string => createIds(() => moment.getTime())('pred');

/** What the watch of models asks of the predictions. */
export function createLivePredictions(database: Database): LivePredictions {
  return {
    async *pages(organizationId, { modelId, version, since, mostRows }) {
      const db = database.tenant(organizationId);
      const sinceId = idAt(since);
      let beforeId: string | null = null;
      // As many are looked at as are wanted: where other versions answered too, there are fewer.
      for (let left = mostRows; left > 0; left -= PAGE_ROWS) {
        const limit = Math.min(PAGE_ROWS, left);
        const rows = await listAnswers(db, organizationId, { modelId, version, sinceId, beforeId, limit });
        yield rows.flatMap(({ input, output, unseen, at }): LiveAnswer[] =>
          input && output ? [{ input, output, unseen, at }] : [],
        );
        const last = rows.at(-1);
        if (last === undefined || rows.length < limit) return;
        beforeId = last.prediction_id;
      }
    },
    batchRows: (organizationId, window) => listSampledRows(database.tenant(organizationId), organizationId, window),
    countSince: (organizationId, modelId, since, most) =>
      countAnswersSince(database.tenant(organizationId), organizationId, { modelId, sinceId: idAt(since), most }),
    listOutcomes: (organizationId, { modelId, version, since, mostRows }) =>
      listOutcomesSince(database.tenant(organizationId), organizationId, {
        modelId,
        version,
        since,
        limit: mostRows,
      }),
    measure: measureOutcomes,
  };
}
