import { createCardFacts } from './card/card.service.ts';
import { type ChallengerDeps, createChallengers } from './serving/challenger.service.ts';
import { createDeployments, type DeploymentDeps } from './serving/deployments.service.ts';
import { createServing } from './serving/serving.service.ts';
import { createExport } from './versions/export.service.ts';
import { createVersions } from './versions/versions.service.ts';

export type ModelVersionsDeps = DeploymentDeps & ChallengerDeps;

/** What becomes of versions once they are trained: compared, put in service, challenged, described. */
export function createModelVersions(deps: ModelVersionsDeps) {
  return {
    ...createVersions(deps),
    ...createServing(deps),
    ...createDeployments(deps),
    ...createChallengers(deps),
    ...createCardFacts(deps),
    ...createExport(deps),
  };
}
