import type { Database } from '../../platform/db/database.ts';
import { lowestIdAt } from '../../platform/ids.ts';
import type { ModelService } from '../models/index.ts';
import { toEventData } from './completed-event.ts';
import { eventIdOf, listPredictionsBetween } from './predictions.repository.ts';

interface PastPredictionsDeps {
  database: Database;
  models: Pick<ModelService, 'list'>;
}

const MOST_MODELS = 500;

const idAt = (moment: Date): string => lowestIdAt('pred', moment.getTime());

/**
 * The latest predictions of a range as `prediction_completed` would tell of them today: without the fields of the record
 * that they were about, which are not kept with them.
 */
export function createPastPredictions({ database, models }: PastPredictionsDeps) {
  return async (organizationId: number, { from, to, limit }: { from: Date; to: Date; limit: number }) => {
    const db = database.tenant(organizationId);
    const rows = await listPredictionsBetween(db, organizationId, { fromId: idAt(from), toId: idAt(to), limit });
    if (rows.length === 0) return [];
    const known = new Map((await models.list(organizationId, null, MOST_MODELS)).map((model) => [model.id, model]));
    return rows.map((row) => {
      const { model_name: modelName = '', purpose = null } = known.get(row.model_id) ?? {};
      const id = eventIdOf(row.prediction_id);
      const data = toEventData({ modelName, purpose }, row);
      const occurredAt = row.prediction_timestamp;
      return { id, type: 'prediction_completed', occurredAt, data: { ...row.input_data, ...data } };
    });
  };
}
