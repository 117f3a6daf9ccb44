import { defineErrors } from '../../platform/errors.ts';

export const predictionErrors = defineErrors(
  'predictions',
  {
    prediction_not_found: { status: 404 },
    input_invalid: { status: 422 },
    input_without_features: { status: 422 },
    model_in_change: { status: 409 },
    feedback_invalid: { status: 422 },
    period_invalid: { status: 422 },
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
      'not_a_moment',
    ],
  },
);
