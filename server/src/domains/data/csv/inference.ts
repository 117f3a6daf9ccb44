import {
  createMoment,
  type DateOrder,
  dayOf,
  isDay,
  MOMENT,
  NO_MOMENT,
  NO_SUCH_MOMENT,
  readMoment,
} from './moments.ts';
import { createNotation, isBlank, NO_WORD, NULL_WORD, readNumber, readWord, TRUE_WORDS } from './values.ts';

export const columnTypes = ['integer', 'number', 'boolean', 'date', 'timestamp', 'text'] as const;
export type ColumnType = (typeof columnTypes)[number];

/** What is counted of each column. The word kinds are eight: 2 × pair, + 1 for true. */
const BLANK = 0;
const NULL = 1;
const INTEGER = 2;
/** Whole, but more than a double holds. */
const LARGE_INTEGER = 3;
/** Digits that are no quantity: 00123, or a telephone number with its plus sign. */
const LABEL = 4;
const DECIMAL = 5;
const OTHER = 6;
const WORDS = 7;
const DAY = WORDS + 2 * TRUE_WORDS.length;
const DAY_WITH_TIME = DAY + 1;
const NO_SUCH_DAY = DAY + 2;
/** Dates whose year stands last, and how many of them are days when read in either order. */
const ORDERED = DAY + 3;
const DAY_FIRST = DAY + 4;
const MONTH_FIRST = DAY + 5;
const ORDERED_WITH_TIME = DAY + 6;
const KINDS = DAY + 7;

/** Plus signs stand before telephone numbers of at least so many digits. */
const TELEPHONE_DIGITS = 7;
/** Misfits that a type may have, as a part of the values. */
const TOLERANCE = 0.1;
/** So many values that fit outweigh a single misfit. */
const FITS_FOR_ONE_MISFIT = 4;

/** Counts what the values of columns look like, to tell the columns' types at the end. */
export interface Inference {
  /** Counts one value of `column`: the bytes from `start` up to `end`. */
  add(column: number, bytes: Buffer, start: number, end: number): void;
  decide(column: number): Decision;
}

export interface Decision {
  type: ColumnType;
  /** How its dates are to be read; null where they begin with the year or there are none. */
  dateOrder: DateOrder | null;
  /** Dates that could be read in either order: the type holds if somebody says in which. */
  ambiguous: boolean;
  /** Values that do not fit the type. */
  misfits: number;
  /** Values that were neither blank nor a null marker. */
  values: number;
  blanks: number;
}

export function createInference(columns: number): Inference {
  const counts = new Float64Array(columns * KINDS);
  const notation = createNotation();
  const moment = createMoment();

  function countMoment(base: number, bytes: Buffer, start: number, end: number): boolean {
    const found = readMoment(bytes, start, end, moment);
    if (found === NO_MOMENT) return false;
    const { yearFirst, year, first, second, timed } = moment;
    if (yearFirst) {
      const exists = found === MOMENT && !Number.isNaN(dayOf(moment, null));
      bump(counts, base + (exists ? (timed ? DAY_WITH_TIME : DAY) : NO_SUCH_DAY));
      return true;
    }
    bump(counts, base + ORDERED);
    if (timed) bump(counts, base + ORDERED_WITH_TIME);
    if (found === NO_SUCH_MOMENT) return true;
    if (isDay(year, second, first)) bump(counts, base + DAY_FIRST);
    // Before a dot the day stands first everywhere.
    if (moment.separator !== DOT && isDay(year, first, second)) bump(counts, base + MONTH_FIRST);
    return true;
  }

  function kindOfDigits(bytes: Buffer, start: number, end: number): number {
    const value = readNumber(bytes, start, end, notation);
    if (Number.isNaN(value)) return OTHER;
    if (!notation.whole) return Number.isFinite(value) ? DECIMAL : OTHER;
    if (notation.leadingZero || (notation.plus && notation.digits >= TELEPHONE_DIGITS)) return LABEL;
    return Number.isSafeInteger(value) ? INTEGER : LARGE_INTEGER;
  }

  return {
    add(column, bytes, from, to) {
      const base = column * KINDS;
      let start = from;
      let end = to;
      while (start < end && isBlank(bytes[start] ?? 0)) start += 1;
      while (end > start && isBlank(bytes[end - 1] ?? 0)) end -= 1;
      if (start === end) return bump(counts, base + BLANK);
      const kind = FIRST_BYTES[bytes[start] ?? 0];
      if (kind === OTHER) return bump(counts, base + OTHER);
      const word = readWord(bytes, start, end);
      if (word === NULL_WORD) return bump(counts, base + NULL);
      if (word !== NO_WORD) return bump(counts, base + WORDS + word - 2);
      if (kind === WORDS) return bump(counts, base + OTHER);
      const found = kindOfDigits(bytes, start, end);
      if (found !== OTHER || !countMoment(base, bytes, start, end)) bump(counts, base + found);
    },
    decide: (column) => decide(counts.subarray(column * KINDS, (column + 1) * KINDS)),
  };
}

const DOT = 46;

/** By the first byte of a value: OTHER where it can be nothing but text, WORDS where it may be a word but no digits. */
const FIRST_BYTES = new Uint8Array(256).fill(OTHER);
for (const letter of 'fntyFNTY#\\') FIRST_BYTES[letter.charCodeAt(0)] = WORDS;
for (const digit of '0123456789+-.') FIRST_BYTES[digit.charCodeAt(0)] = INTEGER;

function bump(counts: Float64Array, kind: number): void {
  counts[kind] = (counts[kind] ?? 0) + 1;
}

function decide(counts: Float64Array): Decision {
  const count = (kind: number): number => counts[kind] ?? 0;
  const blanks = count(BLANK) + count(NULL);
  const values = counts.subarray(INTEGER, ORDERED + 1).reduce((sum, each) => sum + each, 0);
  const text: Decision = { type: 'text', dateOrder: null, ambiguous: false, misfits: 0, values, blanks };
  const passes = (fits: number): boolean => {
    const misfits = values - fits;
    return fits > 0 && (misfits <= values * TOLERANCE || (misfits === 1 && fits >= FITS_FOR_ONE_MISFIT));
  };

  const numbers = count(INTEGER) + count(LARGE_INTEGER) + count(DECIMAL);
  // Where digits are labels, and where whole numbers are too long to be counted with, they must keep their digits.
  const labels = count(LABEL) > 0 || (count(LARGE_INTEGER) > 0 && count(DECIMAL) === 0);
  if (!labels && passes(numbers)) {
    return { ...text, type: count(DECIMAL) > 0 ? 'number' : 'integer', misfits: values - numbers };
  }
  for (const [pair, word] of TRUE_WORDS.entries()) {
    const no = count(WORDS + 2 * pair);
    const yes = count(WORDS + 2 * pair + 1);
    // A letter alone is a truth value only where its opposite occurs too.
    if (word.length === 1 && (no === 0 || yes === 0)) continue;
    if (passes(no + yes)) return { ...text, type: 'boolean', misfits: values - no - yes };
  }
  return decideOnDates(count, text, passes);
}

function decideOnDates(count: (kind: number) => number, text: Decision, passes: (fits: number) => boolean): Decision {
  const yearFirst = count(DAY) + count(DAY_WITH_TIME);
  const days = yearFirst + Math.max(count(DAY_FIRST), count(MONTH_FIRST));
  const dates = yearFirst + count(NO_SUCH_DAY) + count(ORDERED);
  if (!passes(dates) || days * 2 < dates) return text;
  const type = count(DAY_WITH_TIME) + count(ORDERED_WITH_TIME) > 0 ? 'timestamp' : 'date';
  const dateOrder = orderOf(count(DAY_FIRST), count(MONTH_FIRST));
  const isOpen = dateOrder === null && count(DAY_FIRST) > 0;
  // A few dates in an order that nobody knows are misfits among others that are clear.
  if (isOpen && passes(yearFirst + count(NO_SUCH_DAY))) return { ...text, type, misfits: text.values - yearFirst };
  return { ...text, type, dateOrder, ambiguous: isOpen, misfits: text.values - days };
}

function orderOf(dayFirst: number, monthFirst: number): DateOrder | null {
  if (dayFirst === monthFirst) return null;
  return dayFirst > monthFirst ? 'dmy' : 'mdy';
}
