import type { Asked, MetricValues } from '../../api/questions.ts';
import type { Column, Dataset, Query } from '../../api/types.ts';
import { wholeConditions } from '../../lib/conditions.ts';
import type { Figure, Question, QuestionPeriod } from '../../lib/question.ts';
import { figureOf } from '../../lib/question.ts';

export const rowLimit = 1000;
const dayMs = 86_400_000;
const lastOf: Record<QuestionPeriod, { last: number; unit: 'day' | 'month' }> = {
  '7d': { last: 7, unit: 'day' },
  '30d': { last: 30, unit: 'day' },
  '90d': { last: 90, unit: 'day' },
  '12m': { last: 12, unit: 'month' },
  '36m': { last: 36, unit: 'month' },
};

export const isTime = ({ type }: Pick<Column, 'type'>): boolean => type === 'date' || type === 'timestamp';
export const isNumber = ({ type }: Pick<Column, 'type'>): boolean => type === 'integer' || type === 'number';

/** Figures that are whole: the others still lack their column. */
export function figuresOf(question: Question): Figure[] {
  const figures = (question.figures ?? ['count']).map(figureOf);
  return figures.filter((figure) => figure.function === 'count' || figure.field !== '');
}

/** What a figure is called in the answer: letters and digits only, and no two alike. */
function nameFigures(figures: readonly Figure[]): string[] {
  const names: string[] = [];
  for (const { function: name, field } of figures) {
    const plain = `${name} ${name === 'count' ? '' : field}`
      .replace(/[^\p{L}\p{M}\p{N}_ ]/gu, '_')
      .trim()
      .slice(0, 50);
    const repeated = names.filter((known) => known === plain || known.startsWith(`${plain} `)).length;
    names.push(repeated === 0 ? plain : `${plain} ${repeated + 1}`);
  }
  return names;
}

/** A question about a dataset as the server takes it. Without a column of time it has neither period nor comparison. */
export function queryOf(question: Question, dataset: Dataset): Asked {
  const figures = figuresOf(question);
  const names = nameFigures(figures);
  const time = dataset.columns.find((column) => column.name === question.time && isTime(column));
  const groups = (question.by ?? []).filter((name) => dataset.columns.some((column) => column.name === name));
  const all = wholeConditions(question.where ?? []).map((condition) => ({ ...condition }));
  const [top, below] = names;
  const body: Query = {
    dataset: dataset.name,
    ...(time && question.period && { time: { field: time.name, ...lastOf[question.period], including_current: true } }),
    ...(all.length > 0 && { filter: { all } }),
    group_by: [
      ...(time && question.grain ? [{ field: time.name, grain: question.grain, fill: groups.length === 0 }] : []),
      ...groups.map((field) => ({ field })),
    ],
    measures: [
      ...figures.map((figure, index) => ({
        name: names[index] ?? '',
        function: figure.function,
        ...(figure.function !== 'count' && { field: figure.field }),
      })),
      ...(question.ratio && top !== undefined && below !== undefined
        ? [{ name: 'ratio', formula: `{${top}} / {${below}}` }]
        : []),
    ],
    ...(time && question.period && question.compare && { compare: question.compare }),
    totals: true,
    limit: rowLimit,
  };
  if (body.group_by?.length === 0) delete body.group_by;
  return { kind: 'query', body };
}

/** The values of a metric over the period, which ends with today. */
export function metricOf(question: Question, name: string, today: string): Asked {
  const end = new Date(Date.parse(`${today}T00:00:00Z`) + dayMs);
  const { last, unit } = lastOf[question.period ?? '12m'];
  const begin =
    unit === 'day'
      ? new Date(end.getTime() - last * dayMs)
      : new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() - last + 1, 1));
  const values: MetricValues = {
    from: begin.toISOString().slice(0, 10),
    to: end.toISOString().slice(0, 10),
    grain: question.grain ?? 'total',
    ...(question.by !== undefined && question.by.length > 0 && { dimensions: question.by.join(',') }),
    ...(question.compare && { compare: question.compare }),
  };
  return { kind: 'metric', name, values };
}
