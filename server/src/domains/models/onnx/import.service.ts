import { Value } from 'typebox/value';
import { type Actor, type Audit, userOf } from '../../../platform/audit/audit.ts';
import type { Database } from '../../../platform/db/database.ts';
import type { Jobs } from '../../../platform/jobs/jobs.ts';
import type { Entitlements } from '../../tenancy/index.ts';
import { type Datasets, findDataset } from '../datasets.ts';
import { modelErrors } from '../models.errors.ts';
import * as models from '../models.repository.ts';
import { resolveSource } from '../training-source.ts';
import { follow, lockModel, refuseFrozen } from '../transition.ts';
import { readGraph } from './graph.ts';
import { MODEL_IMPORT } from './import.job.ts';
import * as repository from './import.repository.ts';
import { findGraphFaults, mappingSchema, type OnnxMapping, planGraph } from './mapping.ts';
import { requireRuntime } from './runtime.ts';

interface Deps {
  database: Database;
  jobs: Jobs;
  datasets: Datasets;
  entitlements: Pick<Entitlements, 'requireFeature'>;
  audit: Pick<Audit, 'record'>;
  maxArtifactSizeMb: number;
  get(organizationId: number, id: number): Promise<models.ModelWithVersions>;
}

interface IncomingGraph {
  /** JSON; see `mappingSchema`. */
  mapping: string | undefined;
  body: AsyncIterable<Uint8Array>;
}

const BYTES_A_MB = 1024 * 1024;

/** Versions that were made elsewhere. */
export function createModelImports(deps: Deps) {
  const { database, jobs, datasets, entitlements, audit, maxArtifactSizeMb, get } = deps;

  return {
    /**
     * Takes an ONNX file in and starts the job that judges it. What can be told without running it is told at once.
     * @throws AppError model_not_found, import_needs_custom, feature_not_in_plan, onnx_runtime_missing, artifact_too_large,
     * onnx_unreadable, onnx_refused, model_in_training, model_out_of_service, model_frozen, training_data_…
     */
    async importVersion(organizationId: number, id: number, { mapping: text, body }: IncomingGraph, actor: Actor) {
      const model = await get(organizationId, id);
      refuseFrozen(model);
      if (model.algorithm !== 'custom')
        throw modelErrors.import_needs_custom({ model: id, algorithm: model.algorithm });
      await entitlements.requireFeature(organizationId, 'custom_algorithms');
      requireRuntime();
      const mapping = readMapping(text);
      const file = await gather(body, maxArtifactSizeMb);
      const graph = readGraph(file);
      if (!graph) throw modelErrors.onnx_unreadable();
      const source = mapping.evaluation_data_source
        ? await resolveSource(datasets, organizationId, {
            ...model,
            training_data_source: mapping.evaluation_data_source,
          })
        : model.training_data_source;
      const dataset = await findDataset(datasets, organizationId, source.dataset);
      const { plan, faults } = planGraph(graph, mapping, {
        type: model.model_type,
        features: model.feature_columns,
        columnTypes: new Map(dataset?.columns.map(({ name, type }) => [name, type])),
      });
      const all = [...findGraphFaults(graph), ...faults];
      if (all.length > 0) throw modelErrors.onnx_refused({ count: all.length }, { faults: all });
      return database.transaction(organizationId, async (db) => {
        const locked = await lockModel(db, organizationId, id);
        refuseFrozen(locked);
        if (locked.updated_at.getTime() !== model.updated_at.getTime()) throw modelErrors.model_changed({ model: id });
        const status = follow(locked, 'train');
        const jobId = await jobs.enqueue(db, organizationId, {
          kind: MODEL_IMPORT,
          payload: {},
          subject: { kind: 'model', id, name: locked.model_name },
          createdBy: userOf(actor),
        });
        await repository.insertImport(db, organizationId, jobId, { model_id: id, plan, source, graph: file });
        const change = { status, status_before_training: locked.status, training_job_id: jobId };
        await models.updateModel(db, organizationId, id, change);
        await audit.record(db, organizationId, {
          actor,
          action: 'model.import_started',
          subject: { kind: 'model', id: String(id) },
          detail: { job_id: jobId, size_bytes: file.byteLength },
        });
        return jobId;
      });
    },
  };
}

/** @throws AppError onnx_refused */
function readMapping(text: string | undefined): OnnxMapping {
  if (text === undefined) return {};
  let mapping: unknown = null;
  try {
    mapping = JSON.parse(text);
  } catch {
    // Not JSON: no mapping either.
  }
  if (Value.Check(mappingSchema, mapping)) return mapping;
  const [first] = Value.Errors(mappingSchema, mapping);
  const pointer = `/query/mapping${first?.instancePath ?? ''}`;
  throw modelErrors.onnx_refused({ count: 1 }, { faults: [{ pointer, code: 'onnx_mapping_unreadable' }] });
}

/** @throws AppError artifact_too_large */
async function gather(body: AsyncIterable<Uint8Array>, limitMb: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const piece of body) {
    sizeBytes += piece.length;
    if (sizeBytes > limitMb * BYTES_A_MB) {
      throw modelErrors.artifact_too_large({ sizeMb: Math.ceil((sizeBytes / BYTES_A_MB) * 10) / 10, limitMb });
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
