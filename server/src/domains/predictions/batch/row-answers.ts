import { isAppError } from '../../../platform/errors.ts';
import type { Answer } from '../answer.ts';
import type { PredictionFault } from '../predictions.errors.ts';
import { takeTurns } from '../take-turns.ts';

type Input = Readonly<Record<string, unknown>>;

/** What became of one row. */
export type RowAnswer = { index: number } & ({ answer: Answer; faults?: undefined } | { faults: PredictionFault[] });

/** Answers rows one after the other; each that cannot be answered says why, with pointers into `rows`. */
export const answerRows = (rows: readonly Input[], score: Score): Promise<RowAnswer[]> =>
  takeTurns(rows, (row, index) => answerRow(score, row, index));

type Score = (input: Input) => Answer | Promise<Answer>;

async function answerRow(score: Score, row: Input, index: number): Promise<RowAnswer> {
  try {
    return { index, answer: await score(row) };
  } catch (error) {
    if (!isAppError(error) || error.status !== 422) throw error;
    const pointer = `/rows/${index}`;
    if (error.code === 'input_without_features') {
      return { index, faults: [{ pointer, code: 'no_feature_has_a_value', params: error.params }] };
    }
    const faults = error.faults.map((fault) => ({ ...fault, pointer: fault.pointer.replace('/input_data', pointer) }));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- answers throw faults of this room alone
    return { index, faults: faults as PredictionFault[] };
  }
}
