import {
  type AnomalyModel,
  containerVersion,
  decodeAnomalyModel,
  decodeSegmentation,
  encodeAnomalyModel,
  encodeArtifact,
  encodeSegmentation,
  featureSchema,
  type FeatureDescription,
  type SegmentationModel,
} from '../../../numeric/index.ts';
import {
  decodeRecommendations,
  encodeRecommendations,
  recommenderFeatures,
  type RecommenderModel,
} from './recommender-model.ts';
import { decodeForecasting, encodeForecasting, type ForecastingModel, seriesFeatures } from './series-model.ts';

/** Fitted models other than those that only tell a target by features: each is told by its `kind`. */
export type KindModel = AnomalyModel | SegmentationModel | ForecastingModel | RecommenderModel;

/** The kind of an artifact stands in the high half of its container's version; 0 of all that tell a target. */
const KIND_BITS = 16;
const ANOMALIES = 1;
const SEGMENTS = 2;
const FORECASTS = 5;
const RECOMMENDATIONS = 6;

/** @throws NumericError artifact_… */
export function decodeKind(bytes: Uint8Array): KindModel | null {
  const kind = containerVersion(bytes) >>> KIND_BITS;
  if (kind === ANOMALIES) return decodeAnomalyModel(bytes);
  if (kind === SEGMENTS) return decodeSegmentation(bytes);
  if (kind === FORECASTS) return decodeForecasting(bytes);
  return kind === RECOMMENDATIONS ? decodeRecommendations(bytes) : null;
}

export function encodeKind(model: KindModel): Uint8Array {
  if (model.kind === 'anomaly_detection') return encodeAnomalyModel(model);
  if (model.kind === 'clustering') return encodeSegmentation(model);
  if (model.kind === 'recommendations') return encodeRecommendations(model);
  return encodeForecasting(model.pipeline && encodeArtifact(model.pipeline), model.series);
}

export function featuresOfKind(model: KindModel): readonly FeatureDescription[] {
  if (model.kind === 'recommendations') return recommenderFeatures(model);
  if (model.kind !== 'forecasting') return featureSchema(model.preprocessor);
  return model.pipeline === null ? seriesFeatures(model.series) : featureSchema(model.pipeline.preprocessor);
}
