import {
  autoForecastMany,
  backtestAccuracy,
  type CompleteSeries,
  createRng,
  measureManyForecasts,
  NumericError,
  type OriginForecast,
  seasonalNaive,
} from '../../../numeric/index.ts';
import { isAppError } from '../../../platform/errors.ts';
import type { SeriesAlgorithm } from '../algorithms.ts';
import { addUp } from './add-up.ts';
import {
  figuresAhead,
  type Found,
  type Judged,
  learnAlone,
  LEVEL,
  ORIGINS,
  seasonOf,
  type SeriesPlan,
} from './learn-one-series.ts';
import type { SeriesFigures } from './series-model.ts';

/** A group's values over the periods of the whole. */
export interface GroupSeries {
  name: string;
  series: CompleteSeries;
}

type Errors = Pick<Judged, 'smape' | 'mase'>;

interface LearntGroup {
  /** Empty, and errors not known, of a group that is too short to be held against its own past. */
  origins: readonly OriginForecast[];
  own: Errors | null;
  naive: Errors | null;
  forecast: Found['forecast'];
}

interface GroupsPlan extends SeriesPlan {
  algorithm: SeriesAlgorithm;
  /** Periods that are told. */
  ahead: number;
  /** Whether the whole is the sum of its groups, and forecasts shall agree. */
  isSum: boolean;
  /** Told before each group how many are learnt; may throw to stop. */
  onGroup(done: number): void;
}

interface LearntGroups {
  whole: SeriesFigures;
  groups: Map<string, SeriesFigures>;
  /** Each group counts the same. */
  own: Errors;
  naive: Errors;
  /** Groups that were too short to be measured. */
  unmeasured: number;
}

/** A series for each group beside that of the whole, which is their sum. */
export function learnGroups(
  whole: { series: CompleteSeries; found: Found },
  groups: readonly GroupSeries[],
  plan: GroupsPlan,
): LearntGroups {
  const learnt = plan.algorithm === 'auto' ? learnTogether(groups, plan) : learnOneByOne(groups, plan);
  const node = (
    { series }: { series: CompleteSeries },
    { forecast, origins }: Pick<LearntGroup, 'forecast' | 'origins'>,
  ) => ({
    series,
    origins,
    forecast: forecast(plan.ahead),
  });
  const all = node(whole, { ...whole.found, origins: whole.found.judged.origins });
  const parts = groups.flatMap((group, place) => {
    const own = learnt[place];
    return own === undefined ? [] : [node(group, own)];
  });
  const [total, ...told] = plan.isSum ? addUp(all, parts) : [all.forecast, ...parts.map(({ forecast }) => forecast)];
  const measured = learnt.flatMap(({ own, naive }) => (isKnown(own) && isKnown(naive) ? [{ own, naive }] : []));
  return {
    whole: figuresAhead(total, all.origins),
    groups: new Map(
      told.map((forecast, place) => [groups[place]?.name ?? '', figuresAhead(forecast, parts[place]?.origins ?? [])]),
    ),
    own: meanErrors(measured.map(({ own }) => own)),
    naive: meanErrors(measured.map(({ naive }) => naive)),
    unmeasured: learnt.length - measured.length,
  };
}

const isKnown = (errors: Errors | null): errors is Errors => errors !== null && Number.isFinite(errors.mase);

function meanErrors(all: readonly Errors[]): Errors {
  const mean = (of: (each: Errors) => number): number => all.reduce((sum, each) => sum + of(each), 0) / all.length;
  return { smape: mean(({ smape }) => smape), mase: mean(({ mase }) => mase) };
}

/** By backtests of each, and by trees over all of them where those are worth it. */
function learnTogether(groups: readonly GroupSeries[], { horizon, seed, onGroup }: GroupsPlan): LearntGroup[] {
  const all = groups.map(({ series }) => series);
  const { model, origins } = measureManyForecasts(all, { horizon, origins: ORIGINS, seed }, onGroup);
  return all.map((series, place) => {
    const tested = origins[place] ?? [];
    const naive = model.series[place]?.trials.find(({ name }) => name === 'seasonal_naive') ?? null;
    return {
      origins: tested,
      own: tested.length === 0 ? null : backtestAccuracy(tested, series, seasonOf(series)),
      naive,
      forecast: (ahead) =>
        autoForecastMany.forecast(model, place, series, { horizon: ahead, levels: [LEVEL], rng: createRng(seed) }),
    };
  });
}

function learnOneByOne(groups: readonly GroupSeries[], plan: GroupsPlan): LearntGroup[] {
  return groups.map(({ series }, done) => {
    plan.onGroup(done);
    try {
      const { judged, naive, forecast } = learnAlone(plan.algorithm, series, plan);
      return { origins: judged.origins, own: judged, naive, forecast };
    } catch (error) {
      if (!isTooShort(error)) throw error;
      return repeated(series, plan.seed);
    }
  });
}

const isTooShort = (error: unknown): boolean =>
  (isAppError(error) || error instanceof NumericError) && error.code === 'too_few_rows';

/** What is known of a group goes on as it was. */
function repeated(series: CompleteSeries, seed: number): LearntGroup {
  const model = seasonalNaive.fit(series);
  return {
    origins: [],
    own: null,
    naive: null,
    forecast: (ahead) => seasonalNaive.forecast(model, { horizon: ahead, levels: [LEVEL], rng: createRng(seed) }),
  };
}
