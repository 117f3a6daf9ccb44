import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Converter } from '../csv/converter.ts';
import { createCsvReader } from '../csv/reader.ts';

/** So much is converted before others get their turn. */
const TURN_BYTES = 256 * 1024;

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
  converter: Converter,
  { signal, onProgress }: CopyOptions,
): Promise<void> {
  const rows = convert(file, converter, onProgress);
  await pipeline(rows, client.query(copyFrom(statement)), { signal });
}

async function* convert(
  file: AsyncIterable<Buffer>,
  converter: Converter,
  onProgress: CopyOptions['onProgress'],
): AsyncGenerator<Buffer> {
  const reader = createCsvReader();
  let done = 0;
  for await (const chunk of file) {
    for (let from = 0; from < chunk.length; from += TURN_BYTES) {
      const piece = chunk.subarray(from, from + TURN_BYTES);
      for (const batch of reader.push(piece)) converter.add(batch);
      yield* converter.take();
      done += piece.length;
      onProgress(done);
      await setImmediate();
    }
  }
  for (const batch of reader.end()) converter.add(batch);
  yield* converter.end();
}
