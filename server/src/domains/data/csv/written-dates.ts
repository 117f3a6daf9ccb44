import { digitOf } from './written-numbers.ts';

/** Longer values are no dates. */
const MOST_BYTES = 80;
const MOST_KNOWN = 20_000;

const OTHER_NAMES =
  'sept 9, set 9, sep 9, setiembre 9, jän 1, jänner 1, feber 2, mrz 3, mär 3, mai 5, okt 10, dez 12, fev 2, fevr 2, fevrier 2, avr 4, juil 7, aout 8, dec 12, decembre 12, ene 1, abr 4, ago 8, dic 12, ابريل 4, اغسطس 8, اكتوبر 10';

/** Names of months of the eight languages, as their calendars and their people write them. Made when they are first needed. */
const months = new Map<string, number>();

function nameMonths(): void {
  for (const language of ['en', 'es', 'fr', 'de', 'hi', 'ar-EG', 'ar-SY', 'ar-MA']) {
    for (const month of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory`, { month, timeZone: 'UTC' });
      for (let index = 0; index < 12; index += 1)
        months.set(wordOf(format.format(Date.UTC(2024, index, 1))), index + 1);
    }
  }
  for (const pair of OTHER_NAMES.split(', ')) {
    const [word = '', month] = pair.split(' ');
    months.set(word, Number(month));
  }
}

function wordOf(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFC')
    .replace(/[.॰،\u200e\u200f]/gu, '')
    .trim();
}

const TIME =
  /^(?:,|،|at|um|à|a las|kl\.?|في|को)?\s*(?:(?<early>午前|上午|凌晨|早上)|(?<late>午後|下午|晚上))?\s*(?<hours>\d{1,2})(?::|時|时|点|h)(?<minutes>\d{2})(?:分|:(?=\d))?(?:(?<seconds>\d{2})(?:秒)?(?<fraction>\.\d{1,6})?)?\s*(?:(?<am>a\.?\s?m\.?|ص)|(?<pm>p\.?\s?m\.?|م))?(?:\s*Uhr)?\s*(?<zone>Z|[+-]\d{2}:?\d{2})?$/iu;
const CHINESE =
  /^(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号號]\s*(?:[（(]?(?:星期|周|週)?.(?:曜日?)?[）)])?(.*)$/u;
const DAY_MONTH_YEAR =
  /^(?:\p{L}[\p{L}\p{M}]*\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th|er|\.|º|ª)?[\s-]*(?:de\s+)?([\p{L}][\p{L}\p{M}.॰]*(?:\s+[\p{L}\p{M}]{3,}(?<!\sde)(?<!\sdel))?)[,،]?[\s-]*(?:del?\s+)?(\d{4})(.*)$/u;
const MONTH_DAY_YEAR = /^(?:\p{L}+\.?,\s+)?(\p{L}[\p{L}\p{M}]*)\.?[\s-]+(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4})(.*)$/u;
const YEAR_MONTH_DAY = /^(\d{4})[\s-]+(\p{L}[\p{L}\p{M}]*)\.?[\s-]+(\d{1,2})(.*)$/u;
const FIGURES = /^(\d{1,4}[-./]\d{1,2}[-./]\d{1,4})\.?(?:[,،\sT]\s*(.+))?$/u;

/** Dates repeat; what one was found to be need not be found again. */
const known = new Map<string, Buffer | null>();

/**
 * A date in words or in other digits — 5 janv. 2024, January 5th, 2024, 2024年1月5日 14時05分, ٢٠٢٤/٠١/٠٥, 15.01.2024,
 * 2:05 PM — written as `readMoment` reads it; null where it is none. Day and month keep their order where both are figures.
 */
export function rewriteDate(bytes: Buffer, start: number, end: number): Buffer | null {
  if (end - start > MOST_BYTES) return null;
  const text = bytes.toString('utf8', start, end);
  const before = known.get(text);
  if (before !== undefined) return before;
  const rewritten = rewrite(foldFigures(text));
  if (known.size >= MOST_KNOWN) known.clear();
  const result = rewritten === null ? null : Buffer.from(rewritten);
  known.set(text, result);
  return result;
}

function foldFigures(text: string): string {
  let folded = '';
  for (const character of text.normalize('NFKC')) {
    const code = character.codePointAt(0) ?? 0;
    const digit = digitOf(code);
    if (digit >= 0) folded += String(digit);
    else if (code !== 0x200e && code !== 0x200f && code !== 0x61c) folded += code === 0x202f ? ' ' : character;
  }
  return folded.trim();
}

function rewrite(text: string): string | null {
  const figures = FIGURES.exec(text);
  if (figures) return withTime(figures[1] ?? '', figures[2] ?? '');
  const chinese = CHINESE.exec(text);
  if (chinese) return compose(chinese[1], Number(chinese[2]), chinese[3], chinese[4]);
  const yearFirst = YEAR_MONTH_DAY.exec(text);
  if (yearFirst) return compose(yearFirst[1], monthOf(yearFirst[2]), yearFirst[3], yearFirst[4]);
  const dayFirst = DAY_MONTH_YEAR.exec(text);
  if (dayFirst) {
    const date = compose(dayFirst[3], monthOf(dayFirst[2]), dayFirst[1], dayFirst[4]);
    if (date !== null) return date;
  }
  const monthFirst = MONTH_DAY_YEAR.exec(text);
  return monthFirst ? compose(monthFirst[3], monthOf(monthFirst[1]), monthFirst[2], monthFirst[4]) : null;
}

function monthOf(name = ''): number {
  if (months.size === 0) nameMonths();
  return months.get(wordOf(name)) ?? 0;
}

function compose(year = '', month = 0, day = '', rest = ''): string | null {
  if (month < 1 || month > 12) return null;
  return withTime(`${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`, rest);
}

function withTime(date: string, rest: string): string | null {
  const tail = rest.trim();
  if (tail === '') return date;
  const found = TIME.exec(tail)?.groups;
  if (!found) return null;
  const { hours = '', minutes = '', seconds = '00', fraction = '', zone = '' } = found;
  const late = found['late'] !== undefined || found['pm'] !== undefined;
  const halves = late || found['early'] !== undefined || found['am'] !== undefined;
  if (halves && (Number(hours) < 1 || Number(hours) > 12) && found['late'] === undefined) return null;
  const hour = halves ? (Number(hours) % 12) + (late ? 12 : 0) : Number(hours);
  return `${date}T${String(hour).padStart(2, '0')}:${minutes}:${seconds}${fraction}${zone}`;
}
