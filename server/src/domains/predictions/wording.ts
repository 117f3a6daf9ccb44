import { escapePointer } from '../../http/json-body.ts';
import { formatDate, formatDateTime, formatNumber } from '../../platform/messages/formats.ts';
import type { LanguageCode } from '../../platform/messages/languages.ts';
import type { Messages } from '../../platform/messages/messages.ts';
import type { Contribution, Explanation, Warning } from './answer.ts';

/** Puts what was kept of predictions into the words of one reader. */
export function createWording(language: LanguageCode, messages: Messages) {
  const say = (key: string, params: Record<string, string | number>) => messages.translate(language, key, params);

  function describe({ feature, label = feature, value }: Contribution): string {
    if (value === null) return say('predictions.contribution.missing', { feature: label });
    if (typeof value === 'boolean')
      return say(value ? 'predictions.contribution.yes' : 'predictions.contribution.no', { feature: label });
    return say('predictions.contribution.value', { feature: label, value: show(value, language) });
  }

  return {
    explanation: ({ base_value, unit, contributions }: Explanation) => ({
      base_value,
      unit,
      contributions: contributions.map((each) => ({
        feature: each.feature,
        value: each.value,
        contribution: each.contribution,
        text: describe(each),
      })),
    }),
    warnings: (warnings: readonly Warning[]) =>
      warnings.map(({ code, column, label = column, params }) => {
        const shown = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, show(value, language)]));
        return {
          code,
          detail: say(`predictions.warnings.${code}`, { feature: label, ...shown }),
          pointer: `/input_data/${escapePointer(column)}`,
        };
      }),
  };
}

const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/;
const LONGEST_SHOWN = 80;

function show(value: string | number, language: LanguageCode): string {
  if (typeof value === 'number') {
    // Three digits that say something, however small the number is.
    const leadingZeros = value === 0 ? 0 : Math.max(0, -Math.floor(Math.log10(Math.abs(value))) - 1);
    return formatNumber(value, language, { maximumFractionDigits: Math.min(20, leadingZeros + 3) });
  }
  if (ISO_TIME.test(value)) {
    const date = new Date(value);
    const format = value.includes('T00:00:00') ? formatDate : formatDateTime;
    if (!Number.isNaN(date.getTime())) return format(date, language, { timeZone: 'UTC' });
  }
  return value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value;
}
