import type { Model, Prediction } from '../../api/types.ts';
import type { ShareScale } from './contributions.ts';

type Output = Prediction['prediction_output'];

/** A figure with its interval, the probability of one class, or probabilities of several. */
export type AnswerKind = 'amount' | 'binary' | 'several';

export function answerKindOf(output: Output, model: Pick<Model, 'model_type'>): AnswerKind {
  if (model.model_type !== 'classification') return 'amount';
  const classes = output.probabilities === undefined ? 2 : Object.keys(output.probabilities).length;
  return classes > 2 ? 'several' : 'binary';
}

export function scaleOf(kind: AnswerKind): ShareScale {
  if (kind === 'amount') return 'target';
  return kind === 'binary' ? 'probability' : 'score';
}

/** The classes with their probabilities, the likeliest first. */
export function rankedClasses(output: Output): { label: string; probability: number }[] {
  return Object.entries(output.probabilities ?? {})
    .map(([label, probability]) => ({ label, probability }))
    .toSorted((a, b) => b.probability - a.probability);
}
