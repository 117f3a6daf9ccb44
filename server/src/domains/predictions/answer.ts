import {
  type FittedPipeline,
  NumericError,
  type Prediction,
  predictRow,
  type RecordFault,
  scoreRow,
} from '../../numeric/index.ts';
import { escapePointer } from '../../http/json-body.ts';
import type { DeployedModel, Label } from '../models/index.ts';
import { predictionErrors } from './predictions.errors.ts';
import type { PredictionOutput } from './predictions.schema.ts';

/** As kept: without words, which are found when somebody reads it. */
export interface Explanation {
  base_value: number;
  /** The first three are of scores that the contributions add up to; the others say how much a value speaks for the answer. */
  unit: 'log_odds' | 'probability' | 'target' | 'strangeness' | 'nearness' | 'component' | 'affinity';
  contributions: Contribution[];
}

export interface Contribution {
  feature: string;
  /** The heading of the column, where it is not the feature's name. */
  label?: string;
  value: string | number | boolean | null;
  contribution: number;
  /** Of prose, those that carried most of it, the strongest first. */
  words?: readonly { word: string; contribution: number }[];
}

export interface Warning {
  code: 'unseen_category' | 'missing_value' | 'outside_training_range' | 'unknown_field';
  column: string;
  label?: string;
  params: Record<string, string | number>;
}

/** An answer without why. */
export interface Scored {
  prediction_output: PredictionOutput;
  /** Null where no share of certainty can be told. */
  confidence_score: number | null;
  warnings: Warning[];
}

export interface Answer extends Scored {
  explanation: Explanation;
}

/** What of a version is needed to answer. */
export interface AnsweringModel {
  pipeline: FittedPipeline;
  labels: DeployedModel['labels'];
}

/**
 * What a model answers for one record.
 * @param explained of several classes the one that is explained; by default the one that is predicted
 * @throws AppError input_invalid with a fault for every value, input_without_features
 */
export function answer(model: AnsweringModel, input: Readonly<Record<string, unknown>>, explained?: Label): Answer {
  try {
    return toAnswer(model.labels, predictRow(model.pipeline, input, explained));
  } catch (error) {
    throw toInputError(model.labels, error);
  }
}

/** The same without why, which is most of the work. @throws what {@link answer} throws */
export function score(model: AnsweringModel, input: Readonly<Record<string, unknown>>): Scored {
  try {
    return toScored(model.labels, scoreRow(model.pipeline, input));
  } catch (error) {
    throw toInputError(model.labels, error);
  }
}

type Labels = DeployedModel['labels'];

/** A prediction as it is kept, whatever made it. */
export function toAnswer(labels: Labels, prediction: Prediction): Answer {
  const { baseValue, unit, contributions } = prediction.explanation;
  return {
    ...toScored(labels, prediction),
    explanation: {
      base_value: baseValue,
      unit,
      contributions: contributions.map((each) => named(labels, each.feature, each)),
    },
  };
}

const toScored = (labels: Labels, prediction: ReturnType<typeof scoreRow>): Scored => ({
  prediction_output: toOutput(prediction),
  confidence_score: prediction.confidence,
  warnings: toWarnings(labels, prediction.warnings),
});

export const toWarnings = (labels: Labels, warnings: Prediction['warnings']): Warning[] =>
  warnings.map(({ code, column, params }) => named(labels, column, { code, column, params: { ...params } }));

/** With the heading of the column, where it is not the name. */
export function named<T extends object>(labels: Labels, name: string, part: T): T & { label?: string } {
  const label = labels.get(name);
  return label === undefined || label === name ? part : { ...part, label };
}

/** What a record does not allow, with words; anything else as it is. */
export function toInputError(labels: DeployedModel['labels'], error: unknown): unknown {
  if (!(error instanceof NumericError)) return error;
  if (error.code === 'invalid_record') {
    const faults = error.faults.map(toFault);
    return predictionErrors.input_invalid({ count: faults.length }, { faults, cause: error });
  }
  if (error.code !== 'record_has_no_features') return error;
  const features = [...labels.keys()];
  const params = { count: features.length, features: features.slice(0, 20).join(', ') };
  return predictionErrors.input_without_features(params, { cause: error });
}

const toFault = ({ column, code }: RecordFault) => ({
  pointer: `/input_data/${escapePointer(column)}`,
  code,
  params: { feature: column },
});

type WithoutWarnings<P> = P extends object ? Omit<P, 'warnings'> : never;
type Output = WithoutWarnings<ReturnType<typeof scoreRow>>;

/** The answer alone, as it is kept. */
function toOutput(prediction: Output): PredictionOutput {
  if (prediction.kind === 'regression') {
    return { prediction: prediction.prediction, interval: { ...prediction.interval } };
  }
  const { prediction: probability, label } = prediction;
  if (prediction.kind === 'binary') return { prediction: probability, label };
  const probabilities = prediction.probabilities.map((each) => [String(each.label), each.probability]);
  return { prediction: probability, label, probabilities: Object.fromEntries(probabilities) };
}
