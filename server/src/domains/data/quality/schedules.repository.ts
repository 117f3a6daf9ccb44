import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { Dataset } from '../data.repository.ts';

export const CHECK_JOB = 'quality_check';

/** Once an hour, each dataset at a minute of its own. */
const cronOf = (datasetId: number): string => `${datasetId % 60} * * * *`;

/** Lets the clock look at a dataset that has rules. */
export async function addSchedule(db: Db, organizationId: number, { id, name }: Dataset): Promise<void> {
  const there = await db
    .selectFrom('quality_schedules')
    .select('schedule_id')
    .where('organization_id', '=', organizationId)
    .where('dataset_id', '=', id)
    .executeTakeFirst();
  if (there) return;
  const schedule = await db
    .insertInto('job_schedules')
    .values({
      organization_id: organizationId,
      kind: CHECK_JOB,
      payload: JSON.stringify({ dataset: name, cause: 'schedule' }),
      subject: JSON.stringify({ kind: 'organization', id: organizationId, name }),
      cron: cronOf(id),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db
    .insertInto('quality_schedules')
    .values({ organization_id: organizationId, dataset_id: id, schedule_id: schedule.id })
    .execute();
}

/** Of a dataset without rules, or one that is gone. */
export async function removeSchedule(db: Db, organizationId: number, dataset: string): Promise<void> {
  await db
    .deleteFrom('job_schedules')
    .where('organization_id', '=', organizationId)
    .where('kind', '=', CHECK_JOB)
    .where(sql<boolean>`payload ->> 'dataset' = ${dataset}`)
    .execute();
}

/** What the dataset was like when all of its rules were asked last. */
export async function findCheckedState(db: Db, organizationId: number, datasetId: number): Promise<string | null> {
  const row = await db
    .selectFrom('quality_schedules')
    .select('checked_state')
    .where('organization_id', '=', organizationId)
    .where('dataset_id', '=', datasetId)
    .executeTakeFirst();
  return row?.checked_state ?? null;
}

export async function updateCheckedState(
  db: Db,
  organizationId: number,
  datasetId: number,
  state: string | null,
): Promise<void> {
  await db
    .updateTable('quality_schedules')
    .set({ checked_state: state })
    .where('organization_id', '=', organizationId)
    .where('dataset_id', '=', datasetId)
    .execute();
}

/** Whether a dataset has rules that are asked. */
export async function hasRules(db: Db, organizationId: number, dataset: string): Promise<boolean> {
  const row = await db
    .selectFrom('quality_rules')
    .innerJoin('datasets', (join) =>
      join
        .onRef('datasets.organization_id', '=', 'quality_rules.organization_id')
        .onRef('datasets.id', '=', 'quality_rules.dataset_id'),
    )
    .select('quality_rules.id')
    .where('quality_rules.organization_id', '=', organizationId)
    .where('datasets.name', '=', dataset)
    .where('quality_rules.enabled', '=', true)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** A job that will look at the dataset as it is now: one that has begun may have read it before. */
export async function isCheckQueued(db: Db, organizationId: number, dataset: string): Promise<boolean> {
  const row = await db
    .selectFrom('jobs')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('kind', '=', CHECK_JOB)
    .where('status', '=', 'queued')
    .where(sql<boolean>`payload ->> 'dataset' = ${dataset} and payload ->> 'cause' <> 'schedule'`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
