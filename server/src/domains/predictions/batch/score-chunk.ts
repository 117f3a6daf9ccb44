import {
  type BatchPrediction,
  type Column,
  type FittedPipeline,
  NumericError,
  predictRows,
} from '../../../numeric/index.ts';
import { decodeVersion, isImported, openImported, predictColumns, type VersionModel } from '../../models/index.ts';
import { predictionErrors } from '../predictions.errors.ts';
import type { Chunk } from './batch.repository.ts';

/** A version that answers many rows. */
export interface BatchModel {
  model: VersionModel;
  predict(columns: readonly Column[]): Promise<BatchPrediction>;
}

/** For threads: an imported version takes its time. */
export async function openBatchModel(artifact: Uint8Array): Promise<BatchModel> {
  const model = decodeVersion(artifact);
  if (!isImported(model)) return { model, predict: async (columns) => predictTrained(model, columns) };
  const open = await openImported(model);
  return { model, predict: (columns) => predictColumns(open, columns) };
}

const predictTrained = (pipeline: FittedPipeline, columns: readonly Column[]) => predictRows(pipeline, columns);

/** Rows to score, features by name. */
export interface Rows {
  firstRow: number;
  features: readonly Column[];
  keys: (string | null)[] | null;
}

/** Rows without any value of a feature have no answer. @throws AppError batch_column_unfit, and what a version throws */
export async function scoreChunk(model: BatchModel, { firstRow, features, keys }: Rows): Promise<Chunk> {
  const answered = await model.predict(features).catch(toUnfit);
  const isBlank = (row: number) => features.every((column) => isMissing(column, row));
  const isClassification = answered.kind === 'classification';
  return {
    firstRow,
    keys,
    predictions: Array.from(answered.predictions, (value, row) => (isBlank(row) ? null : value)),
    labels: isClassification ? Array.from(answered.labels, (label) => String(answered.classes[label])) : null,
    confidences: isClassification ? confidencesOf(answered) : Array.from(answered.predictions, () => answered.coverage),
    lowers: isClassification ? null : [...answered.lower],
    uppers: isClassification ? null : [...answered.upper],
  };
}

function toUnfit(error: unknown): never {
  if (!(error instanceof NumericError) || error.code !== 'column_kind_mismatch') throw error;
  throw predictionErrors.batch_column_unfit({ column: String(error.params['column'] ?? '') }, { cause: error });
}

function confidencesOf({ labels, probabilities, classes }: Extract<BatchPrediction, { kind: 'classification' }>) {
  return Array.from(labels, (label, row) => probabilities[row * classes.length + label] ?? 0);
}

const isMissing = (column: Column, row: number): boolean =>
  'codes' in column ? (column.codes[row] ?? -1) < 0 : Number.isNaN(column.values[row] ?? Number.NaN);
