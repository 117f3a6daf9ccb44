import { writeCsvCell } from '../../../platform/csv-cell.ts';
import type { Rejection } from '../csv/rejections.ts';

const HEADING = 'line,column,reason,value,row\r\n';

export type StoredRejection = Pick<Rejection, 'line' | 'value' | 'original'> & {
  column_name: string | null;
  reason: string;
  params: NonNullable<Rejection['params']> | null;
};

/** The rejected rows of an import as a CSV file, a stretch at a time. */
export async function* writeRejectedRows(
  rejections: AsyncIterable<StoredRejection>,
  reasonText: (rejection: StoredRejection) => string,
): AsyncGenerator<string> {
  let text = HEADING;
  for await (const rejection of rejections) {
    const { line, column_name: column, value, original } = rejection;
    const cells = [String(line), column ?? '', reasonText(rejection), value ?? '', original];
    text += `${cells.map(writeCsvCell).join(',')}\r\n`;
    if (text.length < 64 * 1024) continue;
    yield text;
    text = '';
  }
  yield text;
}
