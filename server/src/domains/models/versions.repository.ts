import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { FeatureDescription, ModelType, TrainingDataSource } from './models.schema.ts';

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
  target_column: string;
  classes: Label[];
  positive_class: Label | null;
  feature_schema: FeatureDescription[];
  metrics: Record<string, number>;
  metric_intervals: Record<string, { lower: number; upper: number }>;
  baseline: Record<string, number>;
  trials: Trial[];
  warnings: VersionWarning[];
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
  'trials',
  'warnings',
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
  'trials',
  'warnings',
  'training_data_source',
] as const;

export type NewVersion = Omit<VersionRow, 'version' | 'trained_at'> & { artifact: Buffer };

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

/** The latest first, without their artifacts. */
export async function listVersions(db: Db, organizationId: number, modelId: number, limit: number) {
  return selectVersions(db, organizationId, modelId).orderBy('version', 'desc').limit(limit).execute();
}

function selectVersions(db: Db, organizationId: number, modelId: number) {
  return db
    .selectFrom('model_versions')
    .select(versionColumns)
    .where('organization_id', '=', organizationId)
    .where('model_id', '=', modelId)
    .$castTo<VersionRow>();
}

export interface DeployedRow {
  model_name: string;
  model_type: ModelType;
  purpose: string | null;
  status: string;
  frozen_at: Date | null;
  /** Null while nothing is deployed, and then so is all that follows. */
  version: number | null;
  artifact: Buffer | null;
  feature_schema: FeatureDescription[] | null;
}

/** A model with the artifact of the version that answers. */
export async function findDeployed(db: Db, organizationId: number, modelId: number): Promise<DeployedRow | null> {
  const row = await db
    .selectFrom('ai_models as m')
    .leftJoin('model_versions as v', (join) =>
      join
        .onRef('v.organization_id', '=', 'm.organization_id')
        .onRef('v.model_id', '=', 'm.id')
        .onRef('v.version', '=', 'm.deployed_version'),
    )
    .select(['m.model_name', 'm.model_type', 'm.purpose', 'm.status', 'm.frozen_at'])
    .select(['v.version', 'v.artifact', 'v.feature_schema'])
    .where('m.organization_id', '=', organizationId)
    .where('m.id', '=', modelId)
    .$castTo<DeployedRow>()
    .executeTakeFirst();
  return row ?? null;
}

export interface NewDeployment {
  model_id: number;
  version: number;
  auto_scaling: boolean;
  monitoring_enabled: boolean;
  forced: boolean;
  reason: string | null;
  deployed_by: number | null;
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
