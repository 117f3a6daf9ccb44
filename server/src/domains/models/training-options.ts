import Type, { type Static } from 'typebox';

const columnName = Type.String({ minLength: 1, maxLength: 200 });
const money = Type.Number({ minimum: -1e12, maximum: 1e12 });

/** How a training goes about it, beyond what it learns from what. The same in a model and in one training of it. */
export const trainingOptionFields = {
  class_weights: Type.Optional(
    Type.Union(
      [
        Type.Literal('balanced'),
        Type.Record(Type.String({ maxLength: 200 }), Type.Number({ exclusiveMinimum: 0, maximum: 1e6 }), {
          minProperties: 1,
          maxProperties: 50,
        }),
      ],
      {
        description:
          'Of a classification. How much a row of each class counts in training, 1 where a class is not named; `balanced`: every class counts the same in all. The metrics count every row once.',
        examples: ['balanced'],
      },
    ),
  ),
  group_column: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description:
        'Rows with the same value of this column, such as those of one customer, are held out together, so that nothing is learnt of those it is measured on.',
      examples: ['customer_id'],
    }),
  ),
  calibration: Type.Optional(
    Type.Enum(['auto', 'platt', 'isotonic', 'none'], {
      description:
        'Of a classification. How probabilities are corrected; `auto`, the default, takes what lowers the log loss on rows not seen.',
    }),
  ),
  payoff: Type.Optional(
    Type.Object(
      { true_positive: money, false_positive: money, true_negative: money, false_negative: money },
      {
        additionalProperties: false,
        description:
          'Of two classes. What each outcome of acting on a prediction is worth, costs below 0. Sets the probability from which the label is the positive class (`profit_threshold`) and adds the expected `profit` a record to the metrics.',
        examples: [{ true_positive: 80, false_positive: -20, true_negative: 0, false_negative: 0 }],
      },
    ),
  ),
  allow_leakage: Type.Optional(
    Type.Array(columnName, {
      maxItems: 1000,
      uniqueItems: true,
      description: 'Features to use although they are known only after the moment of the row.',
    }),
  ),
  contamination: Type.Optional(
    Type.Number({
      minimum: 0.0001,
      maximum: 0.5,
      description: 'Of an anomaly detection: the share of rows to call strange. Default 0.01.',
    }),
  ),
  clusters: Type.Optional(
    Type.Integer({
      minimum: 2,
      maximum: 100,
      description: 'Of a clustering by `kmeans`: how many segments. By default as many as set themselves apart best.',
    }),
  ),
  hyperparameters: Type.Optional(
    Type.Record(Type.String({ maxLength: 100 }), Type.Number(), {
      maxProperties: 20,
      description:
        'Of an anomaly detection, a clustering or recommendations: settings of the algorithm by name, such as `trees`, `radius`, `factors`. Names and ranges are in docs/AI_ANALYTICS_HUB.md; a wrong one is refused with those that there are.',
    }),
  ),
  series: Type.Optional(
    Type.Object(
      {
        period: Type.Optional(
          Type.Enum(['hour', 'day', 'week', 'month', 'quarter', 'year'], {
            description: 'Which stretch of time one value stands for. By default as far apart as the moments are.',
          }),
        ),
        aggregate: Type.Optional(
          Type.Enum(['sum', 'mean'], { description: 'What several rows of one period make. Default `sum`.' }),
        ),
        gaps: Type.Optional(
          Type.Enum(['unknown', 'zero'], {
            description:
              'What a period without a row stands for. Default `unknown`: missing data is not nought; of a group whose sums are told, nought where other groups have rows.',
          }),
        ),
        group_column: Type.Optional(
          Type.String({
            minLength: 1,
            maxLength: 200,
            description:
              'One series for each value of this column, such as a shop or a product, beside that of all; sums of groups are the sum of all, period by period. Predictions name the value in `input_data`. 1,000 values at most.',
            examples: ['shop'],
          }),
        ),
        outside_columns: Type.Optional(
          Type.Array(columnName, {
            minItems: 1,
            maxItems: 20,
            uniqueItems: true,
            description:
              'Numbers that are known beforehand, such as a price or a planned promotion, for `auto` and `linear_regression`: the mean of each period. Rows without a target tell those to come; behind the last of them its value goes on.',
            examples: [['price']],
          }),
        ),
        holidays: Type.Optional(
          Type.Boolean({ description: 'Whether the holidays of the organization’s country count. Default `true`.' }),
        ),
        horizon: Type.Optional(
          Type.Integer({
            minimum: 1,
            maximum: 1000,
            description: 'How many periods ahead it is measured. By default a season, eight periods at least.',
          }),
        ),
      },
      {
        additionalProperties: false,
        description: 'Of a forecast: how the rows of the dataset become a series of the target over the time column.',
      },
    ),
  ),
};

export const trainingOptionsSchema = Type.Object(trainingOptionFields, {
  additionalProperties: false,
  description: 'What every training of the model is told; a training request may say otherwise.',
});

export type TrainingOptions = Static<typeof trainingOptionsSchema>;

/** The options among the fields of a training request. */
export function pickOptions(request: TrainingOptions): TrainingOptions {
  const { class_weights, group_column, calibration, payoff, allow_leakage } = request;
  const { contamination, clusters, hyperparameters, series } = request;
  return {
    ...(class_weights === undefined ? {} : { class_weights }),
    ...(group_column === undefined ? {} : { group_column }),
    ...(calibration === undefined ? {} : { calibration }),
    ...(payoff === undefined ? {} : { payoff }),
    ...(allow_leakage === undefined ? {} : { allow_leakage }),
    ...(contamination === undefined ? {} : { contamination }),
    ...(clusters === undefined ? {} : { clusters }),
    ...(hyperparameters === undefined ? {} : { hyperparameters }),
    ...(series === undefined ? {} : { series }),
  };
}
