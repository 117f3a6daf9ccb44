import { toPortable } from '../../../numeric/index.ts';
import type { Actor, Audit } from '../../../platform/audit/audit.ts';
import type { Database } from '../../../platform/db/database.ts';
import { modelErrors } from '../models.errors.ts';
import type { ModelWithVersions } from '../models.repository.ts';
import { findObstacles, writeOnnx } from '../onnx/export/write-onnx.ts';
import { decodeVersion, isImported, isPipeline } from '../onnx/imported-model.ts';
import { findArtifact, findVersion } from '../versions.repository.ts';
import { toPortableKind } from './portable-kind.ts';
import type { ExportFormat } from './versions.schema.ts';

interface Deps {
  database: Database;
  audit: Pick<Audit, 'record'>;
  get(organizationId: number, id: number): Promise<ModelWithVersions>;
}

export function createExport({ database, audit, get }: Deps) {
  return {
    /**
     * A version in the form of docs/MODEL_EXPORT.md, for other programs to score with. It leaves the house, so it is
     * written down who took it. An imported one leaves as the file that came.
     * @throws AppError model_not_found, version_not_found, onnx_export_impossible,
     * onnx_export_of_type
     */
    async export(organizationId: number, id: number, number: number, format: ExportFormat, actor: Actor) {
      const model = await get(organizationId, id);
      const version = await findVersion(database.tenant(organizationId), organizationId, id, number);
      if (!version) throw modelErrors.version_not_found({ model: id, version: number });
      const artifact = await database.transaction(organizationId, async (db) => {
        const subject = { kind: 'model', id: String(id) };
        await audit.record(db, organizationId, {
          actor,
          action: 'model.exported',
          subject,
          detail: { version: number, format },
        });
        return findArtifact(db, organizationId, id, number);
      });
      if (!artifact) throw modelErrors.version_not_found({ model: id, version: number });
      const source = {
        model_id: id,
        model_name: model.model_name,
        model_type: version.model_type,
        version: number,
        trained_at: version.trained_at.toISOString(),
        code_version: version.code_version,
        data_snapshot_hash: version.data_snapshot_hash,
        artifact_sha256: version.artifact_sha256,
      };
      const made = decodeVersion(artifact);
      const name = `model-${id}-version-${number}`;
      if (isImported(made)) return { name: `${name}.onnx`, file: Buffer.from(made.graph) };
      if (!isPipeline(made)) {
        if (format === 'json') return { name: `${name}.json`, content: { ...toPortableKind(made), source } };
        throw modelErrors.onnx_export_of_type({ modelType: version.model_type });
      }
      const portable = toPortable(made);
      if (format === 'json') return { name: `${name}.json`, content: { ...portable, source } };
      const obstacles = findObstacles(portable);
      if (obstacles.length > 0) {
        throw modelErrors.onnx_export_impossible({ columns: obstacles.join(', '), count: obstacles.length });
      }
      const about = Object.fromEntries(Object.entries(source).map(([key, value]) => [key, String(value)]));
      return { name: `${name}.onnx`, file: Buffer.from(writeOnnx(portable, about)) };
    },
  };
}
