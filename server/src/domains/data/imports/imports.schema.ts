import Type from 'typebox';
import { columnTypes } from '../csv/inference.ts';
import { importHeaders } from '../data.schema.ts';
import { encodings } from '../files/encodings.ts';
import { fileFormats } from '../files/reading.ts';
import { mappingSchema } from './import-options.ts';

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

const OPTIONS =
  'How the file is to be read and what is to be done with it, as JSON: `format`, `encoding`, `delimiter`, `date_order`, `decimal_mark`, `apostrophes`, `key`, `existing`, `repeat`, `mapping`, `saved_mapping`.';

export const fileQuery = Type.Object({
  options: Type.Optional(
    Type.String({
      maxLength: 65_536,
      description: OPTIONS,
      examples: ['{"key":["customer_id"],"existing":"update","date_order":"dmy"}'],
    }),
  ),
});

export const importFileHeaders = Type.Object({
  ...importHeaders.properties,
  'x-import-options': Type.Optional(
    Type.String({ maxLength: 16_384, description: 'The same as `options`, percent-encoded where it is not ASCII.' }),
  ),
});

export const inspectionQuery = Type.Object({
  ...fileQuery.properties,
  dataset: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, description: 'Where the file is to go, there already or not.' }),
  ),
});

export const inspectionSchema = Type.Object({
  format: Type.Enum([...fileFormats]),
  encoding: Type.Enum([...encodings]),
  rows_seen: Type.Integer(),
  is_beginning: Type.Boolean({ description: 'Whether the file goes on behind what was looked at.' }),
  columns: Type.Array(
    Type.Object({
      heading: Type.String(),
      name: Type.String(),
      type: Type.Enum([...columnTypes]),
      date_order: nullable(Type.Enum(['dmy', 'mdy'])),
      decimal_mark: nullable(Type.Enum(['.', ','])),
      nearest_type: nullable(
        Type.Object(
          {
            type: Type.Enum([...columnTypes]),
            share: Type.Number({ minimum: 0, maximum: 1, description: 'Of the values that fit it.' }),
            misfits: Type.Integer({ description: 'Rows that would be left out.' }),
            first_line: nullable(Type.Integer()),
            example: nullable(Type.String()),
          },
          { description: 'Of a column of texts: what most of its values are. A mapping can give it that type.' },
        ),
      ),
    }),
  ),
  sample_rows: Type.Array(Type.Array(nullable(Type.String())), {
    description: 'The first rows as the file has them, values in the order of `columns`.',
  }),
  proposed_mapping: mappingSchema,
  likeness: Type.Array(
    Type.Object({
      heading: Type.String(),
      likeness: Type.Number({ minimum: 0, maximum: 1 }),
      is_known_column: Type.Boolean({ description: 'Whether the dataset has the proposed column already.' }),
    }),
    { description: 'How sure each proposal is.' },
  ),
  saved_mapping: nullable(mappingSchema),
  notes: Type.Array(Type.Object({ code: Type.String(), text: Type.String() })),
});

export const startedUndoSchema = Type.Object({
  job_id: Type.String({
    description: 'Follow it at /api/v1/jobs/{job_id}. Its result says how many rows went, came back, and were left.',
  }),
  import_id: Type.Integer(),
});
