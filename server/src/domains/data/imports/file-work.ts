import type { Conversion } from '../csv/converter.ts';
import type { FileProfile } from '../csv/inspection.ts';
import { type InspectedFile, inspectFile } from '../files/open-file.ts';
import type { ThreadFailure } from '../../../platform/threads/thread.ts';
import { type ConvertingTask, convertFile } from './convert-file.ts';

/** What is done with the bytes of a file: its columns are found, or its rows become those of a table. Plain data. */
export type FileTask = ({ kind: 'inspect' } & InspectedFile) | ({ kind: 'convert' } & ConvertingTask);

/** Does a task: gives out what is for the table, and at the end the answer. */
export async function* workOnFile(
  task: FileTask,
  file: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer, FileProfile | Conversion> {
  return task.kind === 'inspect' ? inspectFile(file, task) : yield* convertFile(file, task);
}

/** What a thread that works on a file is told. */
export type ToThread = { task: FileTask } | { bytes: Uint8Array } | 'end' | 'taken';
/** What it says: it has taken a piece in; here is one for the table; it is done. */
export type FromThread = 'taken' | { bytes: Uint8Array } | { answer: unknown } | { failure: ThreadFailure };
