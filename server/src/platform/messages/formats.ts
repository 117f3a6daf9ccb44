import { dateTimeFormat, durationFormat, listFormat, numberFormat, pluralRules, relativeTimeFormat } from './intl.ts';
import { isolate } from './bidi.ts';
import { languages, type LanguageCode } from './languages.ts';

interface FractionOptions {
  readonly minimumFractionDigits?: number;
  readonly maximumFractionDigits?: number;
}

export function formatNumber(value: number, language: LanguageCode, options: FractionOptions = {}): string {
  return numberFormat(language, options).format(value);
}

interface CurrencyOptions {
  /** ISO 4217 code; by default the currency of the language. */
  readonly currency?: string;
  /** Negative amounts as books write them: in parentheses where the language does so. */
  readonly accounting?: boolean;
}

export function formatCurrency(value: number, language: LanguageCode, options: CurrencyOptions = {}): string {
  return numberFormat(language, {
    style: 'currency',
    currency: options.currency ?? languages[language].defaultCurrency,
    currencySign: options.accounting === true ? 'accounting' : 'standard',
  }).format(value);
}

/** `ratio` 0.5 is 50 %. */
export function formatPercent(ratio: number, language: LanguageCode, options: FractionOptions = {}): string {
  return numberFormat(language, { style: 'percent', maximumFractionDigits: 1, ...options }).format(ratio);
}

export function formatCompact(value: number, language: LanguageCode): string {
  return numberFormat(language, { notation: 'compact' }).format(value);
}

/** `unit` is one that ECMA-402 sanctions, such as `kilometer` or `kilometer-per-hour`. */
export function formatUnit(value: number, unit: string, language: LanguageCode): string {
  return numberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
}

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A size in decimal units: 1,500,000 bytes are 1.5 MB. */
export function formatBytes(sizeBytes: number, language: LanguageCode): string {
  let figure = sizeBytes;
  let step = 0;
  // Rounded as it will be shown: 999,950 bytes are 1 MB, not 1,000 kB.
  while (Math.round(figure * 10) >= 10_000 && step < BYTE_UNITS.length - 1) {
    figure /= 1000;
    step += 1;
  }
  return numberFormat(language, {
    style: 'unit',
    unit: BYTE_UNITS[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  }).format(figure);
}

interface ZoneOptions {
  /** IANA name. Always given: a date without its zone is one day off for half of the world. */
  readonly timeZone: string;
}

const DATE = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;

/** Whether it is 9:04 or 09:04; Intl knows, but not together with a date of two digits. */
function timeOf(language: LanguageCode): Intl.DateTimeFormatOptions {
  const midnight = dateTimeFormat(language, { timeStyle: 'short' }).format(0);
  return { hour: midnight.startsWith('0') && midnight[1] !== ':' ? '2-digit' : 'numeric', minute: '2-digit' };
}

export function formatDate(date: Date, language: LanguageCode, { timeZone }: ZoneOptions): string {
  return dateTimeFormat(language, { ...DATE, timeZone }).format(date);
}

export function formatTime(date: Date, language: LanguageCode, { timeZone }: ZoneOptions): string {
  return dateTimeFormat(language, { ...timeOf(language), timeZone }).format(date);
}

export function formatDateTime(date: Date, language: LanguageCode, { timeZone }: ZoneOptions): string {
  return dateTimeFormat(language, { ...DATE, ...timeOf(language), timeZone }).format(date);
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Each unit serves until its figure would reach `limit`. A month is a twelfth of a year of 365.25 days. */
const RELATIVE_UNITS = [
  { unit: 'minute', lengthMs: MINUTE_MS, limit: 60 },
  { unit: 'hour', lengthMs: HOUR_MS, limit: 24 },
  { unit: 'day', lengthMs: DAY_MS, limit: 30 },
  { unit: 'month', lengthMs: 30.4375 * DAY_MS, limit: 12 },
  { unit: 'year', lengthMs: 365.25 * DAY_MS, limit: Infinity },
] as const;

/** "3 days ago", "in 2 hours", "now". */
export function formatRelativeTime(date: Date, now: Date, language: LanguageCode): string {
  const distanceMs = date.getTime() - now.getTime();
  for (const { unit, lengthMs, limit } of RELATIVE_UNITS) {
    const figure = Math.round(distanceMs / lengthMs);
    if (figure === 0) break;
    // Hindi has one word, कल, for yesterday and tomorrow.
    const numeric = language === 'hi' ? 'always' : 'auto';
    if (Math.abs(figure) < limit) return relativeTimeFormat(language, { numeric }).format(figure, unit);
  }
  return relativeTimeFormat(language, { numeric: 'auto' }).format(0, 'second');
}

const DURATION_UNITS = [
  { unit: 'days', lengthMs: DAY_MS },
  { unit: 'hours', lengthMs: HOUR_MS },
  { unit: 'minutes', lengthMs: MINUTE_MS },
  { unit: 'seconds', lengthMs: SECOND_MS },
  { unit: 'milliseconds', lengthMs: 1 },
] as const;
const SECONDS = 3;

/** The two largest units that matter: "1 hr, 5 min", "42 sec". */
export function formatDuration(durationMs: number, language: LanguageCode): string {
  const largest = DURATION_UNITS.findIndex(({ lengthMs }) => durationMs >= lengthMs);
  if (largest === -1) return numberFormat(language, { style: 'unit', unit: 'second' }).format(0);
  const chosen = DURATION_UNITS.slice(largest, largest === SECONDS ? largest + 1 : largest + 2);
  const smallestMs = chosen.at(-1)?.lengthMs ?? 1;
  const roundedMs = Math.round(durationMs / smallestMs) * smallestMs;
  // 59.6 seconds are a minute, not 60 seconds.
  if (roundedMs >= (DURATION_UNITS[largest - 1]?.lengthMs ?? Infinity)) return formatDuration(roundedMs, language);
  let restMs = roundedMs;
  const parts: Partial<Record<(typeof DURATION_UNITS)[number]['unit'], number>> = {};
  for (const { unit, lengthMs } of chosen) {
    const figure = Math.floor(restMs / lengthMs);
    if (figure > 0) parts[unit] = figure;
    restMs -= figure * lengthMs;
  }
  return durationFormat(language, { style: 'short' }).format(parts);
}

interface ListOptions {
  /** "a, b and c", or "a, b or c". */
  readonly type?: 'conjunction' | 'disjunction';
}

export function formatList(items: readonly string[], language: LanguageCode, options: ListOptions = {}): string {
  const contained = items.map((item) => isolate(item, languages[language].direction));
  return listFormat(language, { type: options.type ?? 'conjunction' }).format(contained);
}

const ORDINAL_PATTERNS: Record<LanguageCode, Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }> = {
  en: { one: '{}st', two: '{}nd', few: '{}rd', other: '{}th' },
  es: { other: '{}.º' },
  fr: { one: '{}er', other: '{}e' },
  de: { other: '{}.' },
  hi: { one: '{}ला', two: '{}रा', few: '{}था', many: '{}ठा', other: '{}वाँ' },
  ja: { other: '第{}' },
  zh: { other: '第{}' },
  ar: { other: 'الـ{}' },
};

/** "1st", "2nd"; masculine where gender shows. */
export function formatOrdinal(value: number, language: LanguageCode): string {
  const patterns = ORDINAL_PATTERNS[language];
  const pattern = patterns[pluralRules(language, { type: 'ordinal' }).select(value)] ?? patterns.other;
  return pattern.replace('{}', formatNumber(value, language));
}
