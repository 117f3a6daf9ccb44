import type { Model, Prediction } from '../../api/types.ts';
import type { ShareScale } from './contributions.ts';

type Output = Prediction['prediction_output'];

/**
 * A figure with its interval, the probability of one class, or probabilities of several; a series ahead, how strange a
 * row is, its group, or what to offer.
 */
export type AnswerKind = 'amount' | 'binary' | 'several' | 'forecast' | 'anomaly' | 'segment' | 'offers';

export function answerKindOf(output: Output, model: Pick<Model, 'model_type'>): AnswerKind {
  if (output.forecast !== undefined) return 'forecast';
  if (output.is_anomaly !== undefined) return 'anomaly';
  if (output.cluster !== undefined) return 'segment';
  if (output.items !== undefined) return 'offers';
  if (model.model_type !== 'classification') return 'amount';
  const classes = output.probabilities === undefined ? 2 : Object.keys(output.probabilities).length;
  return classes > 2 ? 'several' : 'binary';
}

export function scaleOf(kind: AnswerKind): ShareScale {
  if (kind === 'amount' || kind === 'forecast') return 'target';
  return kind === 'binary' ? 'probability' : 'score';
}

/** The classes with their probabilities, the likeliest first. */
export function rankedClasses(output: Output): { label: string; probability: number }[] {
  return Object.entries(output.probabilities ?? {})
    .map(([label, probability]) => ({ label, probability }))
    .toSorted((a, b) => b.probability - a.probability);
}
