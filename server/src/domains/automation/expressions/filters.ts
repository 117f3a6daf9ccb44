import type { FilterImplOptions, Liquid } from 'liquidjs';
import {
  formatCurrency,
  formatDate,
  formatDateTime,
  formatNumber,
  formatPercent,
  formatTime,
} from '../../../platform/messages/formats.ts';
import { type LanguageCode, isLanguageCode } from '../../../platform/messages/languages.ts';
import type { Scope } from './scope.ts';

/** Of Liquid's own; whatever is not here (files, regular expressions, quadratic ones) is unknown. */
const KEPT = new Set(
  (
    'default upcase downcase capitalize strip truncate truncatewords append prepend replace split join size first ' +
    'last slice map sort reverse compact sum plus minus times divided_by modulo round ceil floor abs at_least ' +
    'at_most escape url_encode newline_to_br json raw'
  ).split(' '),
);

interface Reader {
  language: LanguageCode;
  timeZone: string;
  currency: string | undefined;
}

function readerOf(scope: Scope): Reader {
  const { language, time_zone: timeZone, currency } = scope.organization;
  return {
    language: typeof language === 'string' && isLanguageCode(language) ? language : 'en',
    timeZone: typeof timeZone === 'string' ? timeZone : 'UTC',
    currency: typeof currency === 'string' ? currency : undefined,
  };
}

const numeric = (value: unknown): number => {
  const number = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? Number(value) : NaN;
  if (Number.isNaN(number)) throw new Error('not a number');
  return number;
};

const moment = (value: unknown): Date => {
  const date = new Date(typeof value === 'number' ? value : String(value));
  if (Number.isNaN(date.getTime())) throw new Error('not a time');
  return date;
};

const fraction = (digits: unknown) =>
  digits === undefined
    ? {}
    : { minimumFractionDigits: Math.min(20, numeric(digits)), maximumFractionDigits: Math.min(20, numeric(digits)) };

/** Ours: as the organization's language and zone write them. */
const OWN: Record<string, (reader: Reader, value: unknown, option?: unknown) => string> = {
  date: ({ language, timeZone }, value) => formatDate(moment(value), language, { timeZone }),
  time: ({ language, timeZone }, value) => formatTime(moment(value), language, { timeZone }),
  datetime: ({ language, timeZone }, value) => formatDateTime(moment(value), language, { timeZone }),
  number: ({ language }, value, digits) => formatNumber(numeric(value), language, fraction(digits)),
  percent: ({ language }, value, digits) => formatPercent(numeric(value), language, fraction(digits)),
  money: ({ language, currency }, value, code) => {
    const wanted = typeof code === 'string' ? code : currency;
    return formatCurrency(numeric(value), language, wanted === undefined ? {} : { currency: wanted });
  },
};

/** Leaves a set of filters that is known by name and cost: each use is counted. */
export function installFilters(liquid: Liquid, spend: () => void, currentScope: () => Scope): void {
  for (const [name, filter] of Object.entries(liquid.filters)) {
    liquid.unregisterFilter(name);
    if (KEPT.has(name)) liquid.registerFilter(name, counted(filter, spend));
  }
  for (const [name, format] of Object.entries(OWN)) {
    liquid.registerFilter(name, (value: unknown, option?: unknown) => {
      spend();
      return value == null ? '' : format(readerOf(currentScope()), value, option);
    });
  }
}

function counted(filter: FilterImplOptions, spend: () => void): FilterImplOptions {
  const handler = typeof filter === 'function' ? filter : filter.handler;
  const wrapped: typeof handler = function countedFilter(...values) {
    spend();
    const result: unknown = handler.apply(this, values);
    if (typeof result === 'string') this.context.memoryLimit.use(result.length);
    return result;
  };
  return typeof filter === 'function' ? wrapped : { ...filter, handler: wrapped };
}
