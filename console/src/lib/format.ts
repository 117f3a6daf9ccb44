import type { Language } from './languages.ts';
import { formattingTag } from './languages.ts';

/** Writes numbers, dates and spans of time by the conventions of one language and one time zone. */
export interface Format {
  integer(value: number): string;
  /** A figure of unknown size with three significant digits after the point falls away: 0.874, 12.3, 1,285. */
  figure(value: number): string;
  /** A value as it is, with up to six digits after the point. */
  exact(value: number): string;
  /** Always the same number of digits after the point, for figures that are compared. */
  fixed(value: number, fractionDigits: number): string;
  /** Takes a share: 0.784 is written 78%. */
  percent(value: number, fractionDigits?: number): string;
  /** A figure that always carries its sign. */
  signed(value: number, options?: Intl.NumberFormatOptions): string;
  /** An amount with its currency: whole from a thousand on, and short (€1.4M) where there is little room. */
  money(value: number, currency: string, length?: 'short' | 'full'): string;
  bytes(value: number): string;
  /** A span in the largest unit that suits it. */
  duration(seconds: number): string;
  date(iso: string): string;
  /** A calendar day (2026-11-04), which is the same in every time zone. */
  day(isoDay: string): string;
  /** The same without its year, where the place says which. */
  shortDay(isoDay: string): string;
  /** The month of a calendar day, with its year. */
  month(isoDay: string): string;
  dateTime(iso: string): string;
  relative(iso: string, nowMs: number): string;
  list(items: readonly string[]): string;
  compare(a: string, b: string): number;
  numberFormat(options?: Intl.NumberFormatOptions): Intl.NumberFormat;
}

const minus = '−';
const secondsPerUnit = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

function fractionDigitsFor(value: number): number {
  const size = Math.abs(value);
  if (size === 0 || size >= 1000) return 0;
  if (size >= 100) return 1;
  if (size >= 10) return 2;
  return 3;
}

/** Spanish leaves numbers of four digits ungrouped unless told otherwise. */
function withGrouping(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormatOptions {
  return language === 'es' && options.useGrouping === undefined ? { ...options, useGrouping: 'always' } : options;
}

function cachedNumberFormats(language: Language): (options?: Intl.NumberFormatOptions) => Intl.NumberFormat {
  const cache = new Map<string, Intl.NumberFormat>();
  return (options = {}) => {
    const key = JSON.stringify(options);
    const known = cache.get(key);
    if (known !== undefined) return known;
    const made = new Intl.NumberFormat(formattingTag(language), withGrouping(language, options));
    cache.set(key, made);
    return made;
  };
}

function byteSize(value: number): { amount: number; unit: string } {
  if (value >= 1_000_000) return { amount: value / 1_000_000, unit: 'megabyte' };
  if (value >= 1000) return { amount: value / 1000, unit: 'kilobyte' };
  return { amount: value, unit: 'byte' };
}

function dateFormats(language: Language, timeZone: string) {
  const tag = formattingTag(language);
  const day: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'short', day: 'numeric', timeZone };
  return {
    date: new Intl.DateTimeFormat(tag, day),
    day: new Intl.DateTimeFormat(tag, { ...day, timeZone: 'UTC' }),
    shortDay: new Intl.DateTimeFormat(tag, { month: 'short', day: 'numeric', timeZone: 'UTC' }),
    month: new Intl.DateTimeFormat(tag, { year: 'numeric', month: 'short', timeZone: 'UTC' }),
    dateTime: new Intl.DateTimeFormat(tag, { ...day, hour: '2-digit', minute: '2-digit' }),
    relative: new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }),
    // Hindi has one word, कल, for yesterday and tomorrow.
    relativeDays: new Intl.RelativeTimeFormat(tag, { numeric: language === 'hi' ? 'always' : 'auto' }),
  };
}

export function createFormat(language: Language, timeZone: string): Format {
  const tag = formattingTag(language);
  const numberFormat = cachedNumberFormats(language);
  const dates = dateFormats(language, timeZone);
  const lists = new Intl.ListFormat(tag, { type: 'conjunction' });
  const collator = new Intl.Collator(tag, { numeric: true });
  const write = (value: number, options?: Intl.NumberFormatOptions): string =>
    numberFormat(options).format(value).replace('-', minus);

  return {
    numberFormat,
    integer: (value) => write(value, { maximumFractionDigits: 0 }),
    figure: (value) => write(value, { maximumFractionDigits: fractionDigitsFor(value) }),
    exact: (value) => write(value, { maximumFractionDigits: 6 }),
    fixed: (value, digits) => write(value, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
    percent: (value, digits = 0) =>
      write(value, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits }),
    signed: (value, options) =>
      write(value, { signDisplay: 'exceptZero', maximumFractionDigits: fractionDigitsFor(value), ...options }),
    money(value, currency, length = 'full') {
      const isWhole = Math.abs(value) >= 1000 || Number.isInteger(value);
      const short = { notation: 'compact', maximumSignificantDigits: 3 } as const;
      const full = { minimumFractionDigits: isWhole ? 0 : 2, maximumFractionDigits: isWhole ? 0 : 2 };
      return write(value, {
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        ...(length === 'short' ? short : full),
      });
    },
    bytes(value) {
      const { amount, unit } = byteSize(value);
      return write(amount, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: amount < 10 ? 1 : 0 });
    },
    duration(seconds) {
      const [unit, size] = secondsPerUnit.find(([, length]) => seconds >= length * 1.5) ?? ['second', 1];
      const amount = Math.max(1, Math.round(seconds / size));
      return write(amount, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 0 });
    },
    day: (isoDay) => dates.day.format(new Date(`${isoDay}T00:00:00Z`)),
    shortDay: (isoDay) => dates.shortDay.format(new Date(`${isoDay}T00:00:00Z`)),
    month: (isoDay) => dates.month.format(new Date(`${isoDay}T00:00:00Z`)),
    date: (iso) => dates.date.format(new Date(iso)),
    dateTime: (iso) => dates.dateTime.format(new Date(iso)),
    relative(iso, nowMs) {
      const seconds = (Date.parse(iso) - nowMs) / 1000;
      const [unit, size] = secondsPerUnit.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
      const amount = unit === 'second' && Math.abs(seconds) < 45 ? 0 : Math.round(seconds / size);
      return (unit === 'second' ? dates.relative : dates.relativeDays).format(amount, unit);
    },
    list: (items) => lists.format(items),
    compare: (a, b) => collator.compare(a, b),
  };
}
