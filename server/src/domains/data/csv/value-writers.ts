import type { ColumnType } from './inference.ts';
import { createMoment, type DateOrder, dayOf, MOMENT, NO_MOMENT, readMoment } from './moments.ts';
import type { RejectionReason } from './rejections.ts';
import {
  type RowBuffer,
  writeBoolean,
  writeBytes,
  writeFloat64,
  writeInt32,
  writeInt64,
  writeMicroseconds,
  writeUnquoted,
} from './row-writer.ts';
import { DOUBLED } from './scanner.ts';
import { createNotation, NO_WORD, readNumber, readWord } from './values.ts';
import { rewriteDate } from './written-dates.ts';
import { createWrittenNumber, type DecimalMark, takeApart, valueOf } from './written-numbers.ts';
import { readYesOrNo } from './written-words.ts';

/** Writes one value, which is not blank and has no blanks around it. @returns null, or why it does not fit */
export type ValueWriter = (bytes: Buffer, start: number, end: number, quotes: number) => RejectionReason | null;

interface Column {
  type: ColumnType;
  dateOrder: DateOrder | null;
  mark: DecimalMark;
}

/** Days from PostgreSQL's epoch, 2000-01-01, back to 1970-01-01. */
const POSTGRES_EPOCH_DAYS = 10_957;
const DAY_SECONDS = 86_400;
const ZERO = 48;
const ONE = 49;
const DOT = 46;

export function createValueWriter({ type, dateOrder, mark }: Column, row: RowBuffer): ValueWriter {
  const writers: Record<ColumnType, () => ValueWriter> = {
    text: () => createTextWriter(row),
    integer: () => createIntegerWriter(row, mark),
    number: () => createNumberWriter(row, mark),
    boolean: () => createBooleanWriter(row),
    date: () =>
      createMomentWriter(dateOrder, 'not_a_date', (day, seconds, microseconds) => {
        if (seconds !== 0 || microseconds !== 0) return 'not_a_date';
        writeInt32(row, day);
        return null;
      }),
    timestamp: () =>
      createMomentWriter(dateOrder, 'not_a_timestamp', (day, seconds, microseconds) => {
        writeMicroseconds(row, day * DAY_SECONDS + seconds, microseconds);
        return null;
      }),
  };
  return writers[type]();
}

function createTextWriter(row: RowBuffer): ValueWriter {
  return (bytes, start, end, quotes) => {
    if (quotes === DOUBLED) writeUnquoted(row, bytes, start, end);
    else writeBytes(row, bytes, start, end);
    return null;
  };
}

/** Takes 1 and 0 too, though they alone do not make a column boolean. */
function createBooleanWriter(row: RowBuffer): ValueWriter {
  return (bytes, start, end) => {
    const digit = end - start === 1 ? (bytes[start] ?? 0) : 0;
    const word = readWord(bytes, start, end);
    if (word !== NO_WORD) writeBoolean(row, word % 2 === 1);
    else if (digit === ZERO || digit === ONE) writeBoolean(row, digit === ONE);
    else {
      const answer = readYesOrNo(bytes, start, end);
      if (answer === null) return 'not_a_boolean';
      writeBoolean(row, answer);
    }
    return null;
  };
}

/** Reads a number as programs write it, else as people do. A comma before decimals makes 1.234 a thousand. */
function createNumberReader(mark: DecimalMark): (bytes: Buffer, start: number, end: number) => number {
  const notation = createNotation();
  const written = createWrittenNumber();
  return (bytes, start, end) => {
    const value = readNumber(bytes, start, end, notation);
    if (!Number.isNaN(value) && (mark === '.' || notation.whole)) return value;
    takeApart(bytes, start, end, written);
    return valueOf(written, mark);
  };
}

function createIntegerWriter(row: RowBuffer, mark: DecimalMark): ValueWriter {
  const read = createNumberReader(mark);
  return (bytes, start, end) => {
    const value = read(bytes, start, end);
    if (Number.isNaN(value) || (Number.isFinite(value) && !Number.isInteger(value))) return 'not_an_integer';
    // Beyond this, the numbers of most programs lose their last digits.
    if (!Number.isSafeInteger(value)) return 'number_too_large';
    writeInt64(row, value);
    return null;
  };
}

function createNumberWriter(row: RowBuffer, mark: DecimalMark): ValueWriter {
  const read = createNumberReader(mark);
  return (bytes, start, end) => {
    const value = read(bytes, start, end);
    if (Number.isNaN(value)) return 'not_a_number';
    if (!Number.isFinite(value)) return 'number_too_large';
    writeFloat64(row, value);
    return null;
  };
}

/** @param write takes days since 2000-01-01 and the time of that day in UTC */
function createMomentWriter(
  order: DateOrder | null,
  otherwise: RejectionReason,
  write: (day: number, seconds: number, microseconds: number) => RejectionReason | null,
): ValueWriter {
  const moment = createMoment();
  return (bytes, start, end) => {
    let found = readMoment(bytes, start, end, moment);
    if (found === NO_MOMENT) {
      const date = rewriteDate(bytes, start, end);
      found = date === null ? NO_MOMENT : readMoment(date, 0, date.length, moment);
    }
    if (found === NO_MOMENT) return otherwise;
    if (found === MOMENT && order === null && !moment.yearFirst && moment.separator !== DOT)
      return 'date_order_unknown';
    const day = dayOf(moment, order);
    if (found !== MOMENT || Number.isNaN(day)) return 'no_such_date';
    return write(day - POSTGRES_EPOCH_DAYS, moment.seconds, moment.microseconds);
  };
}
