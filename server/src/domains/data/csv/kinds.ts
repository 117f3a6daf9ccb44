import { TRUE_WORDS } from './values.ts';

/** What is counted of each column. The word kinds are eight: 2 × pair, + 1 for true. */
export const BLANK = 0;
export const NULL = 1;
export const INTEGER = 2;
/** Whole, but more than a double holds. */
export const LARGE_INTEGER = 3;
/** Digits that are no quantity: 00123, or a telephone number with its plus sign. */
export const LABEL = 4;
export const DECIMAL = 5;
export const OTHER = 6;
export const WORDS = 7;
/** The word no. */
export const NO = WORDS + 2;
export const DAY = WORDS + 2 * TRUE_WORDS.length;
export const DAY_WITH_TIME = DAY + 1;
export const NO_SUCH_DAY = DAY + 2;
/** Dates whose year stands last, and how many of them are days when read in either order. */
export const ORDERED = DAY + 3;
export const DAY_FIRST = DAY + 4;
export const MONTH_FIRST = DAY + 5;
export const ORDERED_WITH_TIME = DAY + 6;
/** Decimals that could be thousands: 1.234. They are counted as decimals too. */
export const UNSURE_POINT_DECIMAL = DAY + 7;
/** Words of other languages for no and yes. */
export const OTHER_NO = DAY + 8;
export const OTHER_YES = DAY + 9;
export const WRITTEN_NUMBER = DAY + 10;
export const PERCENT = DAY + 11;
export const KINDS = DAY + 12;

const ZERO = 48;
const NINE = 57;
const DOT = 46;
const DASH = 45;
const COLON = 58;
const UPPER_T = 84;
const UPPER_Z = 90;
/** Of 2024-03-31T14:05:06Z. */
const LONGEST_PLAIN = 20;
/** So many digits a double holds exactly, whatever they are. */
const PLAIN_DIGITS = 15;

/**
 * What is most often met, told by one look: 17, 17.25, 2024-03-31, 2024-03-31T14:05:06Z. OTHER for everything else, and
 * for all that needs a second look.
 */
export function plainKind(bytes: Buffer, start: number, end: number): number {
  const length = end - start;
  if (length === 0 || length > LONGEST_PLAIN) return OTHER;
  let position = start;
  while (position < end && isDigitByte(bytes[position])) position += 1;
  const whole = position - start;
  if (whole === 0 || (bytes[start] === ZERO && whole > 1)) return OTHER;
  if (position === end) return whole <= PLAIN_DIGITS ? INTEGER : OTHER;
  if (bytes[position] === DOT) {
    const from = position + 1;
    position = from;
    while (position < end && isDigitByte(bytes[position])) position += 1;
    const fraction = position - from;
    // 1.234 may be a thousand and more.
    return position === end && fraction > 0 && fraction !== 3 && whole + fraction <= PLAIN_DIGITS ? DECIMAL : OTHER;
  }
  return whole === 4 && length >= 10 ? plainMoment(bytes, start, end) : OTHER;
}

/** Days that every month has, at times that every day has. */
function plainMoment(bytes: Buffer, start: number, end: number): number {
  if (bytes[start + 4] !== DASH || bytes[start + 7] !== DASH) return OTHER;
  const month = twoDigits(bytes, start + 5);
  const day = twoDigits(bytes, start + 8);
  if (month < 1 || month > 12 || day < 1 || day > 28) return OTHER;
  if (end - start === 10) return DAY;
  if (end - start !== 20 || bytes[start + 10] !== UPPER_T || bytes[end - 1] !== UPPER_Z) return OTHER;
  if (bytes[start + 13] !== COLON || bytes[start + 16] !== COLON) return OTHER;
  const hours = twoDigits(bytes, start + 11);
  const minutes = twoDigits(bytes, start + 14);
  const seconds = twoDigits(bytes, start + 17);
  return hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 60
    ? DAY_WITH_TIME
    : OTHER;
}

const isDigitByte = (byte = 0): boolean => byte >= ZERO && byte <= NINE;

/** -1 where they are none. */
function twoDigits(bytes: Buffer, at: number): number {
  const tens = bytes[at] ?? 0;
  const ones = bytes[at + 1] ?? 0;
  return isDigitByte(tens) && isDigitByte(ones) ? (tens - ZERO) * 10 + ones - ZERO : -1;
}
