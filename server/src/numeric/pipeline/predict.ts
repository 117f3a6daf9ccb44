import type { Column } from '../column.ts';
import { at, intAt } from '../element.ts';
import { matrixOf } from '../matrix/matrix.ts';
import { labelsOf } from '../metrics/classification.ts';
import { type EncodedRecord, encodeRecord } from '../preprocessing/record.ts';
import { transformColumns, transformForTrees } from '../preprocessing/transform.ts';
import { explain } from './explain.ts';
import { designsOf, predictMembers } from './members.ts';
import type { BatchPrediction, FittedPipeline, Label, Prediction } from './pipeline.ts';

/**
 * Predicts one record and says why. Fields are found by name; numeric text is taken as a number, a missing value as the
 * training's typical one, an unseen category as the rare ones (or as the average row where training had none).
 *
 * @param record a JSON object
 * @param explained of several classes the one whose score is explained; by default, and where there is no such class, the
 * one that is predicted
 * @throws NumericError invalid_record (with a fault for every value of the wrong type), record_has_no_features
 */
export function predictRow(
  pipeline: FittedPipeline,
  record: Readonly<Record<string, unknown>>,
  explained?: Label,
): Prediction {
  const encoded = encodeRecord(pipeline.preprocessor, record, designsOf(pipeline.members));
  const { answer, best } = answerTo(pipeline, encoded);
  const asked = pipeline.target.classes.findIndex((label) => label === explained);
  const explanation = explain(pipeline, encoded, asked < 0 ? best : asked);
  return { ...answer, explanation, warnings: encoded.warnings };
}

type Without<K extends keyof Prediction, P = Prediction> = P extends Prediction ? Omit<P, K> : never;
type BareAnswer = Without<'explanation' | 'warnings'>;
/** An answer without why. */
type ScoredRow = Without<'explanation'>;

/**
 * The same answer as {@link predictRow}'s, without why: for models of many trees a small part of the time.
 *
 * @param record a JSON object
 * @throws NumericError invalid_record, record_has_no_features
 */
export function scoreRow(pipeline: FittedPipeline, record: Readonly<Record<string, unknown>>): ScoredRow {
  const encoded = encodeRecord(pipeline.preprocessor, record, designsOf(pipeline.members));
  return { ...answerTo(pipeline, encoded).answer, warnings: encoded.warnings };
}

/** The answer, and the index of its class. */
function answerTo(
  { members, calibrators, target, threshold, interval }: FittedPipeline,
  encoded: EncodedRecord,
): { answer: BareAnswer; best: number } {
  const output = predictMembers({ members, calibrators, classCount: target.classes.length }, (design) =>
    matrixOf(1, encoded.rows[design].length, encoded.rows[design]),
  );
  if (interval !== null) {
    const prediction = at(output, 0);
    const { level, halfWidth, coverage: confidence } = interval;
    const bounds = { level, lower: prediction - halfWidth, upper: prediction + halfWidth };
    return { answer: { kind: 'regression', prediction, interval: bounds, confidence }, best: 0 };
  }
  const best = intAt(labelsOf(output, output.length, threshold), 0);
  const confidence = at(output, best);
  const probabilities = target.classes.map((label, k) => ({ label, probability: at(output, k) }));
  const { label } = probabilities.reduce((most, each, k) => (k === best ? each : most));
  if (target.positive >= 0) {
    return { answer: { kind: 'binary', prediction: at(output, target.positive), label, confidence }, best };
  }
  return { answer: { kind: 'multi_class', prediction: confidence, label, confidence, probabilities }, best };
}

/**
 * Predicts n rows of columns, to the bit what {@link predictRow} gives for the same values, without explanations. A
 * feature whose column is not there counts as missing in every row, and so may every feature of a row.
 *
 * @param columns of one length n ≥ 0; others than the features are not looked at
 * @throws NumericError column_kind_mismatch, shape_mismatch, duplicate_column
 */
export function predictRows(pipeline: FittedPipeline, columns: readonly Column[]): BatchPrediction {
  const { preprocessor, members, calibrators, target, threshold, interval } = pipeline;
  const classCount = target.classes.length;
  const output = predictMembers({ members, calibrators, classCount }, (design) =>
    design === 'linear' ? transformColumns(preprocessor, columns) : transformForTrees(preprocessor, columns),
  );
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
  const labels = labelsOf(output, classCount, threshold);
  const predictions = Float64Array.from(labels, (label, r) =>
    at(output, r * classCount + (target.positive >= 0 ? target.positive : label)),
  );
  return { kind: 'classification', classes: target.classes, predictions, labels, probabilities: output };
}
