import Type from 'typebox';
import { pageQuery } from '../../../http/page.ts';
import { datasetParams } from '../data.schema.ts';
import { rowFilterSchema } from '../tables/row-filter.ts';

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const timestamp = (description: string) => Type.String({ format: 'date-time', description });

const values = Type.Record(Type.String({ minLength: 1, maxLength: 200 }), Type.Unknown(), {
  description:
    'Values by the names of their columns: numbers, booleans, text, `2026-03-31`, `2026-03-31T08:30:00Z`, null for no value.',
});

export const recordParams = Type.Object({
  ...datasetParams.properties,
  key: Type.String({
    minLength: 1,
    maxLength: 500,
    description: 'The value of the key; the number of the row where the dataset has no key.',
    examples: ['C-1001'],
  }),
});

export const changeSetParams = Type.Object({
  ...datasetParams.properties,
  change_set: Type.String({ minLength: 1, maxLength: 100, description: 'Given with every change.' }),
});

export const recordSchema = Type.Object({
  key: Type.String({ description: 'What the record is called.' }),
  values,
});

export const recordsQuery = Type.Object({
  limit: pageQuery.properties.limit,
  cursor: Type.Optional(Type.String({ maxLength: 4000, description: '`next_cursor` of the page before.' })),
  sort: Type.Optional(
    Type.String({ minLength: 1, maxLength: 201, description: 'A column; `-` before it for the highest first.' }),
  ),
  select: Type.Optional(
    Type.String({ minLength: 1, maxLength: 20_000, description: 'Columns, divided by commas. Default all.' }),
  ),
  search: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'A part of the key.' })),
  filter: Type.Optional(
    Type.String({
      minLength: 2,
      maxLength: 20_000,
      description: 'Conditions as JSON, as in training: `[{"column":"region","operator":"eq","value":"north"}]`.',
    }),
  ),
});

export const historyQuery = pageQuery;

const MOST_RECORDS = 1000;

export const newRecordsBody = Type.Object(
  {
    records: Type.Array(values, { minItems: 1, maxItems: MOST_RECORDS }),
    upsert: Type.Optional(
      Type.Boolean({ description: 'Change records whose keys are there already, instead of refusing. Default false.' }),
    ),
  },
  {
    additionalProperties: false,
    examples: [{ records: [{ customer_id: 'C-1001', customer_name: 'Ada Lovelace', region: 'North' }] }],
  },
);

const changeSet = nullable(
  Type.String({ description: 'Names the change, to take it back. Null where nothing has changed.' }),
);

export const createdRecordsSchema = Type.Object({
  change_set: changeSet,
  created: Type.Integer(),
  updated: Type.Integer(),
  records: Type.Array(recordSchema, { description: 'As they are now, in the order of the request.' }),
});

export const recordPatch = Type.Object(
  { values },
  { additionalProperties: false, examples: [{ values: { risk_level: 'high' } }] },
);

/** More would keep others waiting. */
const MOST_CAP = 10_000;
const bulkFields = {
  filter: rowFilterSchema,
  cap: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: MOST_CAP,
      description: 'Refuse to change more records than this. Default 1,000.',
    }),
  ),
  preview: Type.Optional(
    Type.Boolean({ description: 'Only say what would be changed. Default true: to change, say false.' }),
  ),
};
const exampleFilter = [{ column: 'region', operator: 'eq' as const, value: 'North' }];

export const bulkUpdateBody = Type.Object(
  { ...bulkFields, values },
  {
    additionalProperties: false,
    examples: [{ filter: exampleFilter, values: { risk_level: 'low' }, cap: 500, preview: true }],
  },
);

export const bulkDeleteBody = Type.Object(bulkFields, {
  additionalProperties: false,
  examples: [{ filter: exampleFilter, cap: 500, preview: true }],
});

export const bulkAnswerSchema = Type.Object({
  preview: Type.Boolean(),
  affected: Type.Integer({ description: 'How many records are changed, or would be.' }),
  cap: Type.Integer(),
  within_cap: Type.Boolean(),
  examples: Type.Array(recordSchema, { description: 'In a preview: some of them, as they are.' }),
  change_set: changeSet,
});

const actorSchema = Type.Object({
  kind: Type.Enum(['user', 'api_key', 'system']),
  id: nullable(Type.Integer()),
});

export const changeSchema = Type.Object({
  id: Type.Integer(),
  change: Type.Enum(['create', 'update', 'delete']),
  before: nullable(values),
  after: nullable(values),
  changed_at: timestamp('When it was changed.'),
  actor: actorSchema,
  change_set: nullable(Type.String()),
  import_id: nullable(Type.Integer({ description: 'The import that changed it.' })),
});

export const changeSetSchema = Type.Object({
  id: Type.String(),
  action: Type.Enum(['create', 'update', 'upsert', 'delete', 'undo']),
  records: Type.Integer(),
  actor: actorSchema,
  created_at: timestamp('When it was done.'),
  undone_by: nullable(Type.String({ description: 'The change that took it back.' })),
});

export const undoneSchema = Type.Object({
  change_set: changeSet,
  undone: Type.Integer(),
  left: Type.Array(Type.Object({ key: Type.String(), reason: Type.Enum(['changed_later', 'gone', 'key_taken']) }), {
    description: 'Records that were changed again since, and so were left.',
  }),
});
