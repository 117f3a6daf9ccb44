import type { Job } from '../../platform/jobs/job.ts';
import type { LanguageCode } from '../../platform/messages/languages.ts';
import type { Messages } from '../../platform/messages/messages.ts';
import { sayPhrases } from './phrases.ts';
import type { AnalysisRow } from './predictive.repository.ts';

/** An analysis as a list shows it. */
export function toHead(row: AnalysisRow, language: LanguageCode, messages: Messages) {
  const { today, time_zone, currency, country = null, region = null } = row.home;
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    job_id: row.job_id,
    parameters: row.parameters,
    made_for: { today, time_zone, currency, country, region },
    data: row.data_state,
    ...sayPhrases(row.summary, language, messages),
    created_at: row.created_at.toISOString(),
    finished_at: row.finished_at?.toISOString() ?? null,
  };
}

export function toAnalysis(row: AnalysisRow, failure: Job['error'], language: LanguageCode, messages: Messages) {
  const key = failure && `${failure.namespace}.errors.${failure.code}`;
  return {
    ...toHead(row, language, messages),
    result: row.result,
    error: failure && {
      code: failure.code,
      title: messages.translate(language, `${key}.title`, failure.params),
      detail: messages.translate(language, `${key}.detail`, failure.params),
    },
  };
}
