import type { Database } from '../../../platform/db/database.ts';
import { modelErrors } from '../models.errors.ts';
import type { ModelWithVersions } from '../models.repository.ts';
import { listDeployments } from '../serving/serving.repository.ts';
import { findVersion } from '../versions.repository.ts';
import type { CardFacts } from './card.ts';

interface Deps {
  database: Database;
  get(organizationId: number, id: number): Promise<ModelWithVersions>;
}

/** A card looks back over so many deployments of the model. */
const MOST_DEPLOYMENTS = 200;

export function createCardFacts({ database, get }: Deps) {
  return {
    /** Of the version that is named, else deployed, else the latest. @throws AppError model_not_found, version_not_found, model_not_trained */
    async getCardFacts(organizationId: number, id: number, wanted?: number): Promise<CardFacts> {
      const model = await get(organizationId, id);
      const number = wanted ?? model.deployed_version ?? model.current_version;
      if (number === null) throw modelErrors.model_not_trained({ model: id });
      const db = database.tenant(organizationId);
      const [version, history] = await Promise.all([
        findVersion(db, organizationId, id, number),
        listDeployments(db, organizationId, id, { beforeId: null, limit: MOST_DEPLOYMENTS }),
      ]);
      if (!version) throw modelErrors.version_not_found({ model: id, version: number });
      return { model, version, deployments: history.filter((each) => each.version === number) };
    },
  };
}
