import { pairedMeanTest } from '../../numeric/index.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Challenge, ChallengeFigures, PairedFigures, Rivals, VersionRow } from '../models/index.ts';
import { measureOutcomes } from './live-metrics.ts';
import type { PredictionOutput } from './predictions.schema.ts';
import { countSide, countUnscored, listPairedOutcomes, type PairedOutcome } from './shadow.repository.ts';

/** The comparison looks back no further. */
const MOST_PAIRS = 10_000;
/** A probability of nought would be an infinite loss. */
const LEAST_PROBABILITY = 1e-15;

/** How champion and challenger have done since the challenge began, and on the rows that both have scored. */
export function createChallengeFigures(database: Database) {
  const listPairs = (organizationId: number, { champion, challenger, since }: Rivals) => {
    const versions = { champion: champion.version, challenger: challenger.version };
    const challenge = { modelId: champion.model_id, since, ...versions };
    return listPairedOutcomes(database.tenant(organizationId), organizationId, challenge, MOST_PAIRS);
  };

  return {
    async findChallengeFigures(organizationId: number, challenge: Challenge): Promise<ChallengeFigures> {
      const { champion, challenger, mode, share, since } = challenge;
      const db = database.tenant(organizationId);
      const modelId = champion.model_id;
      const versions = { champion: champion.version, challenger: challenger.version };
      const [{ refused: first, ...one }, { refused: second, ...other }, pairs, pending] = await Promise.all([
        countSide(db, organizationId, { modelId, version: champion.version, since }),
        countSide(db, organizationId, { modelId, version: challenger.version, since }),
        listPairs(organizationId, challenge),
        countUnscored(db, organizationId, { modelId, ...versions, mode, share, since }),
      ]);
      const metricsOf = (learned: VersionRow, side: 'champion' | 'challenger') =>
        measureOutcomes(
          learned,
          pairs.map((pair) => ({ output: pair[side], actual: pair.actual })),
        );
      return {
        champion: { ...one, metrics: metricsOf(champion, 'champion') },
        challenger: { ...other, metrics: metricsOf(challenger, 'challenger') },
        pending,
        refused: first + second,
        paired: comparePairs(champion, pairs),
      };
    },

    async findPairedFigures(organizationId: number, rivals: Rivals): Promise<PairedFigures> {
      return comparePairs(rivals.champion, await listPairs(organizationId, rivals));
    },
  };
}

/** Paired test of the losses: logarithmic for classes, squared errors for numbers. */
export function comparePairs(learned: VersionRow, pairs: readonly PairedOutcome[]): PairedFigures {
  const lossOf = (side: 'champion' | 'challenger') =>
    Float64Array.from(pairs, (pair) => lossOfRow(learned, pair[side], pair.actual));
  const [champion, challenger] = [lossOf('champion'), lossOf('challenger')];
  const { difference, pValue } = pairedMeanTest(challenger, champion);
  return {
    rows: pairs.length,
    metric: learned.model_type === 'classification' ? 'log_loss' : 'mse',
    champion: meanOf(champion),
    challenger: meanOf(challenger),
    difference: finite(difference),
    pValue: finite(pValue),
  };
}

function lossOfRow(learned: VersionRow, output: PredictionOutput, actual: PairedOutcome['actual']): number {
  const { model_type: type, classes, positive_class: positive } = learned;
  if (type !== 'classification') return (output.prediction - Number(actual)) ** 2;
  const ofPositive = actual === positive ? output.prediction : 1 - output.prediction;
  const probability = classes.length === 2 ? ofPositive : (output.probabilities?.[String(actual)] ?? 0);
  return -Math.log(Math.max(LEAST_PROBABILITY, probability));
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

const meanOf = (values: Float64Array): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
