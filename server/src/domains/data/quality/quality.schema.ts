import Type, { type Static } from 'typebox';
import { pageQuery } from '../../../http/page.ts';
import { filterSchema } from '../query/query.schema.ts';
import { alertStatuses } from './alerts.repository.ts';
import { ruleKinds, ruleSeverities } from './rules.ts';
import { causes } from './rules.repository.ts';

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const timestamp = (description: string) => Type.String({ format: 'date-time', description });
const columnName = Type.String({ minLength: 1, maxLength: 200 });
const closed = { additionalProperties: false } as const;
const bound = Type.Union([Type.Number(), Type.String({ minLength: 1, maxLength: 40 })]);

const settingFields = {
  columns: Type.Optional(
    Type.Array(columnName, {
      minItems: 1,
      maxItems: 8,
      description: 'Of `unique`: with `column` they must not repeat together.',
    }),
  ),
  minimum: Type.Optional({
    ...bound,
    description: 'Of `in_range`, as the column’s type spells it; of `volume`, rows.',
  }),
  maximum: Type.Optional(bound),
  values: Type.Optional(
    Type.Array(Type.Union([Type.String({ maxLength: 1000 }), Type.Number(), Type.Boolean()]), {
      minItems: 1,
      maxItems: 1000,
      description: 'Of `one_of`.',
    }),
  ),
  pattern: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 500,
      description: 'Of `pattern`: a regular expression for the whole text, without references back into the match.',
    }),
  ),
  dataset: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, description: 'Of `reference`: whose key the column holds.' }),
  ),
  hours: Type.Optional(
    Type.Number({ minimum: 0.1, maximum: 100_000, description: 'Of `fresh`: how old the latest time may be.' }),
  ),
  per: Type.Optional(
    Type.Enum(['import', 'day'], {
      description: 'Of `volume`: rows of the last import (default), or of yesterday by `column`.',
    }),
  ),
  condition: Type.Optional({
    ...filterSchema,
    description: 'Of `condition`: what every row fulfils, as in the filter of a query.',
  }),
  psi: Type.Optional(
    Type.Number({
      minimum: 0.1,
      maximum: 10,
      description: 'Of `drift`: population stability index that is too much; default 0.25.',
    }),
  ),
};

const commonFields = {
  name: Type.Optional(
    nullable(Type.String({ minLength: 1, maxLength: 200, description: 'Default: the rule as a sentence.' })),
  ),
  allowed_share: Type.Optional(
    Type.Number({ minimum: 0, maximum: 1, description: 'Of the rows; so many may break it. Default 0.' }),
  ),
  severity: Type.Optional(Type.Enum([...ruleSeverities], { description: 'Of its alerts; default medium.' })),
  enabled: Type.Optional(Type.Boolean({ description: 'Whether it is asked; default true.' })),
};

export const newRuleBody = Type.Object(
  {
    kind: Type.Enum([...ruleKinds], {
      description:
        'A missing value breaks `not_blank` and `condition`, and no other. `fresh`, `volume` and `drift` are about the dataset as a whole.',
    }),
    column: Type.Optional(columnName),
    ...settingFields,
    ...commonFields,
  },
  {
    ...closed,
    examples: [
      { kind: 'not_blank', column: 'region', allowed_share: 0.01, severity: 'high' },
      {
        kind: 'condition',
        name: 'Completed orders have an amount',
        condition: {
          any: [
            { field: 'status', operator: 'not_equals', value: 'completed' },
            { field: 'amount', operator: 'greater_than', value: 0 },
          ],
        },
      },
    ],
  },
);
export const ruleChangeBody = Type.Object(
  { ...settingFields, ...commonFields },
  {
    ...closed,
    minProperties: 1,
    description: 'What is not named stays. Settings are replaced as a whole.',
    examples: [{ enabled: false }],
  },
);
export type NewRuleBody = Static<typeof newRuleBody>;
export type RuleChangeBody = Static<typeof ruleChangeBody>;

const id = Type.Integer({ minimum: 1, maximum: 2_147_483_647 });
export const ruleParams = Type.Object({ id });
export const alertParams = Type.Object({ id });
export const resultsQuery = Type.Object({ ...pageQuery.properties });
export const alertsQuery = Type.Object({
  ...pageQuery.properties,
  dataset: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'Of this dataset only.' })),
  status: Type.Optional(
    Type.Enum([...alertStatuses], { description: '`open`: also those that somebody has acknowledged.' }),
  ),
});

const examples = Type.Array(Type.Object({ record: Type.String(), value: nullable(Type.String()) }), {
  description:
    'Records that break it, by key or number, with their value; of `unique` the values that repeat, and how often.',
});
const resultFields = {
  outcome: Type.Enum(['held', 'broken', 'not_checked']),
  text: Type.String({ description: 'What was found, in the language of the reader.' }),
  rows_checked: Type.Integer(),
  rows_broken: Type.Integer(),
  broken_share: Type.Number(),
  figure: nullable(Type.Number({ description: 'Of `fresh` hours, of `volume` rows, of `drift` the stability index.' })),
  examples,
};
export const resultSchema = Type.Object({
  id: Type.Integer(),
  checked_at: timestamp('When.'),
  cause: Type.Enum([...causes]),
  ...resultFields,
});
export const previewSchema = Type.Object({ sentence: Type.String(), ...resultFields });

const ruleFields = {
  name: nullable(Type.String()),
  sentence: Type.String({ description: 'The rule in the language of the reader.' }),
  kind: Type.Enum([...ruleKinds]),
  column: nullable(Type.String()),
  setting: Type.Record(Type.String(), Type.Unknown(), { description: 'What its kind needs to know.' }),
  allowed_share: Type.Number(),
  severity: Type.Enum([...ruleSeverities]),
};
export const ruleSchema = Type.Object({
  id: Type.Integer(),
  dataset: Type.String(),
  ...ruleFields,
  enabled: Type.Boolean(),
  created_at: timestamp('When it was made.'),
  updated_at: timestamp('When it was changed last.'),
  last_result: nullable(resultSchema),
});
export const ruleListSchema = Type.Object({ items: Type.Array(ruleSchema), next_cursor: Type.Null() });

export const suggestionsSchema = Type.Object({
  items: Type.Array(
    Type.Object({
      id: Type.String({ examples: ['not_blank:region'] }),
      ...ruleFields,
      reason: Type.String({ description: 'Why it is proposed.' }),
    }),
  ),
});
export const acceptBody = Type.Object(
  {
    ids: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 300 }), {
        maxItems: 200,
        description: 'Default: all of them.',
      }),
    ),
  },
  { ...closed, examples: [{ ids: ['not_blank:region'] }] },
);
export const startedSchema = Type.Object({
  job_id: Type.String({ description: 'Follow it at /api/v1/jobs/{job_id}.' }),
});

export const alertSchema = Type.Object({
  id: Type.Integer(),
  dataset: Type.String(),
  rule: Type.Object({ id: Type.Integer(), ...ruleFields }),
  status: Type.Enum([...alertStatuses]),
  severity: Type.Enum([...ruleSeverities]),
  text: Type.String({ description: 'What was found last, in the language of the reader.' }),
  opened_at: timestamp('When the rule was first found broken.'),
  last_seen_at: timestamp('When it was last found so.'),
  acknowledged_at: nullable(timestamp('When somebody said that it is known.')),
  acknowledged_by: nullable(Type.Integer()),
  closed_at: nullable(timestamp('When it held again, or was changed.')),
  ending: nullable(Type.Enum(['holds', 'changed'])),
  rows_checked: Type.Integer(),
  rows_broken: Type.Integer(),
  broken_share: Type.Number(),
  figure: nullable(Type.Number()),
  examples,
});
