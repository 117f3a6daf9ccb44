import type { FeatureDescription } from '../../../numeric/index.ts';
import { predictionErrors } from '../predictions.errors.ts';
import { MOST_STEPS, type WhatIfRequest } from './exploring.schema.ts';

type Vary = NonNullable<WhatIfRequest['vary']>;

const STEPS = 20;

/**
 * The values that one feature goes through.
 * @throws AppError what_if_invalid
 */
export function valuesOf(vary: Vary, features: readonly FeatureDescription[]): (string | number | boolean)[] {
  const feature = features.find(({ name }) => name === vary.feature);
  if (!feature) throw refuse('/vary/feature', 'unknown_feature', vary.feature);
  if (feature.type === 'number') return numbersOf(vary, feature);
  if (feature.type === 'time') return timesOf(vary, feature);
  if (feature.type === 'boolean') return [false, true];
  if (feature.type === 'category') return (feature.categories ?? []).slice(0, MOST_STEPS);
  throw refuse('/vary/feature', 'nothing_to_vary', vary.feature);
}

function numbersOf({ from, to, steps = STEPS, feature: name }: Vary, feature: FeatureDescription): number[] {
  const [start, end] = [from ?? feature.min, to ?? feature.max];
  if (typeof start !== 'number' || typeof end !== 'number') throw refuse('/vary/from', 'range_missing', name);
  const values = spread(start, end, steps, name);
  return feature.integer ? [...new Set(values.map(Math.round))] : values;
}

function timesOf({ from, to, steps = STEPS, feature: name }: Vary, feature: FeatureDescription): string[] {
  const [start, end] = [from ?? feature.min, to ?? feature.max].map((each) => Date.parse(String(each)));
  if (start === undefined || end === undefined || Number.isNaN(start + end)) {
    throw predictionErrors.what_if_invalid(
      {},
      { faults: [{ pointer: '/vary/from', code: 'not_a_time', params: { feature: name } }] },
    );
  }
  return spread(start, end, steps, name).map((value) => new Date(value).toISOString());
}

function spread(from: number, to: number, steps: number, feature: string): number[] {
  if (!(from < to) || !Number.isFinite(to - from)) throw refuse('/vary/to', 'range_empty', feature);
  return Array.from({ length: steps }, (_, step) => from + ((to - from) * step) / (steps - 1));
}

function refuse(
  pointer: string,
  code: 'unknown_feature' | 'range_missing' | 'range_empty' | 'nothing_to_vary',
  feature: string,
) {
  return predictionErrors.what_if_invalid({}, { faults: [{ pointer, code, params: { feature } }] });
}
