import { runInThread } from '../../../platform/threads/run-in-thread.ts';
import type { ThreadModule } from '../../../platform/threads/thread.ts';
import type { SampleCompanyOptions, Truth } from './sample-company.ts';

/** The sample company as CSV files, and what it was made from. */
export interface SampleFiles {
  readonly files: readonly { readonly dataset: string; readonly chunks: readonly Uint8Array<ArrayBuffer>[] }[];
  readonly truth: Readonly<Truth>;
}

const thread: ThreadModule<SampleCompanyOptions, SampleFiles> = { url: new URL('./sample.thread.ts', import.meta.url) };

/** Makes the sample company in a thread of its own: it takes some seconds. */
export function createSampleFiles(
  input: SampleCompanyOptions,
  signal: AbortSignal,
  report: (share: number) => void = () => undefined,
): Promise<SampleFiles> {
  return runInThread(thread, { input, signal, onProgress: (_phase, share) => report(share) });
}
