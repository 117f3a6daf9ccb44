import type { Database } from '../../platform/db/database.ts';
import type { JobContext, JobPlaces } from '../../platform/jobs/job.ts';
import { isOutOfMemory, runInThread } from '../../platform/threads/run-in-thread.ts';
import type { ThreadModule } from '../../platform/threads/thread.ts';
import type { Entitlements } from '../tenancy/index.ts';
import { modelErrors } from './models.errors.ts';
import type { TrainingInput, TrainingOutput } from './training.ts';

export interface RunTrainingDeps {
  database: Database;
  maxArtifactSizeMb: number;
  /** How many threads one training may use at once. */
  threads: number;
  /** Of a training's JavaScript heap; columns lie outside of it. Default 2048. */
  maxHeapMb?: number;
}

const thread: ThreadModule<TrainingInput, TrainingOutput> = {
  url: new URL('./training.thread.ts', import.meta.url),
};

const MAX_HEAP_MB = 2048;
/** Trainings come in rows: somebody tries one thing after the other. */
const KEEP_THREAD_MS = 30_000;
const BYTES_A_MB = 1024 * 1024;

/** Trains in a thread of its own. @throws AppError training_out_of_memory, artifact_too_large, or what the data does not allow */
export async function runTraining(
  { database, maxArtifactSizeMb, threads, maxHeapMb = MAX_HEAP_MB }: RunTrainingDeps,
  { organizationId, signal, report }: JobContext,
  asked: Pick<TrainingInput, 'receipt' | 'timeBudgetMinutes' | 'rival'>,
): Promise<TrainingOutput> {
  const trained = await runInThread(thread, {
    input: { ...asked, connection: database.connection, organizationId, threads },
    signal,
    onProgress: report,
    maxHeapMb,
    keepMs: KEEP_THREAD_MS,
  }).catch((error: unknown) => {
    throw isOutOfMemory(error) ? modelErrors.training_out_of_memory({}, { cause: error }) : error;
  });
  const sizeMb = trained.artifact.byteLength / BYTES_A_MB;
  if (sizeMb > maxArtifactSizeMb) {
    throw modelErrors.artifact_too_large({ sizeMb: Math.ceil(sizeMb * 10) / 10, limitMb: maxArtifactSizeMb });
  }
  return trained;
}

/** How many trainings of an organization may be under way at once, whatever they are for. */
export function trainingPlaces(entitlements: Pick<Entitlements, 'amountOf'>): JobPlaces {
  return {
    name: 'trainings',
    count: (db, organizationId) => entitlements.amountOf(db, organizationId, 'parallel_trainings'),
  };
}
