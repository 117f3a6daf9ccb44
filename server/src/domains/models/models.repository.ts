import { type Expression, type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { Definition } from './definition.ts';
import type { ModelStatus } from './models.lifecycle.ts';
import type { ChallengerMode } from './serving/serving.schema.ts';
import type { FeatureDescription } from './models.schema.ts';
import type { TrainingOptions } from './training-options.ts';

export interface ModelRow extends Definition {
  id: number;
  model_name: string;
  feature_columns: string[];
  training_options: TrainingOptions;
  description: string | null;
  purpose: string | null;
  status: ModelStatus;
  status_before_training: ModelStatus | null;
  training_job_id: string | null;
  accuracy_score: number | null;
  accuracy_metric: string | null;
  performance_metrics: Record<string, number> | null;
  current_version: number | null;
  deployed_version: number | null;
  /** The version that may replace the deployed one; null while there is none, and then so is all that tells of it. */
  challenger_version: number | null;
  challenger_mode: ChallengerMode | null;
  challenger_share: number | null;
  challenger_since: Date | null;
  auto_scaling: boolean;
  monitoring_enabled: boolean;
  /** Since when the plan allows fewer models than there are; null in service. */
  frozen_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

/** With what its versions say of it. */
export interface ModelWithVersions extends ModelRow {
  baseline_metrics: Record<string, number> | null;
  feature_schema: FeatureDescription[] | null;
  /** As that version learned it; the model may have been redefined since. */
  learned_target: string | null;
  learned_classes: (string | number | boolean)[] | null;
  learned_positive_class: string | number | boolean | null;
}

const modelColumns = [
  'id',
  'model_name',
  'model_type',
  'algorithm',
  'feature_columns',
  'target_column',
  'description',
  'positive_class',
  'purpose',
  'training_data_source',
  'training_options',
  'status',
  'status_before_training',
  'training_job_id',
  'accuracy_score',
  'accuracy_metric',
  'performance_metrics',
  'current_version',
  'deployed_version',
  'challenger_version',
  'challenger_mode',
  'challenger_share',
  'challenger_since',
  'auto_scaling',
  'monitoring_enabled',
  'frozen_at',
  'created_at',
  'updated_at',
] as const;

export interface NewModelRow extends Definition {
  model_name: string;
  training_options: TrainingOptions;
  description: string | null;
  purpose: string | null;
  created_by: number | null;
}

export async function insertModel(db: Db, organizationId: number, model: NewModelRow): Promise<number> {
  const { id } = await db
    .insertInto('ai_models')
    .values({
      ...model,
      organization_id: organizationId,
      feature_columns: JSON.stringify(model.feature_columns),
      positive_class: model.positive_class === null ? null : JSON.stringify(model.positive_class),
      training_data_source: JSON.stringify(model.training_data_source),
      training_options: JSON.stringify(model.training_options),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function findModel(db: Db, organizationId: number, id: number): Promise<ModelWithVersions | null> {
  const row = await selectWithVersions(db, organizationId).where('m.id', '=', id).executeTakeFirst();
  return row ?? null;
}

/** Models by age, those made before `beforeId` only. Without what to fill in, which only the reader of one model needs. */
export async function listModels(db: Db, organizationId: number, beforeId: number | null, limit: number) {
  return selectWithVersions(db, organizationId)
    .$if(beforeId !== null, (query) => query.where('m.id', '<', beforeId ?? 0))
    .orderBy('m.id', 'desc')
    .limit(limit)
    .execute();
}

function selectWithVersions(db: Db, organizationId: number) {
  return db
    .selectFrom('ai_models as m')
    .leftJoin('model_versions as current', (join) =>
      join
        .onRef('current.organization_id', '=', 'm.organization_id')
        .onRef('current.model_id', '=', 'm.id')
        .onRef('current.version', '=', 'm.current_version'),
    )
    .leftJoin('model_versions as asked', (join) =>
      join
        .onRef('asked.organization_id', '=', 'm.organization_id')
        .onRef('asked.model_id', '=', 'm.id')
        .on('asked.version', '=', (eb) => eb.fn.coalesce('m.deployed_version', 'm.current_version')),
    )
    .select(modelColumns.map((column) => `m.${column}` as const))
    .select([
      'current.baseline as baseline_metrics',
      'asked.feature_schema',
      'asked.target_column as learned_target',
      'asked.classes as learned_classes',
      'asked.positive_class as learned_positive_class',
    ])
    .where('m.organization_id', '=', organizationId)
    .$castTo<ModelWithVersions>();
}

/** Keeps others from changing the model until the transaction ends. */
export async function lockModel(db: Db, organizationId: number, id: number): Promise<ModelRow | null> {
  const row = await db
    .selectFrom('ai_models')
    .select(modelColumns)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .forUpdate()
    .$castTo<ModelRow>()
    .executeTakeFirst();
  return row ?? null;
}

export type ModelChange = Partial<Omit<ModelRow, 'id' | 'model_type' | 'created_at' | 'updated_at'>>;

export async function updateModel(db: Db, organizationId: number, id: number, change: ModelChange): Promise<void> {
  // A filter may hold what the type of a JSON column does not know; its text is written.
  const { training_data_source: _, ...others } = change;
  await db
    .updateTable('ai_models')
    .set({ ...others, ...toJson(change), updated_at: sql<Date>`now()` })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute();
}

/** The model that a training job works on, as long as it is that job it waits for. */
export async function lockModelInTraining(db: Db, organizationId: number, jobId: string): Promise<ModelRow | null> {
  const row = await db
    .selectFrom('ai_models')
    .select(modelColumns)
    .where('organization_id', '=', organizationId)
    .where('training_job_id', '=', jobId)
    .where('status', '=', 'training')
    .forUpdate()
    .$castTo<ModelRow>()
    .executeTakeFirst();
  return row ?? null;
}

/**
 * True in SQL while this version is one that answers, as the deployed one or as its canary: for a write that must not
 * happen otherwise. Model and version may be columns of the statement that it becomes a part of.
 */
export function isDeployed(
  organizationId: number | RawBuilder<number>,
  modelId: number | RawBuilder<number>,
  version: number | RawBuilder<number>,
): Expression<SqlBool> {
  return sql<SqlBool>`exists (select from ai_models where organization_id = ${organizationId} and id = ${modelId}
    and (deployed_version = ${version} or (challenger_mode = 'canary' and challenger_version = ${version}))
    and frozen_at is null)`;
}

/** JSON columns take text: a JavaScript array would be read as a PostgreSQL one. Null stays SQL's null. */
function toJson(change: ModelChange) {
  const json: Record<string, string | null> = {};
  for (const column of JSON_COLUMNS) {
    const value = change[column];
    if (value !== undefined) json[column] = value === null ? null : JSON.stringify(value);
  }
  return json;
}

const JSON_COLUMNS = [
  'feature_columns',
  'positive_class',
  'training_data_source',
  'training_options',
  'performance_metrics',
] as const;
