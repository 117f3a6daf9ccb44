import type { Database } from '../../platform/db/database.ts';
import type { LiveFigures, VersionRow } from '../models/index.ts';
import { measureOutcomes } from './live-metrics.ts';
import { countAnswers, listOutcomes } from './predictions.repository.ts';

/** Metrics look back no further: what happened long ago says little of a model now. */
const MOST_OUTCOMES = 10_000;

/** What a version has answered and how well, by what really happened. */
export function createLiveFigures(database: Database) {
  return async (organizationId: number, version: VersionRow): Promise<LiveFigures> => {
    const db = database.tenant(organizationId);
    const { model_id: modelId, version: number } = version;
    const [counts, outcomes] = await Promise.all([
      countAnswers(db, organizationId, modelId, number),
      listOutcomes(db, organizationId, { modelId, version: number, limit: MOST_OUTCOMES }),
    ]);
    return {
      predictions: counts.predictions,
      feedback_count: counts.feedback,
      metrics: measureOutcomes(version, outcomes),
    };
  };
}
