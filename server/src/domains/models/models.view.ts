import type { LanguageCode } from '../../platform/messages/languages.ts';
import type { Messages } from '../../platform/messages/messages.ts';
import { toDataQuality } from './data-quality.ts';
import type { ModelRow, ModelWithVersions } from './models.repository.ts';
import type { Performance } from './models.service.ts';
import type { VersionRow } from './versions.repository.ts';

/** A model as a list shows it. */
export function toModel(row: ModelRow & Pick<ModelWithVersions, 'baseline_metrics'>) {
  return {
    id: row.id,
    model_name: row.model_name,
    model_type: row.model_type,
    algorithm: row.algorithm,
    feature_columns: row.feature_columns,
    target_column: row.target_column,
    description: row.description,
    positive_class: row.positive_class,
    purpose: row.purpose,
    training_data_source: row.training_data_source,
    training_options: row.training_options,
    status: row.status,
    accuracy_score: row.accuracy_score,
    accuracy_metric: row.accuracy_metric,
    performance_metrics: row.performance_metrics,
    baseline_metrics: row.baseline_metrics,
    current_version: row.current_version,
    deployed_version: row.deployed_version,
    auto_scaling: row.auto_scaling,
    monitoring_enabled: row.monitoring_enabled,
    frozen_at: row.frozen_at?.toISOString() ?? null,
    training_job_id: row.training_job_id,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
  };
}

export function toModelDetail(row: ModelWithVersions) {
  const { feature_schema: features, learned_target: target, learned_classes: classes } = row;
  if (!features) return toModel(row);
  if (target === null || !classes) return { ...toModel(row), feature_schema: features };
  const targetSchema = { name: target, classes, positive_class: row.learned_positive_class };
  return { ...toModel(row), feature_schema: features, target_schema: targetSchema };
}

export function toPerformance(performance: Performance, language: LanguageCode, messages: Messages) {
  const { model, versions, dataQuality, live, history } = performance;
  return {
    model_id: model.id,
    current_version: model.current_version,
    deployed_version: model.deployed_version,
    versions: versions.map((version) => toVersion(version, language, messages)),
    data_quality: toDataQuality(dataQuality, language, messages),
    live,
    history: history.map(({ measured_at: measuredAt, ...measured }) => ({
      ...measured,
      measured_at: measuredAt.toISOString(),
    })),
  };
}

export function toVersion(row: VersionRow, language: LanguageCode, messages: Messages) {
  return {
    version: row.version,
    metrics: row.metrics,
    metric_intervals: row.metric_intervals,
    baseline: row.baseline,
    curves: row.curves,
    algorithm: row.algorithm,
    hyperparameters: row.hyperparameters,
    trials: row.trials,
    importance: row.importance,
    ...(row.segments.length > 0 ? { segments: row.segments } : {}),
    receipt: row.receipt,
    seed: row.seed,
    split: row.split,
    rows: row.rows_training + row.rows_validation,
    validation_rows: row.rows_validation,
    rows_without_target: row.rows_without_target,
    feature_columns: row.feature_columns,
    target_column: row.target_column,
    data_snapshot_hash: row.data_snapshot_hash,
    code_version: row.code_version,
    artifact_sha256: row.artifact_sha256,
    artifact_size_bytes: row.artifact_size_bytes,
    warnings: row.warnings.map(({ code, column, params }) => ({
      code,
      ...(column === undefined ? {} : { column }),
      detail: messages.translate(language, `models.warnings.${code}`, { ...params, column: column ?? '' }),
    })),
    trained_at: row.trained_at.toISOString(),
  };
}
