import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Converter } from '../csv/converter.ts';
import type { FileProfile } from '../csv/inspection.ts';
import { readText } from '../files/open-file.ts';
import { createRowReader } from '../files/row-reader.ts';

interface CopyOptions {
  signal: AbortSignal;
  profile: FileProfile;
  maxSizeMb: number;
  /** Told the number of bytes of the file that are done. */
  onProgress(bytes: number): void;
}

/** Converts a file and sends its rows to the table of the COPY statement, as fast as PostgreSQL takes them. */
export async function copyRows(
  client: pg.ClientBase,
  statement: string,
  file: AsyncIterable<Buffer>,
  converter: Converter,
  options: CopyOptions,
): Promise<void> {
  const rows = convert(file, converter, options);
  await pipeline(rows, client.query(copyFrom(statement)), { signal: options.signal });
}

/** What imports that were uploaded to an older version have. */
const PLAIN_CSV = { format: 'csv', encoding: 'utf-8', delimiter: null, keepApostrophes: true } as const;

async function* convert(
  file: AsyncIterable<Buffer>,
  converter: Converter,
  { profile, maxSizeMb, onProgress }: CopyOptions,
): AsyncGenerator<Buffer> {
  const reading = profile.reading ?? PLAIN_CSV;
  const labels = reading.format === 'jsonl' ? (profile.labels ?? []) : [];
  const reader = createRowReader(reading.format, reading, labels);
  let done = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of file) {
      yield chunk;
      done += chunk.length;
    }
  }
  for await (const piece of readText(counted(), { encoding: reading.encoding, maxSizeMb })) {
    for (const batch of reader.push(piece)) converter.add(batch);
    yield* converter.take();
    onProgress(done);
    await setImmediate();
  }
  for (const batch of reader.end()) converter.add(batch);
  yield* converter.end();
}
