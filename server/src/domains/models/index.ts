/** Models: what they shall learn, their training, their versions, and which of these answers. */
export { registerModelRoutes } from './models.routes.ts';
export { createModelService, type DeployedModel, type LiveFigures, type ModelService } from './models.service.ts';
export { modelStanding } from './model-standing.ts';
export { isDeployed } from './models.repository.ts';
export { createTrainingHandler } from './training.job.ts';
export type { Label, VersionRow } from './versions.repository.ts';
