import {
  type BatchPrediction,
  type FittedPipeline,
  type HeldOutRows,
  NumericError,
  pairedMeanTest,
  predictRows,
} from '../../../numeric/index.ts';

/** Two versions on the same rows. */
export interface Comparison {
  /** The mean loss of a row: lower is better. */
  metric: 'log_loss' | 'squared_error';
  rows: number;
  /** True where every row is newer than the champion. Else it may have been trained on some, which flatters it. */
  unseen_by_champion: boolean;
  champion: number;
  challenger: number;
  /** Champion minus challenger. */
  difference: number;
  standard_error: number;
  /** Two-sided. */
  p_value: number;
}

/** Both must answer for so many rows at least. */
const LEAST_ROWS = 50;

/** A version that answers, and when it was trained. */
export interface Champion {
  pipeline: FittedPipeline;
  trainedAtMs: number;
}

/**
 * Compares the champion with a newly trained model on the rows that were held out from it, by a paired t-test of the
 * rows' losses. Of these rows those that are newer than the champion, where there are enough of them: neither has seen
 * them. Otherwise all: the champion may have seen some, so it is judged too well, and what beats it all the same is better.
 *
 * @param isClock whether the rows' times are moments, and not numbers that only order them
 * @returns null where the two cannot be compared: another target, other kinds of columns, too few rows
 */
export function compareOnHeldOut(
  champion: Champion,
  challenger: FittedPipeline,
  heldOut: HeldOutRows,
  isClock: boolean,
): Comparison | null {
  const { pipeline, trainedAtMs } = champion;
  if (pipeline.task !== challenger.task || pipeline.target.name !== challenger.target.name) return null;
  const all = Int32Array.from(heldOut.actual, (_, row) => row);
  const newer = isClock ? all.filter((row) => (heldOut.time?.[row] ?? Number.NaN) > trainedAtMs) : all.subarray(0, 0);
  const isUnseen = newer.length >= LEAST_ROWS;
  const rows = isUnseen ? newer : all;
  if (rows.length < LEAST_ROWS) return null;
  const championLosses = championLossesOf(pipeline, challenger, heldOut);
  if (championLosses === null) return null;
  const challengerLosses = ownLossesOf(challenger, heldOut);
  const take = (losses: Float64Array) => Float64Array.from(rows, (row) => losses[row] ?? Number.NaN);
  const [first, second] = [take(championLosses), take(challengerLosses)];
  const { difference, standardError, pValue } = pairedMeanTest(first, second);
  return {
    metric: challenger.task === 'classification' ? 'log_loss' : 'squared_error',
    rows: rows.length,
    unseen_by_champion: isUnseen,
    champion: meanOf(first),
    challenger: meanOf(second),
    difference,
    standard_error: standardError,
    p_value: pValue,
  };
}

function ownLossesOf({ target }: FittedPipeline, { actual, predictions }: HeldOutRows): Float64Array {
  const { length: classes } = target.classes;
  return actual.map((truth, row) =>
    classes === 0 ? (truth - (predictions[row] ?? 0)) ** 2 : logLoss(predictions[row * classes + truth] ?? 0),
  );
}

function championLossesOf(
  champion: FittedPipeline,
  challenger: FittedPipeline,
  { columns, actual }: HeldOutRows,
): Float64Array | null {
  const answers = tryToPredict(champion, columns);
  if (answers === null) return null;
  if (answers.kind === 'regression') return actual.map((truth, row) => (truth - (answers.predictions[row] ?? 0)) ** 2);
  // A class that the champion does not know is one to which it gives no chance.
  const places = challenger.target.classes.map((label) => answers.classes.indexOf(label));
  return actual.map((truth, row) => {
    const place = places[truth] ?? -1;
    return logLoss(place < 0 ? 0 : (answers.probabilities[row * answers.classes.length + place] ?? 0));
  });
}

/** Null where the data no longer is what the version was trained on. */
function tryToPredict(pipeline: FittedPipeline, columns: HeldOutRows['columns']): BatchPrediction | null {
  try {
    return predictRows(pipeline, columns);
  } catch (error) {
    if (error instanceof NumericError) return null;
    throw error;
  }
}

/** One answer that was quite sure and quite wrong shall not decide alone. */
const LEAST_CHANCE = 0.001;

const logLoss = (probability: number): number => -Math.log(Math.min(1, Math.max(LEAST_CHANCE, probability)));

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
