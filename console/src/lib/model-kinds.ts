import type { Model } from '../api/types.ts';

type Definition = Pick<Model, 'model_type' | 'feature_columns'>;

/** A forecast that goes on from the past of its target alone. */
export function isSeries({ model_type: type, feature_columns: features }: Definition): boolean {
  return type === 'forecasting' && features.length === 0;
}

/** Series, strange rows, groups and offers have cards of their own; all others tell a target of a row. */
export function tellsNoTarget(model: Definition): boolean {
  const type = model.model_type;
  return isSeries(model) || type === 'anomaly_detection' || type === 'clustering' || type === 'recommendations';
}
