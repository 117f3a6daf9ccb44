import Type, { type Static } from 'typebox';
import type { ColumnQuality } from '../../numeric/index.ts';
import type { LanguageCode } from '../../platform/messages/languages.ts';
import type { Messages } from '../../platform/messages/messages.ts';

/** What a training found in one column, as it is kept: figures and codes. */
export interface ColumnReport {
  name: string;
  kind: ColumnQuality['kind'];
  rows: number;
  blanks: number;
  distinct: number;
  numbers: {
    min: number;
    max: number;
    mean: number;
    standard_deviation: number;
    quantiles: { share: number; value: number }[];
  } | null;
  top_values: { value: string; rows: number }[];
  findings: { code: string; params: Record<string, string | number> }[];
}

/** A text column's values may be whole letters. */
const LONGEST_VALUE = 100;

export function toReport({ name, kind, rows, blanks, distinct, ...column }: ColumnQuality): ColumnReport {
  const { numbers, topValues, findings } = column;
  return {
    name,
    kind,
    rows,
    blanks,
    distinct,
    numbers: numbers && {
      min: numbers.min,
      max: numbers.max,
      mean: numbers.mean,
      standard_deviation: numbers.standardDeviation,
      quantiles: numbers.quantiles.map(({ share, value }) => ({ share, value })),
    },
    top_values: topValues.map(({ value, rows: count }) => ({ value: shorten(value), rows: count })),
    findings: findings.map(({ code, params }) => ({ code, params: { ...params } })),
  };
}

const shorten = (value: string): string =>
  value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE).toWellFormed()}…` : value;

const figure = Type.Union([Type.Number(), Type.String()], { description: 'A number, or a time as ISO 8601.' });

const columnReportSchema = Type.Object({
  name: Type.String(),
  kind: Type.Enum(['number', 'category', 'boolean', 'time', 'text']),
  rows: Type.Integer(),
  blanks: Type.Integer(),
  distinct: Type.Integer({ description: 'Different values.' }),
  numbers: Type.Union(
    [
      Type.Object({
        min: figure,
        max: figure,
        mean: figure,
        standard_deviation: Type.Number({ description: 'Of times, in milliseconds.' }),
        quantiles: Type.Array(Type.Object({ share: Type.Number(), value: figure })),
      }),
      Type.Null(),
    ],
    { description: 'Of numbers and times.' },
  ),
  top_values: Type.Array(Type.Object({ value: Type.String(), rows: Type.Integer() }), {
    description: 'Of texts and booleans: the most frequent first.',
  }),
  findings: Type.Array(Type.Object({ code: Type.String(), detail: Type.String() }), {
    description: 'What may be wrong with it.',
  }),
});

export const dataQualitySchema = Type.Array(columnReportSchema, {
  description: 'What the current version’s training found in each column.',
});

/** The report in the reader's language. */
export function toDataQuality(
  columns: readonly ColumnReport[],
  language: LanguageCode,
  messages: Messages,
): Static<typeof dataQualitySchema> {
  return columns.map(({ numbers, findings, ...column }) => {
    const figureOf = (value: number) => (column.kind === 'time' ? toIso(value) : value);
    return {
      ...column,
      numbers: numbers && {
        min: figureOf(numbers.min),
        max: figureOf(numbers.max),
        mean: figureOf(numbers.mean),
        standard_deviation: numbers.standard_deviation,
        quantiles: numbers.quantiles.map(({ share, value }) => ({ share, value: figureOf(value) })),
      },
      findings: findings.map(({ code, params }) => ({
        code,
        detail: messages.translate(language, `models.quality.${code}`, { name: column.name, ...params }),
      })),
    };
  });
}

/** A mean of days has fractions of milliseconds, and some moments have no date. */
function toIso(epochMs: number): string | number {
  const moment = new Date(Math.round(epochMs));
  return Number.isNaN(moment.getTime()) ? epochMs : moment.toISOString();
}
