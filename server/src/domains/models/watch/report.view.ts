import { formatList, formatNumber, formatPercent } from '../../../platform/messages/formats.ts';
import type { LanguageCode } from '../../../platform/messages/languages.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import type { Change, FeatureDrift, ScoreDrift } from './feature-drift.ts';
import type { LivePerformance } from './live-performance.ts';
import { LEAST_OUTCOMES, LEAST_PREDICTIONS, PREDICTION_DAYS } from './thresholds.ts';
import type { Volume } from './volume.ts';
import type { NewReport } from './watch.repository.ts';

type ReportWording = ReturnType<typeof createReportWording>;

/** Puts what a look has found into the words of one reader. */
export function createReportWording(language: LanguageCode, messages: Messages) {
  const say = (key: string, params: Record<string, string | number> = {}) => messages.translate(language, key, params);
  const percent = (share: number) => formatPercent(share, language, { maximumFractionDigits: 1 });
  const number = (value: number) => {
    // Three digits that say something, however small the number is.
    const leadingZeros = value === 0 ? 0 : Math.max(0, -Math.floor(Math.log10(Math.abs(value))) - 1);
    return formatNumber(value, language, { maximumFractionDigits: Math.min(20, leadingZeros + 3) });
  };

  function change(changed: Change | null): string[] {
    if (changed === null) return [];
    const { before, now } = changed;
    if (changed.kind === 'median') return [say('watch.change.median', { before: number(before), now: number(now) })];
    return [say('watch.change.share', { value: changed.value, before: percent(before), now: percent(now) })];
  }

  return {
    change,
    verdict: (verdict: FeatureDrift['verdict']) => say(`watch.verdict.${verdict}`),

    changes(drift: Omit<FeatureDrift, 'change'>, changed: Change | null): string[] {
      if (drift.verdict === 'stable' || drift.verdict === 'not_judged') return [];
      const { missing_before: before, missing_now: now, unseen_share: unseen, unseen_values: values } = drift;
      const missing = { before: percent(before), now: percent(now) };
      const strange = { share: percent(unseen), values: formatList(values, language) };
      return [
        ...change(changed),
        ...(Math.abs(now - before) >= 0.01 ? [say('watch.change.missing', missing)] : []),
        ...(unseen > 0 ? [say('watch.change.unseen', strange)] : []),
      ];
    },

    drift({ detail: { drift, has_references: isKnown }, predictions }: NewReport): string {
      if (!isKnown) return say('watch.drift.no_references');
      const few = { predictions, days: PREDICTION_DAYS, least: LEAST_PREDICTIONS };
      return drift.state === 'not_enough' ? say('watch.drift.not_enough', few) : say(`watch.drift.${drift.state}`);
    },

    performance({ state, outcomes, worsening, beats_baseline: beats, undercovers }: LivePerformance): string {
      if (state === 'not_enough') return say('watch.performance.not_enough', { outcomes, least: LEAST_OUTCOMES });
      if (state === 'degraded' && beats === false) return say('watch.performance.no_better_than_a_guess');
      if (undercovers) return say('watch.performance.undercovers');
      return say(`watch.performance.${state}`, { worse: percent(Math.max(0, worsening?.worse_by ?? 0)) });
    },

    volume: ({ state, last_day: predictions, usual }: Volume) =>
      say(`watch.volume.${state}`, { predictions, usual: usual ?? 0 }),
  };
}

/** @param labels the headings of the features */
export function toReport(row: NewReport, labels: ReadonlyMap<string, string>, wording: ReportWording) {
  const { drift, performance, volume } = row.detail;
  const { outcomes, worsening, ...judged } = performance;
  return {
    model_version: row.model_version,
    checked_at: row.checked_at.toISOString(),
    window: {
      from: row.window_from?.toISOString() ?? null,
      to: row.window_to?.toISOString() ?? null,
      predictions: row.predictions,
    },
    drift: {
      state: drift.state,
      severity: drift.severity,
      text: wording.drift(row),
      score: drift.score && toScore(drift.score, wording),
      features: drift.features.map(({ change, ...measured }) => ({
        ...measured,
        label: labels.get(measured.feature) ?? measured.feature,
        verdict_text: wording.verdict(measured.verdict),
        changes: wording.changes(measured, change),
      })),
    },
    performance: {
      ...judged,
      text: wording.performance(performance),
      feedback_count: outcomes,
      worse_by: worsening?.worse_by ?? null,
      p_value: worsening?.p_value ?? null,
    },
    volume: { ...volume, text: wording.volume(volume) },
  };
}

function toScore({ change, ...measured }: ScoreDrift, wording: ReportWording) {
  return { ...measured, changes: measured.verdict === 'stable' ? [] : wording.change(change) };
}
