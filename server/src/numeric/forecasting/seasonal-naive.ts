import { at } from '../element.ts';
import {
  type Forecast,
  type ForecastMethod,
  type ForecastModel,
  normalIntervals,
  settingsOf,
  sumOf,
} from './method.ts';
import { usableSeasons } from './series.ts';

const KIND = 'seasonal_naive';

/** The last season again, moved on by a drift where asked for. */
export interface SeasonalNaiveModel extends ForecastModel {
  readonly kind: typeof KIND;
  /** The last season's values, the next period's first. */
  readonly last: Float64Array;
  /** A period. */
  readonly drift: number;
  /** Of a forecast one season ahead. */
  readonly deviation: number;
}

const SPECS = {
  /** 1 adds the mean growth of the past. */
  drift: { value: 0, min: 0, max: 1 },
};

/**
 * The value of one season ago (the longest season that fits in twice; without one, the last value): the baseline.
 * Normal intervals that widen with every season (Hyndman & Athanasopoulos 2021, section 5.5). Takes any series; a
 * single value gives itself, intervals without width.
 */
export const seasonalNaive: ForecastMethod<SeasonalNaiveModel> = {
  kind: KIND,
  fit({ values, seasonLengths }, settings) {
    const { drift: hasDrift } = settingsOf(KIND, SPECS, settings);
    const season = usableSeasons(seasonLengths, values.length).at(-1) ?? 1;
    const changes = values.slice(season).map((value, t) => value - at(values, t));
    const count = Math.max(1, changes.length);
    const mean = hasDrift === 1 ? sumOf(changes) / count : 0;
    const squares = sumOf(changes.map((change) => (change - mean) ** 2));
    return {
      kind: KIND,
      last: values.slice(values.length - season),
      drift: mean / season,
      deviation: Math.sqrt(squares / count),
    };
  },
  resume: (model, { values }) => ({ ...model, last: values.slice(values.length - model.last.length) }),
  forecast({ last, drift, deviation }, { horizon, levels }): Forecast {
    const season = last.length;
    const rounds = Float64Array.from({ length: horizon }, (_, h) => Math.floor(h / season) + 1);
    const repeated = rounds.map((_, h) => at(last, h % season));
    const trend = rounds.map((round) => drift * season * round);
    const point = repeated.map((value, h) => value + at(trend, h));
    const deviations = rounds.map((round) => deviation * Math.sqrt(round));
    return {
      point,
      intervals: normalIntervals(point, deviations, levels),
      components: [
        { name: 'season', values: repeated },
        { name: 'trend', values: trend },
      ],
    };
  },
};
