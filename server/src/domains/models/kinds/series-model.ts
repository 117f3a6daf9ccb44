import Type, { type Static } from 'typebox';
import { Value } from 'typebox/value';
import {
  decodeArtifact,
  type FittedPipeline,
  NumericError,
  readContainer,
  writeContainer,
} from '../../../numeric/index.ts';
import { fromWords, toWords } from './nested-bytes.ts';
import { periods, timestampOf } from './periods.ts';

/** Kind 5 in the high half, format version in the low one. */
const CONTAINER = 0x0005_0001;

const headSchema = Type.Object({
  target: Type.String(),
  algorithm: Type.String(),
  period: Type.Enum([...periods]),
  /** Number of the last period that was learnt from. */
  last: Type.Integer(),
  /** Share of outcomes that the bounds shall hold, and held in backtests; null where none could be made. */
  level: Type.Number(),
  coverage: Type.Union([Type.Number(), Type.Null()]),
  components: Type.Array(Type.String()),
});

/** How a series goes on, computed once for as far ahead as anybody may ask. */
export type SeriesModel = Static<typeof headSchema> & {
  mean: Float64Array;
  lower: Float64Array;
  upper: Float64Array;
  /** By component, their values one after the other; those of one period sum to its mean. */
  parts: Float64Array;
};

/** A forecast: by the features of a row, by the past of the series, or both. */
export interface ForecastingModel {
  readonly kind: 'forecasting';
  readonly pipeline: FittedPipeline | null;
  readonly series: SeriesModel;
}

/** @param nested the artifact of the pipeline; null where there are no features */
export function encodeForecasting(nested: Uint8Array | null, series: SeriesModel): Uint8Array {
  const { mean, lower, upper, parts, ...head } = series;
  return writeContainer(CONTAINER, {
    head,
    mean,
    lower,
    upper,
    parts,
    pipeline: toWords(nested ?? new Uint8Array()),
    pipelineBytes: nested?.byteLength ?? 0,
  });
}

/** @throws NumericError artifact_… */
export function decodeForecasting(bytes: Uint8Array): ForecastingModel {
  const payload = readContainer(CONTAINER, bytes);
  if (!Value.Check(payloadSchema, payload)) throw corrupted();
  const { head, pipelineBytes } = payload;
  const floats = (name: 'mean' | 'lower' | 'upper' | 'parts', length: number): Float64Array => {
    const values = payload[name];
    if (!(values instanceof Float64Array) || values.length !== length) throw corrupted();
    return values;
  };
  const length = payload.mean instanceof Float64Array ? payload.mean.length : 0;
  const words = payload.pipeline;
  if (!(words instanceof Int32Array)) throw corrupted();
  return {
    kind: 'forecasting',
    pipeline: pipelineBytes === 0 ? null : decodeArtifact(fromWords(words, pipelineBytes)),
    series: {
      ...head,
      mean: floats('mean', length),
      lower: floats('lower', length),
      upper: floats('upper', length),
      parts: floats('parts', length * head.components.length),
    },
  };
}

const payloadSchema = Type.Object({
  head: headSchema,
  mean: Type.Unknown(),
  lower: Type.Unknown(),
  upper: Type.Unknown(),
  parts: Type.Unknown(),
  pipeline: Type.Unknown(),
  pipelineBytes: Type.Integer({ minimum: 0 }),
});

const corrupted = () => new NumericError('artifact_corrupted', { where: 'forecasting' });

/** A period to come. */
export interface ForecastPeriod {
  timestamp: string;
  mean: number;
  lower: number;
  upper: number;
}

/** The next periods. @param horizon 1 … the length of the forecast */
export function nextPeriods({ period, last, mean, lower, upper }: SeriesModel, horizon: number): ForecastPeriod[] {
  return Array.from({ length: horizon }, (_, ahead) => ({
    timestamp: timestampOf(period, last + 1 + ahead),
    mean: mean[ahead] ?? Number.NaN,
    lower: lower[ahead] ?? Number.NaN,
    upper: upper[ahead] ?? Number.NaN,
  }));
}

/** What the next periods are made of, on average. */
export function meanParts(
  { components, mean, parts }: SeriesModel,
  horizon: number,
): { name: string; value: number }[] {
  return components.map((name, place) => {
    const own = parts.subarray(place * mean.length, place * mean.length + horizon);
    return { name, value: own.reduce((sum, each) => sum + each, 0) / horizon };
  });
}
