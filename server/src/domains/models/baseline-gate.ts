import { modelErrors } from './models.errors.ts';
import type { ModelType } from './algorithms.ts';
import { judgedBy, learnsTarget } from './type-rules.ts';

type Metrics = Readonly<Record<string, number>>;
type Intervals = Readonly<Record<string, { lower: number; upper: number } | undefined>>;

export interface ProvedVersion {
  model_type: ModelType;
  feature_columns: readonly string[];
  metrics: Metrics;
  metric_intervals: Intervals;
  baseline: Metrics;
}

export interface GateVerdict {
  beaten: boolean;
  /** What was compared. */
  metric: string;
  isHigherBetter: boolean;
  value: number;
  /** Null where there was nothing to compare with; the version then passes, and its card says so. */
  baseline: number | null;
}

/**
 * Whether a version has proved itself against a naive guess on rows that neither has seen. Of a target its error must be
 * smaller, and by more than chance: a classifier's ROC AUC lies above one half, a number's R² above nought, with 95 %
 * confidence; or the error's own interval lies below the guess's error. Too few rows for an interval: the error decides.
 * Other types are held against the baseline of their own: rows in no order, one segment for all, what everybody buys,
 * the season before.
 */
export function judgeAgainstBaseline(version: ProvedVersion): GateVerdict {
  const { model_type: type, feature_columns: features, metrics, baseline } = version;
  const { metric, isHigherBetter } = judgedBy(type, features.length).gate;
  const value = metrics[metric] ?? (isHigherBetter ? -Infinity : Infinity);
  const isTold = learnsTarget(type) && features.length > 0;
  const naive = baseline[metric] ?? (isTold ? Infinity : null);
  if (naive === null) return { beaten: true, metric, isHigherBetter, value, baseline: null };
  const isBetter = isHigherBetter ? value > naive : value < naive;
  return { beaten: isBetter && (!isTold || isClear(version, naive)), metric, isHigherBetter, value, baseline: naive };
}

function isClear({ model_type: type, metric_intervals: intervals }: ProvedVersion, naive: number): boolean {
  const isClassifier = type === 'classification';
  const evidence = isClassifier ? intervals['roc_auc'] : intervals['r2'];
  const own = intervals[isClassifier ? 'log_loss' : 'rmse'];
  return evidence === undefined || evidence.lower > (isClassifier ? 0.5 : 0) || (own?.upper ?? Infinity) < naive;
}

/** The refusal with its figures. */
export function baselineNotBeaten(
  { version }: { version: number },
  { metric, isHigherBetter, ...verdict }: GateVerdict,
) {
  const { value, baseline } = verdict;
  // A version that could not be measured at all has not beaten anything.
  const figure = Number.isFinite(value) ? value : 0;
  const better = isHigherBetter ? 'higher' : 'lower';
  return modelErrors.baseline_not_beaten({ version, metric, value: figure, baseline: baseline ?? 0, better });
}

/** @throws AppError baseline_not_beaten */
export function requireBaselineBeaten(version: ProvedVersion & { version: number }): void {
  const verdict = judgeAgainstBaseline(version);
  if (!verdict.beaten) throw baselineNotBeaten(version, verdict);
}
