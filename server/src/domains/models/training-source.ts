import { type Datasets, findDataset } from './datasets.ts';
import {
  closestDataset,
  type Definition,
  findDefinitionFaults,
  findSourceFaults,
  withDefaultTime,
} from './definition.ts';
import { modelErrors } from './models.errors.ts';
import type { TrainingDataSource } from './data-source.schema.ts';

/** Errors name no more datasets than a person reads. */
const MOST_NAMED = 20;
const MOST_DATASETS = 200;

/**
 * The source that a definition learns from, checked against its columns: the one it names, else the one dataset of the
 * organization that has every named column.
 * @throws AppError definition_invalid, training_data_missing, training_data_not_found, training_data_ambiguous
 */
export async function resolveSource(
  datasets: Datasets,
  organizationId: number,
  wanted: Omit<Definition, 'training_data_source'> & { training_data_source: TrainingDataSource | null },
): Promise<TrainingDataSource> {
  const faults = findDefinitionFaults(wanted);
  const named = wanted.training_data_source;
  const dataset = named ? await findDataset(datasets, organizationId, named.dataset) : null;
  if (named && !dataset) {
    const available = await listNames(datasets, organizationId);
    faults.push({
      pointer: '/training_data_source/dataset',
      code: available === '' ? 'no_dataset' : 'unknown_dataset',
      params: { dataset: named.dataset, available },
    });
  }
  if (named && dataset) faults.push(...findSourceFaults({ ...wanted, training_data_source: named }, dataset));
  if (faults.length > 0) throw modelErrors.definition_invalid({ count: faults.length }, { faults });
  return named && dataset ? { ...named, dataset: dataset.name } : chooseSource(datasets, organizationId, wanted);
}

async function chooseSource(
  datasets: Datasets,
  organizationId: number,
  wanted: Omit<Definition, 'training_data_source'>,
): Promise<TrainingDataSource> {
  const { feature_columns: features, target_column: target } = wanted;
  const columns = [...new Set([...features, ...(target === null ? [] : [target])])];
  const names = await datasets.findDatasetsWithColumns(organizationId, columns);
  const [name] = names;
  if (name === undefined) throw await notFound(datasets, organizationId, wanted, columns);
  if (names.length > 1) {
    throw modelErrors.training_data_ambiguous({ count: names.length, datasets: shorten(names) });
  }
  const dataset = await findDataset(datasets, organizationId, name);
  if (!dataset) throw await notFound(datasets, organizationId, wanted, columns);
  const source = withDefaultTime(wanted.model_type, dataset);
  const faults = findSourceFaults({ ...wanted, training_data_source: source }, dataset);
  if (faults.length > 0) throw modelErrors.definition_invalid({ count: faults.length }, { faults });
  return source;
}

async function notFound(
  datasets: Datasets,
  organizationId: number,
  wanted: Omit<Definition, 'training_data_source'>,
  columns: readonly string[],
) {
  const all = await datasets.listDatasets(organizationId, null, MOST_DATASETS);
  const closest = closestDataset(columns, all);
  if (!closest) return modelErrors.training_data_missing();
  const faults = findSourceFaults({ ...wanted, training_data_source: { dataset: closest.name } }, closest);
  return modelErrors.training_data_not_found({ datasets: shorten(all.map(({ name }) => name)) }, { faults });
}

async function listNames(datasets: Datasets, organizationId: number): Promise<string> {
  const all = await datasets.listDatasets(organizationId, null, MOST_DATASETS);
  return shorten(all.map(({ name }) => name));
}

const shorten = (names: readonly string[]): string =>
  [...names.slice(0, MOST_NAMED), ...(names.length > MOST_NAMED ? ['…'] : [])].join(', ');
