import type { Column } from '../../../numeric/index.ts';
import type { Histories, Purchases } from './purchases.ts';
import type { Rhythm } from './rhythm.ts';

/** What customers are, and what they asked the service, as far as there is such data. */
export interface Surroundings {
  /** By the place of a customer in `Purchases.customers`; labels, the same at every time. */
  readonly traits: readonly { readonly name: string; readonly labels: readonly (string | null)[] }[];
  /** Requests to the service, ascending by day within a customer, laid out as purchases are. */
  readonly requests: { readonly starts: Int32Array; readonly days: Float64Array; readonly moods: Float64Array } | null;
}

/** Names of what may speak for or against a customer's staying, beside the traits. */
export const featureNames = [
  'silence_odds',
  'silence_share',
  'silence_days',
  'chance_alive',
  'usual_gap_days',
  'orders',
  'recent_pace',
  'tenure_days',
  'mean_order_value',
  'value_trend',
  'promotion_share',
  'service_requests',
  'satisfaction',
] as const;
export type FeatureName = (typeof featureNames)[number];

const RECENT_DAYS = 90;
const SERVICE_DAYS = 180;
const LATEST = 3;

const meanOf = (values: Float64Array | Uint8Array): number => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
};

/** What is known of each customer on the morning of the day: nothing of what came later is looked at. */
export function featuresAt(
  purchases: Purchases,
  histories: Histories,
  rhythm: Rhythm,
  { traits, requests }: Surroundings,
  cutOff: number,
): Column[] {
  const { customers, ends, repeats, age } = histories;
  const rows = customers.length;
  const table = new Map(featureNames.map((name) => [name, new Float64Array(rows).fill(Number.NaN)]));
  for (let row = 0; row < rows; row += 1) {
    const customer = customers[row] ?? 0;
    const [start, end] = [purchases.starts[customer] ?? 0, ends[row] ?? 0];
    const values = purchases.values.subarray(start, end);
    const days = purchases.days.subarray(start, end);
    const gap = rhythm.gaps[row] ?? 1;
    const lived = Math.min(RECENT_DAYS, age[row] ?? 1);
    const recent = days.reduce((count, day) => count + Number(day >= cutOff - RECENT_DAYS), 0);
    const mean = meanOf(values);
    const silent = Math.min(1 - 1e-6, Math.max(1e-6, rhythm.silent[row] ?? 0.5));
    const known: Partial<Record<FeatureName, number>> = {
      silence_odds: Math.log(silent / (1 - silent)),
      silence_share: (rhythm.silences[row] ?? 0) / (rhythm.windows[row] ?? 1),
      silence_days: rhythm.silences[row] ?? 0,
      chance_alive: rhythm.alive[row] ?? 1,
      usual_gap_days: gap,
      orders: (repeats[row] ?? 0) + 1,
      recent_pace: (recent * gap) / lived,
      tenure_days: age[row] ?? 0,
      mean_order_value: mean,
      value_trend: mean > 0 ? meanOf(values.subarray(-LATEST)) / mean : Number.NaN,
      promotion_share: meanOf(purchases.promoted.subarray(start, end)),
      ...(requests === null ? {} : serviceAt(requests, customer, cutOff)),
    };
    for (const [name, column] of table) column[row] = known[name] ?? Number.NaN;
  }
  const numbers = [...table].map(([name, values]): Column => ({ name, kind: 'number', values }));
  return [...numbers, ...traits.map((trait) => traitColumn(trait, customers))];
}

function serviceAt(
  { starts, days, moods }: NonNullable<Surroundings['requests']>,
  customer: number,
  cutOff: number,
): Partial<Record<FeatureName, number>> {
  let count = 0;
  let satisfaction = Number.NaN;
  for (let place = starts[customer] ?? 0; place < (starts[customer + 1] ?? 0); place += 1) {
    const day = days[place] ?? 0;
    if (day >= cutOff) break;
    count += Number(day >= cutOff - SERVICE_DAYS);
    const mood = moods[place] ?? Number.NaN;
    if (!Number.isNaN(mood)) satisfaction = mood;
  }
  return { service_requests: count, satisfaction };
}

function traitColumn({ name, labels }: Surroundings['traits'][number], customers: Int32Array): Column {
  const dictionary = [...new Set(labels)].filter((label) => label !== null);
  const codeOf = new Map(dictionary.map((label, code) => [label, code]));
  const codes = customers.map((customer) => codeOf.get(labels[customer] ?? '') ?? -1);
  return { name, kind: 'category', codes, dictionary };
}
