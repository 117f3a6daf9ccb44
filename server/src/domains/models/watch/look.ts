import { setImmediate } from 'node:timers/promises';
import type { Database } from '../../../platform/db/database.ts';
import type { VersionRow } from '../versions.repository.ts';
import { farthestOf, measureDrift, NO_DRIFT } from './drift.ts';
import type { LiveAnswer, LivePredictions } from './live-answers.ts';
import { judgePerformance } from './live-performance.ts';
import * as thresholds from './thresholds.ts';
import { judgeVolume } from './volume.ts';
import * as repository from './watch.repository.ts';

interface LookDeps {
  database: Database;
  predictions: LivePredictions;
  now(): Date;
}

/** What one look has found, not yet kept. */
export interface Look {
  report: repository.NewReport;
  metrics: Record<string, number>;
}

const DAY_MS = 86_400_000;
/** Looks of which the daily counts are compared: four weeks of an hourly watch. */
const MOST_COUNTS = 28 * 24;

/** Compares what a version is asked and answers with its training, and with what really happened. */
export function createLook({ database, predictions, now }: LookDeps) {
  async function readAnswers(organizationId: number, modelId: number, version: number): Promise<LiveAnswer[]> {
    const since = new Date(now().getTime() - thresholds.PREDICTION_DAYS * DAY_MS);
    const window = { modelId, version, since, mostRows: thresholds.MOST_PREDICTIONS };
    const answers: LiveAnswer[] = [];
    for await (const page of predictions.pages(organizationId, window)) answers.push(...page);
    answers.push(...(await predictions.batchRows(organizationId, window)));
    return answers.toSorted((left, right) => right.at.getTime() - left.at.getTime()).slice(0, window.mostRows);
  }

  return async (organizationId: number, modelId: number, version: VersionRow): Promise<Look> => {
    const db = database.tenant(organizationId);
    const checkedAt = now();
    const references = await repository.findReferences(db, organizationId, modelId, version.version);
    const answers = references ? await readAnswers(organizationId, modelId, version.version) : [];
    const drift = references ? await measureDrift(references, answers, () => setImmediate()) : NO_DRIFT;
    const outcomes = await predictions.listOutcomes(organizationId, {
      modelId,
      version: version.version,
      since: new Date(checkedAt.getTime() - thresholds.OUTCOME_DAYS * DAY_MS),
      mostRows: thresholds.MOST_OUTCOMES,
    });
    const performance = judgePerformance(version, outcomes);
    const dayAgo = new Date(checkedAt.getTime() - DAY_MS);
    const lastDay = await predictions.countSince(organizationId, modelId, dayAgo, thresholds.MOST_COUNTED);
    const volume = judgeVolume(
      lastDay,
      checkedAt,
      await repository.listDayCounts(db, organizationId, modelId, MOST_COUNTS),
    );
    const report: repository.NewReport = {
      model_id: modelId,
      model_version: version.version,
      checked_at: checkedAt,
      window_from: answers.at(-1)?.at ?? null,
      window_to: answers[0]?.at ?? null,
      predictions: answers.length,
      feedback: outcomes.length,
      drift_state: drift.state,
      performance_state: performance.state,
      predictions_last_day: lastDay,
      psi_max: farthestOf(drift)?.psi ?? null,
      psi_score: drift.score?.psi ?? null,
      worse_by: performance.worsening?.worse_by ?? null,
      detail: { drift, performance, volume, has_references: references !== null },
    };
    const isKnown = performance.state !== 'not_enough' || version.model_type === 'anomaly_detection';
    const live = isKnown ? predictions.measure(version, outcomes) : {};
    return { report, metrics: metricsOf(report, live) };
  };
}

/** What the history of a model's figures is told. */
function metricsOf(
  { psi_max: max, psi_score: score, predictions_last_day: lastDay }: repository.NewReport,
  live: Readonly<Record<string, number>>,
): Record<string, number> {
  return {
    ...Object.fromEntries(Object.entries(live).map(([name, value]) => [`live_${name}`, value])),
    ...(max === null ? {} : { drift_psi_max: max }),
    ...(score === null ? {} : { drift_psi_score: score }),
    predictions_last_day: lastDay,
  };
}
