import { normalDistribution } from '../../../numeric/index.ts';
import { learnsTarget } from '../type-rules.ts';
import type { Severity } from './drift.ts';
import type { LiveOutcome } from './live-answers.ts';
import type { Label, VersionRow } from '../versions.repository.ts';
import {
  CHANCE_DEGRADED,
  CHANCE_SLIPPING,
  COVERAGE_SHORTFALL,
  ERROR_DEGRADED,
  ERROR_SLIPPING,
  LEAST_OUTCOMES,
} from './thresholds.ts';

export const performanceStates = ['not_enough', 'as_expected', 'slipping', 'degraded'] as const;
export type PerformanceState = (typeof performanceStates)[number];

/** A metric with the bounds of its 95 % interval. */
export interface Estimate {
  value: number;
  lower: number;
  upper: number;
}

export interface Worsening {
  /** Share by which the live figure is worse than the held-out one; negative where it is better. */
  worse_by: number;
  /** The chance of a difference so large where nothing is worse. */
  p_value: number;
}

/** How good a version is by what really happened, beside what it promised. */
export interface LivePerformance {
  state: PerformanceState;
  /** Null unless degraded. */
  severity: Severity | null;
  outcomes: number;
  /** What decides; lower is better. */
  metric: 'log_loss' | 'rmse';
  live: Record<string, Estimate>;
  held_out: Record<string, Estimate>;
  worsening: Worsening | null;
  /** Whether the live error is still below that of a naive guess when the version was trained. */
  beats_baseline: boolean | null;
  /** Of a prediction interval, that covers clearly less than it says. */
  undercovers: boolean;
}

type Proved = Pick<
  VersionRow,
  'model_type' | 'classes' | 'positive_class' | 'metrics' | 'metric_intervals' | 'baseline'
>;

/** Metrics whose live interval can be told. Those of `BENEFITS` are better when they are higher. */
export const watchedMetrics = ['accuracy', 'log_loss', 'brier', 'rmse', 'mae'] as const;
const BENEFITS: ReadonlySet<string> = new Set(['accuracy']);
const Z_95 = 1.959964;

export function judgePerformance(version: Proved, outcomes: readonly LiveOutcome[]): LivePerformance {
  const metric = version.model_type === 'classification' ? 'log_loss' : 'rmse';
  // What was told of other types is in the live metrics; there is no error that was promised.
  const told = learnsTarget(version.model_type) ? outcomes : [];
  const heldOut = promisedBy(version);
  const none = { severity: null, outcomes: told.length, metric, held_out: heldOut, worsening: null } as const;
  if (told.length < LEAST_OUTCOMES) {
    return { ...none, state: 'not_enough', live: {}, beats_baseline: null, undercovers: false };
  }
  const live = estimatesOf(version, outcomes);
  const worsening = worseningOf(metric, live[metric], heldOut[metric]);
  const naive = version.baseline[metric];
  const error = live[metric]?.value;
  const beatsBaseline = naive === undefined || error === undefined ? null : error < naive;
  const undercovers = coversTooLittle(live['coverage'], outcomes);
  const state = stateOf(worsening, undercovers);
  const severity = state === 'degraded' ? severityOf(worsening, beatsBaseline) : null;
  return { ...none, state, severity, live, worsening, beats_baseline: beatsBaseline, undercovers };
}

/** How much worse a figure is than the one that was promised; null where either is missing. */
export function worseningOf(
  metric: string,
  live: Estimate | undefined,
  promised: Estimate | undefined,
): Worsening | null {
  if (live === undefined || promised === undefined || promised.value <= 0) return null;
  const loss = BENEFITS.has(metric) ? promised.value - live.value : live.value - promised.value;
  const error = Math.hypot(errorOf(live), errorOf(promised));
  const chance = error > 0 ? normalDistribution().survival(loss / error) : Number(loss <= 0);
  return { worse_by: loss / promised.value, p_value: chance };
}

function stateOf(worsening: Worsening | null, undercovers: boolean): PerformanceState {
  const { worse_by: worseBy, p_value: chance } = worsening ?? { worse_by: 0, p_value: 1 };
  if (undercovers || (worseBy >= ERROR_DEGRADED && chance < CHANCE_DEGRADED)) return 'degraded';
  return worseBy >= ERROR_SLIPPING && chance < CHANCE_SLIPPING ? 'slipping' : 'as_expected';
}

function severityOf(worsening: Worsening | null, beatsBaseline: boolean | null): Severity {
  if (beatsBaseline === false) return 'high';
  return (worsening?.worse_by ?? 0) >= 0.25 ? 'medium' : 'low';
}

const errorOf = ({ lower, upper }: Estimate): number => (upper - lower) / 2 / Z_95;

function promisedBy({ metrics, metric_intervals: intervals }: Proved): Record<string, Estimate> {
  return Object.fromEntries(
    Object.entries(metrics).map(([name, value]) => {
      const { lower, upper } = intervals[name] ?? { lower: value, upper: value };
      return [name, { value, lower, upper }];
    }),
  );
}

function estimatesOf(version: Proved, outcomes: readonly LiveOutcome[]): Record<string, Estimate> {
  if (version.model_type !== 'classification') return numberEstimates(outcomes);
  const known = outcomes.filter(({ actual }) => version.classes.includes(actual));
  if (known.length === 0) return {};
  const chances = known.map((outcome) => version.classes.map((label) => chanceOf(label, outcome, version)));
  const right = known.map(({ output, actual }) => Number(output.label === actual));
  const losses = known.map(
    (outcome) => -Math.log(Math.max(Number.EPSILON, chanceOf(outcome.actual, outcome, version))),
  );
  const briers = known.map(({ actual }, row) =>
    version.classes.reduce<number>(
      (sum, label, k) => sum + (Number(label === actual) - (chances[row]?.[k] ?? 0)) ** 2,
      0,
    ),
  );
  const isBinary = version.classes.length === 2;
  return {
    accuracy: shareEstimate(right),
    log_loss: meanEstimate(losses),
    // Of two classes, as is usual, that of the positive one alone: half of the sum.
    brier: meanEstimate(isBinary ? briers.map((each) => each / 2) : briers),
  };
}

function chanceOf(label: Label, { output }: LiveOutcome, { classes, positive_class: positive }: Proved): number {
  if (classes.length > 2) return output.probabilities?.[String(label)] ?? 0;
  return label === positive ? output.prediction : 1 - output.prediction;
}

function numberEstimates(outcomes: readonly LiveOutcome[]): Record<string, Estimate> {
  const errors = outcomes.map(({ output, actual }) => Number(actual) - output.prediction);
  const squares = meanEstimate(errors.map((error) => error ** 2));
  const root = Math.sqrt(squares.value);
  // The error of a root: the square's, divided by twice the root.
  const halfWidth = root > 0 ? (squares.upper - squares.value) / (2 * root) : 0;
  const inside = outcomes.flatMap(({ output: { interval }, actual }) =>
    interval ? [Number(Number(actual) >= interval.lower && Number(actual) <= interval.upper)] : [],
  );
  return {
    rmse: { value: root, lower: Math.max(0, root - halfWidth), upper: root + halfWidth },
    mae: meanEstimate(errors.map(Math.abs)),
    ...(inside.length > 0 ? { coverage: shareEstimate(inside) } : {}),
  };
}

function meanEstimate(values: readonly number[]): Estimate {
  const { length: rows } = values;
  const value = values.reduce((sum, each) => sum + each, 0) / rows;
  const variance = values.reduce((sum, each) => sum + (each - value) ** 2, 0) / Math.max(1, rows - 1);
  const halfWidth = Z_95 * Math.sqrt(variance / rows);
  return { value, lower: value - halfWidth, upper: value + halfWidth };
}

/** Wilson's interval (1927), which stays within 0 … 1. */
function shareEstimate(hits: readonly number[]): Estimate {
  const { length: rows } = hits;
  const value = hits.reduce((sum, each) => sum + each, 0) / rows;
  const spread = Z_95 ** 2 / rows;
  const middle = (value + spread / 2) / (1 + spread);
  const halfWidth = (Math.sqrt(spread) * Math.sqrt(value * (1 - value) + spread / 4)) / (1 + spread);
  return { value, lower: middle - halfWidth, upper: middle + halfWidth };
}

function coversTooLittle(coverage: Estimate | undefined, outcomes: readonly LiveOutcome[]): boolean {
  const level = outcomes.find(({ output }) => output.interval)?.output.interval?.level;
  if (coverage === undefined || level === undefined) return false;
  const shortfall = level - coverage.value;
  const chance = normalDistribution().survival(shortfall / Math.sqrt((level * (1 - level)) / outcomes.length));
  return shortfall >= COVERAGE_SHORTFALL && chance < CHANCE_DEGRADED;
}
