import { createHash } from 'node:crypto';
import type { JobHandler } from '../../platform/jobs/job.ts';
import type { Entitlements } from '../tenancy/index.ts';
import { modelErrors } from './models.errors.ts';
import { readReproductionPayload, REPRODUCTION } from './reproduction.ts';
import { runTraining, type RunTrainingDeps, trainingPlaces } from './run-training.ts';
import * as versions from './versions.repository.ts';

interface ReproductionDeps extends RunTrainingDeps {
  entitlements: Pick<Entitlements, 'amountOf'>;
  codeVersion: string;
  timeoutMinutes: number;
}

/** Trains again from a version's receipt, keeps nothing, and says whether the same bytes came out, and if not, why. */
export function createReproductionHandler(deps: ReproductionDeps): JobHandler {
  const { database, codeVersion } = deps;
  return {
    kind: REPRODUCTION,
    readPermission: 'ai_analytics:read',
    cancelPermission: 'ai_analytics:manage',
    timeoutMs: deps.timeoutMinutes * 60_000,
    places: trainingPlaces(deps.entitlements),
    async run(context) {
      const { organizationId } = context;
      const { modelId, version: number } = readReproductionPayload(context.payload);
      const version = await versions.findVersion(database.tenant(organizationId), organizationId, modelId, number);
      if (!version?.receipt) throw modelErrors.receipt_incomplete({ model: modelId, version: number });
      const asked = { receipt: version.receipt, timeBudgetMinutes: null, rival: null };
      const trained = await runTraining(deps, context, asked);
      const expected = {
        artifact_sha256: version.artifact_sha256,
        data_snapshot_hash: version.data_snapshot_hash,
        code_version: version.code_version,
      };
      const found = {
        artifact_sha256: createHash('sha256').update(trained.artifact).digest('hex'),
        data_snapshot_hash: trained.dataSnapshotHash,
        code_version: codeVersion,
      };
      const isEqual = expected.artifact_sha256 === found.artifact_sha256;
      const result = {
        model_id: modelId,
        version: number,
        reproduced: isEqual,
        because: isEqual ? [] : findCauses(expected, found),
        expected,
        found,
      };
      await database.transaction(organizationId, (db) => context.complete(db, result));
    },
  };
}

type Print = Readonly<Record<'data_snapshot_hash' | 'code_version', string>>;

function findCauses(expected: Print, found: Print): string[] {
  const causes = [
    ...(expected.data_snapshot_hash === found.data_snapshot_hash ? [] : ['data_changed']),
    ...(expected.code_version === found.code_version ? [] : ['code_version_changed']),
  ];
  return causes.length > 0 ? causes : ['unknown'];
}
