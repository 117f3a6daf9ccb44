import { designOf, type Effects, fitEffects, NumericError } from '../../../numeric/index.ts';
import { dayOf, weekdayOf } from '../calendar.ts';
import { holidaysBetween } from '../holidays.ts';
import type { RevenueData } from './read-revenue.ts';
import type { RevenuePlan } from './revenue-plan.ts';

/** What moves the volume, as far as anybody can be asked what it does. */
export type Lever = 'price' | 'promotion' | 'after_promotion' | 'spend';
type Group = Lever | 'calendar' | 'trend';

/** How volume at catalogue prices answers to prices, promotions and spend. */
export interface EffectsModel {
  /** Places of the days among all days of the data. */
  days: Int32Array;
  groups: readonly Group[];
  columns: readonly Float64Array[];
  effects: Effects;
  /** What was paid against the catalogue, and what most were asked. */
  logPaid: Float64Array;
  logAsked: Float64Array | null;
  /** Where each lever's column stands; levers that never moved have none. */
  levers: ReadonlyMap<Lever, number>;
  /** Mean spend a day, in money, and the share of a day's spend that works on the next. */
  meanSpend: number;
}

const LEAST_DAYS = 120;
/** Trend bends so often. */
const KNOT_DAYS = 182;
const HARMONICS = 4;
const YEAR = 365.25;
const AFTER_DAYS = 14;
export const SPEND_MEMORY = 0.5;
/** Errors of days within two weeks may be alike. */
const BANDWIDTH = 14;
/** Standard deviation of the logarithm of prices below which they did not move. */
const LEAST_PRICE_MOVE = 0.01;
const LEAST_PROMOTION_DAYS = 5;
const LEAST_SPEND_MOVE = 0.05;

/**
 * Explains the logarithm of the daily volume (goods at catalogue prices) by a bending trend, weekdays, the year's wave,
 * holidays, the price asked against the catalogue's, promotions, the two weeks after them, and marketing spend, half of
 * which works on a day later, half of that two days later. Revenue is that volume times what was paid against the catalogue.
 */
export function fitEffectsModel(data: RevenueData, plan: RevenuePlan): EffectsModel | null {
  const { goods } = data;
  if (!goods) return null;
  const days = Int32Array.from(
    [...goods.paid.keys()].filter((t) => (goods.paid[t] ?? 0) > 0 && (goods.atCatalogue[t] ?? 0) > 0),
  );
  if (days.length < LEAST_DAYS) return null;
  const take = (of: (t: number) => number): Float64Array => Float64Array.from(days, of);
  const logPaid = take((t) => Math.log((goods.paid[t] ?? 1) / (goods.atCatalogue[t] ?? 1)));
  const { asked } = goods;
  const logAsked = asked && take((t) => Math.log(asked[t] ?? 1));
  const logVolume = take((t) => Math.log(goods.atCatalogue[t] ?? 1));
  const { stock, mean } = spendStock(data.spend, goods.paid.length);
  const found: [Group, Float64Array][] = [
    ...baseColumns(days, data, plan),
    ...leverColumns(data, { logAsked, take, stock }),
  ];
  const groups = found.map(([group]) => group);
  const columns = found.map(([, values]) => values);
  const levers = new Map(groups.flatMap((group, place) => (isLever(group) ? [[group, place] as const] : [])));
  try {
    const effects = fitEffects(designOf(columns), logVolume, BANDWIDTH);
    return { days, groups, columns, effects, logPaid, logAsked, levers, meanSpend: mean };
  } catch (error) {
    if (error instanceof NumericError) return null;
    throw error;
  }
}

const isLever = (group: Group): group is Lever => group !== 'calendar' && group !== 'trend';

function baseColumns(
  days: Int32Array,
  { firstDay, holidays: ofCountry }: RevenueData,
  plan: RevenuePlan,
): [Group, Float64Array][] {
  const take = (of: (t: number) => number): Float64Array => Float64Array.from(days, of);
  const span = (days.at(-1) ?? 0) - (days[0] ?? 0) + 1;
  const first = days[0] ?? 0;
  const found: [Group, Float64Array][] = [
    ['trend', take(() => 1)],
    ['trend', take((t) => (t - first) / YEAR)],
  ];
  for (let knot = KNOT_DAYS; knot < span - KNOT_DAYS / 2; knot += KNOT_DAYS) {
    found.push(['trend', take((t) => Math.max(0, t - first - knot) / YEAR)]);
  }
  for (let weekday = 1; weekday < 7; weekday += 1) {
    found.push(['calendar', take((t) => (weekdayOf(firstDay + t) === weekday ? 1 : 0))]);
  }
  // A wave that has not come round one and a half times is no wave yet.
  for (let k = 1; k <= (span >= 1.5 * YEAR ? HARMONICS : 0); k += 1) {
    const angle = (2 * Math.PI * k) / YEAR;
    found.push(['calendar', take((t) => Math.cos(angle * (firstDay + t)))]);
    found.push(['calendar', take((t) => Math.sin(angle * (firstDay + t)))]);
  }
  const lists = holidaysBetween(plan.holidays, ofCountry, [firstDay, firstDay + (days.at(-1) ?? 0)]);
  const holidays = new Set(lists.flatMap(({ dates }) => dates.map(dayOf)));
  const holiday = take((t) => (holidays.has(firstDay + t) ? 1 : 0));
  if (holiday.some((value) => value > 0)) found.push(['calendar', holiday]);
  return found;
}

interface LeverParts {
  logAsked: Float64Array | null;
  take: (of: (t: number) => number) => Float64Array;
  stock: Float64Array | null;
}

function leverColumns({ promotion }: RevenueData, { logAsked, take, stock }: LeverParts): [Group, Float64Array][] {
  const found: [Group, Float64Array][] = [];
  if (logAsked && deviationOf(logAsked) >= LEAST_PRICE_MOVE) found.push(['price', logAsked]);
  if (promotion) {
    const during = take((t) => promotion[t] ?? 0);
    const after = take((t) => afterPromotion(promotion, t));
    const count = during.filter((value) => value > 0.5).length;
    if (count >= LEAST_PROMOTION_DAYS && count < during.length - LEAST_PROMOTION_DAYS) {
      found.push(['promotion', during], ['after_promotion', after]);
    }
  }
  if (stock) {
    const worked = take((t) => Math.log1p(stock[t] ?? 0));
    if (deviationOf(worked) >= LEAST_SPEND_MOVE) found.push(['spend', worked]);
  }
  return found;
}

/** 1 within two weeks after a promotion. */
function afterPromotion(promotion: Float64Array, t: number): number {
  if ((promotion[t] ?? 0) > 0.5) return 0;
  const before = promotion.subarray(Math.max(0, t - AFTER_DAYS), t);
  return before.some((share) => share > 0.5) ? 1 : 0;
}

/** Spend that is at work on each day, in units of the mean; null where there is none. */
function spendStock(spend: Float64Array | null, length: number) {
  const mean = spend ? spend.reduce((sum, value) => sum + value, 0) / Math.max(1, length) : 0;
  if (!spend || mean <= 0) return { stock: null, mean: 0 };
  const stock = new Float64Array(length);
  let last = mean;
  for (let t = 0; t < length; t += 1) {
    last = SPEND_MEMORY * last + (1 - SPEND_MEMORY) * (spend[t] ?? 0);
    stock[t] = last / mean;
  }
  return { stock, mean };
}

function deviationOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

/** A lever's coefficient and its standard error; null where it never moved. */
export function effectOf({ effects, levers, groups }: EffectsModel, lever: Lever) {
  const place = levers.get(lever);
  if (place === undefined) return null;
  const variance = effects.covariance[place * groups.length + place] ?? Number.NaN;
  return { coefficient: effects.coefficients[place] ?? 0, error: Math.sqrt(Math.max(0, variance)) };
}
