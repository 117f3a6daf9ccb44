import { createHash } from 'node:crypto';
import type { ModelRow } from '../models.repository.ts';
import type { NewVersion } from '../versions.repository.ts';
import type { ImportOutput } from './import.ts';

type OfTheJob = 'job_id' | 'training_data_source' | 'code_version' | 'training_ms';

/** What is kept of a file that was judged. */
export function toImportedVersion(
  model: ModelRow,
  judged: ImportOutput,
  labels: ReadonlyMap<string, string>,
): Omit<NewVersion, OfTheJob> {
  const { rows } = judged;
  const artifact = Buffer.from(judged.artifact);
  return {
    model_id: model.id,
    model_type: model.model_type,
    algorithm: model.algorithm,
    hyperparameters: {},
    feature_columns: model.feature_columns,
    target_column: model.target_column,
    classes: [...judged.classes],
    positive_class: judged.positiveClass,
    feature_schema: judged.features.map(({ categories, ...feature }) => ({
      ...feature,
      ...(categories === undefined ? {} : { categories: [...categories] }),
      label: labels.get(feature.name) ?? feature.name,
    })),
    metrics: { ...judged.metrics },
    metric_intervals: { ...judged.metricIntervals },
    baseline: { ...judged.baseline },
    curves: null,
    trials: [],
    warnings: judged.warnings.map(({ code, params }) => ({ code, params: { ...params } })),
    segments: [],
    importance: judged.importance,
    data_quality: [...judged.dataQuality],
    // Nothing was trained here that could be trained again.
    receipt: null,
    seed: 0,
    validation_split: rows.validation / (rows.training + rows.validation),
    hyperparameter_tuning: false,
    data_snapshot_hash: judged.dataSnapshotHash,
    split: 'random',
    rows_total: rows.total,
    rows_without_target: rows.withoutTarget,
    rows_training: rows.training,
    rows_validation: rows.validation,
    artifact,
    artifact_size_bytes: artifact.byteLength,
    artifact_sha256: createHash('sha256').update(artifact).digest('hex'),
  };
}
