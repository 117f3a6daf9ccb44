/** In which order a date such as 03/04/2025 is read. Dates that begin with the year need none. */
export type DateOrder = 'dmy' | 'mdy';

/** What the bytes of a value are as a date or time. */
export const NO_MOMENT = 0;
export const MOMENT = 1;
/** It looks like a date, but the calendar has no such day or the day no such time. */
export const NO_SUCH_MOMENT = 2;

/** A date as it was written, and the time of day after it. Filled by `readMoment`. */
export interface Moment {
  /** Whether the year stands first; else `first` and `second` are day and month in an order that only people know. */
  yearFirst: boolean;
  year: number;
  /** The month where the year stands first. */
  first: number;
  /** The day where the year stands first. */
  second: number;
  separator: number;
  /** Whether a time of day follows. */
  timed: boolean;
  /** Seconds since midnight, less the zone's offset. */
  seconds: number;
  microseconds: number;
  /** How many digits the number that was read last has. */
  digits: number;
}

export function createMoment(): Moment {
  return {
    yearFirst: true,
    year: 0,
    first: 0,
    second: 0,
    separator: 0,
    timed: false,
    seconds: 0,
    microseconds: 0,
    digits: 0,
  };
}

const ZERO = 48;
const DASH = 45;
const DOT = 46;
const SLASH = 47;
const COLON = 58;
const PLUS = 43;
const SPACE = 32;
const UPPER_T = 84;
const UPPER_Z = 90;
const LOWER = 32;

/** The digit at `position`, or 10 and more where there is none. */
function digitAt(bytes: Uint8Array, position: number, end: number): number {
  const digit = position < end ? (bytes[position] ?? 0) - ZERO : 10;
  return digit < 0 ? 10 : digit;
}

/**
 * Reads 2024-01-31, 2024-01-31T14:05:06.789Z, 31.01.2024, 01/31/2024 14:05 and their like: separators - / . and the
 * year in four digits, first or last; T or a space before the time; a zone or none, which is read as UTC.
 * @returns NO_MOMENT, MOMENT or NO_SUCH_MOMENT; the day is not looked up in the calendar here
 */
export function readMoment(bytes: Uint8Array, start: number, end: number, moment: Moment): number {
  const afterDate = readDate(bytes, start, end, moment);
  if (afterDate < 0) return NO_MOMENT;
  moment.timed = false;
  moment.seconds = 0;
  moment.microseconds = 0;
  if (afterDate === end) return MOMENT;
  const gap = bytes[afterDate] ?? 0;
  if (gap !== SPACE && (gap & ~LOWER) !== UPPER_T) return NO_MOMENT;
  moment.timed = true;
  return readTime(bytes, afterDate + 1, end, moment);
}

/** @returns the position after the date, or -1 */
function readDate(bytes: Uint8Array, start: number, end: number, moment: Moment): number {
  let position = start;
  const first = readDigits(bytes, position, end, 4, moment);
  if (first < 0) return -1;
  const firstDigits = moment.digits;
  position += firstDigits;
  const separator = bytes[position] ?? 0;
  if ((separator !== DASH && separator !== DOT && separator !== SLASH) || firstDigits === 3) return -1;
  const second = readDigits(bytes, position + 1, end, 2, moment);
  if (second < 0) return -1;
  position += 1 + moment.digits;
  if (position >= end || bytes[position] !== separator) return -1;
  const yearFirst = firstDigits === 4;
  const third = readDigits(bytes, position + 1, end, 4, moment);
  if (third < 0 || (yearFirst ? moment.digits > 2 : moment.digits !== 4)) return -1;
  position += 1 + moment.digits;
  moment.yearFirst = yearFirst;
  moment.separator = separator;
  moment.year = yearFirst ? first : third;
  moment.first = yearFirst ? second : first;
  moment.second = yearFirst ? third : second;
  return position;
}

/** Reads up to `most` digits and leaves their count in `digits`. @returns the number, or -1 where there is no digit */
function readDigits(bytes: Uint8Array, start: number, end: number, most: number, moment: Moment): number {
  let value = 0;
  let position = start;
  for (;;) {
    const digit = digitAt(bytes, position, end);
    if (digit > 9 || position - start === most) break;
    value = value * 10 + digit;
    position += 1;
  }
  moment.digits = position - start;
  return position === start ? -1 : value;
}

function readTime(bytes: Uint8Array, start: number, end: number, moment: Moment): number {
  const hours = readDigits(bytes, start, end, 2, moment);
  let position = start + moment.digits;
  if (hours < 0 || position >= end || bytes[position] !== COLON) return NO_MOMENT;
  const minutes = readDigits(bytes, position + 1, end, 2, moment);
  if (minutes < 0 || moment.digits !== 2) return NO_MOMENT;
  position += 3;
  let seconds = 0;
  if (position < end && bytes[position] === COLON) {
    seconds = readDigits(bytes, position + 1, end, 2, moment);
    if (seconds < 0 || moment.digits !== 2) return NO_MOMENT;
    position += 3;
    if (position < end && bytes[position] === DOT) {
      const fraction = readDigits(bytes, position + 1, end, 9, moment);
      if (fraction < 0) return NO_MOMENT;
      moment.microseconds = Math.floor(fraction * 10 ** (6 - moment.digits));
      position += 1 + moment.digits;
    }
  }
  const offset = readZone(bytes, position, end, moment);
  if (Number.isNaN(offset)) return NO_MOMENT;
  moment.seconds = hours * 3600 + minutes * 60 + seconds - offset;
  return hours > 23 || minutes > 59 || seconds > 59 || Math.abs(offset) > 16 * 3600 ? NO_SUCH_MOMENT : MOMENT;
}

/** Reads Z, +02, +0200, +02:00, with a space before or none. @returns seconds east of UTC, NaN where it is no zone */
function readZone(bytes: Uint8Array, start: number, end: number, moment: Moment): number {
  let position = start;
  if (position < end && bytes[position] === SPACE) position += 1;
  if (position === end) return position === start ? 0 : Number.NaN;
  const sign = bytes[position] ?? 0;
  if ((sign & ~LOWER) === UPPER_Z) return position + 1 === end ? 0 : Number.NaN;
  if (sign !== PLUS && sign !== DASH) return Number.NaN;
  const hours = readDigits(bytes, position + 1, end, 2, moment);
  if (hours < 0 || moment.digits !== 2) return Number.NaN;
  position += 3;
  let minutes = 0;
  if (position < end) {
    if (bytes[position] === COLON) position += 1;
    minutes = readDigits(bytes, position, end, 2, moment);
    if (minutes < 0 || moment.digits !== 2 || minutes > 59) return Number.NaN;
    position += 2;
  }
  if (position !== end) return Number.NaN;
  return (hours * 3600 + minutes * 60) * (sign === DASH ? -1 : 1);
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether the calendar has this day. */
export function isDay(year: number, month: number, day: number): boolean {
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (MONTH_DAYS[month - 1] ?? 0) + (leap ? 1 : 0);
}

/** Days since 1970-01-01 of a day in the Gregorian calendar (Hinnant 2014, days_from_civil: years begin in March). */
export function daysSinceEpoch(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/**
 * The day of a moment, as days since 1970-01-01; NaN where the calendar has no such day, or where the order of day and
 * month is not known. Dots are read day first where nothing else is said: no country writes the month before a dot.
 */
export function dayOf(moment: Moment, order: DateOrder | null): number {
  const { year, first, second } = moment;
  if (moment.yearFirst) return isDay(year, first, second) ? daysSinceEpoch(year, first, second) : Number.NaN;
  const read = order ?? (moment.separator === DOT ? 'dmy' : null);
  if (read === null) return Number.NaN;
  const day = read === 'dmy' ? first : second;
  const month = read === 'dmy' ? second : first;
  return isDay(year, month, day) ? daysSinceEpoch(year, month, day) : Number.NaN;
}
