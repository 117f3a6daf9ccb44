import { type FittedPipeline, predictRow } from '../../../numeric/index.ts';
import type { Phrase, PhraseValue } from '../kind.ts';
import type { FeatureName } from './features.ts';
import type { Standing } from './learn-churn.ts';

/** Features that say the same thing; their parts of the score are added up. */
type Theme = 'silence' | 'pace' | 'tenure' | 'value' | 'promotions' | 'service' | 'satisfaction';

const THEMES: Readonly<Record<FeatureName, Theme>> = {
  silence_odds: 'silence',
  silence_share: 'silence',
  silence_days: 'silence',
  chance_alive: 'silence',
  usual_gap_days: 'silence',
  orders: 'pace',
  recent_pace: 'pace',
  tenure_days: 'tenure',
  mean_order_value: 'value',
  value_trend: 'value',
  promotion_share: 'promotions',
  service_requests: 'service',
  satisfaction: 'satisfaction',
};

const KEYS = {
  silence: 'churn.reasons.silence',
  pace: 'churn.reasons.pace',
  tenure: 'churn.reasons.tenure',
  value: 'churn.reasons.value',
  promotions: 'churn.reasons.promotions',
  service: 'churn.reasons.service',
  satisfaction: 'churn.reasons.satisfaction',
} as const;

/** Less than this is not worth a word: odds 10 % higher or lower. */
const LEAST = 0.1;
const MOST_REASONS = 3;

type Features = Readonly<Record<string, string | number | null>>;

/** The features of a customer by name. */
function recordAt({ columns }: Standing, row: number): Features {
  return Object.fromEntries(
    columns.map((column) => {
      if ('codes' in column) return [column.name, column.dictionary[column.codes[row] ?? -1] ?? null];
      const value = column.values[row] ?? Number.NaN;
      return [column.name, Number.isNaN(value) ? null : value];
    }),
  );
}

function paramsOf(theme: Theme, record: Features): Record<string, PhraseValue> | null {
  const number = (name: FeatureName): number => Number(record[name] ?? 0);
  switch (theme) {
    case 'silence':
      return { days: number('silence_days'), usual: { rounded: number('usual_gap_days'), digits: 0 } };
    case 'pace':
      return { orders: number('orders'), pace: { share: number('recent_pace') } };
    case 'tenure':
      return { days: number('tenure_days') };
    case 'value':
      return { value: { rounded: number('mean_order_value'), digits: 2 }, trend: { share: number('value_trend') } };
    case 'promotions':
      return { share: { share: number('promotion_share') } };
    case 'service':
      return { requests: number('service_requests') };
    case 'satisfaction':
    default:
      return record['satisfaction'] === null ? null : { rating: number('satisfaction') };
  }
}

const isFeature = (name: string): name is FeatureName => name in THEMES;

/** What moves a customer’s chance most: what speaks for leaving as `finding`, what speaks against it as `caveat`. */
export function reasonsOf(pipeline: FittedPipeline | null, standing: Standing, row: number): Phrase[] {
  const record = recordAt(standing, row);
  if (pipeline === null) return [{ key: KEYS.silence, params: paramsOf('silence', record) ?? {}, tone: 'finding' }];
  const { contributions } = predictRow(pipeline, record, 1).explanation;
  const weights = new Map<string, number>();
  for (const { feature, contribution } of contributions) {
    const theme = isFeature(feature) ? THEMES[feature] : feature;
    weights.set(theme, (weights.get(theme) ?? 0) + contribution);
  }
  const phrases: Phrase[] = [];
  for (const [theme, weight] of [...weights].toSorted((a, b) => Math.abs(b[1]) - Math.abs(a[1]))) {
    if (Math.abs(weight) < LEAST || phrases.length === MOST_REASONS) break;
    const tone = weight > 0 ? 'finding' : 'caveat';
    if (isTheme(theme)) {
      const params = paramsOf(theme, record);
      if (params !== null) phrases.push({ key: KEYS[theme], params, tone });
    } else if (record[theme] !== null) {
      phrases.push({ key: 'churn.reasons.trait', params: { column: theme, value: record[theme] ?? '' }, tone });
    }
  }
  return phrases;
}

const isTheme = (name: string): name is Theme => name in KEYS;
