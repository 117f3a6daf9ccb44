import Type, { type Static } from 'typebox';
import { pageOf, pageQuery } from '../../../http/page.ts';
import { answerSchema, inputData, modelId, predictionContext } from '../predictions.schema.ts';

/** So many rows are answered at once; more are a job's. */
const MOST_ROWS_AT_ONCE = 1000;

export const batchBody = Type.Object(
  {
    model_id: modelId,
    rows: Type.Optional(
      Type.Array(inputData, {
        minItems: 1,
        maxItems: MOST_ROWS_AT_ONCE,
        description: 'Records to be answered at once. Either these or a dataset.',
      }),
    ),
    dataset: Type.Optional(
      Type.String({ minLength: 1, maxLength: 63, description: 'A dataset whose rows a job scores.' }),
    ),
    key_column: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description: 'With a dataset: the column whose values tell the rows apart in the results.',
      }),
    ),
    on_error: Type.Optional(
      Type.Enum(['refuse', 'skip'], {
        description:
          'With `rows`: a row that is not valid refuses all of them (the default), or is left out and its faults are told. Rows of a dataset without any value of a feature are always left out.',
      }),
    ),
    prediction_context: predictionContext,
  },
  {
    additionalProperties: false,
    examples: [
      { model_id: 1, rows: [{ previous_month_sales: 150000, marketing_spend: 25000 }], on_error: 'skip' },
      { model_id: 1, dataset: 'customers', key_column: 'customer_id' },
    ],
  },
);

const faultSchema = Type.Object({ pointer: Type.String(), code: Type.String(), detail: Type.String() });

export const answeredBatch = Type.Object({
  rows_scored: Type.Integer(),
  rows_skipped: Type.Integer(),
  items: Type.Array(
    Type.Object({
      index: Type.Integer({ description: 'Of the row in `rows`, from 0.' }),
      prediction: Type.Optional(answerSchema),
      errors: Type.Optional(Type.Array(faultSchema, { description: 'Why the row was left out.' })),
    }),
  ),
});

export const acceptedBatch = Type.Object({
  job_id: Type.String({ examples: ['job_01jd3h2v8k0000000000000000'] }),
  batch_id: Type.Integer(),
});

const timestamp = Type.String({ format: 'date-time' });
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const batchSchema = Type.Object({
  id: Type.Integer(),
  job_id: Type.String(),
  model_id: Type.Integer(),
  model_version: Type.Integer({ description: 'It answers all rows, whatever is deployed meanwhile.' }),
  dataset: nullable(Type.String({ description: 'Null for a file.' })),
  file_name: nullable(Type.String({ description: 'Of a file, where its sender told it.' })),
  key_column: nullable(Type.String()),
  prediction_context: nullable(Type.String()),
  rows_total: nullable(Type.Integer({ description: 'Null until the data is read.' })),
  rows_scored: Type.Integer({ description: 'So far. Each has counted as a prediction.' }),
  rows_without_features: Type.Integer({ description: 'Left out, because no feature has a value.' }),
  rows_rejected: Type.Integer({ description: 'Of a file: left out, because a value cannot be read.' }),
  created_at: timestamp,
  finished_at: nullable(timestamp),
});

export const batchPage = pageOf(batchSchema);

export const resultPage = pageOf(
  Type.Object({
    row: Type.Integer({ description: 'Counted from 1, in the order of the dataset.' }),
    key: nullable(Type.String()),
    prediction: nullable(Type.Number({ description: 'Null where no feature has a value.' })),
    label: Type.Optional(Type.String()),
    confidence_score: nullable(Type.Number()),
    interval: Type.Optional(Type.Object({ lower: Type.Number(), upper: Type.Number() })),
  }),
);

export const resultQuery = Type.Object({
  ...pageQuery.properties,
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 50 })),
});

export const fileQuery = Type.Object({
  model_id: modelId,
  key_column: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'The column whose values tell the rows apart in the results.',
    }),
  ),
  prediction_context: predictionContext,
});

export const fileHeaders = Type.Object({
  'x-file-name': Type.Optional(
    Type.String({ maxLength: 2000, description: 'The name of the file, percent-encoded.', examples: ['leads.csv'] }),
  ),
});

export const batchParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) });

export type BatchRequest = Static<typeof batchBody>;
