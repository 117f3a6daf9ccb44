import Type, { type Static } from 'typebox';

/** The operators of conditions, as workflows name them too; `within` is of queries only: a stretch of the calendar. */
export const queryOperators = [
  'equals',
  'not_equals',
  'greater_than',
  'greater_or_equal',
  'less_than',
  'less_or_equal',
  'between',
  'in',
  'not_in',
  'contains',
  'not_contains',
  'starts_with',
  'ends_with',
  'matches',
  'is_null',
  'is_not_null',
  'is_true',
  'is_false',
  'within',
] as const;

export const grains = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const;
export type Grain = (typeof grains)[number];

const aggregateFunctions = [
  'count',
  'count_distinct',
  'sum',
  'avg',
  'min',
  'max',
  'median',
  'percentile',
  'first',
  'last',
] as const;

const datasetName = Type.String({ minLength: 1, maxLength: 200 });
const fieldName = Type.String({
  minLength: 1,
  maxLength: 400,
  description: 'A column of the dataset, or `dataset.column` of one that is joined.',
});
const outputName = Type.String({
  pattern: '^[\\p{L}_][\\p{L}\\p{M}\\p{N}_ ]{0,59}$',
  description: 'What its column of the result is called.',
});

const units = Type.Enum(['day', 'week', 'month', 'quarter', 'year']);
const closed = { additionalProperties: false } as const;

const dayOrInstant = Type.String({
  minLength: 10,
  maxLength: 40,
  description: 'A day of the calendar (`2026-03-31`), in the organization’s zone, or an instant with its offset.',
});

/** A stretch of the calendar, said by its ends or from today. */
export const periodSchema = Type.Object(
  {
    from: Type.Optional(dayOrInstant),
    to: Type.Optional(
      Type.String({ ...dayOrInstant, description: 'The first day, or instant, that no longer belongs to it.' }),
    ),
    last: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 10_000, description: 'So many whole units before the one that is running.' }),
    ),
    next: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
    unit: Type.Optional(units),
    this: Type.Optional(Type.Enum(['day', 'week', 'month', 'quarter', 'year'], { description: 'All of it.' })),
    to_date: Type.Optional(
      Type.Enum(['day', 'week', 'month', 'quarter', 'year'], { description: 'From its begin to the end of today.' }),
    ),
    including_current: Type.Optional(
      Type.Boolean({ description: 'Whether `last` and `next` count the unit that is running as one of theirs.' }),
    ),
  },
  {
    ...closed,
    description:
      'One of: `from` and `to` (or one of them), `last` or `next` with `unit`, `this`, `to_date`. Days are the organization’s.',
  },
);
export type Period = Static<typeof periodSchema>;

/** What `filterSchema` lets through. */
export interface Filter {
  all?: Filter[];
  any?: Filter[];
  not?: Filter;
  field?: string;
  operator?: (typeof queryOperators)[number];
  value?: unknown;
  ignore_case?: boolean;
}

/** The same again, looked at when it is compiled: schemas that name themselves are read by few who read OpenAPI. */
const inner = Type.Unsafe<Filter>({
  type: 'object',
  additionalProperties: true,
  description: 'A condition, or a group of them; up to ten deep.',
});
const innerList = Type.Array(inner, { minItems: 1, maxItems: 50 });

export const filterSchema = Type.Object(
  {
    all: Type.Optional(innerList),
    any: Type.Optional(innerList),
    not: Type.Optional(inner),
    field: Type.Optional(fieldName),
    operator: Type.Optional(Type.Enum([...queryOperators])),
    value: Type.Optional(
      Type.Unknown({
        description:
          'As the column’s type spells it; two values for `between`, a list for `in` and `not_in`, for `within` a period as in `time`.',
      }),
    ),
    ignore_case: Type.Optional(Type.Boolean({ description: 'For texts; default false.' })),
  },
  {
    ...closed,
    description:
      'A condition (`field`, `operator`, `value`), or `all`, `any` or `not` of conditions. A missing value fulfils `is_null` and nothing else.',
  },
);

const joinSchema = Type.Object(
  {
    dataset: datasetName,
    from: Type.Optional(
      Type.String({
        ...datasetName,
        description: 'The dataset, or `as` of a join before it, that has the key; default: the first that fits.',
      }),
    ),
    on: Type.Optional(
      Type.Array(Type.Object({ column: fieldName, equals: fieldName }, closed), {
        minItems: 1,
        maxItems: 5,
        description:
          '`column` of the dataset that has the key, `equals` of the one that is joined. Default: the first column that both have and by whose name the joined one tells its rows apart.',
      }),
    ),
    as: Type.Optional(outputName),
  },
  {
    ...closed,
    description: 'Every row finds at most one row of the joined dataset; a key that repeats there is refused.',
  },
);

const groupSchema = Type.Object(
  {
    field: fieldName,
    grain: Type.Optional(Type.Enum([...grains], { description: 'For dates and times.' })),
    name: Type.Optional(outputName),
    fill: Type.Optional(Type.Boolean({ description: 'Periods without rows are there too, counts and sums being 0.' })),
    shift_days: Type.Optional(
      Type.Integer({ minimum: -3660, maximum: 3660, description: 'So many days later than the column says.' }),
    ),
  },
  closed,
);

const measureSchema = Type.Object(
  {
    name: outputName,
    function: Type.Optional(Type.Enum([...aggregateFunctions])),
    field: Type.Optional(fieldName),
    p: Type.Optional(Type.Number({ minimum: 0, maximum: 1, description: 'Of `percentile`.' })),
    by: Type.Optional(Type.String({ ...fieldName, description: 'What orders `first` and `last`.' })),
    at_last: Type.Optional(
      Type.String({
        ...fieldName,
        description:
          'Only rows of the last such moment of each period: what stands, such as stock, must not be added up over days.',
      }),
    ),
    filter: Type.Optional(filterSchema),
    formula: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 500,
        description:
          'Numbers, names of measures before it (in braces where they have spaces), + − * / and brackets. By zero: null.',
      }),
    ),
  },
  { ...closed, description: 'An aggregate (`function`), or a `formula` of the measures before it.' },
);

const timeSchema = Type.Object(
  {
    field: fieldName,
    ...periodSchema.properties,
    shift_days: Type.Optional(
      Type.Integer({ minimum: -3660, maximum: 3660, description: 'As in `group_by`; the period is then one of days.' }),
    ),
  },
  { ...closed, description: 'The period that is asked about; `compare` needs it.' },
);

const body = {
  dataset: datasetName,
  joins: Type.Optional(Type.Array(joinSchema, { minItems: 1, maxItems: 6 })),
  time: Type.Optional(timeSchema),
  filter: Type.Optional(filterSchema),
  select: Type.Optional(
    Type.Array(fieldName, {
      minItems: 1,
      maxItems: 200,
      description: 'Rows as they are, instead of groups and measures.',
    }),
  ),
  group_by: Type.Optional(Type.Array(groupSchema, { minItems: 1, maxItems: 8 })),
  measures: Type.Optional(Type.Array(measureSchema, { minItems: 1, maxItems: 40 })),
  having: Type.Optional(
    Type.Object(
      { ...filterSchema.properties },
      { ...closed, description: 'As `filter`, over the columns of the result.' },
    ),
  ),
};

/** The rows of a query in place of a dataset: groups of groups. */
const innerQuerySchema = Type.Object(body, {
  ...closed,
  description: 'A query whose result is asked instead of a dataset.',
});

export const querySchema = Type.Object(
  {
    ...body,
    dataset: Type.Optional(datasetName),
    of: Type.Optional(innerQuerySchema),
    compare: Type.Optional(
      Type.Enum(['previous_period', 'previous_year'], {
        description:
          'For every measure also `…_previous`, `…_change` and `…_relative_change`: the period of the same length before, or the same one a year before.',
      }),
    ),
    sort: Type.Optional(
      Type.Array(Type.Object({ by: fieldName, direction: Type.Optional(Type.Enum(['asc', 'desc'])) }, closed), {
        minItems: 1,
        maxItems: 10,
      }),
    ),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50_000, description: 'Default 1,000.' })),
    totals: Type.Optional(
      Type.Boolean({ description: 'The measures once more over all rows, whatever `having` and `limit` leave out.' }),
    ),
    week_start: Type.Optional(Type.Enum(['monday', 'sunday', 'saturday'], { description: 'Default monday.' })),
    time_zone: Type.Optional(
      Type.String({ minLength: 1, maxLength: 100, description: 'IANA name; default: the organization’s.' }),
    ),
  },
  {
    ...closed,
    examples: [
      {
        dataset: 'orders',
        time: { field: 'ordered_at', last: 12, unit: 'month' },
        filter: { field: 'status', operator: 'equals', value: 'completed' },
        group_by: [{ field: 'ordered_at', grain: 'month', name: 'month', fill: true }],
        measures: [
          { name: 'revenue', function: 'sum', field: 'amount' },
          { name: 'orders', function: 'count' },
          { name: 'average_order_value', formula: 'revenue / orders' },
        ],
        compare: 'previous_year',
      },
    ],
  },
);

export type InnerQuery = Static<typeof innerQuerySchema>;
export type Query = Static<typeof querySchema>;
export type Measure = Static<typeof measureSchema>;
export type Group = Static<typeof groupSchema>;
export type Join = Static<typeof joinSchema>;
