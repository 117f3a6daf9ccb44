import { defineErrors } from '../../platform/errors.ts';

export const modelErrors = defineErrors(
  'models',
  {
    model_not_found: { status: 404 },
    version_not_found: { status: 404 },
    definition_invalid: { status: 422 },
    training_data_missing: { status: 422 },
    training_data_not_found: { status: 422 },
    training_data_ambiguous: { status: 422 },
    training_request_invalid: { status: 422 },
    deployment_invalid: { status: 422 },
    model_in_training: { status: 409 },
    model_changed: { status: 409 },
    model_not_trained: { status: 409 },
    model_not_deployed: { status: 409 },
    model_out_of_service: { status: 409 },
    model_frozen: { status: 403 },
    baseline_not_beaten: { status: 409 },
    // What a training ends with when it cannot be done; told by its job.
    too_few_rows: { status: 422 },
    single_class: { status: 422 },
    class_too_small: { status: 422 },
    too_many_classes: { status: 422 },
    target_not_numeric: { status: 422 },
    target_not_categorical: { status: 422 },
    constant_target: { status: 422 },
    positive_class_unknown: { status: 422 },
    no_usable_features: { status: 422 },
    artifact_too_large: { status: 422 },
    training_out_of_memory: { status: 422 },
  },
  {
    faults: [
      'unknown_column',
      'unknown_column_did_you_mean',
      'unknown_dataset',
      'no_dataset',
      'algorithm_does_not_fit',
      'target_among_features',
      'target_not_numeric',
      'target_not_categorical',
      'time_column_unordered',
      'positive_class_not_applicable',
      'time_budget_too_long',
      'reason_required',
    ],
  },
);

export type ModelFault = NonNullable<
  NonNullable<Parameters<typeof modelErrors.definition_invalid>[1]>['faults']
>[number];
