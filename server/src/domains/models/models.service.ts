import type { Audit } from '../../platform/audit/audit.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { Entitlements } from '../tenancy/index.ts';
import { decodeArtifact, type FittedPipeline } from '../../numeric/index.ts';
import { createModelChanges } from './model-changes.ts';
import { createModelSteps } from './model-steps.ts';
import { modelErrors } from './models.errors.ts';
import * as models from './models.repository.ts';
import type { Datasets } from './datasets.ts';
import { refuseFrozen } from './transition.ts';
import * as versions from './versions.repository.ts';

export type ModelService = ReturnType<typeof createModelService>;

/** What the deployed version has answered and how well, by what really happened. */
export interface LiveFigures {
  predictions: number;
  feedback_count: number;
  metrics: Record<string, number>;
}

export interface ModelDeps {
  database: Database;
  jobs: Jobs;
  datasets: Datasets;
  entitlements: Pick<Entitlements, 'requireFeature' | 'admit' | 'lock' | 'settle'>;
  audit: Pick<Audit, 'record'>;
  outbox: Pick<Outbox, 'append'>;
  /** Handed in, because predictions know models and not the other way round. */
  findLiveFigures(organizationId: number, version: versions.VersionRow): Promise<LiveFigures>;
  trainingTimeoutMinutes: number;
}

/** The version that answers, ready to answer. */
export interface DeployedModel {
  modelId: number;
  modelName: string;
  version: number;
  purpose: string | null;
  pipeline: FittedPipeline;
  /** The headings that the features had in their file. */
  labels: ReadonlyMap<string, string>;
  sizeBytes: number;
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

    list: (organizationId: number, beforeId: number | null, limit: number) =>
      models.listModels(database.tenant(organizationId), organizationId, beforeId, limit),

    async getPerformance(organizationId: number, id: number) {
      const model = await get(organizationId, id);
      const db = database.tenant(organizationId);
      const [list, history, deployed] = await Promise.all([
        versions.listVersions(db, organizationId, id, MOST_VERSIONS),
        versions.listMetrics(db, organizationId, id, MOST_MEASUREMENTS),
        model.deployed_version === null ? null : versions.findVersion(db, organizationId, id, model.deployed_version),
      ]);
      const none: LiveFigures = { predictions: 0, feedback_count: 0, metrics: {} };
      const live = deployed ? await findLiveFigures(organizationId, deployed) : none;
      return { model, versions: list, live, history };
    },

    /** The version that answers, decoded. @throws AppError model_not_found, model_not_deployed, model_frozen */
    async getDeployed(organizationId: number, id: number): Promise<DeployedModel> {
      const row = await versions.findDeployed(database.tenant(organizationId), organizationId, id);
      if (!row) throw modelErrors.model_not_found({ model: id });
      const { version, artifact, feature_schema: features } = row;
      refuseFrozen({ id, ...row });
      if (version === null || !artifact || !features) {
        throw modelErrors.model_not_deployed({ model: id, name: row.model_name, status: row.status });
      }
      return {
        modelId: id,
        modelName: row.model_name,
        version,
        purpose: row.purpose,
        pipeline: decodeArtifact(artifact),
        labels: new Map(features.map(({ name, label }) => [name, label])),
        sizeBytes: artifact.byteLength,
      };
    },

    /** What a version learned to answer. @throws AppError version_not_found */
    async getVersion(organizationId: number, id: number, version: number): Promise<versions.VersionRow> {
      const found = await versions.findVersion(database.tenant(organizationId), organizationId, id, version);
      if (!found) throw modelErrors.version_not_found({ model: id, version });
      return found;
    },
  };
}
