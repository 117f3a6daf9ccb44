import { formatDate, formatNumber, formatPercent } from '../../platform/messages/formats.ts';
import { numberFormat } from '../../platform/messages/intl.ts';
import type { LanguageCode } from '../../platform/messages/languages.ts';
import type { Messages } from '../../platform/messages/messages.ts';
import type { Phrase, PhraseValue } from './kind.ts';

/** What was kept without words, in those of one reader. */
export function sayPhrases(phrases: readonly Phrase[], language: LanguageCode, messages: Messages) {
  const say = ({ key, params = {} }: Phrase): string =>
    messages.translate(
      language,
      key,
      Object.fromEntries(Object.entries(params).map(([name, value]) => [name, show(value, language)])),
    );
  const of = (tone: Phrase['tone']): string[] => phrases.filter((phrase) => phrase.tone === tone).map(say);
  return { summary: of('finding'), notes: of('caveat') };
}

function show(value: PhraseValue, language: LanguageCode): string | number {
  if (typeof value !== 'object') return value;
  if ('money' in value) {
    const { currency } = value;
    return numberFormat(language, { style: 'currency', currency, maximumFractionDigits: 0 }).format(value.money);
  }
  if ('share' in value) return formatPercent(value.share, language, { maximumFractionDigits: 1 });
  if ('day' in value) return formatDate(new Date(`${value.day}T00:00:00Z`), language, { timeZone: 'UTC' });
  return formatNumber(value.rounded, language, { maximumFractionDigits: value.digits });
}
