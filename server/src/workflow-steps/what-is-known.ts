import type { AutomationDeps } from '../domains/automation/index.ts';
import { type DataService, findStandardDataset } from '../domains/data/index.ts';
import type { ModelService } from '../domains/models/index.ts';
import { createPastPredictions } from '../domains/predictions/index.ts';
import type { Database } from '../platform/db/database.ts';
import { isAppError } from '../platform/errors.ts';

export interface KnownDeps {
  database: Database;
  data: Pick<DataService, 'getDataset' | 'events'>;
  models: Pick<ModelService, 'list'>;
}

type WhatIsKnown = Pick<AutomationDeps, 'whatIsThere' | 'listPastEvents' | 'listPastPredictions'>;

const MOST_MODELS = 200;

/** What templates ask after, and what back-tests replay. */
export const createWhatIsKnown = (deps: KnownDeps): WhatIsKnown => ({
  whatIsThere: createWhatIsThere(deps),
  listPastEvents: createPastEvents(deps),
  listPastPredictions: createPastPredictions(deps),
});

function createWhatIsThere({ data, models }: KnownDeps): WhatIsKnown['whatIsThere'] {
  return {
    async listDeployedModels(organizationId) {
      const found = await models.list(organizationId, null, MOST_MODELS);
      return found
        .filter((model) => model.deployed_version !== null && model.frozen_at === null)
        .map(({ id, model_name: name, model_type: type }) => ({ id, name, type }));
    },

    async findDataset(organizationId, name) {
      try {
        await data.getDataset(organizationId, name);
        return 'there';
      } catch (error) {
        if (!isAppError(error) || error.code !== 'dataset_not_found') throw error;
        return findStandardDataset(name) === null ? 'missing' : 'made';
      }
    },
  };
}

function createPastEvents({ data: { events } }: KnownDeps): WhatIsKnown['listPastEvents'] {
  return async (organizationId, { types, from, to, limit }) => {
    if (types.length === 0) return [];
    const filter = { types, from, to, field: null, onlyMisfits: false };
    const found = await events.list(organizationId, filter, { before: null, limit });
    return found.map(({ id, event_type: type, occurred_at: occurredAt, data }) => ({
      id,
      type,
      occurredAt,
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- always an object, as the service wrote it
      data: data as Record<string, unknown>,
    }));
  };
}
