import type { DeployedModel } from '../models/index.ts';
import type { KeptPrediction } from './predictions.repository.ts';

/** The fields of the record that a prediction is about. */
export type EntityFields = Readonly<Record<string, unknown>>;

/** The part of a purpose that its probability is named by: `customer_churn` → `churn_probability`. */
const probabilityName = (purpose: string): string => `${purpose.split('_').at(-1)}_probability`;

/**
 * `prediction_completed`: the prediction, and for a classifier with a purpose the probability under the purpose's name.
 * The statement that writes it puts every input field beside them, by its own name; what the prediction itself says is
 * never covered by an input of the same name, nor an input by a field of the record.
 */
export function toEventData(
  model: Pick<DeployedModel, 'modelName' | 'purpose'>,
  row: KeptPrediction,
  entity?: EntityFields,
): Record<string, unknown> {
  const { prediction_output: output } = row;
  const label = 'label' in output ? output.label : null;
  return {
    ...(entity && fieldsBeside(entity, row.input_data)),
    ...(model.purpose !== null && label !== null ? { [probabilityName(model.purpose)]: output.prediction } : {}),
    prediction_id: row.prediction_id,
    model_id: row.model_id,
    model_name: model.modelName,
    model_version: row.model_version,
    prediction_type: row.prediction_context ?? model.purpose ?? model.modelName,
    prediction: output.prediction,
    label,
    confidence_score: row.confidence_score,
  };
}

const fieldsBeside = (entity: EntityFields, input: EntityFields): EntityFields =>
  Object.fromEntries(Object.entries(entity).filter(([name]) => !Object.hasOwn(input, name)));
