import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import type { JobPriority } from './job.ts';

const CLASSES: readonly JobPriority[] = ['high', 'normal', 'low'];
const RANKS_A_CLASS = 10_000;

/**
 * The place in the queue, the lowest first. Within a class an organization's second job waits for everybody's first, so
 * that nobody who asks for a thousand things keeps the others waiting.
 * @param waiting how many jobs of the organization wait already
 */
export function rankOf(priority: JobPriority, waiting: number): number {
  return CLASSES.indexOf(priority) * RANKS_A_CLASS + Math.min(waiting, RANKS_A_CLASS - 1);
}

/**
 * Puts a job into the queue, or anew where it is there already; in the caller's transaction.
 * @param runAt not before; null: at once
 */
export async function enqueueJob(
  db: Db,
  organizationId: number,
  jobId: string,
  { runAt, rank }: { runAt: Date | null; rank: number },
): Promise<void> {
  await sql`select enqueue_job(${organizationId}, ${jobId}, coalesce(${runAt}::timestamptz, now()), ${rank}::int)`.execute(
    db,
  );
}
