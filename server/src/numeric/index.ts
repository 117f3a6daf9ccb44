/**
 * The numeric floor: supervised models on columns of typed arrays, forecasts of series. Pure functions, plain data: no clock, no file, no
 * random source but the seed. Every failure is a NumericError with a code and figures; the caller has the words.
 */
export { containerVersion, readContainer, writeContainer } from './artifact/container.ts';
export { type Column, rowCountOf } from './column.ts';
// Segments: rows that are alike, and what sets them apart.
export type { SegmentDescription, SegmentTrait } from './clustering/describe-segments.ts';
export { clusteringHyperparameters } from './clustering/divide-rows.ts';
export { explainSegment } from './clustering/explain-segment.ts';
export {
  assignSegments,
  decodeSegmentation,
  encodeSegmentation,
  type SegmentationModel,
  trainSegmentation,
} from './clustering/segmentation.ts';
// Recommendations: what to offer to whom.
export { gatherNamed } from './recommendation/named-interactions.ts';
export {
  decodeRecommender,
  encodeRecommender,
  type NamedRecommender,
  openRecommender,
  recommenderHyperparameters,
  trainRecommender,
} from './recommendation/recommendation-model.ts';
// Customers: who buys how often, who is still there, what they will be worth.
export { type BgNbd, chanceAlive, chanceOfSilence, fitBgNbd } from './customers/bg-nbd.ts';
export { fitGammaGamma, type GammaGamma } from './customers/gamma-gamma.ts';
export { kaplanMeier, medianSurvival } from './customers/kaplan-meier.ts';
export { valueIfAlive } from './customers/lifetime-value.ts';
// Strange rows.
export {
  type AnomalyModel,
  decodeAnomalyModel,
  encodeAnomalyModel,
  explainAnomaly,
  scoreAnomalies,
  trainAnomalyModel,
} from './detection/anomaly-model.ts';
export { rowDetectors } from './detection/row-detectors.ts';
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
// Forecasts: `completeSeries` makes a series ready, a method fits and forecasts it, `backtest` measures any of them.
export { intervalCoverage, scaledError, symmetricPercentageError } from './forecasting/accuracy.ts';
export { arima } from './forecasting/arima.ts';
export { auto as autoForecast, type AutoModel, fitMeasured as measureAutoForecast } from './forecasting/auto.ts';
export { autoMany as autoForecastMany, fitManyMeasured as measureManyForecasts } from './forecasting/auto-many.ts';
export { backtest, backtestAccuracy, type OriginForecast, planOrigins } from './forecasting/backtest.ts';
export { completeLocalDays, dayColumns } from './forecasting/calendar.ts';
export { croston } from './forecasting/croston.ts';
export { ets } from './forecasting/ets.ts';
export { decodeForecaster, encodeForecaster } from './forecasting/forecaster-artifact.ts';
export { holidayAware } from './forecasting/holiday-aware.ts';
export { linearForecast } from './forecasting/linear-forecast.ts';
export type { Forecast, ForecastMethod, ForecastModel, ForecastOptions } from './forecasting/method.ts';
export { mstl } from './forecasting/mstl.ts';
export { type Hierarchy, reconcile } from './forecasting/reconciliation.ts';
export { seasonalNaive } from './forecasting/seasonal-naive.ts';
export { detectSeasons } from './forecasting/seasonality.ts';
export { type CompleteSeries, completeSeries, type OutsideColumn, type Series } from './forecasting/series.ts';
export { theta } from './forecasting/theta.ts';
export { judgeImported, readImportedTarget, type ReadTarget } from './imported/judge-imported.ts';
export { type CoalitionPlan, planCoalitions, shapleyValues } from './imported/sampled-shapley.ts';
export { classificationMeasure } from './metrics/classification.ts';
export { outcomesByPrediction, reliabilityBins, rocCurve } from './metrics/held-out-curves.ts';
export { measureOnce, type MetricValues } from './metrics/measure.ts';
export { regressionMeasure } from './metrics/regression.ts';
export { NumericError, type NumericErrorCode, type RecordFault } from './numeric-error.ts';
// Stock: what kind of demand there is, how much to order, when, and how a policy fares.
export { type DemandPattern, demandPattern } from './operations/demand-pattern.ts';
export { economicOrder, orderAtDiscounts } from './operations/economic-order.ts';
export { drawDemand } from './operations/random-demand.ts';
export { staffFor } from './operations/erlang-c.ts';
export { findReorderPoint, simulatePolicy } from './operations/simulate-policy.ts';
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
export { recordColumns } from './preprocessing/record-columns.ts';
export { readBoolean, readNumber, readText, readTime } from './preprocessing/reading.ts';
export { createRng, type Rng } from './rng/rng.ts';
export { normalDistribution } from './statistics/distributions.ts';
export { designOf, type Effects, fitEffects } from './statistics/effects.ts';
export { adjustedChances } from './statistics/false-discovery.ts';
export {
  type Portable,
  portableFeatures,
  type PortableFeature,
  type PortableMember,
  type PortableModel,
  type PortableTrees,
  toPortable,
} from './pipeline/portable.ts';
export { pairedMeanTest } from './statistics/paired.ts';
export { homogeneityTest } from './statistics/two-sample.ts';
