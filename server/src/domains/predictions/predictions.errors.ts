import { defineErrors } from '../../platform/errors.ts';

export const predictionErrors = defineErrors(
  'predictions',
  {
    prediction_not_found: { status: 404 },
    input_invalid: { status: 422 },
    input_without_features: { status: 422 },
    entity_not_found: { status: 422 },
    feedback_invalid: { status: 422 },
    period_invalid: { status: 422 },
    batch_not_found: { status: 404 },
    batch_invalid: { status: 422 },
    batch_rows_invalid: { status: 422 },
    batch_columns_missing: { status: 422 },
    batch_column_unfit: { status: 422 },
    batch_file_too_large: { status: 413 },
    batch_file_empty: { status: 422 },
    batch_quota_exhausted: { status: 429 },
    batch_in_change: { status: 409 },
    what_if_invalid: { status: 422 },
    class_unknown: { status: 422 },
    model_too_slow: { status: 422 },
    horizon_needed: { status: 422 },
    horizon_not_possible: { status: 422 },
    batch_type_unfit: { status: 422 },
  },
  {
    faults: [
      'not_a_number',
      'number_out_of_range',
      'not_a_boolean',
      'not_a_time',
      'not_a_text',
      'outcome_without_target',
      'outcome_not_a_number',
      'outcome_not_a_class',
      'outcome_not_a_verdict',
      'outcome_not_applicable',
      'not_a_moment',
      'no_feature_has_a_value',
      'rows_or_dataset',
      'unknown_feature',
      'range_missing',
      'range_empty',
      'nothing_to_vary',
      'horizon_too_long',
      'group_unknown',
      'not_a_count',
      'not_a_history',
    ],
  },
);

/** A fault of an input that this room describes. */
export type PredictionFault = NonNullable<
  NonNullable<Parameters<typeof predictionErrors.input_invalid>[1]>['faults']
>[number];
