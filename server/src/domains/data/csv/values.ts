const PLUS = 43;
const MINUS = 45;
const DOT = 46;
const ZERO = 48;
const NINE = 57;
const LOWER_E = 101;
const LOWER = 32;
const SPACE = 32;

/** Whether a byte is white space of ASCII. */
export function isBlank(byte: number): boolean {
  return byte === SPACE || (byte >= 9 && byte <= 13);
}

/** Powers of ten that a double holds exactly. */
const EXACT_POWERS = Float64Array.from({ length: 23 }, (_, power) => 10 ** power);
const MAX_SAFE_DIGITS = 15;

/** How a number was written. Filled by `readNumber`. */
export interface Notation {
  /** Digits only, after a sign or none. */
  whole: boolean;
  leadingZero: boolean;
  /** A plus sign stands before it. */
  plus: boolean;
  /** Digits before the point. */
  digits: number;
  /** Digits behind it. */
  fraction: number;
}

export function createNotation(): Notation {
  return { whole: false, leadingZero: false, plus: false, digits: 0, fraction: 0 };
}

/**
 * Reads a decimal number such as 12, -3.5, .5, 1e-7 exactly as `Number` would.
 * @returns NaN where the bytes are none; an infinity where no double is large enough
 */
export function readNumber(bytes: Buffer, start: number, end: number, notation: Notation): number {
  const sign = bytes[start] ?? 0;
  const signed = sign === MINUS || sign === PLUS;
  const first = signed ? start + 1 : start;
  let position = first;
  let mantissa = 0;
  while (position < end && isDigit(bytes[position] ?? 0)) {
    mantissa = mantissa * 10 + (bytes[position] ?? 0) - ZERO;
    position += 1;
  }
  const whole = position - first;
  notation.whole = position === end;
  notation.leadingZero = whole > 1 && bytes[first] === ZERO;
  notation.plus = sign === PLUS;
  notation.digits = whole;
  let fraction = 0;
  if (position < end && bytes[position] === DOT) {
    position += 1;
    const from = position;
    while (position < end && isDigit(bytes[position] ?? 0)) {
      mantissa = mantissa * 10 + (bytes[position] ?? 0) - ZERO;
      position += 1;
    }
    fraction = position - from;
  }
  notation.fraction = fraction;
  if (whole + fraction === 0) return Number.NaN;
  if (position < end || whole + fraction > MAX_SAFE_DIGITS) return readSlowly(bytes, start, end, position);
  // Both operands are exact, so one division rounds as it should (Clinger 1990).
  const value = fraction === 0 ? mantissa : mantissa / (EXACT_POWERS[fraction] ?? 1);
  return sign === MINUS ? -value : value;
}

/** Numbers with an exponent or more digits than a double holds. `position` is where the plain digits end. */
function readSlowly(bytes: Buffer, start: number, end: number, position: number): number {
  if (position < end) {
    if (((bytes[position] ?? 0) | LOWER) !== LOWER_E) return Number.NaN;
    const sign = bytes[position + 1];
    let at = position + (sign === MINUS || sign === PLUS ? 2 : 1);
    if (at >= end) return Number.NaN;
    for (; at < end; at += 1) if (!isDigit(bytes[at] ?? 0)) return Number.NaN;
  }
  return Number(bytes.toString('latin1', start, end));
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

/** Words that stand for a truth value, each in its pair, and words that stand for no value. */
const FALSE_WORDS = ['false', 'no', 'f', 'n'] as const;
export const TRUE_WORDS = ['true', 'yes', 't', 'y'] as const;
const NULL_WORDS = ['null', 'na', 'n/a', '#n/a', 'nan', 'none', 'nil', 'n.a.', '\\n', '-', '--', '.'];
const LONGEST_WORD = 5;

/** What a short word is: NO_WORD, NULL_WORD, or the place of its pair: 2 × pair + 2 for false, + 3 for true. */
export const NO_WORD = 0;
export const NULL_WORD = 1;

const words = new Map<number, number>([
  ...NULL_WORDS.map((word): [number, number] => [keyOf(Buffer.from(word), 0, word.length), NULL_WORD]),
  ...FALSE_WORDS.map((word, pair): [number, number] => [keyOf(Buffer.from(word), 0, word.length), 2 * pair + 2]),
  ...TRUE_WORDS.map((word, pair): [number, number] => [keyOf(Buffer.from(word), 0, word.length), 2 * pair + 3]),
]);
const wordBeginnings = new Uint8Array(256);
for (const word of [...NULL_WORDS, ...FALSE_WORDS, ...TRUE_WORDS]) {
  wordBeginnings[word.charCodeAt(0)] = 1;
  wordBeginnings[word.toUpperCase().charCodeAt(0)] = 1;
}

/** Up to five bytes as one number, letters in lower case. */
function keyOf(bytes: Uint8Array, start: number, end: number): number {
  let key = 0;
  for (let position = start; position < end; position += 1) {
    const byte = bytes[position] ?? 0;
    key = key * 256 + (byte >= 65 && byte <= 90 ? byte + LOWER : byte);
  }
  return key;
}

/** Finds true, no, T, NULL, n/a and their like, in any case. */
export function readWord(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > LONGEST_WORD || wordBeginnings[bytes[start] ?? 0] === 0) return NO_WORD;
  return words.get(keyOf(bytes, start, end)) ?? NO_WORD;
}
