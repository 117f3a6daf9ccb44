import {
  assignSegments,
  encodeSegmentation,
  featureSchema,
  referenceOf,
  rowCountOf,
  trainSegmentation,
} from '../../../numeric/index.ts';
import { requireOneOf, segmentAlgorithms } from '../algorithms.ts';
import { type Learnt, type Lesson, measured, trialOf, untold } from './learnt.ts';

/** One segment for everybody: what a division is held against. */
const UNDIVIDED = { clusters: 1, silhouette: 0 };

/** Which rows are alike. All rows are learnt from: there is nothing to hold them against. */
export function learnSegments({ receipt, pick, thread }: Lesson): Learnt {
  const { clusters, hyperparameters = {} } = receipt.options;
  const columns = receipt.feature_columns.map(pick);
  const chosen = requireOneOf(receipt.algorithm, segmentAlgorithms);
  const { model, metrics, descriptions, trials } = trainSegmentation({
    columns,
    algorithm: chosen === 'auto' ? 'kmeans' : chosen,
    hyperparameters: { ...hyperparameters, ...(clusters === undefined ? {} : { clusters }) },
    seed: receipt.seed,
    shouldStop: thread.shouldStop,
  });
  const total = columns[0] === undefined ? 0 : rowCountOf(columns[0]);
  const { segments } = assignSegments(model, columns);
  return {
    ...untold,
    artifact: encodeSegmentation(model),
    algorithm: model.algorithm,
    hyperparameters: { ...model.hyperparameters },
    metrics: measured(metrics),
    baseline: UNDIVIDED,
    trials: trials.map(({ clusters: count, silhouette }) => ({
      ...trialOf(model.algorithm, 'one_minus_silhouette', 1 - silhouette, count === metrics.clusters),
      hyperparameters: { clusters: count },
    })),
    rows: { total, withoutTarget: 0, training: total, validation: 0 },
    split: 'random',
    features: featureSchema(model.preprocessor),
    segments: descriptions,
    findings: {
      references: {
        features: columns.map((column) => ({ feature: column.name, reference: referenceOf(column) })),
        // By name: how far segment 3 is from segment 1 means nothing.
        score: referenceOf({
          name: 'score',
          kind: 'category',
          codes: segments.map((segment) => segment + 1),
          dictionary: Array.from({ length: metrics.clusters + 1 }, (_, place) => String(place - 1)),
        }),
      },
      comparison: null,
    },
  };
}
