import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Conversion } from '../csv/converter.ts';
import type { ConvertingTask } from './convert-file.ts';
import { convertByThread } from './through-thread.ts';

interface CopyOptions {
  signal: AbortSignal;
  /** Told the number of bytes of the file that are done. */
  onProgress(bytes: number): void;
}

/** Converts a file and sends its rows to the table of the COPY statement, as fast as PostgreSQL takes them. */
export async function copyRows(
  client: pg.ClientBase,
  statement: string,
  file: AsyncIterable<Buffer>,
  task: ConvertingTask,
  { signal, onProgress }: CopyOptions,
): Promise<Conversion> {
  let done = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of file) {
      yield chunk;
      done += chunk.length;
      onProgress(done);
    }
  }
  let conversion: Conversion | null = null;
  async function* rows(): AsyncGenerator<Buffer> {
    conversion = yield* convertByThread(task, counted());
  }
  await pipeline(rows(), client.query(copyFrom(statement)), { signal });
  if (conversion === null) throw new Error('The rows of a file ended without an account of them');
  return conversion;
}
