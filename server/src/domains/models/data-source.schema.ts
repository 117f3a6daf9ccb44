import Type, { type Static } from 'typebox';
import { filterSchema, rowFilterSchema } from '../data/index.ts';

export const trainingDataSource = Type.Object(
  {
    dataset: Type.String({ minLength: 1, maxLength: 200, examples: ['monthly_sales'] }),
    filter: Type.Optional(
      Type.Union([filterSchema, rowFilterSchema], {
        description:
          'Only these rows: a condition as queries have it, whose periods are told from the day of the training and kept in the receipt; or a list of plain conditions.',
        examples: [
          {
            all: [
              { field: 'region', operator: 'in', value: ['north', 'west'] },
              { field: 'ordered_at', operator: 'within', value: { last: 24, unit: 'month' } },
            ],
          },
        ],
      }),
    ),
    time_column: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description: 'The latest rows by this column are held out for the metrics, instead of random ones.',
      }),
    ),
  },
  {
    additionalProperties: false,
    description:
      'What to learn from. Left out: the one dataset that has every named column; for a forecasting model with its one date column, if there is exactly one.',
  },
);

/** The same in an answer: what writes answers does not look into conditions within conditions. */
export const shownDataSource = Type.Unsafe<Static<typeof trainingDataSource>>({
  type: 'object',
  additionalProperties: true,
  properties: { dataset: { type: 'string' }, time_column: { type: 'string' } },
  required: ['dataset'],
  description: 'What it learns from, as it was asked for.',
});

export type TrainingDataSource = Static<typeof trainingDataSource>;
