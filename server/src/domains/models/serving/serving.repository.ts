import type { Db } from '../../../platform/db/database.ts';
import type { FeatureDescription } from '../models.schema.ts';
import type { ChallengerMode, DeploymentKind } from './serving.schema.ts';

interface ServingRow {
  model_name: string;
  purpose: string | null;
  status: string;
  frozen_at: Date | null;
  auto_scaling: boolean;
  /** Null while nothing is deployed, and then so is all that follows. */
  version: number | null;
  artifact: Buffer | null;
  feature_schema: FeatureDescription[] | null;
  /** Null while there is no challenger, and then so is all that follows. */
  challenger_version: number | null;
  challenger_mode: ChallengerMode | null;
  challenger_share: number | null;
  challenger_artifact: Buffer | null;
  challenger_feature_schema: FeatureDescription[] | null;
}

/**
 * A model with the artifacts of the versions that answer. `hold` keeps others from changing which these are until the
 * transaction ends.
 */
export async function findServing(
  db: Db,
  organizationId: number,
  modelId: number,
  { hold }: { hold: boolean },
): Promise<ServingRow | null> {
  const row = await db
    .selectFrom('ai_models as m')
    .leftJoin('model_versions as v', (join) =>
      join
        .onRef('v.organization_id', '=', 'm.organization_id')
        .onRef('v.model_id', '=', 'm.id')
        .onRef('v.version', '=', 'm.deployed_version'),
    )
    .leftJoin('model_versions as c', (join) =>
      join
        .onRef('c.organization_id', '=', 'm.organization_id')
        .onRef('c.model_id', '=', 'm.id')
        .onRef('c.version', '=', 'm.challenger_version'),
    )
    .select(['m.model_name', 'm.purpose', 'm.status', 'm.frozen_at', 'm.auto_scaling'])
    .select(['m.challenger_mode', 'm.challenger_share'])
    .select(['v.version', 'v.artifact', 'v.feature_schema'])
    .select(['c.version as challenger_version', 'c.artifact as challenger_artifact'])
    .select('c.feature_schema as challenger_feature_schema')
    .where('m.organization_id', '=', organizationId)
    .where('m.id', '=', modelId)
    .$if(hold, (query) => query.forShare('m'))
    .$castTo<ServingRow>()
    .executeTakeFirst();
  return row ?? null;
}

export interface DeploymentRow {
  id: number;
  version: number;
  kind: DeploymentKind;
  auto_scaling: boolean;
  monitoring_enabled: boolean;
  forced: boolean;
  reason: string | null;
  deployed_by: number | null;
  deployed_at: Date;
}

/** The latest first, those before `beforeId` only. */
export async function listDeployments(
  db: Db,
  organizationId: number,
  modelId: number,
  { beforeId, limit }: { beforeId: number | null; limit: number },
): Promise<DeploymentRow[]> {
  return db
    .selectFrom('model_deployments')
    .select(['id', 'version', 'kind', 'auto_scaling', 'monitoring_enabled', 'forced', 'reason'])
    .select(['deployed_by', 'deployed_at'])
    .where('organization_id', '=', organizationId)
    .where('model_id', '=', modelId)
    .$if(beforeId !== null, (query) => query.where('id', '<', beforeId ?? 0))
    .orderBy('id', 'desc')
    .limit(limit)
    .$castTo<DeploymentRow>()
    .execute();
}
