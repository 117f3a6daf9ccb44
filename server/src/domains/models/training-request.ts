import { type Datasets, findDataset } from './datasets.ts';
import type { Definition } from './definition.ts';
import { type ModelFault, modelErrors } from './models.errors.ts';
import type { TrainingRequest } from './models.schema.ts';
import { findOptionFaults } from './option-faults.ts';
import { pickOptions, type TrainingOptions } from './training-options.ts';

/**
 * Checks what one training is told, and puts it together with what the model says.
 * @returns the options of this training
 * @throws AppError training_request_invalid
 */
export async function checkTrainingRequest(
  datasets: Datasets,
  organizationId: number,
  model: Definition & { training_options: TrainingOptions },
  request: TrainingRequest,
  limit: number,
): Promise<TrainingOptions> {
  const faults: ModelFault[] = [];
  const { time_budget_minutes: budget = 0 } = request;
  if (budget > limit) faults.push({ pointer: '/time_budget_minutes', code: 'time_budget_too_long', params: { limit } });
  const options = { ...model.training_options, ...pickOptions(request) };
  const { dataset: name } = model.training_data_source;
  const dataset = namesColumns(options) ? await findDataset(datasets, organizationId, name) : null;
  faults.push(...findOptionFaults(options, model, dataset, ''));
  if (faults.length > 0) throw modelErrors.training_request_invalid({}, { faults });
  return options;
}

/** The same of the options that a model is to keep. @throws AppError definition_invalid */
export async function checkModelOptions(
  datasets: Datasets,
  organizationId: number,
  definition: Definition,
  options: TrainingOptions,
): Promise<void> {
  const { dataset: name } = definition.training_data_source;
  const dataset = namesColumns(options) ? await findDataset(datasets, organizationId, name) : null;
  const faults = findOptionFaults(options, definition, dataset, '/training_options');
  if (faults.length > 0) throw modelErrors.definition_invalid({ count: faults.length }, { faults });
}

const namesColumns = ({ group_column: group, series }: TrainingOptions): boolean =>
  group !== undefined || series?.outside_columns !== undefined || series?.group_column !== undefined;
