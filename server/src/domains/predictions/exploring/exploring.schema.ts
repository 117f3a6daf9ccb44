import Type, { type Static } from 'typebox';
import {
  answerFields,
  explanation,
  inputData,
  label,
  modelId,
  predictionOutput,
  understoodValue,
} from '../predictions.schema.ts';

const MOST_CHANGES = 50;
export const MOST_STEPS = 100;

const change = Type.Unsafe<Record<string, unknown>>({
  type: 'object',
  minProperties: 1,
  maxProperties: 1000,
  additionalProperties: true,
  description: 'What differs from `input_data`: features by name; null takes the value away.',
  examples: [{ marketing_spend: 30000 }],
});

const end = Type.Union([Type.Number(), Type.String({ maxLength: 40 })]);

export const whatIfBody = Type.Object(
  {
    model_id: modelId,
    input_data: inputData,
    changes: Type.Optional(Type.Array(change, { maxItems: MOST_CHANGES })),
    vary: Type.Optional(
      Type.Object(
        {
          feature: Type.String({ minLength: 1, maxLength: 200 }),
          from: Type.Optional(end),
          to: Type.Optional(end),
          steps: Type.Optional(Type.Integer({ minimum: 2, maximum: MOST_STEPS, default: 20 })),
        },
        {
          additionalProperties: false,
          description:
            'Lets one feature go through its values while the others stay: a number or a time from `from` to `to` (by default the range that the training saw), a category or a boolean through all of its values.',
        },
      ),
    ),
  },
  {
    additionalProperties: false,
    examples: [
      {
        model_id: 1,
        input_data: { previous_month_sales: 150000, marketing_spend: 25000, seasonality: 1.2 },
        changes: [{ marketing_spend: 30000 }],
        vary: { feature: 'marketing_spend', from: 0, to: 50000, steps: 11 },
      },
    ],
  },
);

const { confidence_score, warnings } = answerFields;
const answered = { prediction_output: predictionOutput, confidence_score, warnings };

export const whatIfSchema = Type.Object({
  model_id: Type.Integer(),
  model_version: Type.Integer(),
  base: Type.Object({ ...answered, explanation }),
  variants: Type.Array(
    Type.Object({
      changes: change,
      ...answered,
      difference: Type.Number({
        description: 'Of `prediction` to that of the base; with several classes, of the probability of its label.',
      }),
      moved: Type.Array(
        Type.Object({
          feature: Type.String(),
          value: understoodValue,
          before: Type.Number(),
          after: Type.Number(),
          change: Type.Number(),
          text: Type.String(),
        }),
        { description: 'Contributions that are others than in the base, the strongest change first.' },
      ),
    }),
  ),
  curve: Type.Optional(
    Type.Object({
      feature: Type.String(),
      points: Type.Array(Type.Object({ value: label, prediction_output: predictionOutput })),
    }),
  ),
});

export const explainBody = Type.Object(
  {
    class: Type.Optional(
      Type.Union([Type.String({ maxLength: 1000 }), Type.Number(), Type.Boolean()], {
        description: 'The class whose score is explained; by default the one that was predicted.',
      }),
    ),
  },
  { additionalProperties: false },
);

export const explainedSchema = Type.Object({
  prediction_id: Type.String(),
  model_id: Type.Integer(),
  model_version: Type.Integer(),
  class: Type.Optional(label),
  base_value: Type.Number(),
  score: Type.Number({ description: '`base_value` and all contributions.' }),
  unit: explanation.properties.unit,
  summary: Type.String(),
  contributions: Type.Array(
    Type.Object({
      feature: Type.String(),
      value: understoodValue,
      contribution: Type.Number(),
      text: Type.String(),
      effect: Type.String({ description: 'What it did to the score, in words.' }),
    }),
  ),
});

export type WhatIfRequest = Static<typeof whatIfBody>;
export type ExplainRequest = Static<typeof explainBody>;
