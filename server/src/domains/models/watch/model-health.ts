import { sql } from 'kysely';
import type { Database } from '../../../platform/db/database.ts';
import type { ModelStatus } from '../models.lifecycle.ts';
import type { DriftState } from './drift.ts';
import type { PerformanceState } from './live-performance.ts';
import type { EpisodeKind, EpisodeRow } from './watch.repository.ts';

/** How one model stands: what answers, or would answer, how good it is, and whether it still is. */
export interface ModelHealth {
  id: number;
  model_name: string;
  model_type: string;
  status: ModelStatus;
  /** The deployed one, or the latest while none is; null before the first training. */
  version: number | null;
  is_deployed: boolean;
  /** The metric that a person would name first. */
  metric: string | null;
  metrics: Record<string, number> | null;
  baseline: Record<string, number> | null;
  trained_at: Date | null;
  /** By the latest look at what it is asked; null where nobody has looked. */
  drift_state: DriftState | null;
  performance_state: PerformanceState | null;
  checked_at: Date | null;
  /** What has begun and is not over. */
  open_episodes: { kind: EpisodeKind; severity: EpisodeRow['severity']; opened_at: string }[];
}

/** The models that answer first, then the latest; in one query. */
export function createModelHealth(database: Database) {
  return async (organizationId: number, limit: number): Promise<ModelHealth[]> => {
    const { rows } = await sql<ModelHealth>`
      select m.id, m.model_name, m.model_type, m.status, v.version, m.deployed_version is not null as is_deployed,
             m.accuracy_metric as metric, v.metrics, v.baseline, v.trained_at,
             r.drift_state, r.performance_state, r.checked_at,
             coalesce((select json_agg(json_build_object('kind', e.kind, 'severity', e.severity, 'opened_at', e.opened_at))
                         from model_episodes e
                        where e.organization_id = m.organization_id and e.model_id = m.id and e.over_at is null),
                      '[]') as open_episodes
        from ai_models m
        left join model_versions v on v.organization_id = m.organization_id and v.model_id = m.id
             and v.version = coalesce(m.deployed_version, m.current_version)
        left join lateral (
             select drift_state, performance_state, checked_at from model_watch_reports
              where organization_id = m.organization_id and model_id = m.id and model_version = v.version
              order by id desc limit 1) r on true
       where m.organization_id = ${organizationId} and m.status not in ('retired', 'archived')
       order by m.deployed_version is null, m.id desc
       limit ${limit}`.execute(database.tenant(organizationId));
    return rows;
  };
}
