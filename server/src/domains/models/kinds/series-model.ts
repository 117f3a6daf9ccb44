import Type, { type Static } from 'typebox';
import { Value } from 'typebox/value';
import {
  containerVersion,
  decodeArtifact,
  type FeatureDescription,
  type FittedPipeline,
  NumericError,
  readContainer,
  writeContainer,
} from '../../../numeric/index.ts';
import { fromWords, toWords } from './nested-bytes.ts';
import { periods, timestampOf } from './periods.ts';

/** Kind 5 in the high half, format version in the low one: 1 of one series, 2 of groups. */
const CONTAINER = 0x0005_0001;
const GROUPS_CONTAINER = 0x0005_0002;

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

/** How one series goes on, computed once for as far ahead as anybody may ask. */
export interface SeriesFigures extends Pick<Static<typeof headSchema>, 'coverage' | 'components'> {
  mean: Float64Array;
  lower: Float64Array;
  upper: Float64Array;
  /** By component, their values one after the other; those of one period sum to its mean. */
  parts: Float64Array;
}

/** A series, and where it is the whole of groups, those. */
export type SeriesModel = Static<typeof headSchema> & SeriesFigures & { groups: SeriesGroups | null };

interface SeriesGroups {
  /** The column whose values they are. */
  column: string;
  /** By that value, as long as the whole. */
  figures: ReadonlyMap<string, SeriesFigures>;
}

/** A forecast: by the features of a row, by the past of the series, or both. */
export interface ForecastingModel {
  readonly kind: 'forecasting';
  readonly pipeline: FittedPipeline | null;
  readonly series: SeriesModel;
}

/** @param nested the artifact of the pipeline; null where there are no features */
export function encodeForecasting(nested: Uint8Array | null, series: SeriesModel): Uint8Array {
  const { mean, lower, upper, parts, groups, ...head } = series;
  return writeContainer(groups === null ? CONTAINER : GROUPS_CONTAINER, {
    head,
    mean,
    lower,
    upper,
    parts,
    pipeline: toWords(nested ?? new Uint8Array()),
    pipelineBytes: nested?.byteLength ?? 0,
    ...(groups === null ? {} : { groups: encodeGroups(groups) }),
  });
}

function encodeGroups({ column, figures }: SeriesGroups) {
  const all = [...figures];
  const joined = (name: ArrayName): Float64Array => Float64Array.from(all.flatMap(([, each]) => [...each[name]]));
  return {
    column,
    each: all.map(([name, { coverage, components }]) => ({ name, coverage, components })),
    mean: joined('mean'),
    lower: joined('lower'),
    upper: joined('upper'),
    parts: joined('parts'),
  };
}

/** @throws NumericError artifact_… */
export function decodeForecasting(bytes: Uint8Array): ForecastingModel {
  const hasGroups = containerVersion(bytes) === GROUPS_CONTAINER;
  const payload = readContainer(hasGroups ? GROUPS_CONTAINER : CONTAINER, bytes);
  if (!Value.Check(payloadSchema, payload) || hasGroups !== (payload.groups !== undefined)) throw corrupted();
  const { head, pipelineBytes, groups, pipeline: words } = payload;
  const { length } = arrayOf(payload.mean);
  if (!(words instanceof Int32Array)) throw corrupted();
  const take = takerOf(payload);
  const whole = take(length, head.components.length);
  return {
    kind: 'forecasting',
    pipeline: pipelineBytes === 0 ? null : decodeArtifact(fromWords(words, pipelineBytes)),
    series: { ...head, ...whole, groups: groups === undefined ? null : decodeGroups(groups, length) },
  };
}

function decodeGroups(groups: Static<typeof groupsSchema>, length: number): SeriesGroups {
  const take = takerOf(groups);
  const figures = groups.each.map(({ name, ...each }): [string, SeriesFigures] => [
    name,
    { ...each, ...take(length, each.components.length) },
  ]);
  return { column: groups.column, figures: new Map(figures) };
}

const arrayNames = ['mean', 'lower', 'upper', 'parts'] as const;
type ArrayName = (typeof arrayNames)[number];

/** Cuts the arrays of one series after the other off those of all. */
function takerOf(all: Readonly<Record<ArrayName, unknown>>) {
  const from = { mean: 0, lower: 0, upper: 0, parts: 0 };
  const cut = (name: ArrayName, length: number): Float64Array => {
    const values = arrayOf(all[name]).subarray(from[name], from[name] + length);
    if (values.length !== length) throw corrupted();
    from[name] += length;
    return values;
  };
  return (length: number, components: number) => ({
    mean: cut('mean', length),
    lower: cut('lower', length),
    upper: cut('upper', length),
    parts: cut('parts', length * components),
  });
}

function arrayOf(value: unknown): Float64Array {
  if (value instanceof Float64Array) return value;
  throw corrupted();
}

const arrays = { mean: Type.Unknown(), lower: Type.Unknown(), upper: Type.Unknown(), parts: Type.Unknown() };

const groupsSchema = Type.Object({
  column: Type.String(),
  each: Type.Array(
    Type.Object({
      name: Type.String(),
      coverage: headSchema.properties.coverage,
      components: headSchema.properties.components,
    }),
  ),
  ...arrays,
});

const payloadSchema = Type.Object({
  head: headSchema,
  ...arrays,
  pipeline: Type.Unknown(),
  pipelineBytes: Type.Integer({ minimum: 0 }),
  groups: Type.Optional(groupsSchema),
});

const corrupted = () => new NumericError('artifact_corrupted', { where: 'forecasting' });

/** What to fill in where one of several series is asked for. */
export function seriesFeatures({ groups }: SeriesModel): FeatureDescription[] {
  if (groups === null) return [];
  const categories = [...groups.figures.keys()];
  return [{ name: groups.column, type: 'category', categories, example: categories[0] ?? '' }];
}

/** The series of one group as if there were no other; null where there is none of that name. */
export function seriesOfName({ groups, ...whole }: SeriesModel, name: string): SeriesModel | null {
  const figures = groups?.figures.get(name);
  return figures === undefined ? null : { ...whole, ...figures, groups: null };
}

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
