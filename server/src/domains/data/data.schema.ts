import Type from 'typebox';
import { pageQuery } from '../../http/page.ts';
import { columnTypes } from './csv/inference.ts';
import { rejectionReasons } from './csv/rejections.ts';

const timestamp = (description: string) => Type.String({ format: 'date-time', description });
const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const datasetParams = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200, description: 'The name of the dataset.', examples: ['customers'] }),
});

export const importParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) });

export const importQuery = Type.Object({
  ...pageQuery.properties,
  dataset: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Of this dataset only.' })),
});

export const importHeaders = Type.Object({
  'x-file-name': Type.Optional(
    Type.String({
      maxLength: 2000,
      description: 'The name of the file, percent-encoded.',
      examples: ['customers.csv'],
    }),
  ),
});

/** A stream: what it holds is looked at while it arrives. */
export const uploadBody = Type.Unknown({ description: 'The file.' });

export const startedImportSchema = Type.Object({
  job_id: Type.String({ description: 'Follow it at /api/v1/jobs/{job_id}.' }),
  import_id: Type.Integer(),
});

export const sampleBody = Type.Object(
  {
    seed: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 4_294_967_295,
        description: 'The same seed and end give the same data. Default 1.',
      }),
    ),
    end: Type.Optional(
      Type.String({ format: 'date', description: 'The last of its 36 months ends on this day. Default: yesterday.' }),
    ),
  },
  { additionalProperties: false, examples: [{ seed: 1 }] },
);

export const startedSampleSchema = Type.Object({
  job_id: Type.String({
    description: 'Follow it at /api/v1/jobs/{job_id}. Its result names the import of every dataset.',
  }),
});

export const importSchema = Type.Object({
  id: Type.Integer(),
  dataset: Type.String(),
  file_name: nullable(Type.String()),
  size_bytes: Type.Integer(),
  job_id: Type.String(),
  status: Type.Enum(['queued', 'running', 'succeeded', 'failed', 'cancelled']),
  rows_imported: nullable(Type.Integer({ description: 'Null until it has ended.' })),
  rows_updated: nullable(Type.Integer({ description: 'Of those: rows that were there and changed.' })),
  rows_rejected: nullable(Type.Integer()),
  created_at: timestamp('When the file had arrived.'),
  finished_at: nullable(timestamp('When the import ended.')),
  undone_at: nullable(timestamp('When it was taken back.')),
  undo: nullable(
    Type.Object({
      rows_removed: Type.Integer(),
      rows_restored: Type.Integer(),
      rows_left: Type.Integer({
        description: 'Rows that were changed since by somebody else and stayed as they were.',
      }),
      left: Type.Array(Type.String(), { description: 'The first of those, by key, else by number.' }),
    }),
  ),
  columns: Type.Array(Type.Object({ name: Type.String(), label: Type.String(), type: Type.Enum([...columnTypes]) })),
  rejections: Type.Array(
    Type.Object({
      reason: Type.Enum([...rejectionReasons]),
      reason_text: Type.String({ description: "The reason in the reader's language." }),
      column: nullable(Type.String({ description: 'Null where the row as a whole is at fault.' })),
      rows: Type.Integer(),
      first_line: Type.Integer({ description: 'Counted from 1, the heading included.' }),
      example: nullable(Type.String({ description: 'The first value at fault.' })),
    }),
    { description: 'Why rows were left out, by reason and column, most frequent first.' },
  ),
  notes: Type.Array(Type.Object({ code: Type.String(), text: Type.String() }), {
    description: "What a person should know about how the file was read, in the reader's language.",
  }),
});
