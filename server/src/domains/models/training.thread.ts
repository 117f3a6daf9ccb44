import {
  type Column,
  encodeArtifact,
  featureSchema,
  NumericError,
  trainPipeline,
  type TrainingResult,
} from '../../numeric/index.ts';
import { createDatabase } from '../../platform/db/database.ts';
import { serveThread } from '../../platform/threads/serve-thread.ts';
import type { ThreadAnswer, ThreadContext } from '../../platform/threads/thread.ts';
import { createThreadPool, type WorkerPool } from '../../platform/threads/thread-pool.ts';
import { createTableReader } from '../data/index.ts';
import { hashColumns } from './data-snapshot.ts';
import type { TrainingInput, TrainingOutput } from './training.ts';
import { toTrainingError } from './training-errors.ts';

/** How much of a training is over once the data is read; saving takes what is left of it. */
const READ = 0.15;
const TRAINED = 0.95;

serveThread(async (input: TrainingInput, thread): Promise<ThreadAnswer<TrainingOutput>> => {
  thread.report('reading', 0);
  const columns = await readColumns(input, thread.signal);
  const dataSnapshotHash = hashColumns([...columns.values()]);
  const pool = createThreadPool(input.threads);
  const result = train(input, columns, thread, pool);
  await pool.close();
  const artifact = encodeArtifact(result.pipeline);
  const { pipeline, ...told } = result;
  const { classes, positive } = pipeline.target;
  return {
    output: {
      ...told,
      artifact,
      classes,
      positiveClass: classes[positive] ?? null,
      features: featureSchema(pipeline.preprocessor),
      dataSnapshotHash,
    },
    transfer: artifact.buffer instanceof ArrayBuffer ? [artifact.buffer] : [],
  };
});

/** Over a connection of this thread's own. */
async function readColumns(input: TrainingInput, signal: AbortSignal): Promise<ReadonlyMap<string, Column>> {
  const { organizationId, definition } = input;
  const { dataset, time_column: time } = definition.training_data_source;
  const names = new Set([
    ...definition.feature_columns,
    definition.target_column,
    ...(time === undefined ? [] : [time]),
  ]);
  const database = createDatabase(input.connection, 1);
  try {
    const table = await createTableReader(database).read({ organizationId, dataset, columns: [...names], signal });
    return new Map(table.columns.map((column) => [column.name, column]));
  } finally {
    await database.close();
  }
}

function train(
  { definition, request }: TrainingInput,
  columns: ReadonlyMap<string, Column>,
  thread: ThreadContext,
  pool: WorkerPool,
): TrainingResult {
  const { model_type: type, positive_class: positiveClass, training_data_source: source } = definition;
  const time = source.time_column === undefined ? undefined : columns.get(source.time_column);
  const deadlineMs = performance.now() + (request.timeBudgetMinutes ?? Infinity) * 60_000;
  const pick = (name: string): Column => {
    const column = columns.get(name);
    if (!column) throw new Error(`The column ${name} was not read`);
    return column;
  };
  try {
    return trainPipeline({
      task: type === 'classification' ? 'classification' : 'regression',
      columns: definition.feature_columns.map(pick),
      target: pick(definition.target_column),
      algorithm: definition.algorithm,
      validationSplit: request.validationSplit,
      hyperparameterTuning: request.hyperparameterTuning,
      seed: request.seed,
      pool,
      ...(positiveClass === null ? {} : { positiveClass }),
      ...(time !== undefined && 'values' in time ? { time: time.values } : {}),
      onProgress: (phase, fraction) => thread.report(phase, READ + (TRAINED - READ) * fraction),
      shouldStop: thread.shouldStop,
      budgetSpent: () => performance.now() > deadlineMs,
    });
  } catch (error) {
    throw error instanceof NumericError ? toTrainingError(error) : error;
  }
}
