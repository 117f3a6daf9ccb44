import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { Entitlements } from '../tenancy/index.ts';
import { createFittedVersions } from './fitted-version.ts';
import { createModelChanges } from './model-changes.ts';
import { createModelSteps } from './model-steps.ts';
import { createModelVersions, type ModelVersionsDeps } from './model-versions.ts';
import { modelErrors } from './models.errors.ts';
import * as models from './models.repository.ts';
import type { Datasets } from './datasets.ts';
import { createModelImports } from './onnx/import.service.ts';
import { createReproductions } from './reproduction.ts';
import * as versions from './versions.repository.ts';

export type ModelService = ReturnType<typeof createModelService>;

/** What the deployed version has answered and how well, by what really happened. */
export interface LiveFigures {
  predictions: number;
  feedback_count: number;
  metrics: Record<string, number>;
}

export interface ModelDeps extends Omit<ModelVersionsDeps, 'get'> {
  jobs: Jobs;
  datasets: Datasets;
  entitlements: Pick<Entitlements, 'requireFeature' | 'admit' | 'lock' | 'settle'>;
  /** Handed in, because predictions know models and not the other way round. */
  findLiveFigures(organizationId: number, version: versions.VersionRow): Promise<LiveFigures>;
  trainingTimeoutMinutes: number;
  maxArtifactSizeMb: number;
}

export type Performance = Awaited<ReturnType<ModelService['getPerformance']>>;

const MOST_VERSIONS = 50;
const MOST_MEASUREMENTS = 500;

export function createModelService(deps: ModelDeps) {
  const { database, findLiveFigures } = deps;

  async function get(organizationId: number, id: number): Promise<models.ModelWithVersions> {
    const model = await models.findModel(database.tenant(organizationId), organizationId, id);
    if (!model) throw modelErrors.model_not_found({ model: id });
    return model;
  }

  return {
    get,
    ...createModelChanges({ ...deps, get }),
    ...createModelSteps({ ...deps, get }),
    ...createReproductions({ ...deps, get }),
    ...createModelImports({ ...deps, get }),
    ...createFittedVersions(deps),
    ...createModelVersions({ ...deps, get }),

    list: (organizationId: number, beforeId: number | null, limit: number) =>
      models.listModels(database.tenant(organizationId), organizationId, beforeId, limit),

    async getPerformance(organizationId: number, id: number) {
      const model = await get(organizationId, id);
      const db = database.tenant(organizationId);
      const [list, dataQuality, history, deployed] = await Promise.all([
        versions.listVersions(db, organizationId, id, MOST_VERSIONS),
        model.current_version === null ? [] : versions.findDataQuality(db, organizationId, id, model.current_version),
        versions.listMetrics(db, organizationId, id, MOST_MEASUREMENTS),
        model.deployed_version === null ? null : versions.findVersion(db, organizationId, id, model.deployed_version),
      ]);
      const none: LiveFigures = { predictions: 0, feedback_count: 0, metrics: {} };
      const live = deployed ? await findLiveFigures(organizationId, deployed) : none;
      return { model, versions: list, dataQuality, live, history };
    },
  };
}
