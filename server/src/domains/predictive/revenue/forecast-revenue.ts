import { completeSeries, type CompleteSeries, reconcile } from '../../../numeric/index.ts';
import { dateOf, dayOf, type Grain, nextPeriod, periodsFrom, wholePeriods } from '../calendar.ts';
import { type Accuracy, forecastMeasured, type MeasuredForecast, moveInterval } from '../measured-forecast.ts';
import { predictiveErrors } from '../predictive.errors.ts';
import { holidaysBetween } from '../holidays.ts';
import type { RevenueData } from './read-revenue.ts';
import type { RevenuePlan } from './revenue-plan.ts';

/** First days of the periods that are known whole, and of those to come. */
export interface Periods {
  known: number[];
  ahead: number[];
}

/** The forecast of one part of the revenue, after all parts were made to agree. */
export interface PartForecast {
  value: string | null;
  isRest: boolean;
  point: Float64Array;
  intervals: MeasuredForecast['intervals'];
  errors: Float64Array[];
  accuracy: Accuracy | null;
}

export interface RevenueForecast {
  periods: Periods;
  /** Of each period that is known. */
  values: Float64Array;
  total: MeasuredForecast;
  parts: PartForecast[];
  reconciled: 'wls' | 'ols' | 'bottom_up';
  /** Share of days in a promotion, of every period known and ahead; null where it plays no part. */
  promotion: Float64Array | null;
}

const SEASONS: Record<Grain, number[]> = { day: [7, 365], week: [52], month: [12], quarter: [4] };
/** Fewer periods tell nothing. */
const LEAST: Record<Grain, number> = { day: 56, week: 16, month: 12, quarter: 8 };
/** The same weekday, a year before. */
const YEAR_DAYS = 364;
/** Parts with a forecast of their own; all others are one. */
const MOST_PARTS = 12;
const SEED = 1;

/** @throws AppError data_too_small */
export function forecastRevenue(
  data: RevenueData,
  plan: RevenuePlan,
  checkpoint: (share: number) => void,
): RevenueForecast {
  const { grain, horizon, levels } = plan;
  const periods = periodsOf(data, plan);
  const promotion = promotionOf(data, plan, periods);
  const toSeries = (values: Float64Array): CompleteSeries =>
    completeSeries({
      values,
      seasonLengths: SEASONS[grain],
      ...calendarOf(data, plan, periods),
      ...(promotion === null ? {} : { columns: [{ name: 'promotion', values: promotion }] }),
    });
  const values = sumPeriods(data.revenue, data.firstDay, periods.known, grain);
  const leaves = leavesOf(data, periods, values);
  const measured = [values, ...leaves.map((leaf) => leaf.values)].map((each, k) => {
    checkpoint(k / (leaves.length + 1));
    return forecastMeasured(toSeries(each), { horizon, levels, seed: SEED });
  });
  const [total, ...parts] = measured;
  if (!total) throw new Error('A forecast of nothing');
  if (leaves.length === 0) {
    return {
      periods,
      values,
      total: moveTotal(total, total.point.map(cents)),
      parts: [],
      reconciled: 'bottom_up',
      promotion,
    };
  }
  return { periods, values, ...agree(total, parts, leaves), promotion };
}

function periodsOf({ firstDay, revenue }: RevenueData, { grain, horizon }: RevenuePlan): Periods {
  const known = wholePeriods(grain, firstDay, firstDay + revenue.length - 1);
  const needed = LEAST[grain];
  const last = known.at(-1);
  if (known.length < needed || last === undefined) {
    throw predictiveErrors.data_too_small({ dataset: 'orders', unit: grain, found: known.length, needed });
  }
  return { known, ahead: periodsFrom(grain, nextPeriod(grain, last), horizon) };
}

/** Sums of days by period. */
function sumPeriods(daily: Float64Array, firstDay: number, starts: readonly number[], grain: Grain): Float64Array {
  return Float64Array.from(starts, (start) =>
    daily.subarray(start - firstDay, nextPeriod(grain, start) - firstDay).reduce((sum, value) => sum + value, 0),
  );
}

/** Quarters hold the same holidays, but for those that move between March and April. */
function calendarOf(
  { holidays: ofCountry }: RevenueData,
  { grain, holidays: asked }: RevenuePlan,
  { known, ahead }: Periods,
) {
  const all = [...known, ...ahead];
  const dates = all.map(dateOf);
  const until = nextPeriod(grain, all.at(-1) ?? 0) - 1;
  const holidays = grain === 'quarter' ? [] : holidaysBetween(asked, ofCountry, [all[0] ?? 0, until]);
  if (holidays.length === 0) return grain === 'month' ? { dates } : {};
  return { dates, holidays };
}

/** Months even promotions out; days and weeks show them, once there is a year to compare with. */
function promotionOf(
  data: RevenueData,
  { grain, promotions }: RevenuePlan,
  { known, ahead }: Periods,
): Float64Array | null {
  if (data.promotion === null || (grain !== 'day' && grain !== 'week')) return null;
  if (promotions === null && data.promotion.length <= YEAR_DAYS) return null;
  const share = promotionByDay(data, promotions);
  const starts = [...known, ...ahead];
  return Float64Array.from(starts, (start) => {
    const days = nextPeriod(grain, start) - start;
    let sum = 0;
    for (let day = start; day < start + days; day += 1) sum += share(day);
    return sum / days;
  });
}

/** What share of a day's orders is made in a promotion, of days to come as planned or as 52 weeks before. */
export function promotionByDay(
  { promotion, firstDay }: Pick<RevenueData, 'promotion' | 'firstDay'>,
  planned: RevenuePlan['promotions'],
): (day: number) => number {
  const known = promotion ?? new Float64Array(0);
  return (day) => {
    if (day - firstDay < known.length) return known[day - firstDay] ?? 0;
    if (planned) return planned.some(({ from, days }) => day >= dayOf(from) && day < dayOf(from) + days) ? 1 : 0;
    let before = day - YEAR_DAYS;
    while (before - firstDay >= known.length) before -= YEAR_DAYS;
    return known[before - firstDay] ?? 0;
  };
}

interface Leaf {
  value: string | null;
  isRest: boolean;
  values: Float64Array;
}

const sumOf = (values: Float64Array): number => values.reduce((whole, value) => whole + value, 0);

/** The largest parts, and one of all that is left to the total. */
function leavesOf({ parts }: RevenueData, { known }: Periods, total: Float64Array): Leaf[] {
  if (parts.length === 0) return [];
  const places = new Map(known.map((start, place) => [start, place]));
  const all = parts.map(({ value, periods }): Leaf => {
    const values = new Float64Array(known.length);
    for (const [start, revenue] of periods) {
      const place = places.get(start);
      if (place !== undefined) values[place] = (values[place] ?? 0) + revenue;
    }
    return { value, isRest: false, values };
  });
  const largest = all.toSorted((one, other) => sumOf(other.values) - sumOf(one.values)).slice(0, MOST_PARTS);
  const rest = total.map((value, t) => value - largest.reduce((whole, { values }) => whole + (values[t] ?? 0), 0));
  const isNothing = rest.every((value, t) => Math.abs(value) < 0.005 + 1e-9 * Math.abs(total[t] ?? 0));
  return isNothing ? largest : [...largest, { value: null, isRest: true, values: rest }];
}

const cents = (value: number): number => Math.round(value * 100) / 100;

/** The same forecast about other points; what is added or taken belongs to the first component. */
function moveTotal(total: MeasuredForecast, point: Float64Array): MeasuredForecast {
  const move = (value: number, h: number): number => value + (point[h] ?? 0) - (total.point[h] ?? 0);
  return {
    ...total,
    point,
    intervals: total.intervals.map((interval) => moveInterval(interval, total.point, point)),
    components: total.components.map(({ name, values }, k) => ({ name, values: k > 0 ? values : values.map(move) })),
  };
}

/** Parts that sum to the total, and the total that they sum to. */
function agree(
  total: MeasuredForecast,
  parts: readonly MeasuredForecast[],
  leaves: readonly Leaf[],
): Pick<RevenueForecast, 'reconciled' | 'total' | 'parts'> {
  const nodes = [leaves.map((_, leaf) => leaf), ...leaves.map((_, leaf) => [leaf])];
  const forecasts = [total, ...parts];
  const said = forecasts.map(({ point }) => point);
  const residuals = forecasts.map(({ errors }) => Float64Array.from(errors.flatMap((each) => [...each])));
  const hasErrors = residuals.every((each) => each.length > 0 && each.length === residuals[0]?.length);
  const method = hasErrors ? 'wls' : 'ols';
  const hierarchy = { leaves: leaves.length, nodes };
  let agreed = reconcile(hierarchy, said, method, residuals);
  // What is never negative is not made so to please the total.
  const isSound = leaves.every(
    ({ values }, k) => values.some((value) => value < 0) || agreed[k + 1]?.every((value) => value >= 0),
  );
  if (!isSound) agreed = reconcile(hierarchy, said, 'bottom_up');
  const points = agreed.slice(1).map((each) => each.map(cents));
  const whole = total.point.map((_, h) => points.reduce((sum, each) => sum + (each[h] ?? 0), 0));
  return {
    reconciled: isSound ? method : 'bottom_up',
    total: moveTotal(total, whole.map(cents)),
    parts: leaves.map(({ value, isRest }, k): PartForecast => {
      const own = parts[k] ?? total;
      const point = points[k] ?? own.point;
      const intervals = own.intervals.map((interval) => moveInterval(interval, own.point, point));
      return { value, isRest, point, intervals, errors: own.errors, accuracy: own.accuracy };
    }),
  };
}

/** Revenue of the same periods a year before; null where they are not all known. */
export function yearBefore(values: Float64Array, grain: Grain, horizon: number): number | null {
  const season = { day: YEAR_DAYS, week: 52, month: 12, quarter: 4 }[grain];
  if (horizon > season || values.length < season) return null;
  const from = values.length - season;
  return values.subarray(from, from + horizon).reduce((sum, value) => sum + value, 0);
}
