import { type Portable, portableFeatures, rowDetectors, toPortable } from '../../../numeric/index.ts';
import type { KindModel } from '../kinds/kind-model.ts';
import type { RecommenderModel } from '../kinds/recommender-model.ts';
import { type ForecastingModel, nextPeriods, type SeriesModel } from '../kinds/series-model.ts';

const FORMAT = { format: 'business-suite-model', format_version: 3 };

/** A version that tells no target, in the form of docs/MODEL_EXPORT.md. */
export function toPortableKind(model: KindModel): Readonly<Record<string, Portable>> {
  if (model.kind === 'forecasting') return toPortableForecast(model);
  if (model.kind === 'recommendations') return toPortableRecommender(model);
  const { kind: task, algorithm, preprocessor } = model;
  const head = { ...FORMAT, task, algorithm, features: portableFeatures(preprocessor) };
  if (model.kind === 'anomaly_detection') {
    const { design } = rowDetectors[model.algorithm];
    return { ...head, design, detector: toPlain(model.model), thresholds: model.thresholds };
  }
  const { points, segments, radius, sizes } = model;
  return { ...head, points, segments, radius, sizes };
}

function toPortableForecast({ pipeline, series }: ForecastingModel): Readonly<Record<string, Portable>> {
  const { target, algorithm, period, level, groups } = series;
  return {
    ...FORMAT,
    task: 'forecasting',
    algorithm,
    target,
    period,
    level,
    ...toPortableSeries(series),
    ...(groups === null
      ? {}
      : {
          group_column: groups.column,
          groups: [...groups.figures].map(([group, figures]) => ({
            group,
            ...toPortableSeries({ ...series, ...figures }),
          })),
        }),
    by_features: pipeline && toPortable(pipeline),
  };
}

function toPortableSeries(series: SeriesModel) {
  const { coverage, mean, components, parts } = series;
  return {
    coverage,
    forecast: nextPeriods(series, mean.length).map((each) => ({ ...each })),
    components: components.map((name, place) => ({
      name,
      values: parts.subarray(place * mean.length, (place + 1) * mean.length),
    })),
  };
}

/** Without what single people took. */
function toPortableRecommender({ who, what, recommender }: RecommenderModel): Readonly<Record<string, Portable>> {
  const { algorithm, items, model } = recommender;
  return { ...FORMAT, task: 'recommendations', algorithm, who, what, items, recommender: toPlain(model) };
}

/** Fitted parameters as they are: names, numbers and lists of numbers. */
function toPlain(value: unknown): Portable {
  if (value instanceof Float64Array || value instanceof Int32Array) return value;
  if (value instanceof Uint8Array) return Int32Array.from(value);
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, toPlain(each)]));
  }
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string' ? value : null;
}
