import { createNotation, readNumber } from './values.ts';

/** What stands before the decimals. */
export type DecimalMark = '.' | ',';

/** Which decimal mark a written number speaks for. */
export const NOT_A_NUMBER = 0;
/** Either: no separators, or such as are never decimal marks. */
export const ANY_MARK = 1;
export const POINT = 2;
export const COMMA = 3;
/** 1,234 and 1.234: a thousand, or a little more than one. */
export const UNSURE_COMMA = 4;
export const UNSURE_POINT = 5;

/** A number as people write it, taken apart. Filled by `takeApart`. */
export interface WrittenNumber {
  evidence: number;
  /** Whether it has decimals, where the evidence leaves no doubt. */
  decimals: boolean;
  leadingZero: boolean;
  percent: boolean;
  /** The sign or word beside it; empty where there is none. */
  currency: string;
  negative: boolean;
  plus: boolean;
  /** ASCII digits. */
  digits: Buffer;
  count: number;
  /** How many digits stand behind the last separator, and what it is; 0 where there is none. */
  tail: number;
  last: number;
}

const MOST_DIGITS = 40;
const MOST_BYTES = 80;

export function createWrittenNumber(): WrittenNumber {
  return {
    evidence: NOT_A_NUMBER,
    decimals: false,
    leadingZero: false,
    percent: false,
    currency: '',
    negative: false,
    plus: false,
    digits: Buffer.alloc(MOST_DIGITS + 4),
    count: 0,
    tail: 0,
    last: 0,
  };
}

const DOT = 0x2e;
const COMMA_SIGN = 0x2c;
/** Stands for every separator that only groups: spaces, apostrophes, the Arabic mark of thousands. */
const GROUPER = 0x20;
const ARABIC_DECIMAL = 0x66b;
const ZERO = 48;

const SEPARATORS = new Map<number, number>([
  [DOT, DOT],
  [0xff0e, DOT],
  [COMMA_SIGN, COMMA_SIGN],
  [0xff0c, COMMA_SIGN],
  [ARABIC_DECIMAL, ARABIC_DECIMAL],
  ...[0x20, 0xa0, 0x2009, 0x202f, 0x3000, 0x27, 0x2019, 0x66c].map((code): [number, number] => [code, GROUPER]),
]);
/** Directions of writing: they are not seen. */
const UNSEEN = new Set([0x200e, 0x200f, 0x61c, 0x202a, 0x202b, 0x202c, 0x2066, 0x2067, 0x2068, 0x2069, 0xfeff]);
const MINUS_SIGNS = new Set([0x2d, 0x2212, 0xff0d, 0x2013]);
const PERCENT_SIGNS = new Set([0x25, 0xff05, 0x66a]);
const CURRENCY =
  /^(?:[$€£¥₹￥₩₽₺₴₦₫₪฿＄￡]|(?:US|CA|AU|NZ|HK|NT|R|MX|A|C)\$|R\$|Rs\.?|kr\.?|zł|Kč|Ft|CHF|Fr\.|円|元|圆|ريال|درهم|د\.إ|ر\.س|ج\.م|रु\.?|[A-Z]{3})$/u;

/**
 * Takes apart 1.234,56 and 1 234,56 and 1'234.56, 12,34,567.89, ١٢٣٫٤, full-width and Devanagari digits, with a sign
 * before or after, brackets for less than nothing, a currency, a percent sign.
 */
export function takeApart(bytes: Buffer, start: number, end: number, out: WrittenNumber): void {
  out.evidence = NOT_A_NUMBER;
  if (end - start > MOST_BYTES) return;
  const text = bytes.toString('utf8', start, end);
  const body = takeOutward(text, out);
  if (body === null) return;
  const groups: number[] = [];
  const marks: number[] = [];
  out.count = 0;
  let group = 0;
  for (const character of body) {
    const code = character.codePointAt(0) ?? 0;
    const digit = digitOf(code);
    if (digit >= 0) {
      if (out.count === MOST_DIGITS) return;
      out.digits[out.count] = ZERO + digit;
      out.count += 1;
      group += 1;
    } else if (!UNSEEN.has(code)) {
      const mark = SEPARATORS.get(code);
      if (mark === undefined) return;
      groups.push(group);
      marks.push(mark);
      group = 0;
    }
  }
  if (out.count === 0) return;
  out.tail = group;
  out.last = marks.at(-1) ?? 0;
  out.leadingZero = (groups[0] ?? group) > 1 && out.digits[0] === ZERO;
  weigh(groups, marks, out);
}

/** Sets signs, currency and percent, and gives what is between them; null where something else stands there. */
function takeOutward(text: string, out: WrittenNumber): string | null {
  out.negative = false;
  out.plus = false;
  out.percent = false;
  out.currency = '';
  let body = text;
  if (body.startsWith('(') && body.endsWith(')')) {
    out.negative = true;
    body = body.slice(1, -1);
  }
  const characters = Array.from(body);
  const first = characters.findIndex((character) => isDigitOrPoint(character));
  if (first < 0) return null;
  const last = characters.findLastIndex((character) => digitOf(character.codePointAt(0) ?? 0) >= 0);
  if (last < first && last >= 0) return null;
  const outside = [...characters.slice(0, first), '\n', ...characters.slice(last + 1)].join('');
  if (outside !== '\n' && !readOutside(outside, out)) return null;
  return characters.slice(first, last + 1).join('');
}

function isDigitOrPoint(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return digitOf(code) >= 0 || code === DOT || code === COMMA_SIGN;
}

function readOutside(outside: string, out: WrittenNumber): boolean {
  let signs = out.negative ? 1 : 0;
  let words = '';
  for (const character of outside) {
    const code = character.codePointAt(0) ?? 0;
    if (MINUS_SIGNS.has(code)) {
      out.negative = true;
      signs += 1;
    } else if (code === 0x2b || code === 0xff0b) {
      out.plus = true;
      signs += 1;
    } else if (PERCENT_SIGNS.has(code)) {
      if (out.percent) return false;
      out.percent = true;
    } else if (!UNSEEN.has(code)) words += character;
  }
  words = words.trim();
  if (signs > 1) return false;
  if (words === '') return true;
  if (out.percent || !CURRENCY.test(words)) return false;
  out.currency = words;
  return true;
}

/** The digit of ASCII, full width, Arabic, Persian or Devanagari that a character is; -1 for none. */
export function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  if (code < 0x660) return -1;
  if (code <= 0x669) return code - 0x660;
  if (code >= 0x6f0 && code <= 0x6f9) return code - 0x6f0;
  if (code >= 0x966 && code <= 0x96f) return code - 0x966;
  return code >= 0xff10 && code <= 0xff19 ? code - 0xff10 : -1;
}

/** @param groups the digits before each separator of `marks` */
function weigh(groups: readonly number[], marks: readonly number[], out: WrittenNumber): void {
  const { last, tail } = out;
  out.decimals = false;
  if (marks.length === 0) {
    out.evidence = ANY_MARK;
    return;
  }
  const before = marks.slice(0, -1);
  if (last === ARABIC_DECIMAL) {
    out.decimals = true;
    out.evidence = areGroups(groups, before) && !before.includes(last) ? ANY_MARK : NOT_A_NUMBER;
    return;
  }
  const other = before.find((mark) => mark !== last);
  if (other !== undefined) {
    const sound = (last === DOT || last === COMMA_SIGN) && !before.includes(last) && areGroups(groups, before);
    out.decimals = true;
    out.evidence = sound ? (last === DOT ? POINT : COMMA) : NOT_A_NUMBER;
    return;
  }
  const grouped = areGroups([...groups, tail], marks);
  if (last === GROUPER) out.evidence = grouped ? ANY_MARK : NOT_A_NUMBER;
  else if (marks.length > 1) out.evidence = grouped ? (last === DOT ? COMMA : POINT) : NOT_A_NUMBER;
  else if (grouped && !out.leadingZero && groups[0] !== 0 && out.digits[0] !== ZERO) {
    out.evidence = last === DOT ? UNSURE_POINT : UNSURE_COMMA;
  } else {
    out.decimals = tail > 0;
    out.evidence = last === DOT ? POINT : COMMA;
  }
}

/** One to three digits first, then three each; in India two each, and three at the end. */
function areGroups(groups: readonly number[], marks: readonly number[]): boolean {
  if (marks.length === 0) return true;
  if (marks.some((mark) => mark !== marks[0])) return false;
  const [first = 0, ...rest] = groups.slice(0, marks.length + 1);
  const threes = rest.every((digits) => digits === 3);
  const twos = rest.at(-1) === 3 && rest.slice(0, -1).every((digits) => digits === 2) && first <= 2;
  return first >= 1 && first <= 3 && (threes || twos);
}

const scratch = Buffer.alloc(MOST_DIGITS + 4);
const notation = createNotation();

/** The value of a number that was taken apart, read with a decimal mark; NaN where it speaks for the other. */
export function valueOf(written: WrittenNumber, mark: DecimalMark): number {
  const { evidence, last, tail, count, digits } = written;
  if (evidence === NOT_A_NUMBER) return Number.NaN;
  if (evidence === POINT && mark === ',') return Number.NaN;
  if (evidence === COMMA && mark === '.') return Number.NaN;
  const markCode = mark === '.' ? DOT : COMMA_SIGN;
  const decimals = last === ARABIC_DECIMAL || last === markCode ? tail : 0;
  let length = 0;
  if (written.negative) scratch[length++] = 0x2d;
  digits.copy(scratch, length, 0, count - decimals);
  length += count - decimals;
  if (decimals > 0) {
    scratch[length++] = DOT;
    digits.copy(scratch, length, count - decimals, count);
    length += decimals;
  }
  const value = readNumber(scratch, 0, length, notation);
  // Rounded as a person would: 12.3 % is 0.123, not 0.12300000000000001.
  return written.percent ? Number((value / 100).toPrecision(15)) : value;
}
