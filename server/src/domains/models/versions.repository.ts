import { sql } from 'kysely';
import type { SegmentDescription } from '../../numeric/index.ts';
import type { Db } from '../../platform/db/database.ts';
import type { ModelType } from './algorithms.ts';
import type { FeatureDescription } from './models.schema.ts';
import type { TrainingDataSource } from './data-source.schema.ts';
import type { DeploymentKind } from './serving/serving.schema.ts';
import type { ColumnReport } from './data-quality.ts';
import type { HeldOutCurves } from './held-out-curves.ts';
import type { Receipt } from './training-receipt.ts';

export type Label = string | number | boolean;

/** One set of hyperparameters that tuning tried. */
interface Trial {
  algorithm: string;
  hyperparameters: Readonly<Record<string, number>>;
  metric: string;
  score: number;
  fold_scores: number[];
  /** Absent in versions from before candidates could leave early. */
  rows?: number;
  chosen: boolean;
}

/** What a reader should know of a training, as data. */
export interface VersionWarning {
  code: string;
  column?: string;
  params: Record<string, string | number>;
}

export interface VersionRow {
  model_id: number;
  version: number;
  job_id: string;
  model_type: ModelType;
  algorithm: string;
  hyperparameters: Record<string, number>;
  feature_columns: string[];
  target_column: string | null;
  classes: Label[];
  positive_class: Label | null;
  feature_schema: FeatureDescription[];
  metrics: Record<string, number>;
  metric_intervals: Record<string, { lower: number; upper: number }>;
  baseline: Record<string, number>;
  /** Null in versions from before, and of types without such pictures. */
  curves: HeldOutCurves;
  trials: Trial[];
  warnings: VersionWarning[];
  /** Of the features in use, the most important first. */
  importance: { feature: string; loss_increase: number }[];
  /** Of a clustering, the largest first. */
  segments: SegmentDescription[];
  /** Null in versions from before receipts were kept whole. */
  receipt: Receipt | null;
  seed: number;
  validation_split: number;
  hyperparameter_tuning: boolean;
  training_data_source: TrainingDataSource;
  data_snapshot_hash: string;
  code_version: string;
  split: 'time' | 'random';
  rows_total: number;
  rows_without_target: number;
  rows_training: number;
  rows_validation: number;
  artifact_sha256: string;
  artifact_size_bytes: number;
  training_ms: number;
  trained_at: Date;
}

const versionColumns = [
  'model_id',
  'version',
  'job_id',
  'model_type',
  'algorithm',
  'hyperparameters',
  'feature_columns',
  'target_column',
  'classes',
  'positive_class',
  'feature_schema',
  'metrics',
  'metric_intervals',
  'baseline',
  'curves',
  'trials',
  'warnings',
  'importance',
  'segments',
  'receipt',
  'seed',
  'validation_split',
  'hyperparameter_tuning',
  'training_data_source',
  'data_snapshot_hash',
  'code_version',
  'split',
  'rows_total',
  'rows_without_target',
  'rows_training',
  'rows_validation',
  'artifact_sha256',
  'artifact_size_bytes',
  'training_ms',
  'trained_at',
] as const;

const jsonColumns = [
  'hyperparameters',
  'feature_columns',
  'classes',
  'feature_schema',
  'metrics',
  'metric_intervals',
  'baseline',
  'curves',
  'trials',
  'warnings',
  'importance',
  'segments',
  'data_quality',
  'receipt',
  'training_data_source',
] as const;

export type NewVersion = Omit<VersionRow, 'version' | 'trained_at'> & {
  artifact: Buffer;
  /** What the columns held: read by itself, as it may be long. */
  data_quality: ColumnReport[];
};

/** The caller holds the model's row locked, so that no two versions get one number. */
export async function insertVersion(db: Db, organizationId: number, version: NewVersion): Promise<number> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Object.fromEntries forgets which keys it was given
  const json = Object.fromEntries(jsonColumns.map((column) => [column, JSON.stringify(version[column])])) as Record<
    (typeof jsonColumns)[number],
    string
  >;
  const { version: number } = await db
    .insertInto('model_versions')
    .values({
      ...version,
      ...json,
      organization_id: organizationId,
      positive_class: version.positive_class === null ? null : JSON.stringify(version.positive_class),
      version: sql<number>`(select coalesce(max(version), 0) + 1 from model_versions
        where organization_id = ${organizationId} and model_id = ${version.model_id})`,
    })
    .returning('version')
    .executeTakeFirstOrThrow();
  return number;
}

/** A version without its artifact. */
export async function findVersion(
  db: Db,
  organizationId: number,
  modelId: number,
  version: number,
): Promise<VersionRow | null> {
  const row = await selectVersions(db, organizationId, modelId).where('version', '=', version).executeTakeFirst();
  return row ?? null;
}

/** What the training of a version found in each column. */
export async function findDataQuality(
  db: Db,
  organizationId: number,
  modelId: number,
  version: number,
): Promise<ColumnReport[]> {
  const row = await db
    .selectFrom('model_versions')
    .select('data_quality')
    .where('organization_id', '=', organizationId)
    .where('model_id', '=', modelId)
    .where('version', '=', version)
    .$castTo<{ data_quality: ColumnReport[] }>()
    .executeTakeFirst();
  return row?.data_quality ?? [];
}

export async function findArtifact(
  db: Db,
  organizationId: number,
  modelId: number,
  version: number,
): Promise<Buffer | null> {
  const row = await db
    .selectFrom('model_versions')
    .select('artifact')
    .where('organization_id', '=', organizationId)
    .where('model_id', '=', modelId)
    .where('version', '=', version)
    .executeTakeFirst();
  return row?.artifact ?? null;
}

/** The latest first, without their artifacts. */
export async function listVersions(db: Db, organizationId: number, modelId: number, limit: number) {
  return selectVersions(db, organizationId, modelId).orderBy('version', 'desc').limit(limit).execute();
}

/** The latest first, those before `before` only, without their artifacts. */
export async function pageVersions(
  db: Db,
  organizationId: number,
  modelId: number,
  { before, limit }: { before: number | null; limit: number },
): Promise<VersionRow[]> {
  return selectVersions(db, organizationId, modelId)
    .$if(before !== null, (query) => query.where('version', '<', before ?? 0))
    .orderBy('version', 'desc')
    .limit(limit)
    .execute();
}

function selectVersions(db: Db, organizationId: number, modelId: number) {
  return db
    .selectFrom('model_versions')
    .select(versionColumns)
    .where('organization_id', '=', organizationId)
    .where('model_id', '=', modelId)
    .$castTo<VersionRow>();
}

export interface NewDeployment {
  model_id: number;
  version: number;
  auto_scaling: boolean;
  monitoring_enabled: boolean;
  forced: boolean;
  reason: string | null;
  deployed_by: number | null;
  kind: DeploymentKind;
}

export async function insertDeployment(db: Db, organizationId: number, deployment: NewDeployment): Promise<void> {
  await db
    .insertInto('model_deployments')
    .values({ organization_id: organizationId, ...deployment })
    .execute();
}

export async function insertMetrics(
  db: Db,
  organizationId: number,
  { modelId, version, metrics }: { modelId: number; version: number; metrics: Readonly<Record<string, number>> },
): Promise<void> {
  const values = Object.entries(metrics).map(([name, value]) => ({
    organization_id: organizationId,
    model_id: modelId,
    model_version: version,
    metric_name: name,
    metric_value: value,
  }));
  if (values.length > 0) await db.insertInto('model_performance_metrics').values(values).execute();
}

/** The latest first. */
export async function listMetrics(db: Db, organizationId: number, modelId: number, limit: number) {
  return db
    .selectFrom('model_performance_metrics')
    .select(['metric_name', 'metric_value', 'measured_at', 'model_version'])
    .where('organization_id', '=', organizationId)
    .where('model_id', '=', modelId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
