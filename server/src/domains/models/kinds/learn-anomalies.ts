import {
  encodeAnomalyModel,
  featureSchema,
  referenceOf,
  rowCountOf,
  scoreAnomalies,
  trainAnomalyModel,
} from '../../../numeric/index.ts';
import { anomalyAlgorithms, requireOneOf } from '../algorithms.ts';
import { type Learnt, type Lesson, measured, trialOf, untold } from './learnt.ts';

/** Which rows are strange. What it is measured on are rows held out, some of which were made strange on purpose. */
export function learnAnomalies({ receipt, pick, thread }: Lesson): Learnt {
  const { contamination, hyperparameters } = receipt.options;
  const columns = receipt.feature_columns.map(pick);
  const { model, metrics, baseline, heldOutRows, trials } = trainAnomalyModel({
    columns,
    algorithm: requireOneOf(receipt.algorithm, anomalyAlgorithms),
    validationSplit: receipt.validation_split,
    seed: receipt.seed,
    ...(contamination === undefined ? {} : { contamination }),
    ...(hyperparameters === undefined ? {} : { hyperparameters }),
    shouldStop: thread.shouldStop,
  });
  const total = columns[0] === undefined ? 0 : rowCountOf(columns[0]);
  const { scores } = scoreAnomalies(model, columns);
  return {
    ...untold,
    artifact: encodeAnomalyModel(model),
    algorithm: model.algorithm,
    hyperparameters: { contamination: model.contamination, ...model.hyperparameters },
    metrics: measured(metrics),
    baseline: measured(baseline),
    trials: trials
      .filter(() => receipt.algorithm === 'auto' && !Number.isNaN(metrics.average_precision))
      .map(({ algorithm, metrics: { average_precision: found } }) =>
        trialOf(algorithm, 'one_minus_average_precision', 1 - found, algorithm === model.algorithm),
      ),
    rows: { total, withoutTarget: 0, training: total - heldOutRows, validation: heldOutRows },
    split: 'random',
    features: featureSchema(model.preprocessor),
    findings: {
      references: {
        features: columns.map((column) => ({ feature: column.name, reference: referenceOf(column) })),
        score: referenceOf({ name: 'score', kind: 'number', values: scores }),
      },
      comparison: null,
    },
  };
}
