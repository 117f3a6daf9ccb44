import type { Database, Db } from '../../../platform/db/database.ts';
import type { SeriesModel } from '../kinds/series-model.ts';
import { modelErrors } from '../models.errors.ts';
import type { FeatureDescription } from '../models.schema.ts';
import { openVersion, type VersionModel } from '../onnx/imported-model.ts';
import { refuseFrozen } from '../transition.ts';
import * as repository from './serving.repository.ts';
import type { ChallengerMode } from './serving.schema.ts';

/** A version that answers, ready to answer. */
export interface DeployedModel {
  modelId: number;
  modelName: string;
  version: number;
  purpose: string | null;
  pipeline: VersionModel;
  /** How its series goes on, of a forecast over time. */
  series?: SeriesModel | null;
  /** The headings that the features had in their file. */
  labels: ReadonlyMap<string, string>;
  sizeBytes: number;
  /** Its scoring may use as many threads as load asks; by default one. */
  autoScaling?: boolean;
}

/** Who answers for a model. */
export interface Serving {
  /** The deployed version. */
  champion: DeployedModel;
  /** `canary`: it answers a share of the predictions. `shadow`: it only scores a share of them, after the answer. */
  challenger: null | { model: DeployedModel; mode: ChallengerMode; share: number };
}

/** Who answers for a model, ready to answer. */
export function createServing({ database }: { database: Database }) {
  return {
    /** @throws AppError model_not_found, model_not_deployed, model_frozen */
    getServing: (organizationId: number, id: number): Promise<Serving> =>
      readServing(database.tenant(organizationId), organizationId, id, false),

    /** The same, and nobody changes who answers until the transaction ends. */
    holdServing: (db: Db, organizationId: number, id: number): Promise<Serving> =>
      readServing(db, organizationId, id, true),
  };
}

async function readServing(db: Db, organizationId: number, id: number, hold: boolean): Promise<Serving> {
  const row = await repository.findServing(db, organizationId, id, { hold });
  if (!row) throw modelErrors.model_not_found({ model: id });
  refuseFrozen({ id, ...row });
  const { model_name: modelName, purpose, challenger_mode: mode, challenger_share: share } = row;
  const of = { modelId: id, modelName, purpose, autoScaling: row.auto_scaling };
  const champion = toModel(of, row.version, row.artifact, row.feature_schema);
  if (!champion) throw modelErrors.model_not_deployed({ model: id, name: modelName, status: row.status });
  const { challenger_version: version, challenger_artifact: artifact, challenger_feature_schema: features } = row;
  const challenger = toModel(of, version, artifact, features);
  return { champion, challenger: challenger && mode && share !== null ? { model: challenger, mode, share } : null };
}

function toModel(
  of: Pick<DeployedModel, 'modelId' | 'modelName' | 'purpose' | 'autoScaling'>,
  version: number | null,
  artifact: Buffer | null,
  features: readonly FeatureDescription[] | null,
): DeployedModel | null {
  if (version === null || !artifact || !features) return null;
  return {
    ...of,
    version,
    ...openVersion(artifact),
    labels: new Map(features.map(({ name, label }) => [name, label])),
    sizeBytes: artifact.byteLength,
  };
}
