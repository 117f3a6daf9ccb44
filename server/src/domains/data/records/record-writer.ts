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

/** @throws AppError dataset_not_found, dataset_busy, and what `translateRefusals` names */
export function createRecordWriter(database: Database): RecordWriter {
  return async (organizationId, text, work) => {
    const name = text.normalize('NFC');
    const notFound = () => dataErrors.dataset_not_found({ dataset: text });
    if (!(await findDataset(database.tenant(organizationId), organizationId, name))) throw notFound();
    return database.business(organizationId, async (session) => {
      await prepareSession(session);
      const dataset = await openDataset(session, organizationId, name, 'with others');
      if (!dataset) throw notFound();
      return translateRefusals(dataset, () => work(session, dataset));
    });
  };
}
