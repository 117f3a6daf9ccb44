import type { Db } from '../../platform/db/database.ts';
import type { TrainedAlgorithm } from './algorithms.ts';
import type { Definition } from './definition.ts';
import { findHome, type Home } from './kinds/home.ts';
import { modelErrors } from './models.errors.ts';
import type { TrainingOptions } from './training-options.ts';
import type { TrainingPayload } from './training-payload.ts';

/** All that a training was told. With the same data and the same version of the product, the same bytes come out. */
export interface Receipt extends Definition {
  algorithm: TrainedAlgorithm;
  feature_columns: string[];
  options: TrainingOptions;
  validation_split: number;
  hyperparameter_tuning: boolean;
  seed: number;
  /** How often the clock was asked before the time budget was spent; null where it was never spent. */
  budget_looks: number | null;
  /** The day and the zone by which the filter is told; null or left out before there was one. */
  as_of?: { date: string; time_zone: string } | null;
  /** Of a forecast: where days begin and which are holidays; before there was one, in UTC and without holidays. */
  home?: Home;
}

/** @throws AppError custom_needs_import */
export async function makeReceipt(
  db: Db,
  organizationId: number,
  definition: Definition,
  request: TrainingPayload,
): Promise<Receipt> {
  const receipt = toReceipt(definition, request);
  return receipt.model_type === 'forecasting' ? { ...receipt, home: await findHome(db, organizationId) } : receipt;
}

function toReceipt(definition: Definition, request: TrainingPayload): Receipt {
  const { model_type, algorithm, feature_columns, target_column, positive_class, training_data_source } = definition;
  if (algorithm === 'custom') throw modelErrors.custom_needs_import();
  return {
    model_type,
    algorithm,
    feature_columns: [...feature_columns],
    target_column,
    positive_class,
    training_data_source,
    options: request.options,
    validation_split: request.validationSplit,
    hyperparameter_tuning: request.hyperparameterTuning,
    seed: request.seed,
    budget_looks: null,
  };
}

/** A time budget by the clock, or, when a training is repeated, by where the clock ended it then. */
export function createBudget(minutes: number | null, looksBefore: number | null) {
  const deadlineMs = performance.now() + (minutes ?? Infinity) * 60_000;
  let looks = 0;
  let spentAfter: number | null = null;
  return {
    isSpent(): boolean {
      if (spentAfter !== null) return true;
      const isSpent = looksBefore === null ? performance.now() > deadlineMs : looks >= looksBefore;
      if (isSpent) spentAfter = looks;
      looks += 1;
      return isSpent;
    },
    /** See {@link Receipt.budget_looks}. */
    spentAfter: () => spentAfter,
  };
}
