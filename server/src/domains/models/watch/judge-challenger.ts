import type { Comparison } from './champion-comparison.ts';
import type { Decision, DecisionReason } from './retraining.repository.ts';

/** The chance below which a difference between two versions counts. */
const SIGNIFICANCE = 0.05;

export interface Judgement {
  decision: Decision;
  reason: DecisionReason;
}

/**
 * Whether a challenger takes over: only where it is better by more than chance, and only where the policy lets it. It is
 * called worse only on rows that neither has seen: on others the champion is flattered.
 */
export function judgeChallenger(comparison: Comparison | null, mayPromote: boolean): Judgement {
  if (comparison === null) return { decision: 'kept', reason: 'not_comparable' };
  const { difference, p_value: chance, unseen_by_champion: isFair } = comparison;
  // Not so where the chance is not a number.
  const isSignificant = chance < SIGNIFICANCE;
  if (isSignificant && difference > 0) {
    return mayPromote
      ? { decision: 'promoted', reason: 'better' }
      : { decision: 'awaiting', reason: 'better_without_leave' };
  }
  return { decision: 'kept', reason: isSignificant && isFair ? 'worse' : 'not_better' };
}

/** A series goes on from the last period that its version has seen: a newer one tells more, and nothing else compares them. */
export const judgeNewer = (mayPromote: boolean): Judgement =>
  mayPromote ? { decision: 'promoted', reason: 'newer' } : { decision: 'awaiting', reason: 'newer_without_leave' };
