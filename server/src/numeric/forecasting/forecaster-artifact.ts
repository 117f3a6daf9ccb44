import { readContainer, writeContainer } from '../artifact/container.ts';
import { type Fields, fieldsOf } from '../artifact/fields.ts';
import { gradientBoosting } from '../estimators/gradient-boosting.ts';
import type { ArimaModel } from './arima.ts';
import type { AutoManyModel } from './auto-many.ts';
import type { AutoModel } from './auto.ts';
import type { CrostonModel } from './croston.ts';
import type { EtsModel } from './ets.ts';
import type { GlobalBoostingModel } from './global-boosting.ts';
import type { HolidayAwareModel } from './holiday-aware.ts';
import type { LinearForecastModel } from './linear-forecast.ts';
import type { ForecastModel } from './method.ts';
import type { MstlModel } from './mstl.ts';
import type { SeasonalNaiveModel } from './seasonal-naive.ts';
import type { ThetaModel } from './theta.ts';

/** Raised with every change of what a model holds; far from the versions of other artifacts, so that none is mistaken. */
const FORMAT_VERSION = 1001;

/** What a container holds in place of what it does not: null for NaN, whole numbers for bytes; names in their order. */
function storable(value: unknown): unknown {
  if (typeof value === 'number') return Number.isNaN(value) ? null : value;
  if (value instanceof Uint8Array) return Int32Array.from(value);
  if (Array.isArray(value)) return value.map(storable);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, each]) => [name, storable(each)]));
}

/**
 * Writes a fitted model of any method as one buffer; equal models give equal bytes.
 *
 * @throws NumericError not_finite where a model holds an infinity, which no fit leaves there
 */
export function encodeForecaster(model: ForecastModel): Uint8Array {
  return writeContainer(FORMAT_VERSION, { forecaster: storable(model) });
}

function readNaive(fields: Fields): SeasonalNaiveModel {
  return {
    kind: 'seasonal_naive',
    last: fields.floats('last'),
    drift: fields.number('drift'),
    deviation: fields.number('deviation'),
  };
}

function readEts(fields: Fields): EtsModel {
  const form = fields.object('form');
  const parameters = fields.object('parameters');
  const state = fields.object('state');
  const season = parameters.floats('season');
  return {
    kind: 'ets',
    form: {
      error: form.oneOf('error', ['A', 'M']),
      trend: form.oneOf('trend', ['N', 'A', 'Ad', 'M', 'Md']),
      season: form.oneOf('season', ['N', 'A', 'M']),
    },
    parameters: {
      alpha: parameters.number('alpha'),
      beta: parameters.number('beta'),
      gamma: parameters.number('gamma'),
      phi: parameters.number('phi'),
      level: parameters.number('level'),
      slope: parameters.number('slope'),
      season,
    },
    state: {
      level: state.number('level'),
      slope: state.number('slope'),
      season: state.floats('season', season.length),
    },
    variance: fields.number('variance'),
    logLikelihood: fields.number('logLikelihood'),
    aicc: fields.number('aicc'),
  };
}

function readArima(fields: Fields): ArimaModel {
  const order = fields.object('order');
  const coefficients = fields.object('coefficients');
  const [p, q] = [order.number('p'), order.number('q')];
  const [seasonalP, seasonalQ] = [order.number('seasonalP'), order.number('seasonalQ')];
  const [d, seasonalD, season] = [order.number('d'), order.number('seasonalD'), order.number('season')];
  return {
    kind: 'arima',
    order: { p, d, q, seasonalP, seasonalD, seasonalQ, season, hasConstant: order.flag('hasConstant') },
    coefficients: {
      ar: coefficients.floats('ar', p),
      ma: coefficients.floats('ma', q),
      seasonalAr: coefficients.floats('seasonalAr', seasonalP),
      seasonalMa: coefficients.floats('seasonalMa', seasonalQ),
    },
    transform: { lambda: fields.object('transform').number('lambda') },
    mean: fields.number('mean'),
    variance: fields.number('variance'),
    logLikelihood: fields.number('logLikelihood'),
    aicc: fields.number('aicc'),
    state: fields.floats('state'),
    last: fields.floats('last', d + seasonalD * season),
  };
}

function readTheta(fields: Fields): ThetaModel {
  const parameters = fields.object('parameters');
  const state = fields.object('state');
  return {
    kind: 'theta',
    parameters: {
      level: parameters.number('level'),
      alpha: parameters.number('alpha'),
      theta: parameters.number('theta'),
    },
    state: {
      count: state.number('count'),
      level: state.number('level'),
      mean: state.number('mean'),
      slope: state.number('slope'),
      intercept: state.number('intercept'),
    },
    variance: fields.number('variance'),
    season: fields.floats('season'),
    isFactor: fields.flag('isFactor'),
  };
}

function readMstl(fields: Fields): MstlModel {
  const adjusted = fields.object('adjusted');
  return {
    kind: 'mstl',
    transform: { lambda: fields.object('transform').number('lambda') },
    isRobust: fields.flag('isRobust'),
    seasons: fields.floatLists('seasons'),
    seasonLengths: fields.numbers('seasonLengths'),
    adjusted: adjusted.oneOf('kind', ['ets', 'arima']) === 'ets' ? readEts(adjusted) : readArima(adjusted),
  };
}

function readCroston(fields: Fields): CrostonModel {
  return {
    kind: 'croston',
    variant: fields.number('variant'),
    sizeSmoothing: fields.number('sizeSmoothing'),
    chanceSmoothing: fields.number('chanceSmoothing'),
    sizes: fields.floats('sizes'),
    rate: fields.number('rate'),
    chance: fields.number('chance'),
  };
}

function readSeries(fields: Fields): LinearForecastModel['series'] {
  const values = fields.floats('values');
  return {
    values,
    seasonLengths: fields.numbers('seasonLengths'),
    ...(fields.has('dates') ? { dates: fields.texts('dates') } : {}),
    ...(fields.has('holidays')
      ? { holidays: fields.objects('holidays').map((day) => ({ name: day.text('name'), dates: day.texts('dates') })) }
      : {}),
    ...(fields.has('columns')
      ? {
          columns: fields
            .objects('columns')
            .map((each) => ({ name: each.text('name'), values: each.floats('values') })),
        }
      : {}),
    filled: Uint8Array.from(fields.integers('filled')),
    skipped: fields.number('skipped'),
  };
}

function readLinear(fields: Fields): LinearForecastModel {
  return {
    kind: 'linear_regression',
    lags: fields.integers('lags'),
    weights: fields.floats('weights'),
    intercept: fields.number('intercept'),
    variance: fields.number('variance'),
    trained: fields.number('trained'),
    series: readSeries(fields.object('series')),
  };
}

function readHolidayAware(fields: Fields): HolidayAwareModel {
  const effects = fields.optionalObject('effects');
  const ahead = fields.object('ahead');
  const sums = ahead.floats('sums');
  return {
    kind: 'holiday_aware',
    inner: readForecaster(fields.object('inner')),
    effects: effects && {
      isRelative: effects.flag('isRelative'),
      effects: effects.objects('effects').map((each) => ({
        name: each.text('name'),
        effect: each.number('effect'),
        deviation: each.number('deviation'),
      })),
    },
    ahead: { sums, deviations: ahead.floats('deviations', sums.length) },
  };
}

function readGlobalBoosting(fields: Fields): GlobalBoostingModel {
  const trees = fields.object('trees');
  const shape = { classCount: 0, featureCount: trees.number('featureCount') };
  return {
    kind: 'gradient_boosting',
    trees: gradientBoosting.read(trees, shape),
    lags: fields.integers('lags'),
    window: fields.number('window'),
    trained: fields.numbers('trained'),
    errors: fields.floats('errors'),
  };
}

function readFactors(fields: Fields): AutoModel['factors'] {
  return fields.objects('factors').map((each) => ({ level: each.number('level'), factor: each.number('factor') }));
}

function readAuto(fields: Fields): AutoModel {
  const backtest = fields.object('backtest');
  const range = fields.object('range');
  return {
    kind: 'auto',
    members: fields.objects('members').map((member) => ({
      name: member.text('name'),
      weight: member.number('weight'),
      model: readForecaster(member.object('model')),
    })),
    trials: fields.objects('trials').map((trial) => ({
      name: trial.text('name'),
      smape: trial.numberOrNaN('smape'),
      mase: trial.numberOrNaN('mase'),
      weight: trial.number('weight'),
    })),
    backtest: {
      origins: backtest.number('origins'),
      horizon: backtest.number('horizon'),
      smape: backtest.numberOrNaN('smape'),
      mase: backtest.numberOrNaN('mase'),
    },
    factors: readFactors(fields),
    range: { low: range.number('low'), high: range.number('high'), season: range.floats('season') },
  };
}

function readAutoMany(fields: Fields): AutoManyModel {
  const shared = fields.optionalObject('shared');
  const series = fields.objects('series').map(readAuto);
  return {
    kind: 'auto_many',
    series,
    shared: shared && readGlobalBoosting(shared),
    places: fields.integers('places', series.length),
    share: fields.number('share'),
    ratio: fields.numberOrNaN('ratio'),
    factors: readFactors(fields),
  };
}

const readers: Readonly<Record<string, (fields: Fields) => ForecastModel>> = {
  seasonal_naive: readNaive,
  ets: readEts,
  arima: readArima,
  theta: readTheta,
  mstl: readMstl,
  croston: readCroston,
  linear_regression: readLinear,
  holiday_aware: readHolidayAware,
  gradient_boosting: readGlobalBoosting,
  auto: readAuto,
  auto_many: readAutoMany,
};

function readForecaster(fields: Fields): ForecastModel {
  const kind = fields.oneOf('kind', Object.keys(readers));
  return readers[kind]?.(fields) ?? { kind };
}

/**
 * Reads what {@link encodeForecaster} wrote, after checking all of it; `kind` says which method goes on with it.
 *
 * @throws NumericError artifact_not_recognized, artifact_version_unsupported, artifact_truncated, artifact_corrupted
 */
export function decodeForecaster(bytes: Uint8Array): ForecastModel {
  return readForecaster(fieldsOf(readContainer(FORMAT_VERSION, bytes), 'artifact').object('forecaster'));
}
