import type {
  FeatureDescription,
  Label,
  Metrics,
  SegmentDescription,
  TrainingResult,
  TrainingWarning,
} from '../../numeric/index.ts';
import type { Connection } from '../../platform/db/connection.ts';
import type { ColumnReport } from './data-quality.ts';
import type { HeldOutCurves } from './held-out-curves.ts';
import type { Receipt } from './training-receipt.ts';
import type { Rival, WatchFindings } from './watch/training-watch.ts';

/** What a training thread is given. */
export interface TrainingInput {
  connection: Connection;
  organizationId: number;
  receipt: Receipt;
  timeBudgetMinutes: number | null;
  /** How many may work at once, the training's own included. */
  threads: number;
  /** Whom the result is to beat; null where nobody asked. */
  rival: Rival | null;
}

/** A candidate that a training compared. */
export interface TrainingTrial {
  readonly algorithm: string;
  readonly hyperparameters: Readonly<Record<string, number>>;
  /** Lower is better. */
  readonly metric: string;
  readonly score: number;
  readonly foldScores: readonly number[];
  readonly chosen: boolean;
}

/** What it hands back. */
export interface TrainingOutput {
  artifact: Uint8Array;
  algorithm: string;
  hyperparameters: Readonly<Record<string, number>>;
  metrics: Metrics;
  metricIntervals: TrainingResult['metricIntervals'];
  baseline: Metrics;
  curves: HeldOutCurves;
  importance: TrainingResult['importance'];
  trials: readonly TrainingTrial[];
  warnings: readonly (Omit<TrainingWarning, 'code'> & { readonly code: string })[];
  rows: TrainingResult['rows'];
  split: TrainingResult['split'];
  classes: readonly Label[];
  positiveClass: Label | null;
  features: readonly FeatureDescription[];
  /** Of a clustering. */
  segments: readonly SegmentDescription[];
  dataQuality: readonly ColumnReport[];
  dataSnapshotHash: string;
  /** See {@link Receipt.budget_looks}. */
  budgetLooks: number | null;
  /** See {@link Receipt.as_of}. */
  asOf: NonNullable<Receipt['as_of']> | null;
  findings: WatchFindings;
}
