import Type, { type Static } from 'typebox';
import { grains, querySchema } from '../query/query.schema.ts';

const metricName = Type.String({
  pattern: '^[\\p{L}_][\\p{L}\\p{N}_]{0,59}$',
  description: 'What it is called in addresses and formulas.',
  examples: ['revenue'],
});
export const metricParams = Type.Object({ name: Type.String({ minLength: 1, maxLength: 60, examples: ['revenue'] }) });

const { dataset, of, joins, filter, measures } = querySchema.properties;

const definitionFields = {
  label: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  description: Type.Optional(Type.String({ maxLength: 500 })),
  dataset,
  of,
  joins,
  filter,
  time: Type.Object(
    {
      field: Type.String({ minLength: 1, maxLength: 400 }),
      shift_days: Type.Optional(Type.Integer({ minimum: -3660, maximum: 3660 })),
    },
    { additionalProperties: false, description: 'By which it is put into periods.' },
  ),
  measures: Type.Array(measures.items, {
    minItems: 1,
    maxItems: 10,
    description: 'The last one is the metric; those before it are what its formula needs.',
  }),
  dimensions: Type.Optional(
    Type.Array(
      Type.Object(
        {
          name: Type.String({ pattern: '^[\\p{L}_][\\p{L}\\p{N}_ ]{0,59}$' }),
          field: Type.String({ minLength: 1, maxLength: 400 }),
        },
        { additionalProperties: false },
      ),
      { maxItems: 20, description: 'By what it may be split.' },
    ),
  ),
  grain: Type.Optional(Type.Enum([...grains], { description: 'What it is usually looked at by; default day.' })),
  direction: Type.Optional(Type.Enum(['up', 'down', 'none'], { description: 'Which way is good; default none.' })),
  unit: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 20,
      description:
        '`money` (in the organization’s currency), `ratio`, `minutes` or any other word; default: a plain number.',
    }),
  ),
  money_per_unit: Type.Optional(
    Type.Union([Type.Number(), Type.Null()], {
      description: 'What one more of it is worth, in the organization’s currency; 1 for what is money itself.',
    }),
  ),
};

const example = {
  name: 'returned_value',
  dataset: 'order_lines',
  joins: [{ dataset: 'orders' }],
  filter: { field: 'returned', operator: 'is_true' },
  time: { field: 'orders.ordered_at' },
  measures: [{ name: 'value', function: 'sum', field: 'amount' }],
  dimensions: [{ name: 'region', field: 'orders.region' }],
  unit: 'money',
  money_per_unit: -1,
  direction: 'down',
};
const { name: _name, ...exampleDefinition } = example;

export const definitionBody = Type.Object(definitionFields, {
  additionalProperties: false,
  examples: [exampleDefinition],
});
export const newMetricBody = Type.Object(
  { name: metricName, ...definitionFields },
  { additionalProperties: false, examples: [example] },
);

export type Definition = Static<typeof definitionBody>;

export const metricSchema = Type.Object({
  name: Type.String(),
  version: Type.Integer({ description: '0: as the product defines it.' }),
  is_standard: Type.Boolean({ description: 'Whether the product has a metric of this name.' }),
  definition: Type.Record(Type.String(), Type.Unknown(), { description: 'As it was sent.' }),
  unit: Type.Union([Type.String({ description: 'Money: the currency.' }), Type.Null()]),
  money_per_unit: Type.Union([Type.Number(), Type.Null()]),
  direction: Type.Enum(['up', 'down', 'none']),
});

export const valuesQuery = Type.Object({
  from: Type.Optional(Type.String({ format: 'date', description: 'Default: 30 days before `to`.' })),
  to: Type.Optional(
    Type.String({ format: 'date', description: 'The first day that no longer belongs to it; default tomorrow.' }),
  ),
  grain: Type.Optional(
    Type.Enum([...grains, 'total'], { description: '`total`: all of the period in one. Default: the metric’s.' }),
  ),
  dimensions: Type.Optional(
    Type.String({
      maxLength: 400,
      description: 'Names of dimensions, with commas between them.',
      examples: ['region,channel'],
    }),
  ),
  compare: Type.Optional(Type.Enum(['previous_period', 'previous_year'])),
});
export type ValuesRequest = Static<typeof valuesQuery>;
