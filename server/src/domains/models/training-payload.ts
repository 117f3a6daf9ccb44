import type { TrainingRequest } from './models.schema.ts';
import type { TrainingOptions } from './training-options.ts';

export const TRAINING = 'training';

/** What a training job was asked for; with the model's definition, all of its receipt. */
export interface TrainingPayload {
  modelId: number;
  validationSplit: number;
  hyperparameterTuning: boolean;
  timeBudgetMinutes: number | null;
  seed: number;
  options: TrainingOptions;
}

/** @param options the model's, with what this training says otherwise */
export function toTrainingPayload(modelId: number, request: TrainingRequest, options: TrainingOptions) {
  return {
    modelId,
    validationSplit: request.validation_split ?? 0.2,
    hyperparameterTuning: request.hyperparameter_tuning ?? true,
    timeBudgetMinutes: request.time_budget_minutes ?? null,
    seed: request.seed ?? 0,
    options,
  } satisfies TrainingPayload;
}

/** @throws when the queue holds what `toTrainingPayload` never wrote */
export function readTrainingPayload(payload: unknown): TrainingPayload {
  if (typeof payload === 'object' && payload !== null && 'modelId' in payload && typeof payload.modelId === 'number') {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written whole by toTrainingPayload; a job that waited through an update has no options
    return { options: {}, ...payload } as TrainingPayload;
  }
  throw new Error('A training job without a model');
}
