import type { ModelService } from '../models/index.ts';
import { type AskingDeps, createAsking } from './asking.ts';
import { readOutcome } from './outcome.ts';
import { predictionErrors } from './predictions.errors.ts';
import * as repository from './predictions.repository.ts';
import type { FeedbackRequest } from './predictions.schema.ts';

export type PredictionService = ReturnType<typeof createPredictionService>;

export interface PredictionDeps extends AskingDeps {
  models: AskingDeps['models'] & Pick<ModelService, 'getVersion'>;
}

export function createPredictionService(deps: PredictionDeps) {
  const { database, models } = deps;

  async function get(organizationId: number, id: string): Promise<repository.PastPrediction> {
    const found = await repository.findPrediction(database.tenant(organizationId), organizationId, id);
    if (!found) throw predictionErrors.prediction_not_found({ prediction: id });
    return found;
  }

  return {
    get,
    ...createAsking(deps),

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
