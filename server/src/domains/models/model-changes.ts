import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../../platform/db/database.ts';
import type { Datasets } from './datasets.ts';
import { modelErrors } from './models.errors.ts';
import * as models from './models.repository.ts';
import type { ModelPatch, NewModel } from './models.schema.ts';
import { resolveSource } from './training-source.ts';
import { follow, lockModel } from './transition.ts';

interface Deps {
  database: Database;
  datasets: Datasets;
  get(organizationId: number, id: number): Promise<models.ModelWithVersions>;
}

/** What a model shall learn: saying it, and changing one's mind. */
export function createModelChanges({ database, datasets, get }: Deps) {
  return {
    /** @throws AppError definition_invalid, training_data_missing, training_data_not_found, training_data_ambiguous */
    async create(organizationId: number, wanted: NewModel, createdBy: number | null) {
      const definition = {
        model_type: wanted.model_type,
        algorithm: wanted.algorithm,
        feature_columns: wanted.feature_columns,
        target_column: wanted.target_column,
        positive_class: wanted.positive_class ?? null,
      };
      const source = await resolveSource(datasets, organizationId, {
        ...definition,
        training_data_source: wanted.training_data_source ?? null,
      });
      const id = await models.insertModel(database.tenant(organizationId), organizationId, {
        ...definition,
        model_name: wanted.model_name,
        description: wanted.description ?? null,
        purpose: wanted.purpose ?? null,
        training_data_source: source,
        created_by: createdBy,
      });
      return get(organizationId, id);
    },

    /**
     * Changes a model. What is learned may change at any time but during a training: the model is then a draft again,
     * and its deployed version goes on answering as it was trained.
     * @throws AppError definition_invalid, model_in_training, model_out_of_service, model_changed
     */
    async update(organizationId: number, id: number, patch: ModelPatch) {
      const before = await get(organizationId, id);
      const after = { ...before, ...patch };
      const redefines = DEFINING.some((field) => !isDeepStrictEqual(after[field], before[field]));
      const source = redefines ? await resolveSource(datasets, organizationId, after) : before.training_data_source;
      await database.transaction(organizationId, async (db) => {
        const model = await lockModel(db, organizationId, id);
        if (redefines && model.updated_at.getTime() !== before.updated_at.getTime()) {
          throw modelErrors.model_changed({ model: id });
        }
        if (model.status === 'archived') throw modelErrors.model_out_of_service({ model: id, status: model.status });
        const status = redefines ? follow(model, 'redefine') : model.status;
        await models.updateModel(db, organizationId, id, { ...patch, training_data_source: source, status });
      });
      return get(organizationId, id);
    },
  };
}

/** A change of one of these asks for a new training. */
const DEFINING = [
  'algorithm',
  'feature_columns',
  'target_column',
  'positive_class',
  'training_data_source',
] as const satisfies (keyof ModelPatch)[];
