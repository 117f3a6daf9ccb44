import type { Actor } from '../../../platform/audit/audit.ts';
import type { Jobs } from '../../../platform/jobs/jobs.ts';
import { dataErrors } from '../data.errors.ts';
import { type Dataset, findDataset, listDatasets } from '../data.repository.ts';
import { createColumnService } from './columns.service.ts';
import { listConstraints } from './constraints.repository.ts';
import { createConstraintService } from './constraints.service.ts';
import type { Constraint } from './constraints.ts';
import { updateWords } from './datasets.repository.ts';
import { createKeyService } from './key.service.ts';
import { createMaking } from './making.ts';
import { createRetypeService } from './retype.service.ts';
import { createShapeChanger, type ShapeDeps } from './shape-changes.ts';
import { listStandardDatasets, type StandardDataset } from './standard.ts';

export interface DescribedDataset extends Dataset {
  constraints: Constraint[];
}

export type DatasetService = ReturnType<typeof createDatasetService>;

export function createDatasetService(deps: ShapeDeps & { jobs: Jobs }) {
  const { database } = deps;
  const change = createShapeChanger(deps);

  const { create, remove, listUses } = createMaking(deps);

  return {
    columns: createColumnService(deps),
    constraints: createConstraintService(deps),
    retyping: createRetypeService(deps),
    key: createKeyService(deps),
    create,
    remove,
    listUses,

    /** The dataset with the rules that its rows keep. @throws AppError dataset_not_found */
    async get(organizationId: number, name: string): Promise<DescribedDataset> {
      const dataset = await findDataset(database.tenant(organizationId), organizationId, name.normalize('NFC'));
      if (!dataset) throw dataErrors.dataset_not_found({ dataset: name });
      const db = database.tenant(organizationId);
      return { ...dataset, constraints: await listConstraints(db, organizationId, dataset.id) };
    },

    /** The standard datasets, each with what there is of it. */
    async listStandard(organizationId: number): Promise<{ standard: StandardDataset; dataset: Dataset | null }[]> {
      const db = database.tenant(organizationId);
      const found: { standard: StandardDataset; dataset: Dataset | null }[] = [];
      for (const standard of listStandardDatasets()) {
        found.push({ standard, dataset: await findDataset(db, organizationId, standard.name) });
      }
      return found;
    },

    list: (organizationId: number, before: number | null, limit: number) =>
      listDatasets(database.tenant(organizationId), organizationId, before, limit),

    /** Says other words of a dataset. @throws AppError dataset_not_found */
    update: (
      organizationId: number,
      name: string,
      words: Partial<Pick<Dataset, 'label' | 'description'>>,
      actor: Actor,
    ) =>
      change(organizationId, name, actor, async ({ asPlatform }, dataset) => {
        await asPlatform((db) => updateWords(db, organizationId, dataset.id, words));
        return { answer: undefined, act: { action: 'dataset.described', detail: words } };
      }),
  };
}
