import {
  type Column,
  featureSchema,
  type FittedPipeline,
  type HeldOutRows,
  type Reference,
  referenceOf,
} from '../../../numeric/index.ts';

/** What a version was trained on, and what it said: the measure of all that comes later. */
export interface VersionReferences {
  features: readonly { feature: string; reference: Reference }[];
  /** The number or the probability that was answered; of several classes the one that was named. */
  score: Reference;
}

/**
 * @param columns whole, of which those count that the model uses
 * @param heldOut what the model said of rows that it had not seen: of its training rows it would be too sure
 */
export function referencesOf(
  pipeline: FittedPipeline,
  columns: readonly Column[],
  heldOut: HeldOutRows,
): VersionReferences {
  const used = new Set(featureSchema(pipeline.preprocessor).map(({ name }) => name));
  return {
    features: columns
      .filter(({ name }) => used.has(name))
      .map((column) => ({ feature: column.name, reference: referenceOf(column) })),
    score: referenceOf(scoreColumn(pipeline.target, heldOut.predictions)),
  };
}

/** @param predictions n numbers, or n × classes probabilities, row-major */
export function scoreColumn(target: FittedPipeline['target'], predictions: Float64Array): Column {
  const { classes, positive } = target;
  const name = 'score';
  if (classes.length === 0) return { name, kind: 'number', values: predictions };
  const of = (row: number, k: number): number => predictions[row * classes.length + k] ?? 0;
  const length = predictions.length / classes.length;
  if (positive >= 0) {
    return { name, kind: 'number', values: Float64Array.from({ length }, (_, row) => of(row, positive)) };
  }
  const likeliest = (row: number) => classes.reduce<number>((best, _, k) => (of(row, k) > of(row, best) ? k : best), 0);
  const codes = Int32Array.from({ length }, (_, row) => likeliest(row));
  return { name, kind: 'category', codes, dictionary: classes.map(String) };
}
