import { sql } from 'kysely';
import type { Actor } from '../../platform/audit/audit.ts';
import type { Db } from '../../platform/db/database.ts';
import type { Home, Phrase } from './kind.ts';

export type AnalysisStatus = 'running' | 'succeeded' | 'failed' | 'cancelled';

/** A dataset as it stood when it was read. */
export interface DataState {
  dataset: string;
  rows: number;
  updated_at: string;
}

/** What an answer depends on; equal questions over unchanged data have equal answers. */
export interface Question {
  kind: string;
  parameters: unknown;
  home: Home & { version: string };
  data_state: DataState[];
}

export interface AnalysisRow extends Question {
  id: number;
  job_id: string;
  status: AnalysisStatus;
  result: unknown;
  summary: Phrase[];
  actor_kind: string;
  actor_id: number | null;
  created_at: Date;
  finished_at: Date | null;
}

const head = [
  'id',
  'kind',
  'parameters',
  'home',
  'data_state',
  'job_id',
  'status',
  'summary',
  'actor_kind',
  'actor_id',
  'created_at',
  'finished_at',
] as const;

export async function findHome(db: Db, organizationId: number): Promise<Omit<Home, 'today'>> {
  return db
    .selectFrom('organizations')
    .select(['time_zone', 'currency', 'country', 'region'])
    .where('id', '=', organizationId)
    .executeTakeFirstOrThrow();
}

export async function insertAnalysis(
  db: Db,
  organizationId: number,
  { kind, parameters, home, data_state: dataState }: Question,
  { jobId, actor }: { jobId: string; actor: Actor },
): Promise<number> {
  const { id } = await db
    .insertInto('predictive_analyses')
    .values({
      organization_id: organizationId,
      kind,
      parameters: JSON.stringify(parameters),
      home: JSON.stringify(home),
      data_state: JSON.stringify(dataState),
      job_id: jobId,
      actor_kind: actor.kind,
      actor_id: actor.id,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function findAnalysis(db: Db, organizationId: number, id: number): Promise<AnalysisRow | null> {
  const row = await select(db, organizationId).select('result').where('id', '=', id).executeTakeFirst();
  return row ? toAnalysis(row) : null;
}

export async function findAnalysisOfJob(db: Db, organizationId: number, jobId: string): Promise<AnalysisRow | null> {
  const row = await select(db, organizationId).where('job_id', '=', jobId).executeTakeFirst();
  return row ? toAnalysis(row) : null;
}

/** The latest analysis of the same question over the same data, also one that is under way. */
export async function findAnswer(db: Db, organizationId: number, question: Question): Promise<AnalysisRow | null> {
  const { kind, parameters, home, data_state: dataState } = question;
  const row = await select(db, organizationId)
    .select('result')
    .where('kind', '=', kind)
    .where('status', 'in', ['succeeded', 'running'])
    .where(sql<boolean>`parameters = ${JSON.stringify(parameters)}::jsonb`)
    .where(sql<boolean>`home = ${JSON.stringify(home)}::jsonb`)
    .where(sql<boolean>`data_state = ${JSON.stringify(dataState)}::jsonb`)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? toAnalysis(row) : null;
}

/** The latest first, without their results. */
export async function listAnalyses(
  db: Db,
  organizationId: number,
  { kind, beforeId, limit }: { kind: string | null; beforeId: number | null; limit: number },
): Promise<AnalysisRow[]> {
  const rows = await select(db, organizationId)
    .$if(kind !== null, (query) => query.where('kind', '=', kind ?? ''))
    .$if(beforeId !== null, (query) => query.where('id', '<', beforeId ?? 0))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toAnalysis);
}

const select = (db: Db, organizationId: number) =>
  db.selectFrom('predictive_analyses').select(head).where('organization_id', '=', organizationId);

interface StoredRow extends Omit<
  AnalysisRow,
  'kind' | 'parameters' | 'home' | 'data_state' | 'status' | 'summary' | 'result'
> {
  kind: string;
  parameters: unknown;
  home: unknown;
  data_state: unknown;
  status: string;
  summary: unknown;
  result?: unknown;
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by this file, kept by the table's checks
const toAnalysis = (row: StoredRow): AnalysisRow => ({ result: null, ...row }) as AnalysisRow;

export async function finishAnalysis(
  db: Db,
  organizationId: number,
  id: number,
  { result, phrases }: { result: unknown; phrases: readonly Phrase[] },
): Promise<void> {
  await db
    .updateTable('predictive_analyses')
    .set({
      status: 'succeeded',
      result: JSON.stringify(result),
      summary: JSON.stringify(phrases),
      finished_at: sql<Date>`clock_timestamp()`,
    })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute();
}

export async function endAnalysisOfJob(
  db: Db,
  organizationId: number,
  jobId: string,
  status: 'failed' | 'cancelled',
): Promise<void> {
  await db
    .updateTable('predictive_analyses')
    .set({ status, finished_at: sql<Date>`clock_timestamp()` })
    .where('organization_id', '=', organizationId)
    .where('job_id', '=', jobId)
    .where('status', '=', 'running')
    .execute();
}

/** Made before. */
export async function countOlderAnalyses(db: Db, organizationId: number, before: Date): Promise<number> {
  const { count } = await db
    .selectFrom('predictive_analyses')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('organization_id', '=', organizationId)
    .where('created_at', '<', before)
    .executeTakeFirstOrThrow();
  return count;
}

export async function removeOlderAnalyses(
  db: Db,
  organizationId: number,
  before: Date,
  limit: number,
): Promise<number> {
  const removed = await db
    .deleteFrom('predictive_analyses')
    .where('organization_id', '=', organizationId)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('predictive_analyses')
        .select('id')
        .where('organization_id', '=', organizationId)
        .where('created_at', '<', before)
        .orderBy('created_at')
        .limit(limit),
    )
    .returning('id')
    .execute();
  return removed.length;
}
