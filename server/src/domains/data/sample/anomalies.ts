import type { Rng } from '../../../numeric/index.ts';

/** Which part of the demand an anomaly touches; what is left out matters not. */
export interface Slice {
  readonly channel?: string;
  readonly region?: string;
  readonly segment?: string;
  readonly category?: string;
  readonly productId?: number;
  readonly queue?: string;
  readonly source?: string;
}

type Effect =
  | 'demand'
  | 'price'
  | 'lead_time_days'
  | 'service_requests'
  | 'marketing_spend'
  | 'returns'
  | 'leads'
  | 'cancelled';

/** Something out of the ordinary that was planted, and what finding it means. */
export interface Anomaly {
  readonly id: string;
  readonly cause: string;
  readonly effect: Effect;
  readonly slice: Slice;
  readonly fromDay: number;
  /** Not included. */
  readonly toDay: number;
  /** What the effect is multiplied by; of lead times, what is added. */
  readonly factor: number;
}

interface Plan extends Omit<Anomaly, 'fromDay' | 'toDay'> {
  /** As a share of all days, and for how many. */
  readonly at: number;
  readonly days: number;
}

const PLANS: readonly Plan[] = [
  {
    id: 'web-outage',
    cause: 'The web shop could not take payments',
    effect: 'demand',
    slice: { channel: 'web' },
    at: 0.38,
    days: 2,
    factor: 0.1,
  },
  {
    id: 'storm',
    cause: 'A storm closed the shops of the north',
    effect: 'demand',
    slice: { region: 'North' },
    at: 0.45,
    days: 4,
    factor: 0.2,
  },
  {
    id: 'viral-product',
    cause: 'A product was praised on a television show',
    effect: 'demand',
    slice: { productId: 1017 },
    at: 0.52,
    days: 9,
    factor: 7,
  },
  {
    id: 'price-error',
    cause: 'Prices of a category were entered with a digit too few',
    effect: 'price',
    slice: { category: 'Lighting' },
    at: 0.58,
    days: 1,
    factor: 0.1,
  },
  {
    id: 'supplier-failure',
    cause: 'The supplier of a category stopped delivering',
    effect: 'lead_time_days',
    slice: { category: 'Grills' },
    at: 0.62,
    days: 30,
    factor: 40,
  },
  {
    id: 'carrier-strike',
    cause: 'The carrier was on strike',
    effect: 'service_requests',
    slice: { queue: 'delivery' },
    at: 0.67,
    days: 6,
    factor: 4,
  },
  {
    id: 'wasted-spend',
    cause: 'A campaign spent five times its budget',
    effect: 'marketing_spend',
    slice: { channel: 'social' },
    at: 0.71,
    days: 3,
    factor: 5,
  },
  {
    id: 'faulty-batch',
    cause: 'A faulty batch of a product was sold',
    effect: 'returns',
    slice: { productId: 1063 },
    at: 0.75,
    days: 21,
    factor: 14,
  },
  {
    id: 'bulk-orders',
    cause: 'A building fair brought orders of business customers',
    effect: 'demand',
    slice: { segment: 'business', region: 'East' },
    at: 0.8,
    days: 2,
    factor: 12,
  },
  {
    id: 'lead-spam',
    cause: 'A robot filled in the web form',
    effect: 'leads',
    slice: { source: 'web form' },
    at: 0.84,
    days: 3,
    factor: 9,
  },
  {
    id: 'failed-payments',
    cause: 'A payment provider refused good cards',
    effect: 'cancelled',
    slice: { channel: 'web' },
    at: 0.88,
    days: 2,
    factor: 9,
  },
  {
    id: 'competitor',
    cause: 'A competitor opened in the south',
    effect: 'demand',
    slice: { region: 'South' },
    at: 0.92,
    days: 90,
    factor: 0.72,
  },
];

/** The anomalies of a company that lives for so many days. */
export function plantAnomalies(rng: Rng, dayCount: number): Anomaly[] {
  return PLANS.map(({ at, days, ...plan }) => {
    const fromDay = Math.min(dayCount - 1, Math.floor(at * dayCount) + rng.integer(5));
    return { ...plan, fromDay, toDay: Math.min(dayCount, fromDay + days) };
  });
}

/** What anomalies make of one effect on one day for whoever fits their slices. */
export function createEffects(anomalies: readonly Anomaly[]) {
  return {
    /** The product of all factors that apply. */
    factor(effect: Effect, day: number, subject: Slice): number {
      let factor = 1;
      for (const each of anomalies) if (applies(each, effect, day, subject)) factor *= each.factor;
      return factor;
    },
    /** The sum of all that is added. */
    added(effect: Effect, day: number, subject: Slice): number {
      let added = 0;
      for (const each of anomalies) if (applies(each, effect, day, subject)) added += each.factor;
      return added;
    },
  };
}

export type Effects = ReturnType<typeof createEffects>;

const DIMENSIONS = ['channel', 'region', 'segment', 'category', 'productId', 'queue', 'source'] as const;

function applies({ effect, slice, fromDay, toDay }: Anomaly, wanted: Effect, day: number, subject: Slice): boolean {
  if (effect !== wanted || day < fromDay || day >= toDay) return false;
  return DIMENSIONS.every((dimension) => slice[dimension] === undefined || slice[dimension] === subject[dimension]);
}
