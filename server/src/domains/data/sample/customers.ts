import type { Rng } from '../../../numeric/index.ts';
import type { Day } from './calendar.ts';
import { season } from './calendar.ts';
import { gamma, oneOf, poisson, weighted } from './draws.ts';

export interface Customer {
  readonly id: number;
  readonly name: string;
  readonly segment: string;
  readonly region: string;
  readonly channel: string;
  /** 0 is the first day; those who were there before have a negative one. */
  readonly signedUpDay: number;
  /** Orders on an ordinary day. */
  readonly rate: number;
  /** Buys little outside of promotions, and leaves sooner. */
  readonly isDealSeeker: boolean;
  /** The last experience with the service was a bad one. */
  isUnhappy: boolean;
  /** The day on which they left for good, which nobody but the truth knows. */
  leftDay: number | null;
}

export const REGIONS = ['North', 'South', 'East', 'West'] as const;
export const CHANNELS = ['web', 'shop', 'phone'] as const;
export const SEGMENTS = ['consumer', 'business', 'reseller'] as const;

/** Days between two orders, on average over the customers of a segment. */
const DAYS_BETWEEN = { consumer: 46, business: 20, reseller: 12 };
/** The rates within a segment are Gamma of this shape. */
const RATE_SHAPE = 1.6;
const FIRST = [
  'Ada',
  'Bruno',
  'Chiara',
  'David',
  'Elif',
  'Farid',
  'Greta',
  'Hana',
  'Ivan',
  'Jun',
  'Karim',
  'Lena',
  'Mateo',
  'Nadia',
  'Oskar',
  'Priya',
  'Rosa',
  'Samir',
  'Tomas',
  'Yuki',
];
const LAST = [
  'Abbas',
  'Berg',
  'Costa',
  'Dubois',
  'Eriksen',
  'Fischer',
  'Garcia',
  'Haddad',
  'Ito',
  'Jansen',
  'Kumar',
  'Lopez',
  'Meyer',
  'Novak',
  'Okafor',
  'Petrov',
  'Rossi',
  'Sato',
  'Tanaka',
  'Weber',
];
const FIRMS = ['Garden Works', 'Park Services', 'Terrace & Co', 'Green Yard', 'Outdoor Supply', 'Landscape Group'];

/** Of leaving, a day; each factor applies where its name holds. */
export const LEAVING = {
  base: 0.0015,
  unhappy: 2.4,
  firstNinetyDays: 1.6,
  dealSeeker: 1.4,
  business: 0.55,
  reseller: 0.4,
} as const;

/** Customers before the first day, and new ones on an ordinary day of the first month. */
const BEFORE = 2250;
const NEW_A_DAY = 5.6;
const MONTHLY_GROWTH = 0.012;
/** A day's newcomers with no marketing at all, as a share; the rest comes by its reach. */
const WITHOUT_MARKETING = 0.55;

export function createCustomer(rng: Rng, id: number, signedUpDay: number): Customer {
  const segment = weighted(rng, SEGMENTS, [0.86, 0.11, 0.03]);
  const person = `${oneOf(rng, FIRST)} ${oneOf(rng, LAST)}`;
  return {
    id,
    name: segment === 'consumer' ? person : `${oneOf(rng, LAST)} ${oneOf(rng, FIRMS)}`,
    segment,
    region: weighted(rng, REGIONS, [0.34, 0.28, 0.22, 0.16]),
    channel: weighted(rng, CHANNELS, segment === 'consumer' ? [0.62, 0.34, 0.04] : [0.5, 0.1, 0.4]),
    signedUpDay,
    rate: gamma(rng, RATE_SHAPE) / RATE_SHAPE / DAYS_BETWEEN[segment],
    isDealSeeker: rng.uniform() < 0.2,
    isUnhappy: false,
    leftDay: null,
  };
}

export function firstCustomers(rng: Rng): Customer[] {
  return Array.from({ length: BEFORE }, (_, index) => createCustomer(rng, 1 + index, -1 - rng.integer(700)));
}

/** How many come on a day. `reach` is 1 where marketing is as on an ordinary day. */
export function countNewCustomers(rng: Rng, { index, dayOfYear }: Day, reach: number): number {
  const growth = (1 + MONTHLY_GROWTH) ** (index / 30.4);
  const pull = WITHOUT_MARKETING + (1 - WITHOUT_MARKETING) * reach;
  return poisson(rng, NEW_A_DAY * growth * season(dayOfYear, 140, 0.3) * pull);
}

/** The chance that a customer leaves for good on a day. */
export function leavingChance({ segment, signedUpDay, isUnhappy, isDealSeeker }: Customer, day: number): number {
  let chance = LEAVING.base;
  if (isUnhappy) chance *= LEAVING.unhappy;
  if (day - signedUpDay < 90) chance *= LEAVING.firstNinetyDays;
  if (isDealSeeker) chance *= LEAVING.dealSeeker;
  if (segment === 'business') chance *= LEAVING.business;
  if (segment === 'reseller') chance *= LEAVING.reseller;
  return chance;
}
