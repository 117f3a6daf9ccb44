import Type, { type Static } from 'typebox';
import { pageOf } from '../../http/page.ts';
import { algorithms, modelTypes } from './algorithms.ts';
import { dataQualitySchema } from './data-quality.ts';
import { shownDataSource, trainingDataSource } from './data-source.schema.ts';
import { modelStatuses } from './models.lifecycle.ts';
import { labelSchema, metrics, nullable, timestamp } from './schema-parts.ts';
import { trainingOptionFields, trainingOptionsSchema } from './training-options.ts';
import { versionSchema } from './version.schema.ts';

const columnName = Type.String({ minLength: 1, maxLength: 200 });
const modelName = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
const description = Type.String({ maxLength: 2000 });
const purpose = Type.String({
  minLength: 1,
  maxLength: 100,
  pattern: '\\S',
  description: 'What its predictions are for, as events name it.',
  examples: ['customer_churn'],
});

const featureColumns = Type.Array(columnName, {
  maxItems: 1000,
  uniqueItems: true,
  description:
    'The columns to learn from; predictions are asked with a value for each. Of recommendations two: whose a row is, and what was taken. A forecast may have none: it then goes on from the past of its target alone.',
  examples: [['previous_month_sales', 'marketing_spend', 'seasonality']],
});

const targetColumn = Type.String({
  minLength: 1,
  maxLength: 200,
  description:
    'What is to be told. Of recommendations, where given, how much was taken. Strange rows and segments have none.',
});

const modelType = Type.Enum([...modelTypes], {
  description:
    '`classification` and `regression` tell a target from the features of a row; `forecasting` tells what comes next of a number, by features, by its own past, or both; `anomaly_detection` says which rows are strange; `clustering` divides rows into segments; `recommendations` says what to offer to whom.',
});

const algorithm = Type.Enum([...algorithms], {
  description:
    '`logistic_regression` classifies; `linear_regression`, `ridge` and `elastic_net` answer numbers; `decision_tree`, `random_forest` and `gradient_boosting` do both; `ensemble` blends a linear model, a forest and boosted trees; `auto` compares those that fit the model type, and their blend; `custom` is not trained here: its versions are imported. Forecasts without features: `seasonal_naive`, `ets`, `theta`, `arima`, `mstl`, `croston`, `linear_regression` on lags, or `auto`, which combines what does best at rolling origins. Strange rows: `isolation_forest`, `zscore_robust`, `dbscan`; segments: `kmeans`, `dbscan`; recommendations: `als`, `item_item`, `popularity`.',
});

export const newModelBody = Type.Object(
  {
    model_name: modelName,
    model_type: modelType,
    algorithm,
    feature_columns: Type.Optional(featureColumns),
    target_column: Type.Optional(targetColumn),
    description: Type.Optional(description),
    positive_class: Type.Optional(labelSchema),
    purpose: Type.Optional(purpose),
    training_data_source: Type.Optional(trainingDataSource),
    training_options: Type.Optional(trainingOptionsSchema),
  },
  {
    additionalProperties: false,
    examples: [
      {
        model_name: 'Q1_sales_forecast',
        model_type: 'forecasting',
        algorithm: 'linear_regression',
        feature_columns: ['previous_month_sales', 'marketing_spend', 'seasonality'],
        target_column: 'next_month_sales',
        description: 'Quarterly sales forecasting model',
      },
    ],
  },
);

export const modelPatchBody = Type.Object(
  {
    model_name: Type.Optional(modelName),
    algorithm: Type.Optional(algorithm),
    feature_columns: Type.Optional(featureColumns),
    target_column: Type.Optional(nullable(targetColumn)),
    description: Type.Optional(nullable(description)),
    positive_class: Type.Optional(nullable(labelSchema)),
    purpose: Type.Optional(nullable(purpose)),
    training_data_source: Type.Optional(trainingDataSource),
    training_options: Type.Optional(trainingOptionsSchema),
  },
  {
    additionalProperties: false,
    minProperties: 1,
    examples: [{ description: 'Quarterly sales forecasting model, without the seasonal index' }],
  },
);

export const trainBody = Type.Object(
  {
    validation_split: Type.Optional(
      Type.Number({
        minimum: 0.05,
        maximum: 0.5,
        description: 'Share of the rows held out for the metrics. Default 0.2.',
      }),
    ),
    hyperparameter_tuning: Type.Optional(
      Type.Boolean({ description: 'Search the hyperparameters by cross-validation. Default true.' }),
    ),
    time_budget_minutes: Type.Optional(
      Type.Number({ exclusiveMinimum: 0, description: 'Tuning takes no longer; the best found so far is kept.' }),
    ),
    seed: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 4_294_967_295,
        description: 'Same data, same seed, same version of the product: the same model, to the byte. Default 0.',
      }),
    ),
    ...trainingOptionFields,
  },
  { additionalProperties: false, examples: [{ validation_split: 0.2, hyperparameter_tuning: true }] },
);

export const deployBody = Type.Object(
  {
    version: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'Default: the latest.' })),
    auto_scaling: Type.Optional(
      Type.Boolean({ description: 'Let every node score with as many threads as load asks.' }),
    ),
    monitoring_enabled: Type.Optional(Type.Boolean({ description: 'Watch its accuracy and the drift of its inputs.' })),
    force: Type.Optional(
      Type.Boolean({ description: 'Deploy although the naive baseline is not beaten; needs `reason`.' }),
    ),
    reason: Type.Optional(
      Type.String({ maxLength: 1000, description: 'Why the baseline gate was passed by force; kept.' }),
    ),
  },
  { additionalProperties: false, examples: [{ auto_scaling: true, monitoring_enabled: true }] },
);

const featureDescription = Type.Object({
  name: Type.String(),
  label: Type.String({ description: 'The heading that the column had in its file.' }),
  type: Type.Enum(['number', 'category', 'boolean', 'time', 'text']),
  categories: Type.Optional(Type.Array(Type.String())),
  min: Type.Optional(Type.Union([Type.Number(), Type.String()])),
  max: Type.Optional(Type.Union([Type.Number(), Type.String()])),
  integer: Type.Optional(Type.Boolean()),
  example: Type.Union([Type.Number(), Type.String(), Type.Boolean()]),
});

export type FeatureDescription = Static<typeof featureDescription>;

const modelFields = {
  id: Type.Integer(),
  model_name: Type.String(),
  model_type: Type.Enum([...modelTypes]),
  algorithm: Type.Enum([...algorithms]),
  feature_columns: Type.Array(Type.String()),
  target_column: nullable(Type.String({ description: 'Null where nothing is told from the features.' })),
  description: nullable(Type.String()),
  positive_class: nullable(labelSchema),
  purpose: nullable(Type.String()),
  training_data_source: shownDataSource,
  training_options: trainingOptionsSchema,
  status: Type.Enum([...modelStatuses], {
    description: 'How far the newest definition has come. `deployed_version` says what answers predictions.',
  }),
  accuracy_score: nullable(Type.Number({ description: 'Of the current version, on rows it has not seen.' })),
  accuracy_metric: nullable(
    Type.String({
      description:
        'What `accuracy_score` is: `accuracy`, `r2`, `smape_accuracy` (1 − sMAPE / 2 of a series), `average_precision`, `silhouette` or `map_at_10`.',
    }),
  ),
  performance_metrics: nullable(metrics('Of the current version, on rows it has not seen.')),
  baseline_metrics: nullable(metrics('Of a naive guess, on the same rows.')),
  current_version: nullable(Type.Integer({ description: 'The latest version.' })),
  deployed_version: nullable(Type.Integer({ description: 'The version that answers predictions.' })),
  auto_scaling: Type.Boolean(),
  monitoring_enabled: Type.Boolean(),
  frozen_at: nullable(
    timestamp(
      'Since when the plan allows fewer models than there are. Frozen, it is kept, but not trained, deployed or asked.',
    ),
  ),
  training_job_id: nullable(Type.String({ description: 'The latest training.' })),
  created_at: timestamp('When it was made.'),
  updated_at: timestamp('When it was last changed.'),
};

const modelSchema = Type.Object(modelFields);

export const targetSchema = Type.Object(
  {
    name: Type.String(),
    classes: Type.Array(labelSchema, { description: 'Empty for a number.' }),
    positive_class: nullable(labelSchema),
  },
  { description: 'What the same version answers. Of two classes it gives the probability of the positive one.' },
);

export const modelDetailSchema = Type.Object({
  ...modelFields,
  feature_schema: Type.Optional(
    Type.Array(featureDescription, {
      description: 'What to fill in for a prediction: of the deployed version, or of the current one while none is.',
    }),
  ),
  target_schema: Type.Optional(targetSchema),
});

export const modelPage = pageOf(modelSchema);

export const acceptedTraining = Type.Object({
  job_id: Type.String({ examples: ['job_01jd3h2v8k0000000000000000'] }),
});

export const performanceSchema = Type.Object({
  model_id: Type.Integer(),
  current_version: nullable(Type.Integer()),
  deployed_version: nullable(Type.Integer()),
  versions: Type.Array(versionSchema, { description: 'The latest first.' }),
  data_quality: dataQualitySchema,
  live: Type.Object(
    {
      predictions: Type.Integer(),
      feedback_count: Type.Integer(),
      metrics: metrics('By what really happened, as feedback tells it.'),
    },
    { description: 'Of the deployed version.' },
  ),
  history: Type.Array(
    Type.Object({
      metric_name: Type.String(),
      metric_value: Type.Number(),
      measured_at: timestamp('When it was measured.'),
      model_version: Type.Integer(),
    }),
    { description: 'The latest first.' },
  ),
});

export const idParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) });

export type NewModel = Static<typeof newModelBody>;
export type ModelPatch = Static<typeof modelPatchBody>;
export type TrainingRequest = Static<typeof trainBody>;
export type DeploymentRequest = Static<typeof deployBody>;
