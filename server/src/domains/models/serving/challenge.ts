import type { VersionRow } from '../versions.repository.ts';
import type { ChallengerMode, comparisonVerdicts } from './serving.schema.ts';

/** Two versions that are compared, since when. */
export interface Rivals {
  champion: VersionRow;
  challenger: VersionRow;
  since: Date;
}

/** With which predictions both score. */
export interface Challenge extends Rivals {
  mode: ChallengerMode;
  share: number;
}

interface Side {
  version: number;
  predictions: number;
  shadow_predictions: number;
  feedback_count: number;
  metrics: Record<string, number>;
}

export interface ChallengeFigures {
  champion: Side;
  challenger: Side;
  /** Predictions that the other version has yet to score. */
  pending: number;
  /** Predictions whose input the other version could not read. */
  refused: number;
  paired: PairedFigures;
}

/** On rows that both have scored and whose outcome is known; numbers are null where they cannot be told. */
export interface PairedFigures {
  rows: number;
  metric: 'log_loss' | 'mse';
  champion: number | null;
  challenger: number | null;
  /** Challenger less champion. */
  difference: number | null;
  pValue: number | null;
}

type Verdict = (typeof comparisonVerdicts)[number];

export type ChallengeComparison = PairedFigures & { verdict: Verdict };

/** A normal approximation of the mean difference needs so many rows. */
const LEAST_ROWS = 30;
const LEVEL = 0.05;

/**
 * Whether one version is better than another by more than chance.
 *
 * @param level 0 … 1: how often a difference may be told where there is none
 */
export function judgePaired(paired: PairedFigures, level: number = LEVEL): ChallengeComparison {
  const { rows, difference, pValue } = paired;
  if (rows < LEAST_ROWS || difference === null || pValue === null) return { ...paired, verdict: 'too_few_rows' };
  if (pValue >= level) return { ...paired, verdict: 'no_difference' };
  return { ...paired, verdict: difference < 0 ? 'challenger_better' : 'champion_better' };
}
