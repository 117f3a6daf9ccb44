/** Predictive analytics: questions to the standard datasets, answered by jobs and kept. */
export { createAnalysisHandler } from './predictive.job.ts';
export { predictiveRetention } from './predictive-retention.ts';
export { registerPredictiveRoutes } from './predictive.routes.ts';
export { createPredictiveService, type PredictiveService } from './predictive.service.ts';
