import { modelErrors } from './models.errors.ts';
import type { ModelType } from './models.schema.ts';

type Metrics = Readonly<Record<string, number>>;
type Intervals = Readonly<Record<string, { lower: number; upper: number } | undefined>>;

export interface ProvedVersion {
  model_type: ModelType;
  metrics: Metrics;
  metric_intervals: Intervals;
  baseline: Metrics;
}

export interface GateVerdict {
  beaten: boolean;
  /** What was compared: lower is better. */
  metric: 'log_loss' | 'rmse';
  value: number;
  baseline: number;
}

/**
 * Whether a version has proved itself against a naive guess on rows that neither has seen. Its error must be smaller,
 * and by more than chance: a classifier's ROC AUC lies above one half, a number's R² above nought, with 95 %
 * confidence; or the error's own interval lies below the guess's error. Too few rows for an interval: the error decides.
 */
export function judgeAgainstBaseline(version: ProvedVersion): GateVerdict {
  const { metrics, metric_intervals: intervals, baseline } = version;
  const isClassifier = version.model_type === 'classification';
  const metric = isClassifier ? 'log_loss' : 'rmse';
  const value = metrics[metric] ?? Infinity;
  const naive = baseline[metric] ?? Infinity;
  const evidence = isClassifier ? intervals['roc_auc'] : intervals['r2'];
  const own = intervals[metric];
  const chance = isClassifier ? 0.5 : 0;
  const isClear = evidence === undefined || evidence.lower > chance || (own !== undefined && own.upper < naive);
  return { beaten: value < naive && isClear, metric, value, baseline: naive };
}

/** @throws AppError baseline_not_beaten */
export function requireBaselineBeaten(version: ProvedVersion & { version: number }): void {
  const { beaten, metric, value, baseline } = judgeAgainstBaseline(version);
  if (!beaten) throw modelErrors.baseline_not_beaten({ version: version.version, metric, value, baseline });
}
