import { isDeepStrictEqual } from 'node:util';
import type { VersionRow } from '../versions.repository.ts';

interface MetricValue {
  version: number;
  value: number | null;
  lower: number | null;
  upper: number | null;
}

interface MetricDifference {
  version: number;
  /** The version that all others are held against. */
  against: number;
  difference: number;
  /** Null where it cannot be told: without intervals, or where other rows were held out. */
  is_significant: boolean | null;
}

export interface MetricComparison {
  metric: string;
  /** Null for a metric of which neither more nor less is better. */
  is_higher_better: boolean | null;
  values: MetricValue[];
  differences: MetricDifference[];
}

interface DifferingValue {
  name: string;
  values: { version: number; value: unknown }[];
}

export interface VersionComparison {
  /** Whether all were measured on the same rows. */
  same_rows: boolean;
  metrics: MetricComparison[];
  /** How they were trained, where they differ. */
  settings: DifferingValue[];
  hyperparameters: DifferingValue[];
  /** Features that not all have. */
  features: { name: string; versions: number[] }[];
}

const HIGHER_IS_BETTER: ReadonlySet<string> = new Set([
  'accuracy',
  'f1',
  'roc_auc',
  'pr_auc',
  'r2',
  'smape_accuracy',
  'series_smape_accuracy',
  'average_precision',
  'precision_at_budget',
  'recall',
  'silhouette',
  'map_at_10',
  'hit_rate_at_10',
  'coverage_at_10',
]);
const NEITHER_IS_BETTER: ReadonlySet<string> = new Set([
  'coverage',
  'series_coverage',
  'alert_share',
  'clusters',
  'noise_share',
  'smallest_share',
]);
/** Of the standard normal distribution: 95 % lie within. */
const Z = 1.959_963_984_540_054;

const SETTINGS = [
  'algorithm',
  'target_column',
  'positive_class',
  'seed',
  'validation_split',
  'hyperparameter_tuning',
  'training_data_source',
  'data_snapshot_hash',
  'code_version',
  'split',
  'rows_training',
  'rows_validation',
] as const satisfies (keyof VersionRow)[];

/** Versions side by side: what was measured, and what differs in how they came about. The first is what the others are held against. */
export function compareVersions(versions: readonly [VersionRow, ...VersionRow[]]): VersionComparison {
  const [first, ...others] = versions;
  const sameRows = others.every((other) => heldOutSameRows(first, other));
  const names = [...new Set(versions.flatMap(({ metrics }) => Object.keys(metrics)))];
  const features = [...new Set(versions.flatMap(({ feature_columns: columns }) => columns))];
  const parameters = [...new Set(versions.flatMap(({ hyperparameters }) => Object.keys(hyperparameters)))].toSorted();
  return {
    same_rows: sameRows,
    metrics: names.map((metric) => ({
      metric,
      is_higher_better: NEITHER_IS_BETTER.has(metric) ? null : HIGHER_IS_BETTER.has(metric),
      values: versions.map((version) => valueOf(version, metric)),
      differences: others.flatMap((other) => differenceOf(first, other, metric)),
    })),
    settings: SETTINGS.flatMap((name) => differing(name, versions, (version) => version[name])).concat(
      differing('options', versions, ({ receipt }) => receipt?.options ?? null),
    ),
    hyperparameters: parameters.flatMap((name) =>
      differing(name, versions, ({ hyperparameters }) => hyperparameters[name] ?? null),
    ),
    features: features
      .map((name) => ({ name, versions: versions.filter((each) => each.feature_columns.includes(name)) }))
      .filter((each) => each.versions.length < versions.length)
      .map((each) => ({ name: each.name, versions: each.versions.map(({ version }) => version) })),
  };
}

/** The same data, target and way to hold rows out: then the same seed, or the order of time, holds out the same rows. */
function heldOutSameRows(a: VersionRow, b: VersionRow): boolean {
  return isDeepStrictEqual(holdoutOf(a), holdoutOf(b));
}

const holdoutOf = (version: VersionRow) => ({
  data: version.data_snapshot_hash,
  source: version.training_data_source,
  target: version.target_column,
  share: version.validation_split,
  seed: version.split === 'time' ? null : version.seed,
  groups: version.receipt?.options.group_column ?? null,
  code: version.code_version,
  rows: [version.split, version.rows_training, version.rows_validation],
});

function valueOf({ version, metrics, metric_intervals: intervals }: VersionRow, metric: string): MetricValue {
  const interval = intervals[metric];
  return {
    version,
    value: metrics[metric] ?? null,
    lower: interval?.lower ?? null,
    upper: interval?.upper ?? null,
  };
}

/**
 * The difference of two estimates whose 95 % intervals are known, as if their errors were independent: significant where
 * it exceeds 1.96 standard errors. On the same rows the errors go together, so it errs towards no difference.
 */
function differenceOf(first: VersionRow, other: VersionRow, metric: string): MetricDifference[] {
  const [before, after] = [first.metrics[metric], other.metrics[metric]];
  if (before === undefined || after === undefined) return [];
  const errors = [first, other].map(({ metric_intervals: intervals }) => {
    const interval = intervals[metric];
    return interval ? (interval.upper - interval.lower) / (2 * Z) : Number.NaN;
  });
  const error = Math.hypot(...errors);
  const difference = after - before;
  const isTold = heldOutSameRows(first, other) && !Number.isNaN(error);
  return [
    {
      version: other.version,
      against: first.version,
      difference,
      is_significant: isTold ? Math.abs(difference) > Z * error : null,
    },
  ];
}

function differing(
  name: string,
  versions: readonly VersionRow[],
  read: (version: VersionRow) => unknown,
): DifferingValue[] {
  const values = versions.map((version) => ({ version: version.version, value: read(version) }));
  return values.every(({ value }) => isDeepStrictEqual(value, values[0]?.value)) ? [] : [{ name, values }];
}
