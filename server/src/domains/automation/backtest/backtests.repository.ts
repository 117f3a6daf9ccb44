import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { Definition } from '../definition/definition.ts';
import type { PastEvent } from './past-events.ts';
import type { BacktestResult } from './tally.ts';

export interface BacktestRow {
  id: number;
  workflow_id: number;
  job_id: string;
  definition: Definition;
  from_time: Date;
  to_time: Date;
  most_events: number;
  status: 'running' | 'succeeded' | 'failed' | 'cancelled';
  result: BacktestResult | null;
  created_at: Date;
  finished_at: Date | null;
}

const columns = [
  'id',
  'workflow_id',
  'job_id',
  'definition',
  'from_time',
  'to_time',
  'most_events',
  'status',
  'result',
  'created_at',
  'finished_at',
] as const;

export type NewBacktest = Pick<
  BacktestRow,
  'workflow_id' | 'job_id' | 'definition' | 'from_time' | 'to_time' | 'most_events'
> & {
  created_by: number | null;
};

export async function insertBacktest(
  db: Db,
  organizationId: number,
  { definition, ...row }: NewBacktest,
): Promise<number> {
  const { id } = await db
    .insertInto('automation_backtests')
    .values({ ...row, definition: JSON.stringify(definition), organization_id: organizationId })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

const select = (db: Db, organizationId: number) =>
  db
    .selectFrom('automation_backtests')
    .select(columns)
    .where('organization_id', '=', organizationId)
    .$castTo<BacktestRow>();

export async function findBacktest(db: Db, organizationId: number, workflowId: number, id: number) {
  const query = select(db, organizationId).where('workflow_id', '=', workflowId).where('id', '=', id);
  return (await query.executeTakeFirst()) ?? null;
}

export async function findBacktestOfJob(db: Db, organizationId: number, jobId: string): Promise<BacktestRow | null> {
  return (await select(db, organizationId).where('job_id', '=', jobId).executeTakeFirst()) ?? null;
}

export async function listBacktests(
  db: Db,
  organizationId: number,
  workflowId: number,
  { beforeId, limit }: { beforeId: number | null; limit: number },
): Promise<BacktestRow[]> {
  return select(db, organizationId)
    .where('workflow_id', '=', workflowId)
    .$if(beforeId !== null, (query) => query.where('id', '<', beforeId ?? 0))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export async function endBacktest(
  db: Db,
  organizationId: number,
  jobId: string,
  end: { status: 'succeeded' | 'failed' | 'cancelled'; result: BacktestResult | null },
): Promise<void> {
  await db
    .updateTable('automation_backtests')
    .set({
      status: end.status,
      result: end.result === null ? null : JSON.stringify(end.result),
      finished_at: sql<Date>`clock_timestamp()`,
    })
    .where('organization_id', '=', organizationId)
    .where('job_id', '=', jobId)
    .where('status', '=', 'running')
    .execute();
}

/** What the product itself has told of; business events are kept longer elsewhere. The latest so many. */
export async function listProductEvents(
  db: Db,
  organizationId: number,
  { types, from, to, limit }: { types: readonly string[]; from: Date; to: Date; limit: number },
): Promise<PastEvent[]> {
  const rows = await db
    .selectFrom('outbox_events')
    .select(['id', 'type', 'occurred_at as occurredAt', 'data'])
    .where('organization_id', '=', organizationId)
    .where('type', 'in', [...types])
    .where('subject_kind', 'is distinct from', 'business_event')
    .where('occurred_at', '>=', from)
    .where('occurred_at', '<', to)
    .orderBy('occurred_at', 'desc')
    .limit(limit)
    .$castTo<PastEvent>()
    .execute();
  return rows;
}
