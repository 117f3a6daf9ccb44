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
] as const;

export type ModelAlgorithm = (typeof algorithms)[number];

/** What a training makes; versions of a `custom` model were made elsewhere, and imported. */
export type TrainedAlgorithm = Exclude<ModelAlgorithm, 'custom'>;

const trees = ['decision_tree', 'random_forest', 'gradient_boosting'] as const;
const ofNumbers = ['auto', 'ensemble', 'linear_regression', 'ridge', 'elastic_net', ...trees, 'custom'] as const;

export const algorithmsOf: Readonly<
  Record<'classification' | 'regression' | 'forecasting', readonly ModelAlgorithm[]>
> = {
  classification: ['auto', 'ensemble', 'logistic_regression', ...trees, 'custom'],
  regression: ofNumbers,
  forecasting: ofNumbers,
};
