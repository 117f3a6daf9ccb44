import type { Column } from '../column.ts';
import { at } from '../element.ts';
import type { LogisticModel } from '../estimators/estimator.ts';
import { predictModel } from '../estimators/registry.ts';
import { type ScoreParts, splitLinearScore } from '../explanation/linear-contributions.ts';
import { matrixOf } from '../matrix/matrix.ts';
import { mostProbable } from '../metrics/classification.ts';
import { designSources, transformColumns } from '../preprocessing/preprocessor.ts';
import { type EncodedRecord, encodeRecord } from '../preprocessing/record.ts';
import type { BatchPrediction, Contribution, Explanation, FittedPipeline, Prediction } from './pipeline.ts';

/**
 * The coefficients of one class's score. Of several classes each score is taken against their average, since softmax
 * scores are only defined up to a common shift.
 */
function classScore(model: LogisticModel, label: number): { coefficients: Float64Array; intercept: number } {
  const { coefficients, intercepts, featureCount } = model;
  const outputs = intercepts.length;
  if (outputs === 1) return { coefficients, intercept: at(intercepts, 0) };
  const centred = coefficients.slice(label * featureCount, (label + 1) * featureCount);
  let intercept = at(intercepts, label);
  for (let k = 0; k < outputs; k += 1) {
    intercept -= at(intercepts, k) / outputs;
    for (let j = 0; j < featureCount; j += 1) {
      centred[j] = at(centred, j) - at(coefficients, k * featureCount + j) / outputs;
    }
  }
  return { coefficients: centred, intercept };
}

function contributionsOf(pipeline: FittedPipeline, encoded: EncodedRecord, parts: ScoreParts): Contribution[] {
  return pipeline.preprocessor.encoders
    .flatMap(({ kind, column }, i): Contribution[] =>
      kind === 'excluded'
        ? []
        : [{ feature: column, value: encoded.values[i] ?? null, contribution: at(parts.contributions, i) }],
    )
    .toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
}

/** @param label the class whose score is explained; not looked at for a regression or two classes */
function explain(pipeline: FittedPipeline, encoded: EncodedRecord, label: number): Explanation {
  const { model, preprocessor, designMeans } = pipeline;
  const { coefficients, intercept } = model.kind === 'logistic_regression' ? classScore(model, label) : model;
  const sources = designSources(preprocessor);
  const count = preprocessor.encoders.length;
  const parts = splitLinearScore(encoded.row, designMeans, coefficients, intercept, sources, count);
  return {
    unit: pipeline.task === 'classification' ? 'log_odds' : 'target',
    baseValue: parts.baseValue,
    score: parts.score,
    contributions: contributionsOf(pipeline, encoded, parts),
  };
}

/**
 * Predicts one record and says why. Fields are found by name; numeric text is taken as a number, a missing value as the
 * training's typical one, an unseen category as the rare ones (or as the average row where training had none).
 *
 * @param record a JSON object
 * @throws NumericError invalid_record (with a fault for every value of the wrong type), record_has_no_features
 */
export function predictRow(pipeline: FittedPipeline, record: Readonly<Record<string, unknown>>): Prediction {
  const { preprocessor, model, target, interval } = pipeline;
  const encoded = encodeRecord(preprocessor, record);
  const output = predictModel(model, matrixOf(1, preprocessor.width, encoded.row));
  const { warnings } = encoded;
  if (interval !== null) {
    const prediction = at(output, 0);
    const { level, halfWidth, coverage } = interval;
    return {
      kind: 'regression',
      prediction,
      interval: { level, lower: prediction - halfWidth, upper: prediction + halfWidth },
      confidence: coverage,
      explanation: explain(pipeline, encoded, 0),
      warnings,
    };
  }
  const best = mostProbable(output, 0, output.length);
  const confidence = at(output, best);
  const explanation = explain(pipeline, encoded, best);
  const probabilities = target.classes.map((label, k) => ({ label, probability: at(output, k) }));
  const { label } = probabilities.reduce((most, each, k) => (k === best ? each : most));
  if (target.positive >= 0) {
    return { kind: 'binary', prediction: at(output, target.positive), label, confidence, explanation, warnings };
  }
  return { kind: 'multi_class', prediction: confidence, label, confidence, probabilities, explanation, warnings };
}

/**
 * Predicts n rows of columns, to the bit what {@link predictRow} gives for the same values, without explanations. A
 * feature whose column is not there counts as missing in every row, and so may every feature of a row.
 *
 * @param columns of one length n ≥ 0; others than the features are not looked at
 * @throws NumericError column_kind_mismatch, shape_mismatch, duplicate_column
 */
export function predictRows(pipeline: FittedPipeline, columns: readonly Column[]): BatchPrediction {
  const { preprocessor, model, target, interval } = pipeline;
  const x = transformColumns(preprocessor, columns);
  const output = predictModel(model, x);
  if (interval !== null) {
    const { level, halfWidth, coverage } = interval;
    return {
      kind: 'regression',
      predictions: output,
      lower: output.map((value) => value - halfWidth),
      upper: output.map((value) => value + halfWidth),
      level,
      coverage,
    };
  }
  const classCount = target.classes.length;
  const labels = Int32Array.from({ length: x.rows }, (_, r) => mostProbable(output, r * classCount, classCount));
  const predictions = Float64Array.from(labels, (label, r) =>
    at(output, r * classCount + (target.positive >= 0 ? target.positive : label)),
  );
  return { kind: 'classification', classes: target.classes, predictions, labels, probabilities: output };
}
