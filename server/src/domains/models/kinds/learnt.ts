import type { Column } from '../../../numeric/index.ts';
import type { HolidayDates } from '../../../platform/holidays/holidays.ts';
import type { ThreadContext } from '../../../platform/threads/thread.ts';
import type { TrainingOutput, TrainingTrial } from '../training.ts';
import type { Receipt } from '../training-receipt.ts';

/** What one training is given, whatever it learns. */
export interface Lesson {
  receipt: Receipt;
  /** A column of the data, by its name. */
  pick(name: string): Column;
  /** That a series knows; empty where none count. */
  holidays: readonly HolidayDates[];
  thread: Pick<ThreadContext, 'report' | 'shouldStop'>;
}

/** What a training makes, but for what is told of the data itself. */
export type Learnt = Omit<TrainingOutput, 'dataQuality' | 'dataSnapshotHash' | 'budgetLooks' | 'asOf'>;

/** What a type that tells no target has nothing to say of. */
export const untold = {
  metricIntervals: {},
  baseline: {},
  curves: null,
  importance: [],
  trials: [],
  warnings: [],
  classes: [],
  positiveClass: null,
  segments: [],
  findings: { references: null, comparison: null },
} satisfies Partial<Learnt>;

/** Metrics as they are kept: one that could not be measured is left out. */
export function measured(metrics: object): Record<string, number> {
  return Object.fromEntries(
    Object.entries(metrics).filter((entry): entry is [string, number] => Number.isFinite(entry[1])),
  );
}

/** A candidate as it is kept: compared once, on the rows held out. */
export function trialOf(algorithm: string, metric: string, score: number, chosen: boolean): TrainingTrial {
  return { algorithm, hyperparameters: {}, metric, score, foldScores: [score], chosen };
}
