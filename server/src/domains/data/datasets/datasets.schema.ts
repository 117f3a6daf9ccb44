import Type from 'typebox';
import { columnTypes } from '../csv/inference.ts';
import { datasetParams } from '../data.schema.ts';
import { recordSchema } from '../records/records.schema.ts';
import { constraintKinds } from './constraints.ts';
import { columnRoles } from './standard.ts';

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const timestamp = (description: string) => Type.String({ format: 'date-time', description });

const type = Type.Enum([...columnTypes]);
const role = nullable(
  Type.Enum([...columnRoles], {
    description: 'What the column is for: a thing it names, when it was, how much, of which kind, how much money.',
  }),
);
const currency = nullable(
  Type.String({ pattern: '^[A-Z]{3}$', description: 'Of money, by ISO 4217; null: the organization’s own.' }),
);
const label = Type.String({ minLength: 1, maxLength: 200, description: 'What people call it.' });
const columnName = Type.String({ minLength: 1, maxLength: 200, description: 'What features and queries call it.' });
const description = nullable(Type.String({ maxLength: 2000 }));

export const columnParams = Type.Object({
  ...datasetParams.properties,
  column: Type.String({ minLength: 1, maxLength: 200, description: 'The name of the column.' }),
});

export const constraintParams = Type.Object({
  ...datasetParams.properties,
  constraint_id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
});

const columnSchema = Type.Object({
  name: Type.String({
    description: 'What the column is called in features and queries: its heading, where that can be a name.',
  }),
  label: Type.String({ description: 'Of a standard column in the reader’s language, else as the file had it.' }),
  type,
  nullable: Type.Boolean({ description: 'Whether any row lacks a value.' }),
  is_key: Type.Boolean({ description: 'Records are called by it.' }),
  role,
  currency,
  refers_to: nullable(Type.String({ description: 'The dataset whose key it holds.' })),
});

const scalar = Type.Union([Type.String({ maxLength: 1000 }), Type.Number(), Type.Boolean()]);
const settings = {
  value: Type.Optional(Type.Union([Type.Number(), Type.String({ maxLength: 100 })], { description: 'Of a bound.' })),
  values: Type.Optional(Type.Array(scalar, { minItems: 1, maxItems: 1000, description: 'Of one_of.' })),
  pattern: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, description: 'A regular expression for the whole text.' }),
  ),
  dataset: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, description: 'Of a reference: the dataset whose key it holds.' }),
  ),
};

const constraintSchema = Type.Object({
  id: Type.Integer(),
  column: Type.String(),
  kind: Type.Enum([...constraintKinds]),
  ...settings,
  sentence: Type.String({ description: 'The rule in the reader’s language.' }),
});

export const datasetSchema = Type.Object({
  name: Type.String(),
  label: Type.String({ description: 'Of a standard dataset in the reader’s language, else its own, else its name.' }),
  description,
  standard: Type.Boolean({ description: 'Whether it is one of the datasets that the product knows.' }),
  key: nullable(Type.String({ description: 'The column that records are called by.' })),
  row_count: Type.Integer(),
  columns: Type.Array(columnSchema),
  created_at: timestamp('When it was made.'),
  updated_at: timestamp('When its latest rows came.'),
});

export const describedDatasetSchema = Type.Object({
  ...datasetSchema.properties,
  constraints: Type.Array(constraintSchema, { description: 'What its rows keep.' }),
});

export const datasetWithSampleSchema = Type.Object({
  ...describedDatasetSchema.properties,
  sample_rows: Type.Array(Type.Record(Type.String(), Type.Unknown()), { description: 'The first five rows.' }),
});

export const standardDatasetSchema = Type.Object({
  name: Type.String(),
  label: Type.String(),
  description: Type.String(),
  made: Type.Boolean({ description: 'False until its first row comes.' }),
  row_count: Type.Integer(),
  key: nullable(Type.String()),
  columns: Type.Array(columnSchema),
});

const newColumnFields = {
  name: columnName,
  label: Type.Optional(label),
  type,
  role: Type.Optional(role),
  currency: Type.Optional(currency),
};

export const newColumnBody = Type.Object(newColumnFields, {
  additionalProperties: false,
  examples: [{ name: 'vat_number', type: 'text', label: 'VAT number' }],
});

export const newDatasetBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    label: Type.Optional(label),
    description: Type.Optional(description),
    columns: Type.Array(Type.Object(newColumnFields, { additionalProperties: false }), { minItems: 1, maxItems: 1500 }),
    key: Type.Optional(
      nullable(Type.String({ maxLength: 200, description: 'The column that records are called by.' })),
    ),
  },
  {
    additionalProperties: false,
    examples: [
      {
        name: 'machines',
        columns: [
          { name: 'machine_id', type: 'text', role: 'entity' },
          { name: 'price', type: 'number', role: 'money', currency: 'EUR' },
        ],
        key: 'machine_id',
      },
    ],
  },
);

export const datasetPatch = Type.Object(
  {
    label: Type.Optional(nullable(label)),
    description: Type.Optional(description),
    key: Type.Optional(
      nullable(Type.String({ minLength: 1, maxLength: 200, description: 'A column, or null: no key.' })),
    ),
  },
  { additionalProperties: false, examples: [{ description: 'All machines that we rent out.' }] },
);

const force = Type.Optional(
  Type.Boolean({ description: 'Also where models or metrics would miss it. Default false.' }),
);

export const columnPatch = Type.Object(
  {
    name: Type.Optional(columnName),
    label: Type.Optional(label),
    role: Type.Optional(role),
    currency: Type.Optional(currency),
    force,
  },
  { additionalProperties: false, examples: [{ label: 'Price without tax', role: 'money', currency: 'EUR' }] },
);

export const removalQuery = Type.Object({ force });

export const datasetRemovalQuery = Type.Object({
  if_unused: Type.Optional(Type.Boolean({ description: 'Refuse where models or metrics read it. Default false.' })),
});

const useSchema = Type.Object({
  kind: Type.Enum(['model', 'constraint', 'metric', 'quality_rule']),
  name: Type.String(),
  columns: Type.Array(Type.String()),
});

export const usesSchema = Type.Object({ uses: Type.Array(useSchema) });

export const columnRemovalSchema = Type.Object({
  values: Type.Integer({ description: 'How many values would go.' }),
  uses: Type.Array(useSchema, { description: 'What reads the column and would miss it.' }),
});

export const retypeBody = Type.Object(
  {
    type,
    date_order: Type.Optional(Type.Enum(['dmy', 'mdy'], { description: 'How 03/04/2025 is read.' })),
    lose_values: Type.Optional(
      Type.Boolean({ description: 'Values that do not fit become blank. Default false: refuse while there are any.' }),
    ),
    preview: Type.Optional(
      Type.Boolean({ description: 'Only say what would become of the values. Default true: to change, say false.' }),
    ),
  },
  { additionalProperties: false, examples: [{ type: 'integer', preview: true }] },
);

export const retypeSchema = Type.Object({
  preview: Type.Boolean(),
  values: Type.Integer({ description: 'How many values there are.' }),
  lost: Type.Integer({ description: 'How many do not fit.' }),
  shortened: Type.Integer({ description: 'How many fit but lose a part, such as a time of day.' }),
  examples: Type.Array(Type.String(), { description: 'Some that do not fit.' }),
  job_id: nullable(Type.String({ description: 'Large tables are rewritten by a job: /api/v1/jobs/{job_id}.' })),
});

export const newConstraintBody = Type.Object(
  {
    column: columnName,
    kind: Type.Enum([...constraintKinds]),
    ...settings,
    preview: Type.Optional(Type.Boolean({ description: 'Only say how many rows break the rule. Default false.' })),
  },
  { additionalProperties: false, examples: [{ column: 'price', kind: 'minimum', value: 0, preview: true }] },
);

export const constraintAnswerSchema = Type.Object({
  preview: Type.Boolean(),
  broken: Type.Integer({ description: 'How many rows break the rule.' }),
  examples: Type.Array(recordSchema, { description: 'Some of them.' }),
  sentence: Type.String({ description: 'The rule in the reader’s language.' }),
  constraint: nullable(constraintSchema),
});
