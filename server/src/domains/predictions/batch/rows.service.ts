import type { Database } from '../../../platform/db/database.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Serving } from '../../models/index.ts';
import type { Entitlements, QuotaUse } from '../../tenancy/index.ts';
import { toEventData } from '../completed-event.ts';
import { predictionErrors } from '../predictions.errors.ts';
import { insertPredictions, type NewPrediction, type PredictionRow } from '../predictions.repository.ts';
import type { Scoring } from '../scoring/scoring.ts';
import type { BatchRequest } from './batch.schema.ts';
import { refuseWithoutRows } from './refuse-without-rows.ts';
import { answerRows, type RowAnswer } from './row-answers.ts';

export type RowsService = ReturnType<typeof createRowsService>;

interface RowsDeps {
  database: Database;
  outbox: Pick<Outbox, 'appended'>;
  entitlements: Pick<Entitlements, 'note' | 'exhausted' | 'requireFeature'>;
  predictions: {
    getServing(organizationId: number, modelId: number): Promise<Serving>;
    forget(organizationId: number, serving: Serving): void;
    score: Scoring['answer'];
  };
  newId(prefix: string): string;
  now(): Date;
}

type RowsRequest = Pick<BatchRequest, 'model_id' | 'on_error' | 'prediction_context'> & {
  rows: NonNullable<BatchRequest['rows']>;
};

/** A deployment between the answers and their writing makes them be answered anew, so often. */
const MOST_TRIES = 5;
const MOST_FAULTS = 50;

/** Predictions of some rows at once. */
export function createRowsService(deps: RowsDeps) {
  const { database, outbox, entitlements, predictions, newId, now } = deps;

  /** @returns null where the version answers no more */
  async function write(organizationId: number, serving: Serving, request: RowsRequest, answers: readonly RowAnswer[]) {
    const rows = new Map<number, NewPrediction>();
    for (const { index, ...answered } of answers) {
      if (answered.faults) continue;
      const row: PredictionRow = {
        prediction_id: newId('pred'),
        model_id: serving.champion.modelId,
        model_version: serving.champion.version,
        input_data: request.rows[index] ?? {},
        ...answered.answer,
        prediction_context: request.prediction_context ?? null,
        prediction_timestamp: now(),
      };
      rows.set(index, { ...row, eventData: () => toEventData(serving.champion, row), isEventUnique: false });
    }
    if (rows.size === 0) return rows;
    const outcomes = await database.transaction(organizationId, async (db) => {
      const written = await insertPredictions(db, organizationId, [...rows.values()]);
      const refused = written.find(({ isWritten, isCurrent }) => isCurrent && !isWritten);
      // All of them or none: the transaction ends with what was written.
      if (refused) throw await entitlements.exhausted(withoutGrant(refused.quota));
      return written;
    });
    const [first] = outcomes;
    if (first?.isAwaited) outbox.appended(database.tenant(organizationId));
    if (first) entitlements.note(organizationId, first.quota);
    return first?.isWritten ? rows : null;
  }

  return {
    /**
     * Answers rows with the deployed version. They are written down before they are given, all together.
     * @throws AppError feature_not_in_plan, model_not_found, model_not_deployed, model_frozen, batch_rows_invalid,
     * quota_exhausted
     */
    async predict(organizationId: number, request: RowsRequest) {
      await entitlements.requireFeature(organizationId, 'batch_processing');
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const serving = await predictions.getServing(organizationId, request.model_id);
        refuseWithoutRows(serving.champion, { isTable: false });
        const answers = await answerRows(request.rows, (row) =>
          predictions.score(organizationId, serving.champion, row),
        );
        const faults = answers.flatMap((each) => each.faults ?? []);
        if (faults.length > 0 && request.on_error !== 'skip') {
          throw predictionErrors.batch_rows_invalid({ count: faults.length }, { faults: faults.slice(0, MOST_FAULTS) });
        }
        const written = await write(organizationId, serving, request, answers);
        if (written)
          return answers.map(({ index, faults: told = [] }) => ({ index, row: written.get(index), faults: told }));
        predictions.forget(organizationId, serving);
      }
      throw predictionErrors.batch_in_change({ model: request.model_id });
    },
  };
}

/** What was granted is given back with the transaction. */
const withoutGrant = (quota: QuotaUse): QuotaUse => ({ ...quota, used: quota.used - quota.granted, granted: 0 });
