/**
 * The numeric floor: supervised models on columns of typed arrays. Pure functions, plain data: no clock, no file, no
 * random source but the seed. Every failure is a NumericError with a code and figures; the caller has the words.
 */
export { containerVersion, readContainer, writeContainer } from './artifact/container.ts';
export { type Column, rowCountOf } from './column.ts';
export { compareWithReference } from './drift/compare.ts';
export { type Reference, referenceOf } from './drift/reference.ts';
export type { Algorithm } from './estimators/registry.ts';
export {
  type Cells,
  cellsOf,
  describeImported,
  type ImportedFeature,
  readImportedRecord,
} from './imported/imported-features.ts';
export { judgeImported, readImportedTarget, type ReadTarget } from './imported/judge-imported.ts';
export { type CoalitionPlan, planCoalitions, shapleyValues } from './imported/sampled-shapley.ts';
export { classificationMeasure } from './metrics/classification.ts';
export { measureOnce, type MetricValues } from './metrics/measure.ts';
export { regressionMeasure } from './metrics/regression.ts';
export { NumericError, type NumericErrorCode, type RecordFault } from './numeric-error.ts';
export { decodeArtifact, encodeArtifact } from './pipeline/artifact.ts';
export type {
  BatchPrediction,
  FittedPipeline,
  HeldOutRows,
  Label,
  Metrics,
  Prediction,
  TrainingResult,
  TrainingWarning,
} from './pipeline/pipeline.ts';
export { explanationCost } from './pipeline/explain.ts';
export { predictRow, predictRows, scoreRow } from './pipeline/predict.ts';
export { trainPipeline } from './pipeline/train-pipeline.ts';
export { type ColumnQuality, describeColumns } from './preprocessing/column-quality.ts';
export { featureSchema, type FeatureDescription } from './preprocessing/feature-schema.ts';
export { readBoolean, readNumber, readText, readTime } from './preprocessing/reading.ts';
export { createRng, type Rng } from './rng/rng.ts';
export { normalDistribution } from './statistics/distributions.ts';
export { adjustedChances } from './statistics/false-discovery.ts';
export { type Portable, toPortable } from './pipeline/portable.ts';
export { pairedMeanTest } from './statistics/paired.ts';
export { homogeneityTest } from './statistics/two-sample.ts';
