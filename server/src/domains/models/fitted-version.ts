import type { Database } from '../../platform/db/database.ts';
import { modelErrors } from './models.errors.ts';
import type { FeatureDescription } from './models.schema.ts';
import { openVersion } from './onnx/imported-model.ts';
import type { DeployedModel } from './serving/serving.service.ts';

interface FittedRow {
  model_name: string;
  purpose: string | null;
  artifact: Buffer;
  feature_schema: FeatureDescription[];
}

/** Versions as they were fitted, whether or not they answer now. */
export function createFittedVersions({ database }: { database: Database }) {
  async function find(organizationId: number, id: number, version: number): Promise<FittedRow> {
    const row = await database
      .tenant(organizationId)
      .selectFrom('model_versions as v')
      .innerJoin('ai_models as m', (join) =>
        join.onRef('m.organization_id', '=', 'v.organization_id').onRef('m.id', '=', 'v.model_id'),
      )
      .select(['m.model_name', 'm.purpose', 'v.artifact', 'v.feature_schema'])
      .where('v.organization_id', '=', organizationId)
      .where('v.model_id', '=', id)
      .where('v.version', '=', version)
      .$castTo<FittedRow>()
      .executeTakeFirst();
    if (!row) throw modelErrors.version_not_found({ model: id, version });
    return row;
  }

  return {
    /** Undecoded, for a thread. @throws AppError version_not_found */
    async getArtifact(organizationId: number, id: number, version: number): Promise<Uint8Array> {
      return (await find(organizationId, id, version)).artifact;
    },

    /** @throws AppError version_not_found */
    async getFitted(organizationId: number, id: number, version: number): Promise<DeployedModel> {
      const {
        model_name: modelName,
        purpose,
        artifact,
        feature_schema: features,
      } = await find(organizationId, id, version);
      return {
        modelId: id,
        modelName,
        version,
        purpose,
        ...openVersion(artifact),
        labels: new Map(features.map(({ name, label }) => [name, label])),
        sizeBytes: artifact.byteLength,
      };
    },
  };
}
