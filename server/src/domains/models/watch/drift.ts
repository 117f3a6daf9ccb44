import { adjustedChances } from '../../../numeric/index.ts';
import { compareFeature, compareScore, type FeatureDrift, type ScoreDrift } from './feature-drift.ts';
import type { LiveAnswer } from './live-answers.ts';
import { FALSE_DISCOVERY_RATE, LEAST_PREDICTIONS, PSI_SHIFTED, PSI_SHIFTING } from './thresholds.ts';
import type { VersionReferences } from './version-references.ts';

export const driftStates = ['not_enough', 'stable', 'shifting', 'shifted'] as const;
export type DriftState = (typeof driftStates)[number];
export type Severity = 'low' | 'medium' | 'high';

/** How what a version is asked, and what it says, differ from its training. */
export interface Drift {
  state: DriftState;
  /** Null unless shifted. */
  severity: Severity | null;
  score: ScoreDrift | null;
  /** The farthest moved first. */
  features: FeatureDrift[];
}

/** While nothing can be said. */
export const NO_DRIFT: Drift = { state: 'not_enough', severity: null, score: null, features: [] };

/**
 * Compares what came in with what the version was trained on. Something has moved when it moved far (the stability
 * index) and not by chance (its tests, over all features by Benjamini and Hochberg).
 *
 * @param rest is waited for between two features, so that a thread that also answers requests can
 */
export async function measureDrift(
  references: VersionReferences,
  answers: readonly LiveAnswer[],
  rest: () => Promise<void>,
): Promise<Drift> {
  if (answers.length < LEAST_PREDICTIONS) return NO_DRIFT;
  const compared = [];
  for (const { feature, reference } of references.features) {
    compared.push(compareFeature(feature, reference, answers));
    await rest();
  }
  const adjusted = adjustedChances(compared.map(({ chance }) => chance));
  const features = compared
    .map(({ drift, isClock }, index) => {
      const chance = adjusted[index] ?? 1;
      // Time moves on by itself.
      const verdict = isClock ? 'not_judged' : verdictOf(drift.psi, chance);
      return { ...drift, adjusted_p_value: chance, verdict } satisfies FeatureDrift;
    })
    .toSorted((left, right) => right.psi - left.psi);
  const { drift, chance } = compareScore(references.score, answers);
  const score: ScoreDrift = { ...drift, verdict: verdictOf(drift.psi, chance) };
  const state = worst([score.verdict, ...features.map(({ verdict }) => verdict)]);
  return { state, severity: state === 'shifted' ? severityOf(score, features) : null, score, features };
}

/** The feature that has moved farthest of those that are judged. */
export const farthestOf = ({ features }: Drift): FeatureDrift | undefined =>
  features.find(({ verdict }) => verdict !== 'not_judged');

function verdictOf(psi: number, chance: number): 'stable' | 'shifting' | 'shifted' {
  if (psi < PSI_SHIFTING || chance > FALSE_DISCOVERY_RATE) return 'stable';
  return psi < PSI_SHIFTED ? 'shifting' : 'shifted';
}

function worst(verdicts: readonly FeatureDrift['verdict'][]): DriftState {
  if (verdicts.includes('shifted')) return 'shifted';
  return verdicts.includes('shifting') ? 'shifting' : 'stable';
}

/** What the model answers matters most; then how much of what it is asked has moved. */
function severityOf(score: ScoreDrift, features: readonly FeatureDrift[]): Severity {
  if (score.verdict === 'shifted') return 'high';
  const shifted = features.filter(({ verdict }) => verdict === 'shifted').length;
  return score.verdict === 'shifting' || shifted * 3 >= features.length ? 'medium' : 'low';
}
