import { type Column, type CompleteSeries, completeSeries, NumericError, type Series } from '../../../numeric/index.ts';
import { requireOneOf, seriesAlgorithms } from '../algorithms.ts';
import type { TrainingTrial } from '../training.ts';
import { type GroupedRows, groupRows, onlyGrouped, seriesOfGroup } from './group-rows.ts';
import { type GroupSeries, learnGroups } from './learn-groups.ts';
import { figuresAhead, type Judged, learnAlone, LEVEL, seasonOf } from './learn-one-series.ts';
import { type Learnt, type Lesson, measured, untold } from './learnt.ts';
import { datesOf, habits } from './periods.ts';
import { encodeForecasting, seriesFeatures, type SeriesModel } from './series-model.ts';
import { outsideOfRows, type RowSeries, seriesOfRows } from './series-of-rows.ts';

const LEAST_HORIZON = 8;
const HALF_OF_SMAPE = 200;

/** A series that was learnt, and how it was measured: at rolling origins, on periods that were not known there. */
export interface LearntSeries {
  model: SeriesModel;
  metrics: Record<string, number>;
  baseline: Record<string, number>;
  trials: TrainingTrial[];
  warnings: Learnt['warnings'];
  rows: RowSeries;
  /** Periods that it was measured on. */
  measuredPeriods: number;
}

/** A forecast that goes on from the past of its target alone. */
export function learnSeriesAlone(lesson: Lesson): Learnt {
  const { rows, measuredPeriods, model, ...told } = learnSeries(lesson, lesson.receipt.algorithm);
  const { length: total } = rows.values;
  return {
    ...untold,
    artifact: encodeForecasting(null, model),
    algorithm: model.algorithm,
    hyperparameters: {},
    ...told,
    rows: {
      total: rows.rows + rows.rowsLeftOut,
      withoutTarget: rows.rowsLeftOut,
      training: total - measuredPeriods,
      validation: measuredPeriods,
    },
    split: 'time',
    features: seriesFeatures(model),
  };
}

/** @throws AppError too_few_rows, too_many_groups */
export function learnSeries(lesson: Lesson, algorithm: Lesson['receipt']['algorithm']): LearntSeries {
  const { receipt, pick, thread } = lesson;
  const { target_column: target, training_data_source: source, options, seed, home } = receipt;
  const grouping = groupingOf(lesson);
  const rows = seriesOfRows(pick(source.time_column ?? ''), grouping?.target ?? pick(target ?? ''), {
    ...options.series,
    ...(home === undefined ? {} : { timeZone: home.time_zone }),
  });
  const ahead = Math.max(habits[rows.period].longest, options.series?.horizon ?? 0);
  const { series, carriedOn } = completeOf(lesson, rows, ahead);
  const horizon = options.series?.horizon ?? Math.max(LEAST_HORIZON, seasonOf(series));
  thread.report('validating', 0.5);
  const chosen = requireOneOf(algorithm, seriesAlgorithms);
  const found = learnAlone(chosen, series, { horizon, seed });
  const { judged, naive, trials } = found;
  const told = {
    trials,
    rows,
    measuredPeriods: judged.origins.length === 0 ? 0 : series.values.length - (judged.origins[0]?.origin ?? 0),
  };
  const head = { target: target ?? '', algorithm: chosen, period: rows.period, last: rows.last, level: LEVEL };
  const carried = carriedOn.map(({ column, periods }) => ({ code: 'outside_carried_on', column, params: { periods } }));
  if (grouping === null) {
    const figures = figuresAhead(found.forecast(ahead), judged.origins);
    return {
      ...told,
      model: { ...head, ...figures, groups: null },
      metrics: measured({ ...figuresOf(judged), coverage: figures.coverage ?? Number.NaN }),
      baseline: measured(figuresOf(naive)),
      warnings: carried,
    };
  }
  const groups = seriesOfGroups(lesson, grouping, rows, ahead);
  const learnt = learnGroups({ series, found }, groups, {
    algorithm: chosen,
    horizon,
    seed,
    ahead,
    isSum: options.series?.aggregate !== 'mean',
    onGroup(done) {
      if (thread.shouldStop()) throw new NumericError('stopped');
      thread.report('validating', 0.5 + (0.5 * done) / groups.length);
    },
  });
  return {
    ...told,
    model: { ...head, ...learnt.whole, groups: { column: grouping.column, figures: learnt.groups } },
    metrics: measured({ ...figuresOf(learnt.own), coverage: coverageOf(learnt.groups), ...ofWhole(judged) }),
    baseline: measured({ ...figuresOf(learnt.naive), ...ofWhole(naive) }),
    warnings: [...carried, ...groupWarnings(grouping, learnt.unmeasured)],
  };
}

interface Grouping {
  column: string;
  rows: GroupedRows;
  /** Without the values of rows in no group, and how many those are. */
  target: Column;
  leftOut: number;
}

/** @throws AppError too_many_groups */
function groupingOf({ receipt: { options, target_column: target }, pick }: Lesson): Grouping | null {
  const column = options.series?.group_column;
  if (column === undefined) return null;
  const rows = groupRows(pick(column));
  return { column, rows, ...onlyGrouped(pick(target ?? ''), rows) };
}

function seriesOfGroups(
  lesson: Lesson,
  { rows: grouped, target }: Grouping,
  whole: RowSeries,
  ahead: number,
): GroupSeries[] {
  return [...grouped].flatMap(([name, rows]) => {
    const values = seriesOfGroup(whole, target, rows, lesson.receipt.options.series ?? {});
    return values === null ? [] : [{ name, series: completeOf(lesson, { ...whole, values }, ahead, rows).series }];
  });
}

/** @param of the rows that tell outside columns; by default all */
function completeOf(lesson: Lesson, rows: RowSeries, ahead: number, of?: readonly number[]) {
  const outside = (lesson.receipt.options.series?.outside_columns ?? []).map(lesson.pick);
  const { columns, carriedOn } = outsideOfRows(outside, rows, ahead, of);
  const series: CompleteSeries = completeSeries({
    values: rows.values,
    seasonLengths: habits[rows.period].seasons,
    ...calendarOf(rows, lesson, ahead),
    ...(columns.length === 0 ? {} : { columns }),
  });
  return { series, carriedOn };
}

function groupWarnings({ column, leftOut }: Grouping, unmeasured: number): LearntSeries['warnings'] {
  return [
    ...(leftOut > 0 ? [{ code: 'rows_without_group', column, params: { rows: leftOut } }] : []),
    ...(unmeasured > 0 ? [{ code: 'groups_unmeasured', column, params: { groups: unmeasured } }] : []),
  ];
}

/** Quarters and years hold the same holidays each. */
function calendarOf(
  { period, last, values }: RowSeries,
  { holidays, receipt }: Lesson,
  ahead: number,
): Pick<Series, 'dates' | 'holidays'> {
  if (holidays.length === 0 || period === 'quarter' || period === 'year') return {};
  const length = values.length + ahead;
  const first = last - values.length + 1;
  return { dates: datesOf(period, first, length, receipt.home?.time_zone ?? 'UTC'), holidays };
}

const figuresOf = ({ smape, mase }: Pick<Judged, 'smape' | 'mase'>) => ({
  smape_accuracy: 1 - smape / HALF_OF_SMAPE,
  smape,
  mase,
});

/** Beside those of the groups. */
const ofWhole = ({ smape, mase }: Pick<Judged, 'smape' | 'mase'>) => ({ whole_smape: smape, whole_mase: mase });

function coverageOf(groups: ReadonlyMap<string, Pick<SeriesModel, 'coverage'>>): number {
  const known = [...groups.values()].flatMap(({ coverage }) => coverage ?? []);
  return known.reduce((sum, share) => sum + share, 0) / known.length;
}
