import type { Definition, SourceDataset } from './definition.ts';
import type { ModelFault } from './models.errors.ts';
import type { ModelType } from './algorithms.ts';
import { findHyperparameterFaults } from './hyperparameter-faults.ts';
import type { TrainingOptions } from './training-options.ts';

/** Which types take which option; the others take all. */
const OF_TYPES = {
  class_weights: ['classification'],
  calibration: ['classification'],
  payoff: ['classification'],
  group_column: ['classification', 'regression', 'forecasting'],
  allow_leakage: ['classification', 'regression', 'forecasting'],
  contamination: ['anomaly_detection'],
  clusters: ['clustering'],
  hyperparameters: ['anomaly_detection', 'clustering', 'recommendations'],
  series: ['forecasting'],
} as const satisfies Record<keyof TrainingOptions, readonly ModelType[]>;

/**
 * Everything about the options that does not fit what is to be learned.
 * @param at JSON pointer of what holds the options
 */
export function findOptionFaults(
  options: TrainingOptions,
  definition: Definition,
  dataset: SourceDataset | null,
  at: string,
): ModelFault[] {
  const { model_type: type, target_column: target, feature_columns: features } = definition;
  const { group_column: group, payoff, allow_leakage: allowed = [] } = options;
  const faults: ModelFault[] = [];
  for (const [option, types] of Object.entries(OF_TYPES)) {
    if (!Object.hasOwn(options, option) || types.some((each) => each === type)) continue;
    const isOfClasses = types.length === 1 && types[0] === 'classification';
    const params = { option, types: types.join(', ') };
    faults.push({
      pointer: `${at}/${option}`,
      code: isOfClasses ? 'option_of_classification' : 'option_of_types',
      params,
    });
  }
  faults.push(...findHyperparameterFaults(options, definition, at));
  if (payoff && new Set(Object.values(payoff)).size === 1) {
    faults.push({ pointer: `${at}/payoff`, code: 'payoff_indifferent' });
  }
  if (group !== undefined) {
    const pointer = `${at}/group_column`;
    const params = { column: group };
    if (group === target) faults.push({ pointer, code: 'group_is_target', params });
    else if (definition.training_data_source.time_column !== undefined) {
      faults.push({ pointer, code: 'group_beside_time', params });
    } else if (dataset && !dataset.columns.some(({ name }) => name === group)) {
      faults.push({ pointer, code: 'unknown_column', params: { ...params, dataset: dataset.name } });
    }
  }
  faults.push(...findOutsideFaults(options, definition, dataset, `${at}/series/outside_columns`));
  faults.push(...findGroupFaults(options, definition, dataset, `${at}/series/group_column`));
  for (const [index, column] of allowed.entries()) {
    if (features.includes(column)) continue;
    faults.push({ pointer: `${at}/allow_leakage/${index}`, code: 'not_a_feature', params: { column } });
  }
  return faults;
}

/** Series are told apart by a column of the dataset that is not what they are made of. */
function findGroupFaults(
  { series }: TrainingOptions,
  { target_column: target, training_data_source: source }: Definition,
  dataset: SourceDataset | null,
  pointer: string,
): ModelFault[] {
  const column = series?.group_column;
  if (column === undefined) return [];
  if (column === target) return [{ pointer, code: 'group_is_target', params: { column } }];
  if (column === source.time_column) return [{ pointer, code: 'group_is_time', params: { column } }];
  if (dataset === null || dataset.columns.some(({ name }) => name === column)) return [];
  return [{ pointer, code: 'unknown_column', params: { column, dataset: dataset.name } }];
}

/** What is known beforehand must be a number, and not what is to be told. */
function findOutsideFaults(
  { series }: TrainingOptions,
  { target_column: target }: Definition,
  dataset: SourceDataset | null,
  at: string,
): ModelFault[] {
  return (series?.outside_columns ?? []).flatMap((column, index): ModelFault[] => {
    const pointer = `${at}/${index}`;
    if (column === target) return [{ pointer, code: 'target_among_features', params: { column } }];
    if (dataset === null) return [];
    const found = dataset.columns.find(({ name }) => name === column);
    if (!found) return [{ pointer, code: 'unknown_column', params: { column, dataset: dataset.name } }];
    const isNumber = found.type === 'integer' || found.type === 'number' || found.type === 'boolean';
    return isNumber ? [] : [{ pointer, code: 'outside_not_numeric', params: { column } }];
  });
}
