import type { Db } from '../../../platform/db/database.ts';
import type { TrainingDataSource } from '../data-source.schema.ts';
import type { GraphPlan } from './mapping.ts';

/** A file that waits for its job. */
export interface WaitingImport {
  model_id: number;
  plan: GraphPlan;
  source: TrainingDataSource;
  graph: Buffer;
}

export async function insertImport(
  db: Db,
  organizationId: number,
  jobId: string,
  waiting: WaitingImport,
): Promise<void> {
  const { plan, source, ...rest } = waiting;
  await db
    .insertInto('model_imports')
    .values({
      organization_id: organizationId,
      job_id: jobId,
      ...rest,
      plan: JSON.stringify(plan),
      source: JSON.stringify(source),
    })
    .execute();
}

export async function findImport(db: Db, organizationId: number, jobId: string): Promise<WaitingImport | null> {
  const row = await db
    .selectFrom('model_imports')
    .select(['model_id', 'plan', 'source', 'graph'])
    .where('organization_id', '=', organizationId)
    .where('job_id', '=', jobId)
    .$castTo<WaitingImport>()
    .executeTakeFirst();
  return row ?? null;
}

export async function removeImport(db: Db, organizationId: number, jobId: string): Promise<void> {
  await db
    .deleteFrom('model_imports')
    .where('organization_id', '=', organizationId)
    .where('job_id', '=', jobId)
    .execute();
}
