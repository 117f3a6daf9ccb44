import type { Model, ModelType } from '../../api/types.ts';

type Metrics = Readonly<Record<string, number>>;

/** What a person needs to know to read a score. */
interface MetricKind {
  better: 'higher' | 'lower' | 'neither';
  /** A share of cases, a score between nought and about one, or an amount in the unit of the target. */
  writtenAs: 'percent' | 'score' | 'amount';
  /** The value that a perfect model has, where there is one. */
  ceiling: number | null;
}

const targetKinds = {
  accuracy: { better: 'higher', writtenAs: 'percent', ceiling: 1 },
  roc_auc: { better: 'higher', writtenAs: 'score', ceiling: 1 },
  pr_auc: { better: 'higher', writtenAs: 'score', ceiling: 1 },
  f1: { better: 'higher', writtenAs: 'score', ceiling: 1 },
  log_loss: { better: 'lower', writtenAs: 'score', ceiling: null },
  brier: { better: 'lower', writtenAs: 'score', ceiling: null },
  ece: { better: 'lower', writtenAs: 'score', ceiling: null },
  profit: { better: 'higher', writtenAs: 'amount', ceiling: null },
  profit_threshold: { better: 'neither', writtenAs: 'percent', ceiling: 1 },
  r2: { better: 'higher', writtenAs: 'score', ceiling: 1 },
  mae: { better: 'lower', writtenAs: 'amount', ceiling: null },
  rmse: { better: 'lower', writtenAs: 'amount', ceiling: null },
  mape: { better: 'lower', writtenAs: 'percent', ceiling: null },
  smape: { better: 'lower', writtenAs: 'percent', ceiling: null },
  coverage: { better: 'neither', writtenAs: 'percent', ceiling: 1 },
} as const satisfies Record<string, MetricKind>;

/** Scores of series, strange rows, groups and offers. */
const otherKinds = {
  smape_accuracy: { better: 'higher', writtenAs: 'percent', ceiling: 1 },
  mase: { better: 'lower', writtenAs: 'score', ceiling: null },
  average_precision: { better: 'higher', writtenAs: 'score', ceiling: 1 },
  precision: { better: 'higher', writtenAs: 'percent', ceiling: 1 },
  precision_at_budget: { better: 'higher', writtenAs: 'percent', ceiling: 1 },
  recall: { better: 'higher', writtenAs: 'percent', ceiling: 1 },
  alert_share: { better: 'neither', writtenAs: 'percent', ceiling: 1 },
  silhouette: { better: 'higher', writtenAs: 'score', ceiling: 1 },
  clusters: { better: 'neither', writtenAs: 'amount', ceiling: null },
  noise_share: { better: 'neither', writtenAs: 'percent', ceiling: 1 },
  smallest_share: { better: 'neither', writtenAs: 'percent', ceiling: 1 },
  map_at_10: { better: 'higher', writtenAs: 'score', ceiling: 1 },
  hit_rate_at_10: { better: 'higher', writtenAs: 'percent', ceiling: 1 },
  coverage_at_10: { better: 'neither', writtenAs: 'percent', ceiling: 1 },
} as const satisfies Record<string, MetricKind>;

const kinds = { ...targetKinds, ...otherKinds };

export type MetricName = keyof typeof kinds;
export type OtherMetricName = keyof typeof otherKinds;

export function isOtherMetric(name: MetricName): name is OtherMetricName {
  return Object.hasOwn(otherKinds, name);
}

const order: readonly MetricName[] = [
  'smape_accuracy',
  'mase',
  'average_precision',
  'precision',
  'precision_at_budget',
  'recall',
  'alert_share',
  'silhouette',
  'clusters',
  'smallest_share',
  'noise_share',
  'map_at_10',
  'hit_rate_at_10',
  'coverage_at_10',
  'accuracy',
  'profit',
  'profit_threshold',
  'roc_auc',
  'pr_auc',
  'f1',
  'log_loss',
  'brier',
  'ece',
  'mae',
  'rmse',
  'mape',
  'smape',
  'r2',
  'coverage',
];

export function metricKind(name: MetricName): MetricKind {
  return kinds[name];
}

export function isMetricName(name: string | null): name is MetricName {
  return name !== null && Object.hasOwn(kinds, name);
}

/** Orders scores as a person would name them; those without a known name come last. */
export function byRank(a: string, b: string): number {
  return rankOf(a) - rankOf(b);
}

function rankOf(name: string): number {
  return isMetricName(name) ? order.indexOf(name) : order.length;
}

/** The scores that are there, the one that a person would name first before the others. */
export function metricNames(metrics: Metrics): MetricName[] {
  return order.filter((name) => metrics[name] !== undefined);
}

export interface Interval {
  lower: number;
  upper: number;
}

/** Places a value between the worst and the best that a score's row shows, as a share of its width. */
export function scoreScale(name: MetricName, values: readonly number[]): (value: number) => number {
  const low = Math.min(0, ...values);
  const high = kinds[name].ceiling ?? Math.max(0, ...values) * 1.1;
  const width = high - low || 1;
  return (value) => (value - low) / width;
}

export type Verdict = 'better' | 'slightly' | 'no_better';

const clearGain = 0.1;
const slightGain = 0.01;

/**
 * How much of the naive guess's error the model takes away, by the score that honest probabilities or errors win; of
 * ranked rows and offers, how much of the score is the model's own; of groups, how far they stand apart.
 */
export function gainOf(metrics: Metrics, baseline: Metrics): number | null {
  for (const name of ['log_loss', 'rmse', 'mae', 'mase'] as const) {
    const score = metrics[name];
    const naive = baseline[name];
    if (score !== undefined && naive !== undefined && naive > 0) return 1 - score / naive;
  }
  for (const name of ['average_precision', 'map_at_10'] as const) {
    const score = metrics[name];
    const naive = baseline[name];
    if (score !== undefined && naive !== undefined) return score > 0 ? 1 - naive / score : 0;
  }
  return metrics['silhouette'] ?? null;
}

export function verdictOf(metrics: Metrics, baseline: Metrics): Verdict | null {
  const gain = gainOf(metrics, baseline);
  if (gain === null) return null;
  if (gain >= clearGain) return 'better';
  return gain >= slightGain ? 'slightly' : 'no_better';
}

/** The score in the list of models: its main metric beside the naive guess's. */
export function mainScore(model: Model): { name: MetricName; score: number; naive: number | null } | null {
  const name = model.accuracy_metric;
  if (!isMetricName(name) || model.accuracy_score === null) return null;
  return { name, score: model.accuracy_score, naive: model.baseline_metrics?.[name] ?? null };
}

/** The score that stands for a version in one line. */
export function headlineMetric(type: ModelType, metrics: Metrics): MetricName {
  if (type === 'classification') return 'accuracy';
  const candidates = ['mae', 'smape_accuracy', 'average_precision', 'silhouette', 'map_at_10'] as const;
  return candidates.find((name) => metrics[name] !== undefined) ?? 'mae';
}
