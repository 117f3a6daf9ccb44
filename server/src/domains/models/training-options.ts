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
};

export const trainingOptionsSchema = Type.Object(trainingOptionFields, {
  additionalProperties: false,
  description: 'What every training of the model is told; a training request may say otherwise.',
});

export type TrainingOptions = Static<typeof trainingOptionsSchema>;

/** The options among the fields of a training request. */
export function pickOptions(request: TrainingOptions): TrainingOptions {
  const { class_weights, group_column, calibration, payoff, allow_leakage } = request;
  return {
    ...(class_weights === undefined ? {} : { class_weights }),
    ...(group_column === undefined ? {} : { group_column }),
    ...(calibration === undefined ? {} : { calibration }),
    ...(payoff === undefined ? {} : { payoff }),
    ...(allow_leakage === undefined ? {} : { allow_leakage }),
  };
}
