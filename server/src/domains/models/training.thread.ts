import {
  type Column,
  describeColumns,
  encodeArtifact,
  featureSchema,
  NumericError,
  trainPipeline,
  type TrainingResult,
} from '../../numeric/index.ts';
import { serveThread } from '../../platform/threads/serve-thread.ts';
import type { ThreadAnswer, ThreadContext } from '../../platform/threads/thread.ts';
import { createThreadPool, type WorkerPool } from '../../platform/threads/thread-pool.ts';
import { toReport } from './data-quality.ts';
import { hashColumns } from './data-snapshot.ts';
import type { TrainingInput, TrainingOutput } from './training.ts';
import { readColumns, weightRows } from './training-columns.ts';
import { toTrainingError } from './training-errors.ts';
import { createBudget, type Receipt } from './training-receipt.ts';
import { findFindings } from './watch/find-findings.ts';

/** How much of a training is over once the data is read; saving takes what is left of it. */
const READ = 0.15;
const TRAINED = 0.95;

serveThread(async (input: TrainingInput, thread): Promise<ThreadAnswer<TrainingOutput>> => {
  const { receipt } = input;
  thread.report('reading', 0);
  const { columns, asOf } = await readColumns(input.connection, input.organizationId, receipt, thread.signal);
  const dataSnapshotHash = hashColumns([...columns.values()]);
  const pick = pickFrom(columns);
  const pool = createThreadPool(input.threads, thread.startMate);
  const budget = createBudget(input.timeBudgetMinutes, receipt.budget_looks);
  const result = train(receipt, pick, { thread, pool, budgetSpent: budget.isSpent });
  const { pipeline, heldOut: _, ...told } = result;
  await pool.close();
  const artifact = encodeArtifact(pipeline);
  const { classes, positive } = pipeline.target;
  const isDecided = receipt.options.payoff !== undefined && classes.length === 2;
  return {
    output: {
      ...told,
      metrics: isDecided ? { ...told.metrics, profit_threshold: pipeline.threshold } : told.metrics,
      warnings: [...told.warnings, ...payoffWarnings(receipt, classes.length)],
      artifact,
      classes,
      positiveClass: classes[positive] ?? null,
      features: featureSchema(pipeline.preprocessor),
      dataQuality: describeColumns([...receipt.feature_columns, receipt.target_column].map(pick)).map(toReport),
      dataSnapshotHash,
      budgetLooks: receipt.budget_looks ?? budget.spentAfter(),
      asOf,
      findings: findFindings(result, { receipt, pick, rival: input.rival }),
    },
    transfer: artifact.buffer instanceof ArrayBuffer ? [artifact.buffer] : [],
  };
});

const pickFrom =
  (columns: ReadonlyMap<string, Column>) =>
  (name: string): Column => {
    const column = columns.get(name);
    if (!column) throw new Error(`The column ${name} was not read`);
    return column;
  };

interface Means {
  thread: ThreadContext;
  pool: WorkerPool;
  budgetSpent: () => boolean;
}

function train(receipt: Receipt, pick: (name: string) => Column, { thread, pool, budgetSpent }: Means): TrainingResult {
  const { positive_class: positiveClass, training_data_source: source } = receipt;
  const time = source.time_column === undefined ? undefined : pick(source.time_column);
  const target = pick(receipt.target_column);
  try {
    return trainPipeline({
      task: receipt.model_type === 'classification' ? 'classification' : 'regression',
      columns: receipt.feature_columns.map(pick),
      target,
      algorithm: receipt.algorithm,
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
  } catch (error) {
    throw error instanceof NumericError ? toTrainingError(error) : error;
  }
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
