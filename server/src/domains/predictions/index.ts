/** Predictions: asking the version that is deployed, what it answered, and what really happened. */
export { createChallengeFigures } from './challenge-figures.ts';
export { createLivePredictions } from './live-answers.ts';
export { createBatchHandler } from './batch/batch.job.ts';
export { batchRetention } from './batch/batch-retention.ts';
export { registerBatchRoutes } from './batch/batch.routes.ts';
export { createBatchService } from './batch/batch.service.ts';
export { createRowsService } from './batch/rows.service.ts';
export { registerExploringRoutes } from './exploring/exploring.routes.ts';
export { createExploringService } from './exploring/exploring.service.ts';
export { createLiveFigures } from './live-figures.ts';
export { createPastPredictions } from './past-predictions.ts';
export { predictionRetention } from './prediction-retention.ts';
export { registerPredictionRoutes } from './predictions.routes.ts';
export { createPredictionService, type PredictionService } from './predictions.service.ts';
export { startShadowWatch } from './shadow-watch.ts';
export { createWordings } from './wording.ts';
