import { isAppError } from '../../platform/errors.ts';
import type { SourceDataset } from './definition.ts';

/** What is asked of the data room: a part of its service. */
export interface Datasets {
  getDataset(organizationId: number, name: string): Promise<SourceDataset>;
  findDatasetsWithColumns(organizationId: number, columns: readonly string[]): Promise<string[]>;
  listDatasets(organizationId: number, beforeId: number | null, limit: number): Promise<SourceDataset[]>;
}

/** To a model, a dataset that is not there is a fault of its definition, or has gone since. */
export async function findDataset(
  datasets: Datasets,
  organizationId: number,
  name: string,
): Promise<SourceDataset | null> {
  return datasets.getDataset(organizationId, name).catch((error: unknown) => {
    if (isAppError(error) && error.code === 'dataset_not_found') return null;
    throw error;
  });
}
