import { intAt, itemAt } from '../element.ts';
import { NumericError } from '../numeric-error.ts';
import { createRng, type Rng } from '../rng/rng.ts';
import { auto, type AutoModel, fitMeasured, LEVELS, type MeasuredAuto, TRUST } from './auto.ts';
import { backtestAccuracy, type OriginForecast } from './backtest.ts';
import { combineForecasts } from './combination.ts';
import { globalBoosting, type GlobalBoostingModel } from './global-boosting.ts';
import { keepSign } from './guard-rails.ts';
import { conformalFactor, type IntervalFactors, stretchIntervals } from './intervals.ts';
import type { Forecast, ForecastModel, ForecastOptions, MethodSettings } from './method.ts';
import { type CompleteSeries, headOf, usableSeasons } from './series.ts';

const KIND = 'auto_many';

/** Each series by itself, and what all of them share. */
export interface AutoManyModel extends ForecastModel {
  readonly kind: typeof KIND;
  readonly series: readonly AutoModel[];
  /** Boosted trees over the series that are long enough; null where they were not tried, or not worth it. */
  readonly shared: GlobalBoostingModel | null;
  /** Which of the shared model's series each one is; −1 where it is none. */
  readonly places: Int32Array;
  /** Weight of the shared forecast, 0 … 1; the series' own has the rest. */
  readonly share: number;
  /** Error of the best blend in backtests in units of the series' own, the geometric mean; NaN where none was tried. */
  readonly ratio: number;
  readonly factors: IntervalFactors;
}

/** Fewer series say too little of each other. */
const ENOUGH_SERIES = 5;
/** A series must have been this many times as long as what trees look back at the first origin. */
const LOOKS_BACK = 3;
const LONGEST_LAG = 7;
/** Weights of the shared forecast that are tried. */
const SHARES = [0.25, 0.5, 0.75, 1];
/** Error of a blend that is worth its trees, in units of the series' own. */
const WORTH = 0.99;

interface Eligible {
  readonly index: number;
  readonly series: CompleteSeries;
  readonly origins: readonly OriginForecast[];
}

function eligibleOf(all: readonly CompleteSeries[], measured: readonly MeasuredAuto[]): Eligible[] {
  return all.flatMap((series, index) => {
    const { origins } = itemAt(measured, index);
    const least = LOOKS_BACK * Math.max(LONGEST_LAG, longestSeason(series));
    return (origins[0]?.origin ?? 0) < least ? [] : [{ index, series, origins }];
  });
}

const describe = ({ seasonLengths, holidays, columns, dates }: CompleteSeries): string =>
  JSON.stringify([seasonLengths, holidays?.length, columns?.map(({ name }) => name), dates !== undefined]);

/** The largest group of series with the same seasons, holidays and columns: only those can share trees. */
function largestGroup(eligible: readonly Eligible[]): Eligible[] {
  const groups = Map.groupBy(eligible, ({ series }) => describe(series));
  return [...groups.values()].toSorted((a, b) => b.length - a.length)[0] ?? [];
}

/** What the shared trees would have said at the origins of each series' own backtest. */
function sharedOrigins(group: readonly Eligible[], rng: Rng): OriginForecast[][] {
  const heads = group.map(({ series, origins }) => headOf(series, itemAt(origins, 0).origin));
  const model = globalBoosting.fit(heads, rng);
  return group.map(({ series, origins }, place) =>
    origins.map(({ origin, actual }) => {
      const options = { horizon: actual.length, levels: LEVELS, rng };
      return { origin, actual, forecast: globalBoosting.forecast(model, place, headOf(series, origin), options) };
    }),
  );
}

function blended(own: Forecast, shared: Forecast, share: number): Forecast {
  return combineForecasts([own, shared], [1 - share, share]);
}

const longestSeason = ({ values, seasonLengths }: CompleteSeries): number =>
  usableSeasons(seasonLengths, values.length).at(-1) ?? 1;

type Share = Pick<AutoManyModel, 'share' | 'ratio' | 'factors'>;

const NOT_SHARED = { share: 0, ratio: Number.NaN, factors: [], blends: [] };

/** The weight with which the blend did best in all backtests together, the errors that it leaves, and what it said there. */
function chooseShare(group: readonly Eligible[], rng: Rng): Share & { blends: OriginForecast[][] } {
  const shared = sharedOrigins(group, rng);
  const blends = (share: number): OriginForecast[][] =>
    group.map(({ origins }, i) =>
      origins.map((own, k) => ({
        ...own,
        forecast: blended(own.forecast, itemAt(itemAt(shared, i), k).forecast, share),
      })),
    );
  const errorOf = (all: readonly OriginForecast[][]): number => {
    const logs = group.map(({ series }, i) =>
      Math.log(backtestAccuracy(itemAt(all, i), series, longestSeason(series)).mase),
    );
    const known = logs.filter((each) => Number.isFinite(each));
    return Math.exp(known.reduce((sum, each) => sum + each, 0) / known.length);
  };
  const alone = errorOf(blends(0));
  const trials = SHARES.map((share) => ({ share, ratio: errorOf(blends(share)) / alone }));
  const best = trials.reduce((least, trial) => (trial.ratio < least.ratio ? trial : least));
  if (!(best.ratio < WORTH)) return { ...NOT_SHARED, ratio: best.ratio };
  const said = blends(best.share);
  const errors = said.flat();
  const factors = LEVELS.map((level) => ({ level, factor: conformalFactor(errors, level, TRUST) }));
  return { ...best, factors, blends: said };
}

/** {@link autoMany}'s model, and what it would have said at the origins of each series' backtest, intervals calibrated. */
interface MeasuredMany {
  readonly model: AutoManyModel;
  /** One list for each series; empty where it is too short for a backtest. */
  readonly origins: readonly (readonly OriginForecast[])[];
}

/**
 * {@link autoMany}`.fit`, with the forecasts of its backtests.
 *
 * @param onSeries told before each series how many are done; may throw to stop
 */
export function fitManyMeasured(
  all: readonly CompleteSeries[],
  settings: MethodSettings = {},
  onSeries: (done: number) => void = () => {},
): MeasuredMany {
  const measured = all.map((each, done) => {
    onSeries(done);
    return fitMeasured(each, settings);
  });
  const series = measured.map(({ model }) => model);
  const origins = measured.map((each) => each.origins);
  const group = largestGroup(eligibleOf(all, measured));
  const rng = createRng(settings['seed'] ?? 1);
  const places = new Int32Array(all.length).fill(-1);
  const { blends, ...choice } = group.length < ENOUGH_SERIES ? NOT_SHARED : chooseShare(group, rng.split('backtest'));
  if (choice.share === 0) return { model: { kind: KIND, series, shared: null, places, ...choice }, origins };
  for (const [place, { index }] of group.entries()) {
    places[index] = place;
    const { range } = itemAt(series, index);
    origins[index] = itemAt<OriginForecast[]>(blends, place).map((each) => ({
      ...each,
      forecast: keepSign(stretchIntervals(each.forecast, choice.factors), range),
    }));
  }
  const grouped = group.map((each) => each.series);
  const shared = globalBoosting.fit(grouped, rng.split('shared'));
  return { model: { kind: KIND, series, shared, places, ...choice }, origins };
}

/**
 * {@link auto} for each of many series, and where five of them at least are alike (the same seasons, holidays and
 * columns) and long enough, boosted trees that learn from all: {@link globalBoosting}. They get the one weight that is
 * best over the backtests of all series, for those of a single one say too little, and none where the blend does not
 * beat the series' own by a hundredth. Its intervals are calibrated on all of these backtests.
 */
export const autoMany = {
  kind: KIND,
  /**
   * @param settings those of `auto`
   * @throws NumericError as `auto.fit` does
   */
  fit: (all: readonly CompleteSeries[], settings?: MethodSettings): AutoManyModel =>
    fitManyMeasured(all, settings).model,
  /** Goes on after more values; estimates nothing. `all` in the order of `fit`. */
  resume: (model: AutoManyModel, all: readonly CompleteSeries[]): AutoManyModel => ({
    ...model,
    series: model.series.map((own, index) => {
      const series = all[index];
      return series === undefined ? own : auto.resume(own, series);
    }),
  }),
  /**
   * @param index which of the series that `fit` saw
   * @param series it, as `fit` or `resume` saw it last
   * @throws NumericError shape_mismatch where there is no such series, or dates and columns end before the horizon
   */
  forecast(model: AutoManyModel, index: number, series: CompleteSeries, options: ForecastOptions): Forecast {
    const own = model.series[index];
    if (own === undefined) {
      throw new NumericError('shape_mismatch', { what: 'series', expected: model.series.length, actual: index });
    }
    const alone = auto.forecast(own, options);
    const place = intAt(model.places, index);
    if (model.shared === null || place < 0) return alone;
    const together = globalBoosting.forecast(model.shared, place, series, options);
    return keepSign(stretchIntervals(blended(alone, together, model.share), model.factors), own.range);
  },
};
