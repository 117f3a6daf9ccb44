import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { Drift, DriftState, Severity } from './drift.ts';
import type { LivePerformance, PerformanceState } from './live-performance.ts';
import type { VersionReferences } from './version-references.ts';
import type { DayCount, Volume } from './volume.ts';

export async function insertReferences(
  db: Db,
  organizationId: number,
  { modelId, version, references }: { modelId: number; version: number; references: VersionReferences },
): Promise<void> {
  await db
    .insertInto('model_version_references')
    .values({
      organization_id: organizationId,
      model_id: modelId,
      version,
      features: JSON.stringify(references.features),
      score: JSON.stringify(references.score),
    })
    .execute();
}

/** Null for a version that was trained before references were kept. */
export async function findReferences(
  db: Db,
  organizationId: number,
  modelId: number,
  version: number,
): Promise<VersionReferences | null> {
  const row = await db
    .selectFrom('model_version_references')
    .select(['features', 'score'])
    .where('organization_id', '=', organizationId)
    .where('model_id', '=', modelId)
    .where('version', '=', version)
    .$castTo<VersionReferences>()
    .executeTakeFirst();
  return row ?? null;
}

/** Models that answer and are to be watched. */
export async function listWatched(db: Db, organizationId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('ai_models')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('monitoring_enabled', '=', true)
    .where('deployed_version', 'is not', null)
    .where('frozen_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

export interface ReportDetail {
  drift: Drift;
  performance: LivePerformance;
  volume: Volume;
  /** Whether it is known what the version was trained on. */
  has_references: boolean;
}

export interface NewReport {
  model_id: number;
  model_version: number;
  checked_at: Date;
  /** Of the answers that were looked at; null where there are none. */
  window_from: Date | null;
  window_to: Date | null;
  predictions: number;
  feedback: number;
  drift_state: DriftState;
  performance_state: PerformanceState;
  predictions_last_day: number;
  /** Of the feature that moved farthest, and of the answers; null where there is too little to tell. */
  psi_max: number | null;
  psi_score: number | null;
  worse_by: number | null;
  detail: ReportDetail;
}

export type ReportSummary = Omit<NewReport, 'detail'> & { id: number };

export async function insertReport(db: Db, organizationId: number, report: NewReport): Promise<void> {
  await db
    .insertInto('model_watch_reports')
    .values({ ...report, organization_id: organizationId, detail: JSON.stringify(report.detail) })
    .execute();
}

const summaryColumns = [
  'id',
  'model_id',
  'model_version',
  'checked_at',
  'window_from',
  'window_to',
  'predictions',
  'feedback',
  'drift_state',
  'performance_state',
  'predictions_last_day',
  'psi_max',
  'psi_score',
  'worse_by',
] as const;

/** The latest first, in short. */
export async function listReports(
  db: Db,
  organizationId: number,
  { modelId, beforeId, limit }: { modelId: number; beforeId: number | null; limit: number },
): Promise<ReportSummary[]> {
  return db
    .selectFrom('model_watch_reports')
    .select(summaryColumns)
    .where('organization_id', '=', organizationId)
    .where('model_id', '=', modelId)
    .$if(beforeId !== null, (query) => query.where('id', '<', beforeId ?? 0))
    .orderBy('id', 'desc')
    .limit(limit)
    .$castTo<ReportSummary>()
    .execute();
}

export async function findLatestReport(db: Db, organizationId: number, modelId: number): Promise<NewReport | null> {
  const row = await db
    .selectFrom('model_watch_reports')
    .select([...summaryColumns, 'detail'])
    .where('organization_id', '=', organizationId)
    .where('model_id', '=', modelId)
    .orderBy('id', 'desc')
    .limit(1)
    .$castTo<NewReport>()
    .executeTakeFirst();
  return row ?? null;
}

/** How many answers earlier looks counted, the latest first. */
export async function listDayCounts(
  db: Db,
  organizationId: number,
  modelId: number,
  limit: number,
): Promise<DayCount[]> {
  return db
    .selectFrom('model_watch_reports')
    .select(['checked_at as at', 'predictions_last_day as predictions'])
    .where('organization_id', '=', organizationId)
    .where('model_id', '=', modelId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export type EpisodeKind = 'drift' | 'performance';

export interface EpisodeRow {
  model_version: number;
  kind: EpisodeKind;
  severity: Severity;
  figures: Record<string, unknown>;
  opened_at: Date;
  over_at: Date | null;
  ending: 'recovered' | 'replaced' | 'unwatched' | null;
}

/** The caller holds the model's row locked, so that an episode is opened once. */
export async function insertEpisode(
  db: Db,
  organizationId: number,
  episode: Omit<EpisodeRow, 'over_at' | 'ending'> & { model_id: number },
): Promise<void> {
  await db
    .insertInto('model_episodes')
    .values({ ...episode, organization_id: organizationId, figures: JSON.stringify(episode.figures) })
    .execute();
}

/** Ends whatever is open of a model that is watched no more. */
export async function endEpisodes(db: Db, organizationId: number, modelId: number, at: Date): Promise<void> {
  await db
    .updateTable('model_episodes')
    .set({ over_at: at, ending: 'unwatched' })
    .where('organization_id', '=', organizationId)
    .where('model_id', '=', modelId)
    .where('over_at', 'is', null)
    .execute();
}

export async function endEpisode(
  db: Db,
  organizationId: number,
  { modelId, kind, at, ending }: { modelId: number; kind: EpisodeKind; at: Date; ending: EpisodeRow['ending'] },
): Promise<void> {
  await db
    .updateTable('model_episodes')
    .set({ over_at: at, ending })
    .where('organization_id', '=', organizationId)
    .where('model_id', '=', modelId)
    .where('kind', '=', kind)
    .where('over_at', 'is', null)
    .execute();
}

/** The latest first. */
export async function listEpisodes(
  db: Db,
  organizationId: number,
  modelId: number,
  { isOpen, limit }: { isOpen: boolean; limit: number },
): Promise<EpisodeRow[]> {
  return db
    .selectFrom('model_episodes')
    .select(['model_version', 'kind', 'severity', 'figures', 'opened_at', 'over_at', 'ending'])
    .where('organization_id', '=', organizationId)
    .where('model_id', '=', modelId)
    .$if(isOpen, (query) => query.where('over_at', 'is', null))
    .orderBy('id', 'desc')
    .limit(limit)
    .$castTo<EpisodeRow>()
    .execute();
}

export async function countOlderReports(db: Db, organizationId: number, before: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from model_watch_reports
     where organization_id = ${organizationId} and checked_at < ${before}`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function removeOlderReports(db: Db, organizationId: number, before: Date, limit: number): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    delete from model_watch_reports where organization_id = ${organizationId} and id in (
      select id from model_watch_reports
       where organization_id = ${organizationId} and checked_at < ${before}
       order by checked_at limit ${limit})
    returning id`.execute(db);
  return rows.length;
}
