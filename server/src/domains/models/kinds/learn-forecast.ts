import { isAppError } from '../../../platform/errors.ts';
import { learnSeries, learnSeriesAlone, type LearntSeries } from './learn-series.ts';
import { learnTarget, type TargetLesson } from './learn-target.ts';
import type { Learnt } from './learnt.ts';
import { encodeForecasting } from './series-model.ts';

/**
 * What comes next. With features it tells the target of a row; where a column says when, the series of the target is
 * learnt as well, for those who ask with a horizon.
 */
export function learnForecast(lesson: TargetLesson): Learnt {
  const { feature_columns: features, training_data_source: source } = lesson.receipt;
  if (features.length === 0) return learnSeriesAlone(lesson);
  const learnt = learnTarget(lesson);
  const isSeries = source.time_column !== undefined && lesson.pick(source.time_column).kind === 'time';
  const series = isSeries ? tryToLearn(lesson) : null;
  if (series === null) return learnt;
  const isBetter = (series.metrics['mase'] ?? Infinity) < (series.baseline['mase'] ?? Infinity);
  return {
    ...learnt,
    artifact: encodeForecasting(learnt.artifact, series.model),
    metrics: { ...learnt.metrics, ...ofSeries(series.metrics) },
    baseline: { ...learnt.baseline, ...ofSeries(series.baseline) },
    warnings: [...learnt.warnings, ...series.warnings, ...(isBetter ? [] : [{ code: 'series_no_better', params: {} }])],
  };
}

/** The rows make a forecast by features even where they are too few periods for one by the past. */
function tryToLearn(lesson: TargetLesson): LearntSeries | null {
  try {
    return learnSeries(lesson, 'auto');
  } catch (error) {
    if (isAppError(error) && error.code === 'too_few_rows') return null;
    throw error;
  }
}

const ofSeries = (metrics: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(metrics).map(([name, value]) => [`series_${name}`, value]));
