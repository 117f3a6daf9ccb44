import type { DeployedModel } from '../../models/index.ts';
import { predictionErrors } from '../predictions.errors.ts';

/**
 * What a forecast without features answers is told by time alone, and the rows of a table are no histories to recommend by.
 * @throws AppError batch_type_unfit
 */
export function refuseWithoutRows({ pipeline, modelName }: DeployedModel, { isTable }: { isTable: boolean }): void {
  const kind = 'kind' in pipeline ? pipeline.kind : null;
  if (kind === 'forecasting' || (isTable && kind === 'recommendations')) {
    throw predictionErrors.batch_type_unfit({ name: modelName, modelType: kind });
  }
}
