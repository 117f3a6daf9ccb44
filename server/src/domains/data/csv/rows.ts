import { NOT_AN_OBJECT_MARK, type RowBatch } from './scanner.ts';
import { isBlank } from './values.ts';

/** What is wrong with a row as a whole. */
export const FIT = 0;
/** Nothing in it: passed over. */
export const EMPTY = 1;
export const TOO_FEW_VALUES = 2;
export const TOO_MANY_VALUES = 3;
/** Text after a closing quote. */
export const STRAY_QUOTE = 4;
/** A line that is no JSON object. */
export const NOT_AN_OBJECT = 5;

/** Holds a row against the heading. Blank values beyond the heading's last do not count as too many. */
export function checkRow(batch: RowBatch, row: number, columns: number): number {
  const from = batch.rowValues[row] ?? 0;
  const to = batch.rowValues[row + 1] ?? 0;
  const broken = batch.rowBroken[row] ?? 0;
  if (broken !== 0) return broken === NOT_AN_OBJECT_MARK ? NOT_AN_OBJECT : STRAY_QUOTE;
  if (to - from === columns && !isBlankValue(batch, from)) return FIT;
  if (areBlank(batch, from, to)) return EMPTY;
  if (to - from < columns) return TOO_FEW_VALUES;
  return areBlank(batch, from + columns, to) ? FIT : TOO_MANY_VALUES;
}

function areBlank(batch: RowBatch, from: number, to: number): boolean {
  for (let value = from; value < to; value += 1) if (!isBlankValue(batch, value)) return false;
  return true;
}

function isBlankValue({ bytes, valueStart, valueEnd }: RowBatch, value: number): boolean {
  const end = valueEnd[value] ?? 0;
  for (let position = valueStart[value] ?? 0; position < end; position += 1) {
    if (!isBlank(bytes[position] ?? 0)) return false;
  }
  return true;
}
