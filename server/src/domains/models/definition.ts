import { type ColumnType, findFilterFaults } from '../data/index.ts';
import { fittingAlgorithms, type ModelAlgorithm, type ModelType } from './algorithms.ts';
import { closestName } from '../../platform/closest-name.ts';
import type { ModelFault } from './models.errors.ts';
import { typeRules } from './type-rules.ts';
import type { TrainingDataSource } from './data-source.schema.ts';

/** What a model shall learn, from what, and how. */
export interface Definition {
  model_type: ModelType;
  algorithm: ModelAlgorithm;
  feature_columns: readonly string[];
  /** Null where nothing is told from the features. */
  target_column: string | null;
  positive_class: string | number | boolean | null;
  training_data_source: TrainingDataSource;
}

/** A dataset's columns, as the data room tells them. */
export interface SourceDataset {
  name: string;
  columns: readonly { name: string; label: string; type: ColumnType }[];
}

const isMoment = (type: string): boolean => type === 'date' || type === 'timestamp';
const isMomentColumn = ({ type }: SourceDataset['columns'][number]): boolean => isMoment(type);
const nameOf = ({ name }: SourceDataset['columns'][number]): string => name;
const isNumber = (type: string): boolean => type === 'integer' || type === 'number';

/** Everything that is wrong with a definition, whatever the data is. */
export function findDefinitionFaults(definition: Omit<Definition, 'training_data_source'>): ModelFault[] {
  const faults = findShapeFaults(definition);
  const { model_type: type, algorithm, feature_columns: features, target_column: target } = definition;
  const allowed = fittingAlgorithms(type, features.length);
  if (!allowed.includes(algorithm)) {
    const params = { algorithm, modelType: type, allowed: allowed.join(', ') };
    faults.push({ pointer: '/algorithm', code: 'algorithm_does_not_fit', params });
  }
  const index = target === null ? -1 : features.indexOf(target);
  if (target !== null && index !== -1) {
    faults.push({ pointer: `/feature_columns/${index}`, code: 'target_among_features', params: { column: target } });
  }
  if (definition.positive_class !== null && type !== 'classification') {
    faults.push({ pointer: '/positive_class', code: 'positive_class_not_applicable', params: { modelType: type } });
  }
  return faults;
}

/** What a type needs, and what it has no use for. */
function findShapeFaults(definition: Omit<Definition, 'training_data_source'>): ModelFault[] {
  const { model_type: modelType, feature_columns: features, target_column: column } = definition;
  const { target, leastFeatures, mostFeatures } = typeRules[modelType];
  const faults: ModelFault[] = [];
  if (features.length < leastFeatures || features.length > mostFeatures) {
    const code = mostFeatures === 2 ? 'who_and_what_needed' : 'features_missing';
    faults.push({ pointer: '/feature_columns', code, params: { modelType } });
  }
  if (target === 'none' && column !== null) {
    faults.push({ pointer: '/target_column', code: 'target_not_applicable', params: { column, modelType } });
  }
  if ((target === 'class' || target === 'number') && column === null) {
    faults.push({ pointer: '/target_column', code: 'target_missing', params: { modelType } });
  }
  return faults;
}

/** Everything about a definition that its dataset cannot give. */
export function findSourceFaults(definition: Definition, dataset: SourceDataset): ModelFault[] {
  const { model_type: type, feature_columns: features, target_column: target } = definition;
  const faults: ModelFault[] = [];
  const typeOf = (column: string, pointer: string): string | null => {
    const found = dataset.columns.find(({ name }) => name === column);
    if (!found) faults.push(unknownColumn(column, pointer, dataset));
    return found?.type ?? null;
  };
  for (const [index, feature] of features.entries()) typeOf(feature, `/feature_columns/${index}`);
  const targetType = target === null ? null : typeOf(target, '/target_column');
  if (target !== null && targetType !== null) {
    const params = { column: target, type: targetType, modelType: type };
    const isLabel = typeRules[type].target === 'class';
    if (!isLabel && !isNumber(targetType)) {
      faults.push({ pointer: '/target_column', code: 'target_not_numeric', params });
    }
    if (isLabel && isMoment(targetType)) {
      faults.push({ pointer: '/target_column', code: 'target_not_categorical', params });
    }
  }
  const { time_column: time, filter = [] } = definition.training_data_source;
  for (const { pointer: at, part, column, operator, type: columnType } of findFilterFaults(filter, dataset.columns)) {
    const pointer = `/training_data_source/filter${at}`;
    if (part === 'column') faults.push(unknownColumn(column, pointer, dataset));
    else faults.push({ pointer, code: `filter_${part}`, params: { column, operator, type: columnType } });
  }
  const timeType = time === undefined ? null : typeOf(time, '/training_data_source/time_column');
  if (time !== undefined && timeType !== null && !isMoment(timeType) && !isNumber(timeType)) {
    faults.push({
      pointer: '/training_data_source/time_column',
      code: 'time_column_unordered',
      params: { column: time, type: timeType },
    });
  }
  const isSeries = type === 'forecasting' && features.length === 0;
  if (isSeries && (time === undefined || (timeType !== null && !isMoment(timeType)))) {
    const params = { dataset: dataset.name, columns: dataset.columns.filter(isMomentColumn).map(nameOf).join(', ') };
    faults.push({ pointer: '/training_data_source/time_column', code: 'series_needs_moments', params });
  }
  return faults;
}

function unknownColumn(column: string, pointer: string, dataset: SourceDataset): ModelFault {
  const params = { column, dataset: dataset.name };
  const byLabel = dataset.columns.find(({ label }) => label === column)?.name;
  const suggestion =
    byLabel ??
    closestName(
      column,
      dataset.columns.map(({ name }) => name),
    );
  return suggestion === null
    ? { pointer, code: 'unknown_column', params }
    : { pointer, code: 'unknown_column_did_you_mean', params: { ...params, suggestion } };
}

/** The dataset that lacks the fewest of the columns: the one that was probably meant. */
export function closestDataset<D extends SourceDataset>(columns: readonly string[], datasets: readonly D[]): D | null {
  const known = (dataset: D) => columns.filter((column) => dataset.columns.some(({ name }) => name === column)).length;
  return datasets.toSorted((left, right) => known(right) - known(left))[0] ?? null;
}

/** Forecasts and recommendations look ahead: where the data has exactly one date, it is what orders the rows. */
export function withDefaultTime(type: ModelType, dataset: SourceDataset): TrainingDataSource {
  const moments = dataset.columns.filter((column) => isMoment(column.type));
  const [only] = moments;
  const isClear = (type === 'forecasting' || type === 'recommendations') && moments.length === 1 && only !== undefined;
  return { dataset: dataset.name, ...(isClear ? { time_column: only.name } : {}) };
}
