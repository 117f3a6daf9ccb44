import { writeCsvCell } from '../../../platform/csv-cell.ts';
import type { ResultRow } from './batch.repository.ts';

const STRETCH = 64 * 1024;

/** The results of a batch as a CSV file, a stretch at a time. */
export async function* writeResults(
  results: AsyncIterable<ResultRow>,
  keyColumn: string | null,
): AsyncGenerator<string> {
  let text = `row,${writeCsvCell(keyColumn ?? 'key')},prediction,label,confidence_score,lower,upper\r\n`;
  for await (const { row, key, prediction, label, confidence, lower, upper } of results) {
    const numbers = [confidence, lower, upper].map((value) => (prediction === null ? '' : numberCell(value)));
    const words = [key, label].map((value) => writeCsvCell(value ?? ''));
    text += `${row},${words[0]},${numberCell(prediction)},${prediction === null ? '' : words[1]},${numbers.join(',')}\r\n`;
    if (text.length < STRETCH) continue;
    yield text;
    text = '';
  }
  yield text;
}

/** A negative number is a number: written as it is, since nothing else can stand here. */
const numberCell = (value: number | null): string => (value === null ? '' : String(value));
