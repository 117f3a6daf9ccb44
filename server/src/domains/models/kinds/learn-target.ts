import {
  type Column,
  encodeArtifact,
  featureSchema,
  trainPipeline,
  type TrainingResult,
} from '../../../numeric/index.ts';
import type { WorkerPool } from '../../../platform/threads/thread-pool.ts';
import { pipelineAlgorithms, requireOneOf } from '../algorithms.ts';
import type { TrainingOutput } from '../training.ts';
import { curvesOf } from '../held-out-curves.ts';
import { weightRows } from '../training-columns.ts';
import type { Receipt } from '../training-receipt.ts';
import { findFindings } from '../watch/find-findings.ts';
import type { Rival } from '../watch/training-watch.ts';
import type { Learnt, Lesson } from './learnt.ts';

/** How much of a training is over once the data is read; saving takes what is left of it. */
export const READ = 0.15;
const TRAINED = 0.95;

export interface TargetLesson extends Lesson {
  pool: WorkerPool;
  budgetSpent(): boolean;
  rival: Rival | null;
}

/** What a target is, by the features of a row. */
export function learnTarget(lesson: TargetLesson): Learnt {
  const { receipt, pick, rival } = lesson;
  const result = train(lesson);
  const { pipeline, heldOut, ...told } = result;
  const { classes, positive } = pipeline.target;
  const isDecided = receipt.options.payoff !== undefined && classes.length === 2;
  return {
    ...told,
    metrics: isDecided ? { ...told.metrics, profit_threshold: pipeline.threshold } : told.metrics,
    warnings: [...told.warnings, ...payoffWarnings(receipt, classes.length)],
    curves: curvesOf(pipeline, heldOut),
    artifact: encodeArtifact(pipeline),
    classes,
    positiveClass: classes[positive] ?? null,
    features: featureSchema(pipeline.preprocessor),
    segments: [],
    findings: findFindings(result, { receipt, pick, rival }),
  };
}

function train({ receipt, pick, thread, pool, budgetSpent }: TargetLesson): TrainingResult {
  const { positive_class: positiveClass, training_data_source: source } = receipt;
  const time = source.time_column === undefined ? undefined : pick(source.time_column);
  const target = pick(receipt.target_column ?? '');
  return trainPipeline({
    task: receipt.model_type === 'classification' ? 'classification' : 'regression',
    columns: receipt.feature_columns.map(pick),
    target,
    algorithm: requireOneOf(receipt.algorithm, pipelineAlgorithms),
    validationSplit: receipt.validation_split,
    hyperparameterTuning: receipt.hyperparameter_tuning,
    seed: receipt.seed,
    pool,
    ...(positiveClass === null ? {} : { positiveClass }),
    ...(time !== undefined && 'values' in time ? { time: time.values } : {}),
    ...optionsOf(receipt, target, pick),
    onProgress: (phase, fraction) => thread.report(phase, READ + (TRAINED - READ) * fraction),
    shouldStop: thread.shouldStop,
    budgetSpent,
  });
}

function optionsOf({ options }: Receipt, target: Column, pick: (name: string) => Column) {
  const { class_weights: weights, group_column: group, calibration, payoff, allow_leakage: allowLeakage } = options;
  return {
    ...(weights === 'balanced' ? { classWeights: weights } : {}),
    ...(typeof weights === 'object' ? { weights: weightRows(target, weights) } : {}),
    ...(group === undefined ? {} : { groups: pick(group) }),
    ...(calibration === undefined ? {} : { calibration }),
    ...(payoff === undefined
      ? {}
      : {
          payoff: {
            truePositive: payoff.true_positive,
            falsePositive: payoff.false_positive,
            trueNegative: payoff.true_negative,
            falseNegative: payoff.false_negative,
          },
        }),
    ...(allowLeakage === undefined ? {} : { allowLeakage }),
  };
}

/** Only the data tells how many classes there are. */
function payoffWarnings({ options }: Receipt, classes: number): TrainingOutput['warnings'] {
  return options.payoff !== undefined && classes !== 2 ? [{ code: 'payoff_left_aside', params: { classes } }] : [];
}
