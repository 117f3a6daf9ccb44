import { autoForecast, completeSeries, createRng, NumericError, seasonalNaive } from '../../../numeric/index.ts';
import type { HolidayDates } from '../../../platform/holidays/holidays.ts';
import { dateOf } from '../calendar.ts';

/** Days that a family is forecast for. */
export const HORIZON_DAYS = 98;
const WEEK = 7;
const YEAR_WEEKS = 52;
/** Origins at which forecasts are compared with what came, four weeks apart. */
const ORIGINS = 6;
const STEP_DAYS = 28;

/** What a family of items is expected to sell, as it could be known after so many days. */
export interface FamilyForecast {
  /** Days known. */
  readonly origin: number;
  /** Units of each day to come, `HORIZON_DAYS` of them. */
  readonly daily: Float64Array;
}

export interface FamilyForecasts {
  readonly now: FamilyForecast;
  /** As it would have been forecast before, the earliest first. Nothing later was looked at. */
  readonly before: readonly FamilyForecast[];
  /** Which methods were combined, with their weights; empty where the latest weeks go on. */
  readonly members: readonly { readonly name: string; readonly weight: number }[];
}

/** Which days they are, and the holidays among them and those to come. */
interface FamilyCalendar {
  /** Days since 1970 of the first day. */
  readonly firstDay: number;
  readonly holidays: readonly HolidayDates[];
}

function weeksOf(wanted: Float64Array): Float64Array {
  const count = Math.floor(wanted.length / WEEK);
  const first = wanted.length - count * WEEK;
  return Float64Array.from({ length: count }, (_, week) => {
    const from = first + week * WEEK;
    return wanted.subarray(from, from + WEEK).reduce((sum, units) => sum + units, 0);
  });
}

/** First days of the weeks that are known after so many days, and of those that are forecast. */
function weekDates(known: number, firstDay: number): string[] {
  const count = Math.floor(known / WEEK) + HORIZON_DAYS / WEEK;
  return Array.from({ length: count }, (_, week) => dateOf(firstDay + (known % WEEK) + week * WEEK));
}

/** How the days of a week share its demand, from the last half year; the first is the day after the last. */
function weekdayShares(wanted: Float64Array): Float64Array {
  const shares = new Float64Array(WEEK);
  const span = Math.min(wanted.length, 26 * WEEK);
  const recent = wanted.subarray(wanted.length - span);
  for (const [day, units] of recent.entries()) {
    const place = (((day - span) % WEEK) + WEEK) % WEEK;
    shares[place] = (shares[place] ?? 0) + units;
  }
  const total = shares.reduce((sum, units) => sum + units, 0);
  return shares.map((units) => (total > 0 ? units / total : 1 / WEEK));
}

function spread(weekly: Float64Array, wanted: Float64Array, origin: number): FamilyForecast {
  const shares = weekdayShares(wanted);
  const daily = Float64Array.from({ length: HORIZON_DAYS }, (_, day) => {
    return Math.max(0, weekly[Math.floor(day / WEEK)] ?? 0) * (shares[day % WEEK] ?? 1 / WEEK);
  });
  return { origin, daily };
}

/**
 * Weeks of a family forecast by the combination that rolling origins weigh, spread over weekdays. It is learned once, so
 * early that the earlier forecasts are honest, and goes on from there. What holidays do to their weeks is learned too.
 *
 * @param wanted units a day, oldest first
 * @param seed of the draws
 */
export function forecastFamily(
  wanted: Float64Array,
  seed: number,
  { firstDay, holidays }: FamilyCalendar = { firstDay: 0, holidays: [] },
): FamilyForecasts {
  const horizon = HORIZON_DAYS / WEEK;
  const origins = Array.from({ length: ORIGINS }, (_, i) => wanted.length - (ORIGINS - i) * STEP_DAYS).filter(
    (origin) => origin >= 8 * WEEK,
  );
  const seriesAt = (origin: number) =>
    completeSeries({
      values: weeksOf(wanted.subarray(0, origin)),
      seasonLengths: [YEAR_WEEKS],
      ...(holidays.length === 0 ? {} : { dates: weekDates(origin, firstDay), holidays }),
    });
  const first = seriesAt(origins[0] ?? wanted.length);
  const options = { horizon, levels: [], rng: createRng(seed) };
  try {
    const model = autoForecast.fit(first, { horizon });
    const at = (origin: number): FamilyForecast => {
      const { point } = autoForecast.forecast(autoForecast.resume(model, seriesAt(origin)), options);
      return spread(point, wanted.subarray(0, origin), origin);
    };
    return { now: at(wanted.length), before: origins.map(at), members: model.members };
  } catch (error) {
    if (!(error instanceof NumericError)) throw error;
    const model = seasonalNaive.fit(seriesAt(wanted.length));
    const { point } = seasonalNaive.forecast(model, options);
    return { now: spread(point, wanted, wanted.length), before: [], members: [] };
  }
}
