import { createCsvReader } from '../csv/reader.ts';
import { createJsonlReader } from './jsonl-reader.ts';
import type { FileFormat, ReadingOptions, RowReader } from './reading.ts';

/** @param labels those that are known already; only a second reading of a file whose rows name their columns needs them */
export function createRowReader(
  format: FileFormat,
  options: Pick<ReadingOptions, 'delimiter' | 'keepApostrophes'>,
  labels: readonly string[] = [],
): RowReader {
  return format === 'jsonl' ? createJsonlReader(labels) : createCsvReader(options);
}
