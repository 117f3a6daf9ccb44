/** Predictions: asking the version that is deployed, what it answered, and what really happened. */
export { createLiveFigures } from './live-figures.ts';
export { predictionRetention } from './prediction-retention.ts';
export { registerPredictionRoutes } from './predictions.routes.ts';
export { createPredictionService } from './predictions.service.ts';
