import Type, { type Static } from 'typebox';
import { pageOf, pageQuery } from '../../http/page.ts';

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const timestamp = (description: string) => Type.String({ format: 'date-time', description });
// Lists of types instead of unions: a serializer tries the branches of a union one by one, for each value.
export const label = Type.Unsafe<string | number | boolean>({ type: ['string', 'number', 'boolean'] });
export const understoodValue = Type.Unsafe<string | number | boolean | null>({
  type: ['string', 'number', 'boolean', 'null'],
});
const MODEL_ID = { minimum: 1, maximum: 2_147_483_647 };
export const modelId = Type.Integer(MODEL_ID);

/** Any JSON object; what its values may be depends on the model. */
const record = (description: string, example: Record<string, unknown>) =>
  Type.Unsafe<Record<string, unknown>>({
    type: 'object',
    maxProperties: 1000,
    additionalProperties: true,
    description,
    examples: [example],
  });

export const inputData = record(
  'A value for each feature, by the name of its column. A missing one is guessed, with a warning.',
  {
    previous_month_sales: 150000,
    marketing_spend: 25000,
    seasonality: 1.2,
  },
);
const actualOutcome = record(
  "What really happened: the target's value by its name; or a single number or boolean by any name.",
  { actual_sales: 162000 },
);

export const predictionContext = Type.Optional(
  Type.String({ maxLength: 200, description: 'What the prediction is for; kept with it.' }),
);

export const predictBody = Type.Object(
  {
    model_id: modelId,
    input_data: inputData,
    prediction_context: predictionContext,
    entity: Type.Optional(
      Type.Object(
        { dataset: Type.String({ minLength: 1, maxLength: 63 }), id: Type.Union([Type.String(), Type.Number()]) },
        {
          additionalProperties: false,
          description:
            'The record that the prediction is about, by its key: its fields go with the event `prediction_completed`, beside those of the input. Takes the permission to read data.',
          examples: [{ dataset: 'customers', id: 'C-1042' }],
        },
      ),
    ),
    horizon: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 1000,
        description:
          'Of a forecast over time: how many periods after the last one it has learned from to tell. `input_data` then names nothing but the group, of a model of several, and may be empty.',
      }),
    ),
    explain: Type.Optional(
      Type.Boolean({
        default: true,
        description:
          'False: the answer says not why, and takes a fraction of the time. It can be explained later, by its id.',
      }),
    ),
  },
  {
    additionalProperties: false,
    examples: [
      {
        model_id: 1,
        input_data: { previous_month_sales: 150000, marketing_spend: 25000, seasonality: 1.2 },
        prediction_context: 'monthly_forecast',
      },
    ],
  },
);

export const predictionOutput = Type.Object(
  {
    prediction: Type.Number({
      description:
        'Two classes: the probability of the positive one. Several: the probability of `label`. A number: the number itself. Strange rows: the score, the stranger the higher. Segments: the number of the segment.',
    }),
    label: Type.Optional(label),
    probabilities: Type.Optional(
      Type.Unsafe<Record<string, number>>({ type: 'object', additionalProperties: { type: 'number' } }),
    ),
    interval: Type.Optional(
      Type.Object(
        { level: Type.Number(), lower: Type.Number(), upper: Type.Number() },
        { description: 'The true value lies inside in a share `level` of all cases.' },
      ),
    ),
    forecast: Type.Optional(
      Type.Array(
        Type.Object({
          timestamp: Type.String({ description: 'When the period begins, in UTC.', examples: ['2026-04-01'] }),
          mean: Type.Number(),
          lower: Type.Number(),
          upper: Type.Number(),
        }),
        {
          description:
            'With `horizon`: the periods that follow the last one learned from. `prediction` and `interval` are those of the first; the bounds of all are of the same level.',
        },
      ),
    ),
    is_anomaly: Type.Optional(
      Type.Boolean({ description: 'Of an anomaly detection: whether the score is high enough.' }),
    ),
    severity: Type.Optional(
      Type.Unsafe<'low' | 'medium' | 'high' | 'critical' | null>({
        type: ['string', 'null'],
        enum: ['low', 'medium', 'high', 'critical', null],
        description: 'Of an anomaly: medium, high, critical are 3, 10, 30 times as rare as low.',
      }),
    ),
    threshold: Type.Optional(Type.Number({ description: 'The score from which on a row is an anomaly.' })),
    items: Type.Optional(
      Type.Array(Type.Object({ item: Type.String(), score: Type.Number() }), {
        description: 'Of recommendations: what to offer, the best first. `prediction` is the score of the first.',
      }),
    ),
    cluster: Type.Optional(
      Type.Integer({ description: 'Of a clustering: the segment, 0 the largest; −1 where the row belongs to none.' }),
    ),
    distance: Type.Optional(
      Type.Unsafe<number | null>({
        type: ['number', 'null'],
        description: 'How far from the middle of its segment, in standard deviations of the columns together.',
      }),
    ),
  },
  { examples: [{ prediction: 160840.5, interval: { level: 0.9, lower: 148100, upper: 173581 } }] },
);

const EXPLANATION = '`base_value` and all contributions add up to the score of this record. The strongest first.';
export const explanation = Type.Object(
  {
    base_value: Type.Number({ description: 'The score of an average record.' }),
    unit: Type.Enum(['log_odds', 'probability', 'target', 'strangeness', 'nearness', 'component', 'affinity'], {
      description:
        "Of the score: log-odds or probability before calibration, or the target's own unit. `strangeness`: how strange each value makes the row, which does not add up to its score. `nearness`: how much nearer each value brings the row to its segment than to the next one. `component`: what a forecast is made of, on average over its periods, in the target's unit. `affinity`: how much of what was taken goes with the first recommendation.",
    }),
    contributions: Type.Array(
      Type.Object({
        feature: Type.String(),
        value: understoodValue,
        contribution: Type.Number(),
        text: Type.String({ description: "The feature and its value in the reader's language." }),
        words: Type.Optional(
          Type.Array(Type.Object({ word: Type.String(), contribution: Type.Number() }), {
            description: 'Of prose: the words and pairs of words that carried most of it, the strongest first.',
          }),
        ),
      }),
    ),
  },
  { description: EXPLANATION },
);

export const answerFields = {
  prediction_id: Type.String({ examples: ['pred_01jd3h2v8k0000000000000000'] }),
  model_id: Type.Integer(),
  model_version: Type.Integer(),
  prediction_output: predictionOutput,
  confidence_score: Type.Unsafe<number | null>({
    type: ['number', 'null'],
    description: 'The probability of the label; for a number, the measured coverage of its interval.',
  }),
  explanation: Type.Unsafe<Static<typeof explanation> | null>({
    ...explanation,
    type: ['object', 'null'],
    description: `${EXPLANATION} Null where nobody asked why.`,
  }),
  warnings: Type.Optional(
    Type.Array(Type.Object({ code: Type.String(), detail: Type.String(), pointer: Type.String() }), {
      description: 'What makes this answer less certain than others.',
    }),
  ),
  prediction_timestamp: timestamp('When it was answered.'),
};

export const answerSchema = Type.Object(answerFields);

const feedbackSchema = Type.Object({
  actual_outcome: record('As it was told.', { actual_sales: 162000 }),
  feedback_score: nullable(Type.Number()),
  feedback_comments: nullable(Type.String()),
  created_at: timestamp('When it was first told.'),
  updated_at: timestamp('When it was last told.'),
});

export const pastPredictionSchema = Type.Object({
  ...answerFields,
  input_data: inputData,
  prediction_context: nullable(Type.String()),
  feedback: nullable(feedbackSchema),
});

export const pastPredictionPage = pageOf(pastPredictionSchema);

export const listQuery = Type.Object({
  ...pageQuery.properties,
  model_id: Type.Optional(Type.Integer(MODEL_ID)),
  from: Type.Optional(Type.String({ format: 'date-time', description: 'Answered then or later.' })),
  to: Type.Optional(Type.String({ format: 'date-time', description: 'Answered before.' })),
});

export const predictionParams = Type.Object({ id: Type.String({ minLength: 1, maxLength: 100 }) });

export const feedbackBody = Type.Object(
  {
    actual_outcome: actualOutcome,
    feedback_score: Type.Optional(Type.Number({ minimum: 0, maximum: 5, description: '5 is best.' })),
    feedback_comments: Type.Optional(Type.String({ maxLength: 5000 })),
  },
  {
    additionalProperties: false,
    examples: [
      {
        actual_outcome: { actual_sales: 162000 },
        feedback_score: 4.2,
        feedback_comments: 'Prediction was very close to actual results',
      },
    ],
  },
);

export const acceptedFeedbackSchema = Type.Object({
  prediction_id: Type.String(),
  ...feedbackSchema.properties,
});

export type PredictRequest = Static<typeof predictBody>;
export type FeedbackRequest = Static<typeof feedbackBody>;
export type PredictionOutput = Static<typeof predictionOutput>;

export const answerCacheSchema = Type.Object({
  hits: Type.Integer(),
  misses: Type.Integer(),
  hit_rate: Type.Number({ examples: [82.5] }),
  cache_size: Type.Integer(),
  memory_usage: Type.Integer(),
});
