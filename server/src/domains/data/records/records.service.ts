import type { Audit } from '../../../platform/audit/audit.ts';
import type { BusinessSession } from '../../../platform/db/database.ts';
import { dataErrors } from '../data.errors.ts';
import { findDataset } from '../data.repository.ts';
import { datasetErrors } from '../datasets/datasets.errors.ts';
import { findStandardDataset } from '../datasets/standard.ts';
import { createBulkChanges } from './bulk-changes.ts';
import { createRecords, type Creation } from './create-records.ts';
import { createRecordEditing, findByKey } from './edit-record.ts';
import { createMakeRoom, type MakeRoomDeps } from './make-room.ts';
import { createRecordHistory } from './record-history.ts';
import { listPage, type PageEnd, type PageRequest, type RecordView } from './record-pages.ts';
import { toRecordView } from './record-view.ts';
import { createRecordWriter, type RecordWriter, writeWithin } from './record-writer.ts';
import type { WritingDeps } from './write-records.ts';

export type RecordService = ReturnType<typeof createRecordService>;

interface RecordDeps extends WritingDeps, MakeRoomDeps {
  audit: Pick<Audit, 'record'>;
}

export function createRecordService(deps: RecordDeps) {
  const { database } = deps;
  const write = createRecordWriter(database);
  const makeRoom = createMakeRoom(deps);

  const findThere = (organizationId: number, name: string) =>
    findDataset(database.tenant(organizationId), organizationId, name.normalize('NFC'));

  const bulk = createBulkChanges({ ...deps, write });
  const editing = createRecordEditing({ ...deps, write });

  return {
    bulk: {
      ...bulk,
      /** @throws what the change itself throws */
      async apply(...[organizationId, name, change]: Parameters<typeof bulk.apply>) {
        if (change.values) await makeRoom(organizationId, name, [change.values], change.actor);
        return bulk.apply(organizationId, name, change);
      },
    },
    history: createRecordHistory({ ...deps, write }),
    ...editing,

    /** @throws what the change itself throws */
    async update(...[organizationId, name, key, values, edit]: Parameters<typeof editing.update>) {
      await makeRoom(organizationId, name, [values], edit.actor);
      return editing.update(organizationId, name, key, values, edit);
    },

    /** A record by its key; null where there is no such record or dataset. */
    async find(organizationId: number, name: string, key: string): Promise<RecordView | null> {
      const dataset = await findThere(organizationId, name);
      return dataset && findByKey(database, organizationId, dataset, key);
    },

    /** @throws AppError dataset_not_found, record_not_found */
    async get(organizationId: number, name: string, key: string): Promise<RecordView> {
      const dataset = await findThere(organizationId, name);
      if (!dataset && !findStandardDataset(name)) throw dataErrors.dataset_not_found({ dataset: name });
      const record = dataset && (await findByKey(database, organizationId, dataset, key));
      if (!record) throw datasetErrors.record_not_found({ record: key, dataset: name });
      return record;
    },

    /** A page of records. A standard dataset that has none yet is empty. @throws AppError dataset_not_found */
    async list(
      organizationId: number,
      name: string,
      request: PageRequest,
    ): Promise<{ records: RecordView[]; end: PageEnd | null }> {
      const dataset = await findThere(organizationId, name);
      if (dataset) return listPage(database, organizationId, dataset, request);
      if (!findStandardDataset(name)) throw dataErrors.dataset_not_found({ dataset: name });
      return { records: [], end: null };
    },

    /** Adds records, all or none; the first of a standard dataset make it. @throws AppError dataset_not_found, … */
    async create(organizationId: number, name: string, creation: Creation) {
      await makeRoom(organizationId, name, creation.records, creation.actor);
      return createBy({ ...deps, write }, organizationId, name, creation);
    },

    /** Makes what values need that a standard dataset does not have yet; before `within`, which cannot. */
    makeRoom,

    /** Changes in a transaction that does more than this. @throws what the changes themselves throw */
    within(session: BusinessSession) {
      const inside = { ...deps, write: writeWithin(session) };
      return {
        update: createRecordEditing(inside).update,
        apply: createBulkChanges(inside).apply,
        create: (organizationId: number, name: string, creation: Creation) =>
          createBy(inside, organizationId, name, creation),
      };
    },
  };
}

type CreatingDeps = WritingDeps & { write: RecordWriter };

const createBy = ({ write, ...deps }: CreatingDeps, organizationId: number, name: string, creation: Creation) =>
  write(organizationId, name, async (session, open) => {
    const { rows, ...created } = await createRecords(session, organizationId, deps, open, creation);
    return { ...created, records: rows.map((row) => toRecordView(open, row)) };
  });
