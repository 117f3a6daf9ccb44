import { describeJob } from '../../http/jobs.routes.ts';
import type { LanguageCode } from '../../platform/messages/languages.ts';
import type { Messages } from '../../platform/messages/messages.ts';
import type { ModelHealth } from '../models/index.ts';
import type { Dashboard } from './overview.service.ts';
import { toOutlook } from './revenue-outlook.ts';

const MODELS_SHOWN = 8;

export function toDashboard(dashboard: Dashboard, language: LanguageCode, messages: Messages) {
  const { figures, models, predictions, revenue, datasets } = dashboard;
  const names = new Map(models.map(({ id, model_name: name }) => [id, name]));
  return {
    generated_at: dashboard.generatedAt.toISOString(),
    currency: dashboard.currency,
    has_data: datasets.length > 0,
    freshness: { data_to: figures?.dataTo ?? null, updated_at: dashboard.updatedAt?.toISOString() ?? null },
    period: figures?.period ?? null,
    key_figures: figures?.keyFigures ?? null,
    revenue_forecast: revenue.newest && toOutlook(revenue.newest, dashboard),
    revenue_forecast_job_id: revenue.runningJobId,
    models: models.slice(0, MODELS_SHOWN).map(toModelHealth),
    latest_predictions: predictions.map(({ prediction_id, model_id, model_version, ...rest }) => ({
      prediction_id,
      model_id,
      model_name: names.get(model_id) ?? null,
      model_version,
      answer: toShortAnswer(rest.prediction_output),
      confidence_score: rest.confidence_score,
      prediction_timestamp: rest.prediction_timestamp.toISOString(),
    })),
    running_jobs: dashboard.jobs.map((job) => describeJob(job, language, messages)),
    attention: dashboard.attention,
    withheld: dashboard.withheld,
  };
}

function toModelHealth({
  metric: named,
  metrics,
  baseline,
  trained_at: trainedAt,
  checked_at: checkedAt,
  ...model
}: ModelHealth) {
  // Where one class is rare, accuracy hardly tells a model from a guess.
  const metric = metrics?.['roc_auc'] === undefined ? named : 'roc_auc';
  const value = metric === null ? undefined : metrics?.[metric];
  return {
    ...model,
    score:
      metric === null || value === undefined
        ? null
        : { metric, value, naive: baseline?.[metric] ?? null, gain: gainOf(metrics ?? {}, baseline ?? {}) },
    trained_at: trainedAt?.toISOString() ?? null,
    checked_at: checkedAt?.toISOString() ?? null,
  };
}

/** How much of the naive guess's error the model takes away, by the score that honest answers win. */
function gainOf(metrics: Record<string, number>, baseline: Record<string, number>): number | null {
  for (const name of ['log_loss', 'rmse', 'mae']) {
    const score = metrics[name];
    const naive = baseline[name];
    if (score !== undefined && naive !== undefined && naive > 0) return 1 - score / naive;
  }
  return null;
}

/** One value of an answer, whatever kind of model gave it. */
function toShortAnswer(output: object) {
  const { prediction, label } = { prediction: null, label: null, ...output };
  return {
    prediction: typeof prediction === 'number' ? prediction : null,
    label: label === null || typeof label === 'object' ? null : String(label),
  };
}
