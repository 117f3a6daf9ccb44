import Type, { type Static } from 'typebox';
import { columnTypes } from '../csv/inference.ts';
import { columnRoles } from '../datasets/standard.ts';

const nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const share = (description: string) => Type.Number({ minimum: 0, maximum: 1, description });
const rows = (description: string) => Type.Integer({ minimum: 0, description });
const columnName = Type.String({ description: 'A column.' });
const value = Type.Union([Type.String(), Type.Number(), Type.Boolean()]);
const timestamp = (description: string) => Type.String({ format: 'date-time', description });

export const columnParams = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200, description: 'The name of the dataset.', examples: ['orders'] }),
  column: Type.String({ minLength: 1, maxLength: 200, description: 'The name of the column.', examples: ['amount'] }),
});

const cell = Type.Object({ from: Type.Number(), to: Type.Number(), share: share('Of the values that are there.') });

const outliers = Type.Object(
  {
    method: Type.Enum(['iqr', 'iqr_of_logarithms'], {
      description:
        'Values farther than three times the distance of the quartiles from the nearer quartile (Tukey’s outer fences); of logarithms where all values are positive and skewed.',
    }),
    lower: Type.Number(),
    upper: Type.Number(),
    rows: rows('Rows whose value lies beyond.'),
    examples: Type.Array(Type.Object({ record: Type.String(), value: Type.Number() }), {
      description: 'The farthest, each with the key of its record, or its number where the dataset has no key.',
    }),
  },
  { description: 'Null where the middle half of the values is one value, and for keys.' },
);

const numbers = Type.Object({
  min: Type.Number(),
  max: Type.Number(),
  mean: nullable(Type.Number({ description: 'Null where values are too large to be added up.' })),
  standard_deviation: nullable(Type.Number()),
  median_absolute_deviation: Type.Number({ description: 'Of the median: half of the values are no farther from it.' }),
  zeros: rows('Rows with the value 0.'),
  negatives: rows('Rows with a value below 0.'),
  quantiles: Type.Array(Type.Object({ p: Type.Number(), value: Type.Number() }), {
    description: 'A share of p of the values is not above it; 0.5 is the median.',
  }),
  histogram: Type.Object({
    equal_width: Type.Array(cell, { description: 'Without what lies beyond the bounds of outliers.' }),
    below: share('Values below the first of these cells.'),
    above: share('Values above the last.'),
    quantile: Type.Array(cell, { description: 'Cells of about as many values each.' }),
  }),
  outliers: nullable(outliers),
});

export const textFormats = ['email', 'phone', 'url', 'uuid', 'ip_address', 'date', 'number', 'code'] as const;

const texts = Type.Object({
  shortest: Type.Integer(),
  longest: Type.Integer(),
  mean_length: Type.Number(),
  empty: rows('Rows whose text is empty or nothing but spaces.'),
  spaces_around: rows('Rows whose text begins or ends with a space.'),
  format: nullable(
    Type.Object(
      {
        name: Type.Enum([...textFormats]),
        pattern: Type.String({ description: 'A regular expression for the whole text.' }),
        share: share('Of the values, as often as they occur.'),
        others: Type.Array(Type.String(), { description: 'Values that look otherwise.' }),
      },
      { description: 'What at least nine of ten values look like.' },
    ),
  ),
  shapes: Type.Array(Type.Object({ shape: Type.String(), share: share('Of the values.') }), {
    description: 'A is an upper-case letter, a another letter, 9 a digit; a+ and so on where lengths differ.',
    examples: [[{ shape: 'A-99999', share: 0.98 }]],
  }),
  spellings: Type.Array(Type.Array(Type.String()), {
    description: 'Values that differ only in upper and lower case, accents, spaces or punctuation.',
  }),
  placeholders: Type.Array(Type.Object({ value: Type.String(), share: share('Of the values.') }), {
    description: 'Values that stand for a missing one, such as n/a.',
  }),
});

const day = Type.String({ format: 'date' });
const times = Type.Object({
  first: timestamp('The earliest; of a date its midnight in UTC.'),
  last: timestamp('The latest.'),
  in_future: rows('Rows whose time is more than a day ahead.'),
  days_only: Type.Boolean({ description: 'Whether no value has a time of day.' }),
  grain: nullable(
    Type.Enum(['day', 'week', 'month', 'quarter', 'year'], { description: 'How often there usually are rows.' }),
  ),
  days_with_rows: nullable(Type.Integer({ description: 'Null where there are more than 40,000.' })),
  gaps: Type.Array(Type.Object({ after: day, before: day, days: Type.Integer() }), {
    description: 'The longest stretches without rows that are unusual for this column.',
  }),
  busiest_day: nullable(Type.Object({ day, rows: Type.Integer() })),
  busiest_weekday: nullable(Type.Integer({ minimum: 1, maximum: 7, description: '1 is Monday.' })),
  busiest_month: nullable(Type.Integer({ minimum: 1, maximum: 12 })),
});

export const columnFigures = Type.Object({
  name: Type.String(),
  type: Type.Enum([...columnTypes]),
  role: nullable(Type.Enum([...columnRoles])),
  is_key: Type.Boolean(),
  blanks: rows('Rows without a value.'),
  blank_share: share('Of all rows.'),
  distinct: Type.Integer({ minimum: 0 }),
  distinct_is: Type.Enum(['exact', 'estimated'], {
    description: 'Estimated from the sample as PostgreSQL does it for its statistics (Haas and Stokes 1998).',
  }),
  top_values: Type.Array(Type.Object({ value, share: share('Of the values that are there.') }), {
    description: 'Those that occur more than once, most frequent first.',
  }),
  numbers: nullable(numbers),
  texts: nullable(texts),
  times: nullable(times),
});

export const severities = ['info', 'low', 'medium', 'high'] as const;

const driftColumn = Type.Object({
  column: columnName,
  test: Type.Enum(['ks', 'chi2'], { description: 'Kolmogorov–Smirnov for numbers, chi-squared for what is counted.' }),
  psi: Type.Number({ description: 'Population stability index: below 0.1 stable, above 0.25 shifted.' }),
  statistic: nullable(Type.Number()),
  p_value: nullable(Type.Number({ description: 'After Benjamini and Hochberg over all columns.' })),
  verdict: Type.Enum(['stable', 'shifting', 'shifted', 'not_judged']),
  blank_share_before: share('Of the rows before.'),
  blank_share: share('Of the import’s rows.'),
  median_before: nullable(Type.Number()),
  median: nullable(Type.Number()),
  new_values: Type.Array(Type.String(), { description: 'Texts that no row before had, most frequent first.' }),
  new_share: share('Rows of the import with such a text.'),
});

const drift = Type.Object(
  {
    import_id: Type.Integer(),
    rows: rows('Of the import that are compared.'),
    rows_before: rows('Of the imports before it that are compared.'),
    state: Type.Enum(['not_enough', 'stable', 'shifting', 'shifted'], {
      description: 'Not enough: fewer than 100 rows on either side.',
    }),
    columns: Type.Array(driftColumn, { description: 'The farthest moved first.' }),
    volume: Type.Object({
      rows: rows('That the import brought.'),
      usual: nullable(
        Type.Number({ description: 'The median of up to ten imports before; null with fewer than three.' }),
      ),
      verdict: Type.Enum(['not_enough', 'usual', 'fewer', 'more']),
    }),
  },
  { description: 'The last import’s rows against those of the imports before it.' },
);

const params = Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]));
const note = Type.Object({
  code: Type.String(),
  column: nullable(columnName),
  severity: Type.Enum([...severities]),
  params,
});

export const datasetFigures = Type.Object({
  rows: Type.Integer(),
  sample: nullable(
    Type.Object(
      {
        rows: Type.Integer(),
        margin: Type.Number({ description: 'A share that was measured on it is that close, in 95 of 100 cases.' }),
      },
      {
        description:
          'Null: all rows were read. Otherwise counts of rows, least and greatest values, means and gaps are of all rows, and quantiles, shares, shapes and what columns have to do with each other of these.',
      },
    ),
  ),
  columns: Type.Array(columnFigures),
  columns_left_out: Type.Integer({ description: 'Of a dataset with more than 500 columns.' }),
  keys: Type.Array(
    Type.Object({
      columns: Type.Array(Type.String()),
      duplicates: rows('Rows that must change before these columns tell all rows apart; 0: they do.'),
      blanks: rows('Rows without a value there.'),
    }),
    { description: 'What tells rows apart, or nearly does. Pairs are looked at where no column does alone.' },
  ),
  copies: Type.Array(Type.Object({ column: Type.String(), of: Type.String() })),
  dependencies: Type.Array(Type.Object({ column: Type.String(), determined_by: Type.String() }), {
    description: 'Columns whose value follows from another column’s.',
  }),
  references: Type.Array(
    Type.Object({
      column: Type.String(),
      dataset: Type.String(),
      key: Type.String(),
      found: share('Of the distinct values that were looked up, at most 2,000.'),
      missing: Type.Array(Type.String(), { description: 'Some that are not there.' }),
    }),
    { description: 'Columns whose values are keys of another dataset.' },
  ),
  repeated_rows: nullable(
    Type.Integer({ description: 'Rows that say the same as another; null where only a sample was read.' }),
  ),
  drift: nullable(drift),
  notes: Type.Array(note),
});

const spokenNote = Type.Object({
  code: Type.String({ examples: ['blank_values'] }),
  column: nullable(columnName),
  severity: Type.Enum([...severities]),
  text: Type.String({ description: 'In the language of the reader.' }),
  advice: Type.String({ description: 'What to do about it.' }),
});

const standing = {
  dataset: Type.String(),
  measured_at: timestamp('When.'),
  duration_ms: Type.Integer(),
  is_stale: Type.Boolean({ description: 'Whether the dataset was changed since; then a new one is being made.' }),
  job_id: nullable(Type.String({ description: 'Of the job that makes a new one.' })),
};
const { notes: _notes, columns: _columns, ...wholeFigures } = datasetFigures.properties;

export const profileSchema = Type.Object({
  ...standing,
  ...wholeFigures,
  columns: datasetFigures.properties.columns,
  notes: Type.Array(spokenNote, { description: 'What a person should know, the most severe first.' }),
});
export const columnProfileSchema = Type.Object({
  ...standing,
  rows: Type.Integer(),
  sample: datasetFigures.properties.sample,
  column: columnFigures,
  notes: Type.Array(spokenNote),
});
export const startedProfileSchema = Type.Object({
  job_id: Type.String({ description: 'Follow it at /api/v1/jobs/{job_id}; then ask again.' }),
});

export type ColumnFigures = Static<typeof columnFigures>;
export type NumberFigures = Static<typeof numbers>;
export type TextFigures = Static<typeof texts>;
export type TimeFigures = Static<typeof times>;
export type DatasetFigures = Static<typeof datasetFigures>;
export type ImportDrift = Static<typeof drift>;
export type ProfileNote = Static<typeof note>;
export type Severity = (typeof severities)[number];
