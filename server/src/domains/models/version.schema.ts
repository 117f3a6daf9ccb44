import Type from 'typebox';
import type { SegmentDescription } from '../../numeric/index.ts';
import { algorithms, modelTypes } from './algorithms.ts';
import { curvesSchema } from './held-out-curves.ts';
import { shownDataSource } from './data-source.schema.ts';
import { labelSchema, metrics, nullable, timestamp } from './schema-parts.ts';
import { trainingOptionsSchema } from './training-options.ts';

const trialSchema = Type.Object({
  algorithm: Type.String(),
  hyperparameters: Type.Record(Type.String(), Type.Number()),
  metric: Type.String({ description: 'What was compared; lower is better.' }),
  score: Type.Number({ description: 'Mean over the folds.' }),
  fold_scores: Type.Array(Type.Number()),
  rows: Type.Optional(Type.Integer({ description: 'Rows that it was compared on: weak candidates leave early.' })),
  chosen: Type.Boolean(),
});

const receiptSchema = Type.Object(
  {
    model_type: Type.Enum([...modelTypes]),
    algorithm: Type.Enum([...algorithms]),
    feature_columns: Type.Array(Type.String()),
    target_column: nullable(Type.String()),
    positive_class: nullable(labelSchema),
    training_data_source: shownDataSource,
    options: trainingOptionsSchema,
    validation_split: Type.Number(),
    hyperparameter_tuning: Type.Boolean(),
    seed: Type.Integer(),
    budget_looks: nullable(
      Type.Integer({ description: 'How often tuning looked at the clock before its time budget was spent.' }),
    ),
    as_of: Type.Optional(
      nullable(
        Type.Object(
          { date: Type.String(), time_zone: Type.String() },
          { description: 'The day and the zone by which the filter was told.' },
        ),
      ),
    ),
    home: Type.Optional(
      Type.Object(
        { time_zone: Type.String(), country: nullable(Type.String()), region: nullable(Type.String()) },
        { description: 'Of a forecast: where its periods begin and which days are holidays.' },
      ),
    ),
  },
  {
    description:
      'All that the training was told. With the same data and the same version of the product, the same bytes come out.',
  },
);

const segmentsSchema = Type.Unsafe<SegmentDescription[]>(
  Type.Array(
    Type.Object({
      segment: Type.Integer(),
      rows: Type.Integer(),
      share: Type.Number(),
      traits: Type.Array(
        Type.Object({
          kind: Type.Enum(['number', 'category']),
          column: Type.String(),
          mean: Type.Optional(Type.Number()),
          category: Type.Optional(Type.String()),
          share: Type.Optional(Type.Number()),
          overall: Type.Number({ description: 'The mean, or the share, of all rows.' }),
          effect: Type.Number({
            description: 'How far off all rows, in standard deviations, or as Cohen’s h of the two shares.',
          }),
        }),
        { description: 'What sets the segment apart, the strongest first; in words on the card.' },
      ),
    }),
    { description: 'Of a clustering: the largest first.' },
  ),
);

export const versionSchema = Type.Object({
  version: Type.Integer(),
  metrics: metrics('On the rows held out.'),
  metric_intervals: Type.Unsafe<Record<string, { lower: number; upper: number }>>({
    type: 'object',
    additionalProperties: {
      type: 'object',
      properties: { lower: { type: 'number' }, upper: { type: 'number' } },
      required: ['lower', 'upper'],
    },
    description: '95 % confidence intervals of the metrics.',
  }),
  baseline: metrics('Of a naive guess, on the same rows.'),
  curves: curvesSchema,
  algorithm: Type.String(),
  hyperparameters: metrics('As chosen.'),
  trials: Type.Array(trialSchema, { description: 'What tuning tried.' }),
  importance: Type.Array(Type.Object({ feature: Type.String(), loss_increase: Type.Number() }), {
    description:
      'By how much the log loss or the RMSE rises on the rows held out when a feature’s values change places; the most important first.',
  }),
  segments: Type.Optional(segmentsSchema),
  receipt: nullable(receiptSchema),
  seed: Type.Integer(),
  split: Type.Enum(['time', 'random'], { description: 'Whether the latest or random rows were held out.' }),
  rows: Type.Integer({ description: 'Rows with a known target.' }),
  validation_rows: Type.Integer({ description: 'Of these, held out for the metrics.' }),
  rows_without_target: Type.Integer(),
  feature_columns: Type.Array(Type.String()),
  target_column: nullable(Type.String()),
  data_snapshot_hash: Type.String({ description: 'SHA-256 of the data as it was read.' }),
  code_version: Type.String(),
  artifact_sha256: Type.String(),
  artifact_size_bytes: Type.Integer(),
  warnings: Type.Array(
    Type.Object({ code: Type.String(), column: Type.Optional(Type.String()), detail: Type.String() }),
  ),
  trained_at: timestamp('When its training ended.'),
});
