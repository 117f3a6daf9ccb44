/** What a model can be trained with, by its type; the one place that lists them. */
export const algorithms = [
  'auto',
  'ensemble',
  'logistic_regression',
  'linear_regression',
  'ridge',
  'elastic_net',
  'decision_tree',
  'random_forest',
  'gradient_boosting',
  'custom',
  'seasonal_naive',
  'ets',
  'theta',
  'arima',
  'mstl',
  'croston',
  'isolation_forest',
  'zscore_robust',
  'dbscan',
  'kmeans',
  'popularity',
  'item_item',
  'als',
] as const;

export type ModelAlgorithm = (typeof algorithms)[number];

export const modelTypes = [
  'classification',
  'regression',
  'forecasting',
  'anomaly_detection',
  'clustering',
  'recommendations',
] as const;

export type ModelType = (typeof modelTypes)[number];

/** Of models that learn a target from the features of a row. */
export const pipelineAlgorithms = [
  'auto',
  'ensemble',
  'logistic_regression',
  'linear_regression',
  'ridge',
  'elastic_net',
  'decision_tree',
  'random_forest',
  'gradient_boosting',
] as const satisfies ModelAlgorithm[];

const trees = ['decision_tree', 'random_forest', 'gradient_boosting'] as const;
const ofNumbers = ['auto', 'ensemble', 'linear_regression', 'ridge', 'elastic_net', ...trees, 'custom'] as const;

/** Of a forecast without features, which goes on from its own past. */
export const seriesAlgorithms = [
  'auto',
  'seasonal_naive',
  'ets',
  'theta',
  'arima',
  'mstl',
  'croston',
  'linear_regression',
] as const satisfies ModelAlgorithm[];

export type SeriesAlgorithm = (typeof seriesAlgorithms)[number];

export const anomalyAlgorithms = [
  'auto',
  'isolation_forest',
  'zscore_robust',
  'dbscan',
] as const satisfies ModelAlgorithm[];
export const segmentAlgorithms = ['auto', 'kmeans', 'dbscan'] as const satisfies ModelAlgorithm[];
export const recommenderAlgorithms = ['auto', 'als', 'item_item', 'popularity'] as const satisfies ModelAlgorithm[];

const algorithmsOf = {
  classification: ['auto', 'ensemble', 'logistic_regression', ...trees, 'custom'],
  regression: ofNumbers,
  forecasting: ofNumbers,
  anomaly_detection: anomalyAlgorithms,
  clustering: segmentAlgorithms,
  recommendations: recommenderAlgorithms,
} as const satisfies Record<ModelType, readonly ModelAlgorithm[]>;

/** What fits a model: of a forecast it depends on whether it has features. */
export function fittingAlgorithms(type: ModelType, features: number): readonly ModelAlgorithm[] {
  return type === 'forecasting' && features === 0 ? seriesAlgorithms : algorithmsOf[type];
}

/** What a training makes; versions of a `custom` model were made elsewhere, and imported. */
export type TrainedAlgorithm = Exclude<ModelAlgorithm, 'custom'>;

/** @throws where the algorithm is none of those, which its definition's check did not let through */
export function requireOneOf<A extends ModelAlgorithm>(algorithm: ModelAlgorithm, those: readonly A[]): A {
  const found = those.find((each) => each === algorithm);
  if (found === undefined) throw new Error(`The algorithm ${algorithm} is none of ${those.join(', ')}`);
  return found;
}
