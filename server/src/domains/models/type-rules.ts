import type { ModelType } from './algorithms.ts';

/** What a type asks of a definition, and what its versions are judged by. */
interface TypeRules {
  /** `weight`: it may name how much of something was taken. */
  target: 'class' | 'number' | 'weight' | 'none';
  leastFeatures: number;
  mostFeatures: number;
  /** The metric that a person would name first. */
  headline: string;
  /** What a version is held against its baseline by. */
  gate: { metric: string; isHigherBetter: boolean };
}

const MOST = 1000;
const error = (metric: string) => ({ metric, isHigherBetter: false });
const merit = (metric: string) => ({ metric, isHigherBetter: true });

export const typeRules: Readonly<Record<ModelType, TypeRules>> = {
  classification: {
    target: 'class',
    leastFeatures: 1,
    mostFeatures: MOST,
    headline: 'accuracy',
    gate: error('log_loss'),
  },
  regression: { target: 'number', leastFeatures: 1, mostFeatures: MOST, headline: 'r2', gate: error('rmse') },
  forecasting: { target: 'number', leastFeatures: 0, mostFeatures: MOST, headline: 'r2', gate: error('rmse') },
  anomaly_detection: {
    target: 'none',
    leastFeatures: 1,
    mostFeatures: MOST,
    headline: 'average_precision',
    gate: merit('average_precision'),
  },
  clustering: {
    target: 'none',
    leastFeatures: 1,
    mostFeatures: MOST,
    headline: 'silhouette',
    gate: merit('silhouette'),
  },
  recommendations: {
    target: 'weight',
    leastFeatures: 2,
    mostFeatures: 2,
    headline: 'map_at_10',
    gate: merit('map_at_10'),
  },
};

/** A forecast without features goes on from its own past, and is judged as a series is. */
const ofSeries = { headline: 'smape_accuracy', gate: error('mase') };

/** How a version is judged: of a forecast it depends on whether it has features. */
export function judgedBy(type: ModelType, features: number): Pick<TypeRules, 'headline' | 'gate'> {
  return type === 'forecasting' && features === 0 ? ofSeries : typeRules[type];
}

/** Whether a model answers for the features of a row what its target would be. */
export const learnsTarget = (type: ModelType): boolean => ['class', 'number'].includes(typeRules[type].target);
