import { setImmediate } from 'node:timers/promises';
import { type Conversion, type ConverterOptions, createConverter, type TargetColumn } from '../csv/converter.ts';
import type { FileProfile } from '../csv/inspection.ts';
import type { RowBatch } from '../csv/scanner.ts';
import { readText } from '../files/open-file.ts';
import { createRowReader } from '../files/row-reader.ts';

/** How a file that was inspected is read again. */
export interface FileReading {
  reading: FileProfile['reading'];
  labels: readonly string[] | undefined;
  maxSizeMb: number;
}

/** What its rows are to become. Plain data. */
export interface ConvertingTask extends FileReading {
  width: number;
  columns: readonly TargetColumn[];
  options: ConverterOptions;
}

/** What imports that were uploaded to an older version have. */
const PLAIN_CSV = { format: 'csv', encoding: 'utf-8', delimiter: null, keepApostrophes: true } as const;

/** The rows of a file, a piece of it at a time. Batches are good until the next piece. */
export async function* readBatches(
  file: AsyncIterable<Uint8Array>,
  { reading = PLAIN_CSV, labels = [], maxSizeMb }: FileReading,
): AsyncGenerator<Iterable<RowBatch>, void> {
  const reader = createRowReader(reading.format, reading, reading.format === 'jsonl' ? labels : []);
  for await (const piece of readText(file, { encoding: reading.encoding, maxSizeMb })) yield reader.push(piece);
  yield reader.end();
}

/** The rows of a file in PostgreSQL's binary COPY format, and at the end what has come of them. */
export async function* convertFile(
  file: AsyncIterable<Uint8Array>,
  task: ConvertingTask,
): AsyncGenerator<Buffer, Conversion> {
  const converter = createConverter(task.width, task.columns, task.options);
  for await (const batches of readBatches(file, task)) {
    for (const batch of batches) converter.add(batch);
    yield* converter.take();
    // Others have their turn, also where the file is there as a whole.
    await setImmediate();
  }
  yield* converter.end();
  return converter.conversion;
}
