/** Models: what they shall learn, their training, their versions, and which of these answers. */
export { registerModelRoutes } from './models.routes.ts';
export { createModelService, type LiveFigures, type ModelService } from './models.service.ts';
export { modelStanding } from './model-standing.ts';
export { isDeployed } from './models.repository.ts';
export { createReproductionHandler } from './reproduction.job.ts';
export { openImported, predictColumns, predictImported } from './onnx/ask-imported.ts';
export {
  decodeVersion,
  encodeVersion,
  featuresOf,
  isImported,
  isPipeline,
  openVersion,
  type VersionModel,
} from './onnx/imported-model.ts';
export type { KindModel } from './kinds/kind-model.ts';
export { historyOf, type RecommenderModel } from './kinds/recommender-model.ts';
export { meanParts, nextPeriods, seriesOfName } from './kinds/series-model.ts';
export { createModelImportHandler } from './onnx/import.job.ts';
export { createTrainingHandler } from './training.job.ts';
export type { Challenge, ChallengeFigures, PairedFigures, Rivals } from './serving/challenge.ts';
export { createServing, type DeployedModel, type Serving } from './serving/serving.service.ts';
export { onServingChange } from './serving/serving-signal.ts';
export { createModelUses } from './dataset-uses.ts';
export type { Label, VersionRow } from './versions.repository.ts';
export { createModelWatch } from './watch/create-model-watch.ts';
export { createModelHealth, type ModelHealth } from './watch/model-health.ts';
export type { LiveAnswer, LiveOutcome, LiveOutput, LivePredictions } from './watch/live-answers.ts';
export { watchRetention } from './watch/watch-retention.ts';
export { registerWatchRoutes } from './watch/watch.routes.ts';
