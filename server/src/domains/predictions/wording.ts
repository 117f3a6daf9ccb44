import { escapePointer } from '../../http/json-body.ts';
import { formatDate, formatDateTime, formatPercent } from '../../platform/messages/formats.ts';
import { numberFormat } from '../../platform/messages/intl.ts';
import type { LanguageCode } from '../../platform/messages/languages.ts';
import type { Messages } from '../../platform/messages/messages.ts';
import { createThousandths } from '../../platform/messages/thousandths.ts';
import type { Contribution, Explanation, Warning } from './answer.ts';

/** The same wording for all readers of a language. */
export function createWordings(messages: Messages): (language: LanguageCode) => Wording {
  const made = new Map<LanguageCode, Wording>();
  return (language) => {
    const wording = made.get(language) ?? createWording(language, messages);
    made.set(language, wording);
    return wording;
  };
}

export type Wording = ReturnType<typeof createWording>;

interface Fault {
  pointer: string;
  code: string;
  params?: Record<string, string | number>;
}

/** Puts what was kept of predictions into the words of one reader. */
export function createWording(language: LanguageCode, messages: Messages) {
  const say = (key: string, params: Record<string, string | number>) => messages.translate(language, key, params);
  const show = createShow(language);
  const sayMissing = messages.phrase(language, 'predictions.contribution.missing');
  const sayYes = messages.phrase(language, 'predictions.contribution.yes');
  const sayNo = messages.phrase(language, 'predictions.contribution.no');
  const sayValue = messages.phrase(language, 'predictions.contribution.value');

  function describe({ feature, label = feature, value }: Contribution): string {
    if (value === null) return sayMissing({ feature: label });
    if (typeof value === 'boolean') return value ? sayYes({ feature: label }) : sayNo({ feature: label });
    return sayValue({ feature: label, value: show(value) });
  }

  function effectOf(cause: string, contribution: number, params: { amount: string; share: string }): string {
    if (contribution === 0) return say('predictions.effect.none', { cause });
    return say(contribution > 0 ? 'predictions.effect.raises' : 'predictions.effect.lowers', { cause, ...params });
  }

  const { describePart, partsOf } = createPartsWording(say, language, { describe, show });

  return {
    describe,
    explanation: ({ base_value, unit, contributions }: Explanation) => ({
      base_value,
      unit,
      contributions: contributions.map((each) => ({
        feature: each.feature,
        value: each.value,
        contribution: each.contribution,
        text: unit === 'component' ? describePart(each) : describe(each),
        ...(each.words === undefined ? {} : { words: [...each.words] }),
      })),
    }),
    /** What moved the score, and how much of all that moved it. */
    effects({ base_value, unit, contributions }: Explanation) {
      if (isOfParts(unit)) return partsOf(unit, contributions);
      const total = contributions.reduce((sum, { contribution }) => sum + Math.abs(contribution), 0);
      const score = contributions.reduce((sum, { contribution }) => sum + contribution, base_value);
      return {
        score,
        summary: say('predictions.effect.summary', { base: show(base_value), score: show(score), unit }),
        effects: contributions.map((each) => {
          const amount = Math.abs(each.contribution);
          const share = formatPercent(total === 0 ? 0 : amount / total, language);
          return effectOf(describe(each), each.contribution, { amount: show(amount), share });
        }),
      };
    },
    faults: (faults: readonly Fault[]) =>
      faults.map(({ pointer, code, params = {} }) => ({
        pointer,
        code,
        detail: say(`predictions.faults.${code}`, params),
      })),
    warnings: (warnings: readonly Warning[]) =>
      warnings.map(({ code, column, label = column, params }) => {
        const shown = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, show(value)]));
        return {
          code,
          detail: say(`predictions.warnings.${code}`, { feature: label, ...shown }),
          pointer: `/input_data/${escapePointer(column)}`,
        };
      }),
  };
}

interface Shown {
  describe(contribution: Contribution): string;
  show(value: number): string;
}

type Say = (key: string, params: Record<string, string | number>) => string;

/** Words for answers to which each value has its part, but which are no sum of scores. */
function createPartsWording(say: Say, language: LanguageCode, { describe, show }: Shown) {
  /** Of a forecast: what the part is. Seasons have their length in their name. */
  function describePart({ feature }: Contribution): string {
    const [kind = '', length = 0] = feature.split(' ');
    const known = COMPONENTS.find((each) => each === kind) ?? 'other';
    return say(`predictions.component.${known}`, { name: feature, periods: Number(length) });
  }

  /** Of answers to which each value has its part, but which are no sum of scores. */
  function partsOf(unit: PartsUnit, contributions: readonly Contribution[]) {
    const total = contributions.reduce((sum, { contribution }) => sum + Math.abs(contribution), 0);
    return {
      score: contributions.reduce((sum, { contribution }) => sum + contribution, 0),
      summary: say(`predictions.effect.${unit}`, {}),
      effects: contributions.map((each) => {
        if (unit === 'component') {
          return say('predictions.effect.component_part', {
            cause: describePart(each),
            amount: show(each.contribution),
          });
        }
        const share = formatPercent(total === 0 ? 0 : Math.abs(each.contribution) / total, language);
        const effect = each.contribution < 0 ? 'speaks_against' : 'speaks_for';
        return say(`predictions.effect.${effect}`, { cause: describe(each), share });
      }),
    };
  }

  return { describePart, partsOf };
}

type PartsUnit = Exclude<Explanation['unit'], 'log_odds' | 'probability' | 'target'>;

const isOfParts = (unit: Explanation['unit']): unit is PartsUnit =>
  unit !== 'log_odds' && unit !== 'probability' && unit !== 'target';

const COMPONENTS = ['level', 'trend', 'season', 'holiday', 'calendar'] as const;

const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/;
const LONGEST_SHOWN = 80;

/** A value as the reader writes it. */
function createShow(language: LanguageCode): (value: string | number) => string {
  // By fraction digits; found anew for each number, they would be most of the work.
  const formats: Intl.NumberFormat[] = [];
  const showThousandths = createThousandths(language);
  function showNumber(value: number): string {
    if (value === 0 || Math.abs(value) >= 0.1) return showThousandths(value);
    // Three digits that say something, however small the number is.
    const leadingZeros = Math.max(0, -Math.floor(Math.log10(Math.abs(value))) - 1);
    const maximumFractionDigits = Math.min(20, leadingZeros + 3);
    return (formats[maximumFractionDigits] ??= numberFormat(language, { maximumFractionDigits })).format(value);
  }
  return (value) => {
    if (typeof value === 'number') return showNumber(value);
    if (ISO_TIME.test(value)) {
      const date = new Date(value);
      const format = value.includes('T00:00:00') ? formatDate : formatDateTime;
      if (!Number.isNaN(date.getTime())) return format(date, language, { timeZone: 'UTC' });
    }
    return value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value;
  };
}
