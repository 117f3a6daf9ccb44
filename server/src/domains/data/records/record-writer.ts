import type { BusinessSession, Database } from '../../../platform/db/database.ts';
import { dataErrors } from '../data.errors.ts';
import { findDataset } from '../data.repository.ts';
import { type OpenDataset, openDataset } from '../datasets/open-dataset.ts';
import { prepareSession } from './record-table.ts';
import { translateRefusals } from './refusals.ts';

/** Does work on the records of a dataset in one transaction, beside others who do so. */
export type RecordWriter = <T>(
  organizationId: number,
  dataset: string,
  work: (session: BusinessSession, dataset: OpenDataset) => Promise<T>,
) => Promise<T>;

/** The same within a transaction that does more than this. */
export function writeWithin(session: BusinessSession): RecordWriter {
  return async (organizationId, text, work) => {
    await prepareSession(session);
    const dataset = await openDataset(session, organizationId, text.normalize('NFC'), 'with others');
    if (!dataset) throw dataErrors.dataset_not_found({ dataset: text });
    return translateRefusals(session, dataset, () => work(session, dataset));
  };
}

/** @throws AppError dataset_not_found, dataset_busy, and what `translateRefusals` names */
export function createRecordWriter(database: Database): RecordWriter {
  return async (organizationId, text, work) => {
    const known = await findDataset(database.tenant(organizationId), organizationId, text.normalize('NFC'));
    if (!known) throw dataErrors.dataset_not_found({ dataset: text });
    return database.business(organizationId, (session) => writeWithin(session)(organizationId, text, work));
  };
}
