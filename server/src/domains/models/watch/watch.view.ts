import type { LanguageCode } from '../../../platform/messages/languages.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import { createReportWording, toReport } from './report.view.ts';
import type { RetrainingRow } from './retraining.repository.ts';
import type { RetrainingPolicyService } from './retraining-policy.service.ts';
import type { EpisodeRow, ReportSummary } from './watch.repository.ts';
import type { WatchService } from './watch.service.ts';

type DriftPage = Awaited<ReturnType<WatchService['getDrift']>>;

/** Puts what the watch has found into the words of one reader. */
export function createWatchView(language: LanguageCode, messages: Messages) {
  const wording = createReportWording(language, messages);
  return {
    drift: ({ model, deployed, latest, labels, episodes }: DriftPage) => ({
      model_id: model.id,
      deployed_version: deployed,
      monitoring_enabled: model.monitoring_enabled,
      latest: latest && toReport(latest, labels, wording),
      episodes: episodes.map(toEpisode),
    }),
    policy: ({ modelId, policy }: Awaited<ReturnType<RetrainingPolicyService['get']>>) => ({
      model_id: modelId,
      policy: policy && {
        schedule: policy.schedule,
        on_drift: policy.on_drift,
        on_error: policy.on_error,
        min_days_between: policy.min_days_between,
        auto_promote: policy.auto_promote,
      },
      next_run_at: policy?.next_run_at?.toISOString() ?? null,
      failures: policy?.failures ?? 0,
      resting_until: policy?.resting_until?.toISOString() ?? null,
    }),
    retraining: (row: RetrainingRow) => ({
      trigger: row.trigger,
      job_id: row.job_id,
      champion_version: row.champion_version,
      challenger_version: row.challenger_version,
      decision: row.decision,
      reason: row.reason,
      reason_text: row.reason && messages.translate(language, `watch.retraining.${row.reason}`),
      comparison: row.comparison,
      live_comparison: row.live_comparison,
      started_at: row.started_at.toISOString(),
      decided_at: row.decided_at?.toISOString() ?? null,
    }),
  };
}

export function toSummary(row: ReportSummary) {
  return {
    model_version: row.model_version,
    checked_at: row.checked_at.toISOString(),
    predictions: row.predictions,
    feedback_count: row.feedback,
    drift_state: row.drift_state,
    psi_max: row.psi_max,
    psi_score: row.psi_score,
    performance_state: row.performance_state,
    worse_by: row.worse_by,
    predictions_last_day: row.predictions_last_day,
  };
}

function toEpisode({ opened_at: openedAt, over_at: overAt, ...episode }: EpisodeRow) {
  return { ...episode, opened_at: openedAt.toISOString(), over_at: overAt?.toISOString() ?? null };
}
