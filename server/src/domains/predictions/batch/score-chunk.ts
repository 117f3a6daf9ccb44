import { type BatchPrediction, type Column, NumericError, predictRows } from '../../../numeric/index.ts';
import {
  isImported,
  isPipeline,
  openImported,
  openVersion,
  predictColumns,
  type VersionModel,
} from '../../models/index.ts';
import { type KindRows, scoreKindRows } from '../kinds/score-kind-rows.ts';
import { predictionErrors } from '../predictions.errors.ts';
import type { Chunk } from './batch.repository.ts';

/** A version that answers many rows. */
export interface BatchModel {
  model: VersionModel;
  /** Rows without any value of a feature have no answer. @throws AppError batch_column_unfit, and what a version throws */
  score(rows: Rows): Promise<Chunk>;
}

/** For threads: an imported version takes its time. */
export async function openBatchModel(artifact: Uint8Array): Promise<BatchModel> {
  const { pipeline: model } = openVersion(artifact);
  const score = await openScore(model);
  return { model, score: (rows) => score(rows).catch(toUnfit) };
}

async function openScore(model: VersionModel): Promise<BatchModel['score']> {
  if (isPipeline(model)) return async (rows) => toChunk(rows, predictRows(model, rows.features));
  if (!isImported(model)) return async (rows) => toChunkOfKind(rows, scoreKindRows(model, rows.features));
  const open = await openImported(model);
  return async (rows) => toChunk(rows, await predictColumns(open, rows.features));
}

/** Rows to score, features by name. */
export interface Rows {
  firstRow: number;
  features: readonly Column[];
  keys: (string | null)[] | null;
}

function toChunk({ firstRow, features, keys }: Rows, answered: BatchPrediction): Chunk {
  const isClassification = answered.kind === 'classification';
  return {
    firstRow,
    keys,
    predictions: Array.from(answered.predictions, (value, row) => (isBlank(features, row) ? null : value)),
    labels: isClassification ? Array.from(answered.labels, (label) => String(answered.classes[label])) : null,
    confidences: isClassification ? confidencesOf(answered) : Array.from(answered.predictions, () => answered.coverage),
    lowers: isClassification ? null : [...answered.lower],
    uppers: isClassification ? null : [...answered.upper],
  };
}

function toChunkOfKind({ firstRow, features, keys }: Rows, { predictions, labels }: KindRows): Chunk {
  return {
    firstRow,
    keys,
    predictions: Array.from(predictions, (value, row) => (isBlank(features, row) ? null : value)),
    labels,
    confidences: Array.from(predictions, () => null),
    lowers: null,
    uppers: null,
  };
}

function toUnfit(error: unknown): never {
  if (!(error instanceof NumericError) || error.code !== 'column_kind_mismatch') throw error;
  throw predictionErrors.batch_column_unfit({ column: String(error.params['column'] ?? '') }, { cause: error });
}

const isBlank = (features: readonly Column[], row: number): boolean =>
  features.every((column) => isMissing(column, row));

function confidencesOf({ labels, probabilities, classes }: Extract<BatchPrediction, { kind: 'classification' }>) {
  return Array.from(labels, (label, row) => probabilities[row * classes.length + label] ?? 0);
}

const isMissing = (column: Column, row: number): boolean =>
  'codes' in column ? (column.codes[row] ?? -1) < 0 : Number.isNaN(column.values[row] ?? Number.NaN);
