import type { TrainingRequest } from './models.schema.ts';

export const TRAINING = 'training';

/** What a training job was asked for; with the model's definition, all of its receipt. */
export interface TrainingPayload {
  modelId: number;
  validationSplit: number;
  hyperparameterTuning: boolean;
  timeBudgetMinutes: number | null;
  seed: number;
}

export function toTrainingPayload(modelId: number, request: TrainingRequest) {
  return {
    modelId,
    validationSplit: request.validation_split ?? 0.2,
    hyperparameterTuning: request.hyperparameter_tuning ?? true,
    timeBudgetMinutes: request.time_budget_minutes ?? null,
    seed: request.seed ?? 0,
  } satisfies TrainingPayload;
}

/** @throws when the queue holds what `toTrainingPayload` never wrote */
export function readTrainingPayload(payload: unknown): TrainingPayload {
  if (typeof payload === 'object' && payload !== null && 'modelId' in payload && typeof payload.modelId === 'number') {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written whole by toTrainingPayload
    return payload as TrainingPayload;
  }
  throw new Error('A training job without a model');
}
