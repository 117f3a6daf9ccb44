import type { Rejection } from '../csv/rejections.ts';
import { readOriginal } from '../csv/rejections.ts';
import { type FileReading, readBatches } from './convert-file.ts';

/** Finds the rows of faults that were found after the file had been read, by reading it once more. */
export async function withOriginals(
  faults: readonly Rejection[],
  file: AsyncIterable<Uint8Array>,
  reading: FileReading,
): Promise<Rejection[]> {
  const originals = new Map<number, string>(faults.map(({ line }) => [line, '']));
  let missing = originals.size;
  if (missing === 0) return [];
  for await (const batches of readBatches(file, reading)) {
    for (const batch of batches) {
      for (let row = batch.firstRow; row < batch.rows; row += 1) {
        const line = batch.rowLine[row] ?? 0;
        if (originals.get(line) !== '') continue;
        originals.set(line, readOriginal(batch, row));
        missing -= 1;
      }
    }
    if (missing === 0) break;
  }
  return faults.map((fault) => ({ ...fault, original: originals.get(fault.line) ?? '' }));
}
