import type { Db } from '../../../platform/db/database.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { ModelRow } from '../models.repository.ts';
import type { Severity } from './drift.ts';
import * as repository from './watch.repository.ts';

/** What one look says of one kind of episode: begins, goes on as it is, is over. */
type Sign = 'bad' | 'between' | 'good';

const driftSigns: Record<repository.NewReport['drift_state'], Sign> = {
  not_enough: 'between',
  stable: 'good',
  shifting: 'between',
  shifted: 'bad',
};

const performanceSigns: Record<repository.NewReport['performance_state'], Sign> = {
  not_enough: 'between',
  as_expected: 'good',
  slipping: 'between',
  degraded: 'bad',
};

interface Finding {
  kind: repository.EpisodeKind;
  event: 'drift_detected' | 'performance_degraded';
  sign: Sign;
  severity: Severity | null;
  figures: Record<string, unknown>;
}

interface Watched {
  model: ModelRow;
  report: repository.NewReport;
  outbox: Pick<Outbox, 'append'>;
}

/**
 * Opens and ends episodes by what a look has found. What has begun is told once; it is over when it is good again, not
 * when it is merely less bad. The caller holds the model's row locked.
 */
export async function followEpisodes(db: Db, organizationId: number, watched: Watched): Promise<void> {
  const { model, report, outbox } = watched;
  const { model_version: version, checked_at: at } = report;
  const open = await repository.listEpisodes(db, organizationId, model.id, { isOpen: true, limit: 2 });
  for (const { kind, event, sign, severity, figures } of findingsOf(report)) {
    const episode = open.find((each) => each.kind === kind);
    const isReplaced = episode !== undefined && episode.model_version !== version;
    if (isReplaced || (episode && sign === 'good')) {
      const ending = isReplaced ? 'replaced' : 'recovered';
      await repository.endEpisode(db, organizationId, { modelId: model.id, kind, at, ending });
    }
    if (sign !== 'bad' || severity === null || (episode && !isReplaced)) continue;
    await repository.insertEpisode(db, organizationId, {
      model_id: model.id,
      model_version: version,
      kind,
      severity,
      figures,
      opened_at: at,
    });
    await outbox.append(db, organizationId, {
      type: event,
      subject: { kind: 'model', id: String(model.id) },
      data: { model_id: model.id, model_name: model.model_name, model_version: version, severity, ...figures },
    });
  }
}

const MOST_FEATURES = 20;

function findingsOf({ detail: { drift, performance }, ...report }: repository.NewReport): Finding[] {
  const moved = drift.features.filter(({ verdict }) => verdict === 'shifted' || verdict === 'shifting');
  const { metric, live, held_out: heldOut, worsening } = performance;
  return [
    {
      kind: 'drift',
      event: 'drift_detected',
      sign: driftSigns[report.drift_state],
      severity: drift.severity,
      figures: {
        features: moved.slice(0, MOST_FEATURES).map(({ feature, psi, verdict }) => ({ feature, psi, verdict })),
        score_psi: drift.score?.psi ?? null,
        score_verdict: drift.score?.verdict ?? null,
        predictions: report.predictions,
        window_from: report.window_from?.toISOString() ?? null,
        window_to: report.window_to?.toISOString() ?? null,
      },
    },
    {
      kind: 'performance',
      event: 'performance_degraded',
      sign: performanceSigns[report.performance_state],
      severity: performance.severity,
      figures: {
        metric,
        live: live[metric]?.value ?? null,
        held_out: heldOut[metric]?.value ?? null,
        worse_by: worsening?.worse_by ?? null,
        p_value: worsening?.p_value ?? null,
        beats_baseline: performance.beats_baseline,
        undercovers: performance.undercovers,
        outcomes: performance.outcomes,
      },
    },
  ];
}
