import { isDeepStrictEqual } from 'node:util';
import { type Actor, type Audit, userOf } from '../../platform/audit/audit.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Entitlements } from '../tenancy/index.ts';
import type { Datasets } from './datasets.ts';
import { modelErrors } from './models.errors.ts';
import * as models from './models.repository.ts';
import type { ModelPatch, NewModel } from './models.schema.ts';
import { requireAlgorithm } from './plan-gates.ts';
import { checkModelOptions } from './training-request.ts';
import { resolveSource } from './training-source.ts';
import { follow, lockModel } from './transition.ts';

interface Deps {
  database: Database;
  datasets: Datasets;
  entitlements: Pick<Entitlements, 'requireFeature' | 'admit'>;
  audit: Pick<Audit, 'record'>;
  get(organizationId: number, id: number): Promise<models.ModelWithVersions>;
}

/** Looks at a model behind its lock, and throws when the change was not meant for what it has become. */
type ModelCheck = (current: models.ModelWithVersions) => void;

/** What a model shall learn: saying it, and changing one's mind. */
export function createModelChanges({ database, datasets, entitlements, audit, get }: Deps) {
  return {
    /**
     * @throws AppError definition_invalid, training_data_missing, training_data_not_found, training_data_ambiguous,
     * feature_not_in_plan, limit_reached
     */
    async create(organizationId: number, wanted: NewModel, actor: Actor) {
      const options = wanted.training_options ?? {};
      const { algorithm } = wanted;
      const { hyperparameters = {} } = options;
      await requireAlgorithm(entitlements, organizationId, { algorithm, hyperparameters });
      const definition = {
        model_type: wanted.model_type,
        algorithm,
        feature_columns: wanted.feature_columns ?? [],
        target_column: wanted.target_column ?? null,
        positive_class: wanted.positive_class ?? null,
      };
      const source = await resolveSource(datasets, organizationId, {
        ...definition,
        training_data_source: wanted.training_data_source ?? null,
      });
      await checkModelOptions(datasets, organizationId, { ...definition, training_data_source: source }, options);
      const id = await database.transaction(organizationId, async (db) => {
        await entitlements.admit(db, organizationId, 'models');
        const created = await models.insertModel(db, organizationId, {
          ...definition,
          model_name: wanted.model_name,
          description: wanted.description ?? null,
          purpose: wanted.purpose ?? null,
          training_data_source: source,
          training_options: options,
          created_by: userOf(actor),
        });
        const subject = { kind: 'model', id: String(created) };
        const detail = { name: wanted.model_name, algorithm };
        await audit.record(db, organizationId, { actor, action: 'model.created', subject, detail });
        return created;
      });
      return get(organizationId, id);
    },

    /**
     * Changes a model. What is learned may change at any time but during a training: the model is then a draft again,
     * and its deployed version goes on answering as it was trained.
     * @throws AppError definition_invalid, model_in_training, model_out_of_service, model_changed, feature_not_in_plan
     */
    async update(organizationId: number, id: number, patch: ModelPatch, actor: Actor, check: ModelCheck = () => {}) {
      const before = await get(organizationId, id);
      const after = { ...before, ...patch };
      const { hyperparameters = {} } = after.training_options;
      const isChosen = after.algorithm !== before.algorithm || patch.training_options?.hyperparameters !== undefined;
      if (isChosen)
        await requireAlgorithm(entitlements, organizationId, { algorithm: after.algorithm, hyperparameters });
      const redefines = DEFINING.some((field) => !isDeepStrictEqual(after[field], before[field]));
      const source = redefines ? await resolveSource(datasets, organizationId, after) : before.training_data_source;
      if (redefines) {
        const definition = { ...after, training_data_source: source };
        await checkModelOptions(datasets, organizationId, definition, after.training_options);
      }
      await database.transaction(organizationId, async (db) => {
        const model = await lockModel(db, organizationId, id);
        const current = await models.findModel(db, organizationId, id);
        if (current) check(current);
        if (redefines && model.updated_at.getTime() !== before.updated_at.getTime()) {
          throw modelErrors.model_changed({ model: id });
        }
        if (model.status === 'archived') throw modelErrors.model_out_of_service({ model: id, status: model.status });
        const status = redefines ? follow(model, 'redefine') : model.status;
        await models.updateModel(db, organizationId, id, { ...patch, training_data_source: source, status });
        const subject = { kind: 'model', id: String(id) };
        const detail = { changed: Object.keys(patch), redefined: redefines };
        await audit.record(db, organizationId, { actor, action: 'model.updated', subject, detail });
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
  'training_options',
] as const satisfies (keyof ModelPatch)[];
