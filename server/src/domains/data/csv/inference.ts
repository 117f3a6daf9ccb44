import {
  createMoment,
  type DateOrder,
  dayOf,
  isDay,
  type Moment,
  MOMENT,
  NO_MOMENT,
  NO_SUCH_MOMENT,
  readMoment,
} from './moments.ts';
import { countWritten, createWrittenCounts, decideOnNumbers, isNumber } from './number-decision.ts';
import {
  createNotation,
  isBlank,
  type Notation,
  NO_WORD,
  NULL_WORD,
  readNumber,
  readWord,
  TRUE_WORDS,
} from './values.ts';
import { rewriteDate } from './written-dates.ts';
import { createWrittenNumber, type DecimalMark, takeApart } from './written-numbers.ts';
import { readYesOrNo } from './written-words.ts';

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
/** The word no. */
const NO = WORDS + 2;
const DAY = WORDS + 2 * TRUE_WORDS.length;
const DAY_WITH_TIME = DAY + 1;
const NO_SUCH_DAY = DAY + 2;
/** Dates whose year stands last, and how many of them are days when read in either order. */
const ORDERED = DAY + 3;
const DAY_FIRST = DAY + 4;
const MONTH_FIRST = DAY + 5;
const ORDERED_WITH_TIME = DAY + 6;
/** Decimals that could be thousands: 1.234. They are counted as decimals too. */
const UNSURE_POINT_DECIMAL = DAY + 7;
/** Words of other languages for no and yes. */
const OTHER_NO = DAY + 8;
const OTHER_YES = DAY + 9;
const WRITTEN_NUMBER = DAY + 10;
const PERCENT = DAY + 11;
const KINDS = DAY + 12;

/** Plus signs stand before telephone numbers of at least so many digits. */
const TELEPHONE_DIGITS = 7;
/** Misfits that a type may have, as a part of the values. */
const TOLERANCE = 0.1;
/** So many values that fit outweigh a single misfit. */
const FITS_FOR_ONE_MISFIT = 4;

/** In a column of so many texts, and of more texts than anything else, nobody looks for dates in words any longer. */
const TEXTS_ENOUGH = 2000;

/** Counts what the values of columns look like, to tell the columns' types at the end. */
export interface Inference {
  /** Makes room for columns that come later. */
  grow(columns: number): void;
  /** Counts one value of `column`: the bytes from `start` up to `end`. */
  add(column: number, bytes: Buffer, start: number, end: number): void;
  /** Counts a value that says of itself that it is a text: it may be a date, but no number. */
  addText(column: number, bytes: Buffer, start: number, end: number): void;
  /** @param mark before decimals, where somebody has said it */
  decide(column: number, mark: DecimalMark | null): Decision;
}

export interface Decision {
  type: ColumnType;
  /** How its dates are to be read; null where they begin with the year or there are none. */
  dateOrder: DateOrder | null;
  /** Dates that could be read in either order: the type holds if somebody says in which. */
  ambiguous: boolean;
  /** How its numbers are to be read. */
  mark: DecimalMark;
  /** False where 1,234 could be a thousand or a little more than one. */
  markIsEvident: boolean;
  /** The mark that its numbers speak for; null where they speak for none. */
  spokenMark: DecimalMark | null;
  /** What its numbers are with either mark. */
  unsureWith: Readonly<Record<DecimalMark, ColumnType>>;
  /** What stands beside its numbers. */
  currency: string | null;
  percent: boolean;
  /** Why numbers stay text: they are not of one kind. */
  mixed: 'currencies' | 'percent' | null;
  /** Values that do not fit the type. */
  misfits: number;
  /** Values that were neither blank nor a null marker. */
  values: number;
  blanks: number;
}

export function createInference(columns: number): Inference {
  let counts = new Float64Array(columns * KINDS);
  const notation = createNotation();
  const moment = createMoment();
  const written = createWrittenNumber();
  /** By column: how written numbers were written, and the currencies beside them. */
  const writtenCounts = new Map<number, { counts: Float64Array; currencies: Set<string> }>();

  /** Looks for what is written in other ways than those of programs. */
  function kindOfWriting(column: number, base: number, bytes: Buffer, start: number, end: number): number {
    const texts = counts[base + OTHER] ?? 0;
    if (end - start > LONGEST_WRITING || (texts > TEXTS_ENOUGH && texts > countValues(counts, base) / 2)) return OTHER;
    const answer = readYesOrNo(bytes, start, end);
    if (answer !== null) return answer ? OTHER_YES : OTHER_NO;
    takeApart(bytes, start, end, written);
    if (isNumber(written)) {
      if (written.leadingZero || (written.plus && written.count >= TELEPHONE_DIGITS)) return LABEL;
      const found = writtenCounts.get(column) ?? { counts: createWrittenCounts(), currencies: new Set() };
      writtenCounts.set(column, found);
      countWritten(found.counts, written);
      if (written.currency !== '' && found.currencies.size < 2) found.currencies.add(written.currency);
      if (written.percent) bump(counts, base + PERCENT);
      return WRITTEN_NUMBER;
    }
    const date = rewriteDate(bytes, start, end);
    return date !== null && countMoment(counts, moment, { base, bytes: date, start: 0, end: date.length })
      ? COUNTED
      : OTHER;
  }

  function countKind(base: number, kind: number): void {
    if (kind !== COUNTED) bump(counts, base + kind);
    if (kind === UNSURE_POINT_DECIMAL) bump(counts, base + DECIMAL);
  }

  return {
    grow(wanted) {
      if (wanted * KINDS <= counts.length) return;
      const larger = new Float64Array(wanted * 2 * KINDS);
      larger.set(counts);
      counts = larger;
    },
    add(column, bytes, from, to) {
      const base = column * KINDS;
      let start = from;
      let end = to;
      while (start < end && isBlank(bytes[start] ?? 0)) start += 1;
      while (end > start && isBlank(bytes[end - 1] ?? 0)) end -= 1;
      if (start === end) return bump(counts, base + BLANK);
      const kind = FIRST_BYTES[bytes[start] ?? 0];
      if (kind === OTHER) return countKind(base, kindOfWriting(column, base, bytes, start, end));
      const word = readWord(bytes, start, end);
      if (word === NULL_WORD) return bump(counts, base + NULL);
      if (word !== NO_WORD) return bump(counts, base + WORDS + word - 2);
      if (kind === WORDS) return countKind(base, kindOfWriting(column, base, bytes, start, end));
      const found = kindOfDigits(notation, bytes, start, end);
      if (found !== OTHER) return countKind(base, found);
      if (!countMoment(counts, moment, { base, bytes, start, end }))
        countKind(base, kindOfWriting(column, base, bytes, start, end));
    },
    addText(column, bytes, start, end) {
      const base = column * KINDS;
      if (start === end) return bump(counts, base + BLANK);
      if (end - start > LONGEST_WRITING || !countMoment(counts, moment, { base, bytes, start, end }))
        bump(counts, base + OTHER);
    },
    decide(column, mark) {
      const found = writtenCounts.get(column);
      return decide(counts.subarray(column * KINDS, (column + 1) * KINDS), {
        mark,
        written: found?.counts ?? createWrittenCounts(),
        currencies: [...(found?.currencies ?? [])],
      });
    },
  };
}

interface Value {
  /** Where the counts of its column begin. */
  base: number;
  bytes: Buffer;
  start: number;
  end: number;
}

/** Counts a date, if it is one. */
function countMoment(counts: Float64Array, moment: Moment, value: Value): boolean {
  const { base, bytes, start, end } = value;
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

function kindOfDigits(notation: Notation, bytes: Buffer, start: number, end: number): number {
  const value = readNumber(bytes, start, end, notation);
  if (Number.isNaN(value)) return OTHER;
  if (!notation.whole) {
    if (!Number.isFinite(value)) return OTHER;
    const thousands = notation.fraction === 3 && notation.digits > 0 && notation.digits <= 3 && bytes[start] !== ZERO;
    return thousands ? UNSURE_POINT_DECIMAL : DECIMAL;
  }
  if (notation.leadingZero || (notation.plus && notation.digits >= TELEPHONE_DIGITS)) return LABEL;
  return Number.isSafeInteger(value) ? INTEGER : LARGE_INTEGER;
}

const ZERO = 48;
/** In bytes: an amount or a date in words is no longer. */
const LONGEST_WRITING = 80;
/** Stands for a kind where the value has been counted already. */
const COUNTED = -1;

function countValues(counts: Float64Array, base: number): number {
  let sum = 0;
  for (let kind = INTEGER; kind <= ORDERED; kind += 1) sum += counts[base + kind] ?? 0;
  for (const kind of [OTHER_NO, OTHER_YES, WRITTEN_NUMBER]) sum += counts[base + kind] ?? 0;
  return sum;
}

const DOT = 46;

/** By the first byte of a value: OTHER where it can be nothing but text, WORDS where it may be a word but no digits. */
const FIRST_BYTES = new Uint8Array(256).fill(OTHER);
for (const letter of 'fntyFNTY#\\') FIRST_BYTES[letter.charCodeAt(0)] = WORDS;
for (const digit of '0123456789+-.') FIRST_BYTES[digit.charCodeAt(0)] = INTEGER;

function bump(counts: Float64Array, kind: number): void {
  counts[kind] = (counts[kind] ?? 0) + 1;
}

const typeWith = (decimals: boolean): ColumnType => (decimals ? 'number' : 'integer');

interface Writing {
  mark: DecimalMark | null;
  written: Float64Array;
  currencies: readonly string[];
}

function decide(counts: Float64Array, { mark, written, currencies }: Writing): Decision {
  const count = (kind: number): number => counts[kind] ?? 0;
  const blanks = count(BLANK) + count(NULL);
  const values = countValues(counts, 0);
  const percent = count(PERCENT) > 0;
  const text: Decision = {
    type: 'text',
    dateOrder: null,
    ambiguous: false,
    mark: '.',
    markIsEvident: true,
    spokenMark: null,
    unsureWith: { '.': 'text', ',': 'text' },
    currency: null,
    percent: false,
    mixed: null,
    misfits: 0,
    values,
    blanks,
  };
  const passes = (fits: number): boolean => {
    const misfits = values - fits;
    return fits > 0 && (misfits <= values * TOLERANCE || (misfits === 1 && fits >= FITS_FOR_ONE_MISFIT));
  };

  const [integers, large, decimals] = [count(INTEGER), count(LARGE_INTEGER), count(DECIMAL)];
  const numberCounts = {
    integers,
    large,
    decimals,
    unsurePoint: count(UNSURE_POINT_DECIMAL),
    written,
    percent: count(PERCENT),
  };
  const numbers = decideOnNumbers(numberCounts, mark);
  // Where digits are labels, and where whole numbers are too long to be counted with, they must keep their digits.
  const labels = count(LABEL) > 0 || (count(LARGE_INTEGER) > 0 && !numbers.decimalsWith[numbers.mark]);
  if (!labels && passes(numbers.fits)) {
    if (currencies.length > 1) return { ...text, mixed: 'currencies' };
    if (percent && count(PERCENT) < numbers.fits) return { ...text, mixed: 'percent' };
    const { mark: found, markIsEvident, spokenMark, decimalsWith } = numbers;
    const unsureWith = { '.': typeWith(decimalsWith['.']), ',': typeWith(decimalsWith[',']) };
    const about = { mark: found, markIsEvident, spokenMark, unsureWith, currency: currencies[0] ?? null, percent };
    return { ...text, ...about, type: unsureWith[found], misfits: values - numbers.fits };
  }
  for (const [pair, word] of TRUE_WORDS.entries()) {
    const no = count(WORDS + 2 * pair);
    const yes = count(WORDS + 2 * pair + 1);
    // A letter alone is a truth value only where its opposite occurs too.
    if (word.length === 1 && (no === 0 || yes === 0)) continue;
    if (passes(no + yes)) return { ...text, type: 'boolean', misfits: values - no - yes };
  }
  // Spanish has its own yes beside the same no.
  const answers = count(OTHER_NO) + count(OTHER_YES) + count(NO);
  if (count(OTHER_NO) + count(OTHER_YES) > 0 && passes(answers)) {
    return { ...text, type: 'boolean', misfits: values - answers };
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
