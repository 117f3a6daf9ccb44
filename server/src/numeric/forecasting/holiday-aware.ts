import { NumericError } from '../numeric-error.ts';
import {
  addHolidays,
  estimateHolidayEffects,
  type HolidayEffects,
  type HolidaySums,
  sumHolidays,
  withoutHolidays,
} from './holiday-effects.ts';
import type { ForecastMethod, ForecastModel } from './method.ts';
import type { Series } from './series.ts';

export const HOLIDAY_AWARE = 'holiday_aware';

/** What holidays do, and a model of the series without them. */
export interface HolidayAwareModel extends ForecastModel {
  readonly kind: typeof HOLIDAY_AWARE;
  readonly inner: ForecastModel;
  /** Null where there is no reason to believe in effects. */
  readonly effects: HolidayEffects | null;
  /** What they add to the periods to come, as far as dates reach; empty without effects. */
  readonly ahead: HolidaySums;
}

function modelOf(effects: HolidayEffects | null, inner: ForecastModel, series: Series): HolidayAwareModel {
  const none = { sums: new Float64Array(0), deviations: new Float64Array(0) };
  const { sums, deviations } = effects === null ? none : sumHolidays(effects, series);
  const n = series.values.length;
  return { kind: HOLIDAY_AWARE, inner, effects, ahead: { sums: sums.slice(n), deviations: deviations.slice(n) } };
}

/**
 * A method for series with holidays: it learns the series without their effects, and its forecasts get those of the
 * holidays to come. Else levels and seasons would follow every holiday for a while.
 */
export function holidayAware(method: ForecastMethod<ForecastModel>): ForecastMethod<HolidayAwareModel> {
  const again = method.refit?.bind(method);
  return {
    kind: HOLIDAY_AWARE,
    fit(series, settings) {
      const effects = estimateHolidayEffects(series);
      return modelOf(effects, method.fit(withoutHolidays(series, effects), settings), series);
    },
    ...(again === undefined
      ? {}
      : {
          refit(model, series) {
            const effects = estimateHolidayEffects(series);
            return modelOf(effects, again(model.inner, withoutHolidays(series, effects)), series);
          },
        }),
    resume: ({ effects, inner }, series) =>
      modelOf(effects, method.resume(inner, withoutHolidays(series, effects)), series),
    forecast({ effects, inner, ahead }, options) {
      const forecast = method.forecast(inner, options);
      if (effects === null) return forecast;
      const [expected, actual] = [options.horizon, ahead.sums.length];
      if (actual < expected) throw new NumericError('shape_mismatch', { what: 'dates', expected, actual });
      return addHolidays(forecast, ahead, effects.isRelative);
    },
  };
}
