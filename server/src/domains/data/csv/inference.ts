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
  BLANK,
  NULL,
  INTEGER,
  LARGE_INTEGER,
  LABEL,
  DECIMAL,
  OTHER,
  WORDS,
  NO,
  DAY,
  DAY_WITH_TIME,
  NO_SUCH_DAY,
  ORDERED,
  DAY_FIRST,
  MONTH_FIRST,
  ORDERED_WITH_TIME,
  UNSURE_POINT_DECIMAL,
  OTHER_NO,
  OTHER_YES,
  WRITTEN_NUMBER,
  PERCENT,
  KINDS,
  plainKind,
} from './kinds.ts';
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
import { createWrittenNumber, type DecimalMark, takeApart, type WrittenNumber } from './written-numbers.ts';
import { isMissingWord, readYesOrNo } from './written-words.ts';

export const columnTypes = ['integer', 'number', 'boolean', 'date', 'timestamp', 'text'] as const;
export type ColumnType = (typeof columnTypes)[number];

/** Plus signs stand before telephone numbers of at least so many digits. */
const TELEPHONE_DIGITS = 7;
/** Misfits that a type may have, as a part of the values. */
const TOLERANCE = 0.1;
/** So many values that fit outweigh a single misfit. */
const FITS_FOR_ONE_MISFIT = 4;

/** Misfits that a type may have which a column of texts is told to have nearly. */
const TOLERANCE_NEARLY = 0.45;

/** What values are alike in, to find the first of them that are not like the others. */
const FAMILY = { none: 0, number: 1, label: 2, truth: 3, date: 4, other: 5, missing: 6 } as const;
const FAMILIES = 7;
type Family = (typeof FAMILY)[keyof typeof FAMILY];

/** A value of the file. */
export interface Place {
  line: number;
  value: string;
}

/** In a column of so many texts, and of more texts than anything else, nobody looks for dates in words any longer. */
const TEXTS_ENOUGH = 2000;

/** Counts what the values of columns look like, to tell the columns' types at the end. */
export interface Inference {
  /** Where the values come from that are added next. */
  line: number;
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
  /** The first of those; null where it is not known. */
  firstMisfit: Place | null;
  /** Where it stays text: what most of its values are. */
  near: Decision | null;
  /** Values that were neither blank nor a word for nothing. */
  values: number;
  blanks: number;
  /** Of those: words for nothing, and the first of them. */
  missingWords: number;
  firstMissingWord: Place | null;
}

export function createInference(columns: number): Inference {
  let counts = new Float64Array(columns * KINDS);
  const notation = createNotation();
  const moment = createMoment();
  const written = createWrittenNumber();
  const firsts = createFirsts(columns);
  /** Columns of texts, in which nobody looks for anything else any longer. */
  let isTexts = new Uint8Array(columns);
  const writings = createWritings();

  /** Looks for what is written in other ways than those of programs. */
  function kindOfWriting(column: number, base: number, bytes: Buffer, start: number, end: number): number {
    if (end - start > LONGEST_WRITING || isTexts[column] === 1) return OTHER;
    if ((counts[base + OTHER] ?? 0) > Math.max(TEXTS_ENOUGH, countValues(counts, base) / 2)) isTexts[column] = 1;
    const answer = readYesOrNo(bytes, start, end);
    if (answer !== null) return answer ? OTHER_YES : OTHER_NO;
    if (isMissingWord(bytes, start, end)) return NULL;
    takeApart(bytes, start, end, written);
    if (isNumber(written)) {
      if (written.leadingZero || (written.plus && written.count >= TELEPHONE_DIGITS)) return LABEL;
      writings.add(column, written);
      if (written.percent) bump(counts, base + PERCENT);
      return WRITTEN_NUMBER;
    }
    const date = rewriteDate(bytes, start, end);
    const isDate = date !== null && countMoment(counts, moment, { base, bytes: date, start: 0, end: date.length });
    return isDate ? COUNTED : OTHER;
  }

  /** Counts a value without blanks around it. */
  function look(column: number, base: number, bytes: Buffer, start: number, end: number): Family {
    const first = bytes[start] ?? 0;
    const kind = FIRST_BYTES[first];
    if (kind === OTHER) return countKind(counts, base, kindOfWriting(column, base, bytes, start, end));
    // No word begins with a digit.
    const word = first >= ZERO && first <= NINE ? NO_WORD : readWord(bytes, start, end);
    if (word !== NO_WORD) return countKind(counts, base, word === NULL_WORD ? NULL : WORDS + word - 2);
    if (kind === WORDS) return countKind(counts, base, kindOfWriting(column, base, bytes, start, end));
    const found = kindOfDigits(notation, bytes, start, end);
    if (found !== OTHER) return countKind(counts, base, found);
    if (countMoment(counts, moment, { base, bytes, start, end })) return FAMILY.date;
    return countKind(counts, base, kindOfWriting(column, base, bytes, start, end));
  }

  return {
    line: 0,
    grow(wanted) {
      if (wanted * KINDS <= counts.length) return;
      counts = enlarge(counts, new Float64Array(wanted * 2 * KINDS));
      isTexts = enlarge(isTexts, new Uint8Array(wanted * 2));
      firsts.grow(wanted * 2);
    },
    add(column, bytes, from, to) {
      const base = column * KINDS;
      const plain = plainKind(bytes, from, to);
      if (plain !== OTHER && firsts.seen[column * FAMILIES + (plain < WORDS ? FAMILY.number : FAMILY.date)] === 1) {
        return bump(counts, base + plain);
      }
      let start = from;
      let end = to;
      while (start < end && isBlank(bytes[start] ?? 0)) start += 1;
      while (end > start && isBlank(bytes[end - 1] ?? 0)) end -= 1;
      if (start === end) return bump(counts, base + BLANK);
      const place = column * FAMILIES + look(column, base, bytes, start, end);
      if (firsts.seen[place] === 0) firsts.add(place, this.line, bytes.toString('utf8', start, end));
    },
    addText(column, bytes, start, end) {
      const base = column * KINDS;
      if (start === end) return bump(counts, base + BLANK);
      const isDate = end - start <= LONGEST_WRITING && countMoment(counts, moment, { base, bytes, start, end });
      if (!isDate) bump(counts, base + OTHER);
      const place = column * FAMILIES + (isDate ? FAMILY.date : FAMILY.other);
      if (firsts.seen[place] === 0) firsts.add(place, this.line, bytes.toString('utf8', start, end));
    },
    decide(column, mark) {
      const own = counts.subarray(column * KINDS, (column + 1) * KINDS);
      return decideWith(own, writings.of(column, mark), (family) => firsts.find(column * FAMILIES + family));
    },
  };
}

function enlarge<Values extends Float64Array | Uint8Array>(values: Values, larger: Values): Values {
  larger.set(values);
  return larger;
}

function countKind(counts: Float64Array, base: number, kind: number): Family {
  if (kind !== COUNTED) bump(counts, base + kind);
  if (kind === UNSURE_POINT_DECIMAL) bump(counts, base + DECIMAL);
  return familyOf(kind);
}

/** By column: how numbers were written as people do, and the currencies beside them. */
function createWritings() {
  const byColumn = new Map<number, { counts: Float64Array; currencies: Set<string> }>();
  return {
    add(column: number, written: WrittenNumber): void {
      const found = byColumn.get(column) ?? { counts: createWrittenCounts(), currencies: new Set() };
      byColumn.set(column, found);
      countWritten(found.counts, written);
      if (written.currency !== '' && found.currencies.size < 2) found.currencies.add(written.currency);
    },
    of(column: number, mark: DecimalMark | null): Writing {
      const found = byColumn.get(column);
      return { mark, written: found?.counts ?? createWrittenCounts(), currencies: [...(found?.currencies ?? [])] };
    },
  };
}

/** The first value of each family of each column. */
function createFirsts(columns: number) {
  const places = new Map<number, Place>();
  return {
    /** 1 where there is one. By column, then by family. */
    seen: new Uint8Array(columns * FAMILIES),
    grow(wanted: number): void {
      const { seen } = this;
      this.seen = new Uint8Array(wanted * FAMILIES);
      this.seen.set(seen);
    },
    add(place: number, line: number, value: string): void {
      this.seen[place] = 1;
      places.set(place, { line, value: value.slice(0, LONGEST_EXAMPLE).toWellFormed() });
    },
    find: (place: number): Place | null => places.get(place) ?? null,
  };
}

/** The type of a column; where it is text, also what it nearly is. */
function decideWith(counts: Float64Array, writing: Writing, first: (family: Family) => Place | null): Decision {
  const describe = (decision: Decision): Decision => ({
    ...decision,
    firstMisfit: decision.misfits === 0 ? null : firstOther(decision.type, first),
    firstMissingWord: first(FAMILY.missing),
  });
  const decision = describe(decide(counts, writing, TOLERANCE));
  if (decision.type !== 'text' || decision.mixed !== null || decision.ambiguous) return decision;
  const near = describe(decide(counts, writing, TOLERANCE_NEARLY));
  return near.type === 'text' ? decision : { ...decision, near };
}

function familyOf(kind: number): Family {
  if (kind === OTHER) return FAMILY.other;
  if (kind === NULL) return FAMILY.missing;
  if (kind === LABEL) return FAMILY.label;
  if (kind === COUNTED) return FAMILY.date;
  return (kind >= WORDS && kind < DAY) || kind === OTHER_NO || kind === OTHER_YES ? FAMILY.truth : FAMILY.number;
}

/** The first value that is not like those of a type. */
function firstOther(type: ColumnType, first: (family: Family) => Place | null): Place | null {
  const own = type === 'boolean' ? FAMILY.truth : type === 'date' || type === 'timestamp' ? FAMILY.date : FAMILY.number;
  const others = [FAMILY.number, FAMILY.label, FAMILY.truth, FAMILY.date, FAMILY.other].filter((each) => each !== own);
  const places = others.flatMap((family) => first(family) ?? []);
  return places.toSorted((one, other) => one.line - other.line)[0] ?? null;
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
const NINE = 57;
const LONGEST_EXAMPLE = 100;
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

/** @param tolerance misfits that a type may have, as a part of the values */
function decide(counts: Float64Array, { mark, written, currencies }: Writing, tolerance: number): Decision {
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
    firstMisfit: null,
    near: null,
    values,
    blanks,
    missingWords: count(NULL),
    firstMissingWord: null,
  };
  const passes = (fits: number): boolean => {
    const misfits = values - fits;
    return fits > 0 && (misfits <= values * tolerance || (misfits === 1 && fits >= FITS_FOR_ONE_MISFIT));
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
