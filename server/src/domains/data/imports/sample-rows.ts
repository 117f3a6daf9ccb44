import type { FileProfile } from '../csv/inspection.ts';
import { type RowBatch, textOf } from '../csv/scanner.ts';
import { createRowReader } from '../files/row-reader.ts';

const SAMPLE_ROWS = 10;
const MOST_VALUE_LENGTH = 200;

/** The first rows of a text as it has them, null where a value is blank, in the order of the profile's columns. */
export function listRows(text: Buffer, profile: FileProfile): (string | null)[][] {
  const { format, delimiter, keepApostrophes } = profile.reading ?? {
    format: 'csv',
    delimiter: null,
    keepApostrophes: true,
  };
  const reader = createRowReader(format, { delimiter, keepApostrophes }, profile.labels);
  const rows: (string | null)[][] = [];
  const take = (batch: RowBatch) => {
    for (let row = batch.firstRow; row < batch.rows && rows.length < SAMPLE_ROWS; row += 1) {
      const first = batch.rowValues[row] ?? 0;
      const count = (batch.rowValues[row + 1] ?? 0) - first;
      rows.push(
        profile.columns.map(({ index }) => {
          const value =
            index < count
              ? textOf(batch, first + index)
                  .slice(0, MOST_VALUE_LENGTH)
                  .toWellFormed()
              : '';
          return value === '' ? null : value;
        }),
      );
    }
  };
  for (const batch of reader.push(text)) take(batch);
  for (const batch of reader.end()) take(batch);
  return rows;
}
