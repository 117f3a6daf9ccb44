import type { Connection } from '../../platform/db/connection.ts';
import type { JobContext } from '../../platform/jobs/job.ts';
import { runInThread } from '../../platform/threads/run-in-thread.ts';
import type { ThreadModule } from '../../platform/threads/thread.ts';
import type { Home, Phrase } from './kind.ts';
import type { Shapes } from './source.ts';

/** What the thread of an analysis is given. */
export interface AnalysisInput {
  connection: Connection;
  organizationId: number;
  kind: string;
  plan: unknown;
  home: Home;
  shapes: Shapes;
}

/** What it hands back. */
export interface AnalysisOutput {
  result: unknown;
  phrases: Phrase[];
}

const thread: ThreadModule<AnalysisInput, AnalysisOutput> = {
  url: new URL('./predictive.thread.ts', import.meta.url),
};

/** Of the thread's JavaScript heap; columns lie outside of it. */
const MAX_HEAP_MB = 1024;
/** Whoever asks one thing asks the next. */
const KEEP_THREAD_MS = 30_000;

/** Reads and computes in a thread of its own. @throws what the data does not allow */
export const runAnalysis = (input: AnalysisInput, { signal, report }: JobContext): Promise<AnalysisOutput> =>
  runInThread(thread, { input, signal, onProgress: report, maxHeapMb: MAX_HEAP_MB, keepMs: KEEP_THREAD_MS });
