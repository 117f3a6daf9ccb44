import type { Actor } from '../../../platform/audit/audit.ts';
import { releaseBiView, restoreBiViews } from '../bi/bi-views.ts';
import { dataErrors } from '../data.errors.ts';
import { type Dataset, dropTable, findDataset, removeDataset } from '../data.repository.ts';
import { readDatasetName } from '../dataset-name.ts';
import { requireColumns } from './column-rules.ts';
import { listReferencesTo } from './constraints.repository.ts';
import { datasetErrors } from './datasets.errors.ts';
import { makeDataset, type NewDataset } from './make-dataset.ts';
import { openDataset } from './open-dataset.ts';
import { type DatasetUse, listUses, type ShapeDeps } from './shape-changes.ts';

/** How datasets come and go. */
export function createMaking(deps: ShapeDeps) {
  const { database, audit } = deps;

  async function getThere(organizationId: number, name: string): Promise<Dataset> {
    const dataset = await findDataset(database.tenant(organizationId), organizationId, name.normalize('NFC'));
    if (!dataset) throw dataErrors.dataset_not_found({ dataset: name });
    return dataset;
  }

  async function findUses(organizationId: number, dataset: Dataset): Promise<DatasetUse[]> {
    const db = database.tenant(organizationId);
    const references = await listReferencesTo(db, organizationId, dataset.name);
    // What goes with the dataset itself is not missed.
    const referencedBy = references.filter(({ dataset: holder }) => holder !== dataset.name);
    return listUses(deps, organizationId, { ...dataset, referencedBy }, null);
  }

  return {
    /** What reads the dataset and would miss it. */
    async listUses(organizationId: number, name: string): Promise<DatasetUse[]> {
      return findUses(organizationId, await getThere(organizationId, name));
    },

    /** Makes a dataset without rows. @throws AppError dataset_name_invalid, dataset_invalid, dataset_exists */
    async create(organizationId: number, wanted: NewDataset & { key: string | null }, actor: Actor): Promise<void> {
      const name = readDatasetName(wanted.name);
      requireColumns(wanted.columns, '/columns');
      if (wanted.key !== null && !wanted.columns.some(({ isKey }) => isKey)) {
        throw datasetErrors.column_not_found({ column: wanted.key, dataset: name });
      }
      await database.business(organizationId, async (session) => {
        if (await openDataset(session, organizationId, name, 'alone'))
          throw datasetErrors.dataset_exists({ dataset: name });
        await makeDataset(session, organizationId, { ...wanted, name });
        await restoreBiViews(session);
        await session.asPlatform((db) =>
          audit.record(db, organizationId, {
            actor,
            action: 'dataset.created',
            subject: { kind: 'dataset', id: name },
            detail: { columns: wanted.columns.length },
          }),
        );
      });
    },

    /**
     * Removes a dataset with its rows and their history.
     * @param ifUnused refuse also where only models or metrics would miss it
     * @throws AppError dataset_not_found, dataset_busy, dataset_in_use
     */
    async remove(organizationId: number, name: string, how: { ifUnused: boolean; actor: Actor }): Promise<void> {
      const dataset = await getThere(organizationId, name);
      const uses = await findUses(organizationId, dataset);
      const hard = uses.filter(({ kind }) => kind === 'constraint' || (how.ifUnused && kind !== 'quality_rule'));
      if (hard.length > 0) {
        const names = hard.map((use) => use.name).join(', ');
        throw datasetErrors.dataset_in_use({ dataset: dataset.name, count: hard.length, uses: names });
      }
      await database.business(organizationId, async (session) => {
        const open = await openDataset(session, organizationId, dataset.name, 'alone');
        if (!open) throw dataErrors.dataset_not_found({ dataset: name });
        await releaseBiView(session, dataset.name);
        await dropTable(session, dataset.name);
        await session.asPlatform(async (db) => {
          await removeDataset(db, organizationId, open);
          const subject = { kind: 'dataset', id: dataset.name };
          const detail = { rows: open.rowCount };
          await audit.record(db, organizationId, { actor: how.actor, action: 'dataset.deleted', subject, detail });
        });
      });
    },
  };
}
