import type {
  Algorithm,
  FeatureDescription,
  Label,
  Metrics,
  TrainingResult,
  TrainingWarning,
} from '../../numeric/index.ts';
import type { Connection } from '../../platform/db/connection.ts';
import type { Definition } from './definition.ts';
import type { TrainingPayload } from './training-payload.ts';

/** What a training thread is given. */
export interface TrainingInput {
  connection: Connection;
  organizationId: number;
  definition: Definition;
  request: TrainingPayload;
  /** How many may work at once, the training's own included. */
  threads: number;
}

/** What it hands back. */
export interface TrainingOutput {
  artifact: Uint8Array;
  algorithm: Algorithm;
  hyperparameters: Readonly<Record<string, number>>;
  metrics: Metrics;
  metricIntervals: TrainingResult['metricIntervals'];
  baseline: Metrics;
  trials: TrainingResult['trials'];
  warnings: readonly TrainingWarning[];
  rows: TrainingResult['rows'];
  split: TrainingResult['split'];
  classes: readonly Label[];
  positiveClass: Label | null;
  features: readonly FeatureDescription[];
  dataSnapshotHash: string;
}
