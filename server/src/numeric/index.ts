/**
 * The numeric floor: supervised models on columns of typed arrays. Pure functions, plain data: no clock, no file, no
 * random source but the seed. Every failure is a NumericError with a code and figures; the caller has the words.
 */
export type { Column } from './column.ts';
export type { Algorithm } from './estimators/registry.ts';
export { classificationMeasure } from './metrics/classification.ts';
export { measureOnce, type MetricValues } from './metrics/measure.ts';
export { regressionMeasure } from './metrics/regression.ts';
export { NumericError, type NumericErrorCode, type RecordFault } from './numeric-error.ts';
export { decodeArtifact, encodeArtifact } from './pipeline/artifact.ts';
export type {
  FittedPipeline,
  Label,
  Metrics,
  Prediction,
  TrainingResult,
  TrainingWarning,
} from './pipeline/pipeline.ts';
export { predictRow } from './pipeline/predict.ts';
export { trainPipeline } from './pipeline/train-pipeline.ts';
export { featureSchema, type FeatureDescription } from './preprocessing/feature-schema.ts';
