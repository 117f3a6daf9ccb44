import type { Db } from '../../platform/db/database.ts';
import { modelErrors } from './models.errors.ts';
import { type ModelEvent, type ModelStatus, nextStatus } from './models.lifecycle.ts';
import * as models from './models.repository.ts';

/** Nobody else changes the model until the transaction ends. @throws AppError model_not_found */
export async function lockModel(db: Db, organizationId: number, id: number): Promise<models.ModelRow> {
  const model = await models.lockModel(db, organizationId, id);
  if (!model) throw modelErrors.model_not_found({ model: id });
  return model;
}

/** Where the event leads this model. @throws AppError that says why it cannot happen */
export function follow(model: models.ModelRow, event: ModelEvent): ModelStatus {
  const status = nextStatus(model.status, event);
  if (status) return status;
  const params = { model: model.id, status: model.status };
  if (model.status === 'training') throw modelErrors.model_in_training(params);
  if (event === 'deploy' && (model.status === 'draft' || model.status === 'failed')) {
    throw modelErrors.model_not_trained(params);
  }
  throw modelErrors.model_out_of_service(params);
}

/** @throws AppError model_frozen */
export function refuseFrozen(model: Pick<models.ModelRow, 'id' | 'model_name' | 'frozen_at'>): void {
  if (model.frozen_at) throw modelErrors.model_frozen({ model: model.id, name: model.model_name });
}
