import type { Connection } from '../../../platform/db/connection.ts';
import type { ModelType } from '../algorithms.ts';
import type { TrainingDataSource } from '../data-source.schema.ts';
import type { TrainingOutput } from '../training.ts';
import type { Label } from '../versions.repository.ts';
import type { VersionReferences } from '../watch/version-references.ts';
import type { GraphPlan } from './mapping.ts';

/** What a thread that judges an imported file is given. */
export interface ImportInput {
  connection: Connection;
  organizationId: number;
  modelType: ModelType;
  features: readonly string[];
  target: string;
  positiveClass: Label | null;
  source: TrainingDataSource;
  plan: GraphPlan;
  graph: Uint8Array;
}

/** What it hands back. */
export interface ImportOutput extends Pick<
  TrainingOutput,
  | 'artifact'
  | 'metrics'
  | 'metricIntervals'
  | 'baseline'
  | 'warnings'
  | 'rows'
  | 'classes'
  | 'positiveClass'
  | 'features'
  | 'dataQuality'
  | 'dataSnapshotHash'
> {
  importance: { feature: string; loss_increase: number }[];
  references: VersionReferences;
}
