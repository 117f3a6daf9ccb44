import type { Database } from '../../platform/db/database.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { ModelService } from '../models/index.ts';
import type { Entitlements } from '../tenancy/index.ts';
import { answer } from './answer.ts';
import { toCompletedEvent } from './completed-event.ts';
import { createFittedModelCache } from './fitted-model-cache.ts';
import { createGroupedWrites } from './grouped-writes.ts';
import { readOutcome } from './outcome.ts';
import { predictionErrors } from './predictions.errors.ts';
import * as repository from './predictions.repository.ts';
import type { FeedbackRequest, PredictRequest } from './predictions.schema.ts';

export type PredictionService = ReturnType<typeof createPredictionService>;

export interface PredictionDeps {
  database: Database;
  models: Pick<ModelService, 'getDeployed' | 'getVersion'>;
  entitlements: Pick<Entitlements, 'note' | 'exhausted'>;
  outbox: Pick<Outbox, 'appended'>;
  newId(prefix: string): string;
  now(): Date;
  /** How much memory decoded models may take. */
  cacheMaxSizeMb: number;
}

const BYTES_A_MB = 1024 * 1024;
/** A deployment between the reading of a model and the writing of its answer makes it answer anew, so often. */
const MOST_TRIES = 5;
/** Each may be as large as a request may be. */
const MOST_ROWS_A_WRITE = 64;

export function createPredictionService(deps: PredictionDeps) {
  const { database, models, entitlements, outbox, newId, now } = deps;
  const fitted = createFittedModelCache(models.getDeployed, deps.cacheMaxSizeMb * BYTES_A_MB);
  const writes = createGroupedWrites({
    mostRows: MOST_ROWS_A_WRITE,
    async write(organizationId, rows: readonly repository.NewPrediction[]) {
      const outcomes = await repository.insertPredictions(database.tenant(organizationId), organizationId, rows);
      outbox.appended(database.tenant(organizationId));
      const [first] = outcomes;
      if (first) entitlements.note(organizationId, first.quota);
      return outcomes;
    },
  });

  async function get(organizationId: number, id: string): Promise<repository.PastPrediction> {
    const found = await repository.findPrediction(database.tenant(organizationId), organizationId, id);
    if (!found) throw predictionErrors.prediction_not_found({ prediction: id });
    return found;
  }

  return {
    get,

    /**
     * Answers with the deployed version, and has written the answer down before it is given.
     * @throws AppError model_not_found, model_not_deployed, model_frozen, input_invalid, input_without_features,
     * quota_exhausted
     */
    async predict(organizationId: number, request: PredictRequest): Promise<repository.PredictionRow> {
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const model = await fitted.get(organizationId, request.model_id);
        const row: repository.PredictionRow = {
          prediction_id: newId('pred'),
          model_id: model.modelId,
          model_version: model.version,
          input_data: request.input_data,
          ...answer(model, request.input_data),
          prediction_context: request.prediction_context ?? null,
          prediction_timestamp: now(),
        };
        const { isWritten, isCurrent, quota } = await writes.add(organizationId, {
          ...row,
          event: toCompletedEvent(newId('evt'), model, row),
        });
        if (isWritten) return row;
        if (isCurrent) throw await entitlements.exhausted(quota);
        fitted.forget(organizationId, model);
      }
      throw predictionErrors.model_in_change({ model: request.model_id });
    },

    list: (organizationId: number, filter: repository.PredictionFilter) =>
      repository.listPredictions(database.tenant(organizationId), organizationId, filter),

    /** @throws AppError prediction_not_found, feedback_invalid */
    async addFeedback(organizationId: number, id: string, told: FeedbackRequest, createdBy: number | null) {
      const prediction = await get(organizationId, id);
      const { model_id: modelId, model_version: version } = prediction;
      const learned = await models.getVersion(organizationId, modelId, version);
      return repository.upsertFeedback(database.tenant(organizationId), organizationId, {
        prediction_id: id,
        model_id: modelId,
        model_version: version,
        actual_outcome: told.actual_outcome,
        actual: readOutcome(told.actual_outcome, learned),
        feedback_score: told.feedback_score ?? null,
        feedback_comments: told.feedback_comments ?? null,
        created_by: createdBy,
      });
    },
  };
}
