import { completeSeries } from '../../../numeric/index.ts';
import { dateOf, weekdayOf } from '../calendar.ts';
import type { HolidayDates } from '../../../platform/holidays/holidays.ts';
import { holidaysBetween } from '../holidays.ts';
import { forecastMeasured, type MeasuredForecast } from '../measured-forecast.ts';
import { countQuantiles } from './count-interval.ts';
import type { DemandResult } from './demand.schema.ts';
import type { DemandPlan } from './demand-plan.ts';

export const HOURS = 24;
const WEEK = 7;
/** The shape of a day is that of so many weeks before. */
const SHAPE_WEEKS = 12;
/** Requests of the queue's mean day that stand behind each weekday's own shape. */
const SHAPE_TRUST = 20;
const LEVEL = 0.8;
const TAILS = [(1 - LEVEL) / 2, (1 + LEVEL) / 2];
const Z80 = 1.281552;
const SEED = 1;

/** Requests of one queue: `counts[day * 24 + hour]`, days from `firstDay` on. */
export interface QueueCounts {
  firstDay: number;
  counts: Float64Array;
}

export interface QueueForecast {
  daily: MeasuredForecast;
  /** Mean requests of each hour to come. */
  hourly: Float64Array;
  /** Interval of 80 %, whole requests. */
  lower: Int32Array;
  upper: Int32Array;
  accuracy: DemandResult['queues'][number]['accuracy'];
}

/** Forecasts a queue by day, and divides the days into hours as those of the same weekday were divided lately. */
export function forecastQueue(
  { firstDay, counts }: QueueCounts,
  { horizon_days: horizon, holidays: asked }: DemandPlan,
  ofCountry: readonly HolidayDates[],
): QueueForecast {
  const length = counts.length / HOURS;
  const values = Float64Array.from({ length }, (_, day) => sumOf(counts.subarray(day * HOURS, (day + 1) * HOURS)));
  const holidays = holidaysBetween(asked, ofCountry, [firstDay, firstDay + length + horizon]);
  const dates = Array.from({ length: length + horizon }, (_, t) => dateOf(firstDay + t));
  const series = completeSeries({
    values,
    seasonLengths: length >= 2 * 365 ? [WEEK, 365] : [WEEK],
    ...(holidays.length === 0 ? {} : { dates, holidays }),
  });
  const daily = forecastMeasured(series, { horizon, levels: [LEVEL], seed: SEED });
  const shape = shapeOf(counts, firstDay, length);
  const spread = spreadOf(counts, values, shape, firstDay);
  const hourly = new Float64Array(horizon * HOURS);
  const [lower, upper] = [new Int32Array(hourly.length), new Int32Array(hourly.length)];
  for (let k = 0; k < hourly.length; k += 1) {
    const [h, hour] = [Math.floor(k / HOURS), k % HOURS];
    const share = shape[weekdayOf(firstDay + length + h) * HOURS + hour] ?? 0;
    hourly[k] = share * Math.max(0, daily.point[h] ?? 0);
    const deviation = deviationOf(daily, h);
    const [low = 0, high = 0] = bounds(hourly[k] ?? 0, share * deviation, spread);
    lower[k] = low;
    upper[k] = high;
  }
  return { daily, hourly, lower, upper, accuracy: accuracyOf(daily, { firstDay, counts }) };
}

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

/** Chance within the hour and doubt about the day, together. */
function bounds(mean: number, doubt: number, spread: number): number[] {
  return countQuantiles(mean, mean * spread + doubt * doubt, TAILS);
}

/** Of a day to come, beyond the chance that lies in its own number. */
function deviationOf({ point, intervals }: MeasuredForecast, h: number): number {
  const [interval] = intervals;
  const width = ((interval?.upper[h] ?? 0) - (interval?.lower[h] ?? 0)) / (2 * Z80);
  return Math.sqrt(Math.max(0, width * width - Math.max(0, point[h] ?? 0)));
}

/**
 * Share of each weekday's requests by hour, 7 × 24, from the last weeks before a day; weekdays with few requests lean on
 * the shape of all days.
 */
export function shapeOf(counts: Float64Array, firstDay: number, until: number): Float64Array {
  const sums = new Float64Array(WEEK * HOURS);
  for (let day = Math.max(0, until - SHAPE_WEEKS * WEEK); day < until; day += 1) {
    const weekday = weekdayOf(firstDay + day);
    for (let hour = 0; hour < HOURS; hour += 1) {
      const place = weekday * HOURS + hour;
      sums[place] = (sums[place] ?? 0) + (counts[day * HOURS + hour] ?? 0);
    }
  }
  const all = sumOf(sums);
  const whole = Float64Array.from({ length: HOURS }, (_, hour) => {
    let sum = 0;
    for (let weekday = 0; weekday < WEEK; weekday += 1) sum += sums[weekday * HOURS + hour] ?? 0;
    return all > 0 ? sum / all : 1 / HOURS;
  });
  return sums.map((count, place) => {
    const weekday = Math.floor(place / HOURS);
    const total = sumOf(sums.subarray(weekday * HOURS, (weekday + 1) * HOURS));
    return (count + SHAPE_TRUST * (whole[place % HOURS] ?? 0)) / (total + SHAPE_TRUST);
  });
}

/** How much wider than Poisson hours are about their share of a day that is known; 1 at least. */
function spreadOf(counts: Float64Array, values: Float64Array, shape: Float64Array, firstDay: number): number {
  let [squares, expected] = [0, 0];
  for (let day = Math.max(0, values.length - SHAPE_WEEKS * WEEK); day < values.length; day += 1) {
    for (let hour = 0; hour < HOURS; hour += 1) {
      const share = shape[weekdayOf(firstDay + day) * HOURS + hour] ?? 0;
      const mean = share * (values[day] ?? 0);
      squares += ((counts[day * HOURS + hour] ?? 0) - mean) ** 2;
      expected += mean * (1 - share);
    }
  }
  return expected > 0 ? Math.max(1, squares / expected) : 1;
}

/** Hours foretold from earlier days, by the shapes of the weeks before them, against what came. */
function accuracyOf(daily: MeasuredForecast, { firstDay, counts }: QueueCounts): QueueForecast['accuracy'] {
  if (!daily.accuracy) return null;
  let [missed, naiveMissed, came, within, hours] = [0, 0, 0, 0, 0];
  daily.origins.forEach((origin, k) => {
    const shape = shapeOf(counts, firstDay, origin);
    const known = dayTotals(counts, origin);
    const spread = spreadOf(counts.subarray(0, origin * HOURS), known, shape, firstDay);
    daily.errors[k]?.forEach((error, h) => {
      const total = sumOf(counts.subarray((origin + h) * HOURS, (origin + h + 1) * HOURS));
      const foretold = Math.max(0, total - error);
      for (let hour = 0; hour < HOURS; hour += 1) {
        const share = shape[weekdayOf(firstDay + origin + h) * HOURS + hour] ?? 0;
        const actual = counts[(origin + h) * HOURS + hour] ?? 0;
        const before = origin - WEEK + (h % WEEK);
        missed += Math.abs(actual - share * foretold);
        naiveMissed += Math.abs(actual - (counts[before * HOURS + hour] ?? 0));
        came += actual;
        if (share * foretold < LEAST_MEAN) continue;
        const [low = 0, high = 0] = bounds(share * foretold, share * deviationOf(daily, h), spread);
        within += actual >= low && actual <= high ? 1 : 0;
        hours += 1;
      }
    });
  });
  const { origins, horizon, wape, naive } = daily.accuracy;
  return {
    origins,
    horizon_days: horizon,
    daily: { wape, naive: { wape: naive.wape } },
    hourly: {
      wape: part(missed, came),
      naive: { wape: part(naiveMissed, came) },
      coverage_80: part(within, hours),
    },
  };
}

const part = (sum: number, of: number): number | null => (of > 0 ? Math.round((sum / of) * 1e4) / 1e4 : null);

/** Hours in which nothing ever comes say nothing of intervals. */
const LEAST_MEAN = 0.05;

const dayTotals = (counts: Float64Array, days: number): Float64Array =>
  Float64Array.from({ length: days }, (_, day) => sumOf(counts.subarray(day * HOURS, (day + 1) * HOURS)));
