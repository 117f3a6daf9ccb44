import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { Json } from '../interpreter/protocol.ts';

export const AUTOMATION_CONSUMER = 'automation';

/** What a person has written: the draft of the next version. */
export interface Draft {
  workflow_name: string;
  workflow_type: string;
  category: string | null;
  description: string | null;
  trigger_conditions: Json;
  workflow_steps: Json;
  settings: Json;
}

export interface WorkflowRow extends Draft {
  id: number;
  is_active: boolean;
  execution_count: number;
  success_count: number;
  latest_version: number;
  published_version_id: number | null;
  event_types: string[];
  loops_stopped: number;
  frozen_at: Date | null;
  created_at: Date;
  updated_at: Date;
}

/** With what its published version says. */
export interface WorkflowWithVersion extends WorkflowRow {
  published_version: number | null;
  published_source: Json;
  published_at: Date | null;
}

const columns = [
  'id',
  'workflow_name',
  'workflow_type',
  'category',
  'description',
  'trigger_conditions',
  'workflow_steps',
  'settings',
  'is_active',
  'execution_count',
  'success_count',
  'latest_version',
  'published_version_id',
  'event_types',
  'loops_stopped',
  'frozen_at',
  'created_at',
  'updated_at',
] as const;

export interface NewWorkflow extends Draft {
  is_active: boolean;
  created_by: number | null;
}

/** @returns null where the name is taken */
export async function insertWorkflow(db: Db, organizationId: number, workflow: NewWorkflow): Promise<number | null> {
  const row = await db
    .insertInto('automation_workflows')
    .values({
      ...workflow,
      trigger_conditions: JSON.stringify(workflow.trigger_conditions),
      workflow_steps: JSON.stringify(workflow.workflow_steps),
      settings: JSON.stringify(workflow.settings),
      organization_id: organizationId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

const select = (db: Db, organizationId: number) =>
  db
    .selectFrom('automation_workflows as w')
    .leftJoin('automation_workflow_versions as v', (join) =>
      join.onRef('v.organization_id', '=', 'w.organization_id').onRef('v.id', '=', 'w.published_version_id'),
    )
    .select(columns.map((column) => `w.${column}` as const))
    .select(['v.version as published_version', 'v.source as published_source', 'v.created_at as published_at'])
    .where('w.organization_id', '=', organizationId)
    .where('w.removed_at', 'is', null)
    .$castTo<WorkflowWithVersion>();

export async function findWorkflow(db: Db, organizationId: number, id: number): Promise<WorkflowWithVersion | null> {
  return (await select(db, organizationId).where('w.id', '=', id).executeTakeFirst()) ?? null;
}

/** Keeps others from changing the workflow until the transaction ends. */
export async function lockWorkflow(db: Db, organizationId: number, id: number): Promise<WorkflowWithVersion | null> {
  return (await select(db, organizationId).where('w.id', '=', id).forUpdate('w').executeTakeFirst()) ?? null;
}

export interface WorkflowFilter {
  workflowType: string | null;
  category: string | null;
  isActive: boolean | null;
  /** A part of the name, in whatever case. */
  search: string | null;
}

export async function listWorkflows(
  db: Db,
  organizationId: number,
  filter: WorkflowFilter,
  { beforeId, limit }: { beforeId: number | null; limit: number },
): Promise<WorkflowWithVersion[]> {
  const { workflowType, category, isActive, search } = filter;
  return select(db, organizationId)
    .$if(beforeId !== null, (query) => query.where('w.id', '<', beforeId ?? 0))
    .$if(workflowType !== null, (query) => query.where('w.workflow_type', '=', workflowType ?? ''))
    .$if(category !== null, (query) => query.where('w.category', '=', category ?? ''))
    .$if(isActive !== null, (query) => query.where('w.is_active', '=', isActive ?? true))
    .$if(search !== null, (query) =>
      query.where(sql<boolean>`strpos(lower(w.workflow_name), lower(${search ?? ''})) > 0`),
    )
    .orderBy('w.id', 'desc')
    .limit(limit)
    .execute();
}

export type WorkflowChange = Partial<
  Omit<WorkflowRow, 'id' | 'created_at' | 'updated_at' | 'execution_count' | 'success_count'>
> & { removed_at?: Date };

/** @returns false where the name is taken */
export async function updateWorkflow(
  db: Db,
  organizationId: number,
  id: number,
  change: WorkflowChange,
): Promise<boolean> {
  const { workflow_name: name } = change;
  const { trigger_conditions: _trigger, workflow_steps: _steps, settings: _settings, ...others } = change;
  if (name !== undefined && (await isNameTaken(db, organizationId, name, id))) return false;
  await db
    .updateTable('automation_workflows')
    .set({ ...others, ...jsonOf(change), updated_at: sql<Date>`clock_timestamp()` })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute();
  return true;
}

/** In a transaction that holds the organization, as every change of a name does. */
async function isNameTaken(db: Db, organizationId: number, name: string, byOtherThan: number): Promise<boolean> {
  const row = await db
    .selectFrom('automation_workflows')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('removed_at', 'is', null)
    .where('id', '<>', byOtherThan)
    .where(sql<boolean>`lower(workflow_name) = lower(${name})`)
    .executeTakeFirst();
  return row !== undefined;
}

/** JSON columns take text: a JavaScript array would be read as a PostgreSQL one. */
function jsonOf(change: { trigger_conditions?: Json; workflow_steps?: Json; settings?: Json }) {
  const { trigger_conditions: trigger, workflow_steps: steps, settings } = change;
  return {
    ...(trigger === undefined ? {} : { trigger_conditions: JSON.stringify(trigger) }),
    ...(steps === undefined ? {} : { workflow_steps: JSON.stringify(steps) }),
    ...(settings === undefined ? {} : { settings: JSON.stringify(settings) }),
  };
}

/** Which of the organization's events are delivered: those that an active workflow waits for. Behind the organization's lock. */
export async function updateInterests(db: Db, organizationId: number): Promise<void> {
  await sql`
    with awaited as (
      select distinct unnest(event_types) as type from automation_workflows
       where organization_id = ${organizationId} and is_active and frozen_at is null and removed_at is null
    ), gone as (
      delete from outbox_interests
       where organization_id = ${organizationId} and consumer = ${AUTOMATION_CONSUMER} and type not in (select type from awaited)
    )
    insert into outbox_interests (organization_id, consumer, type)
    select ${organizationId}::int, ${AUTOMATION_CONSUMER}, type from awaited
    on conflict do nothing`.execute(db);
}

/** The organization's own error workflow, and which workflows name this one as theirs. */
export async function findErrorWorkflow(db: Db, organizationId: number): Promise<number | null> {
  const row = await db
    .selectFrom('automation_settings')
    .select('error_workflow_id')
    .where('organization_id', '=', organizationId)
    .executeTakeFirst();
  return row?.error_workflow_id ?? null;
}

export async function setErrorWorkflow(db: Db, organizationId: number, workflowId: number | null): Promise<void> {
  await db
    .insertInto('automation_settings')
    .values({ organization_id: organizationId, error_workflow_id: workflowId })
    .onConflict((conflict) =>
      conflict
        .column('organization_id')
        .doUpdateSet({ error_workflow_id: workflowId, updated_at: sql<Date>`clock_timestamp()` }),
    )
    .execute();
}

/** The names of workflows whose published version names this one as its error workflow, and the organization's setting. */
export async function listErrorUses(db: Db, organizationId: number, id: number): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select w.workflow_name as name
      from automation_workflows w
      join automation_workflow_versions v on v.organization_id = w.organization_id and v.id = w.published_version_id
     where w.organization_id = ${organizationId} and w.removed_at is null and w.id <> ${id}
       and v.definition -> 'settings' ->> 'error_workflow_id' = ${String(id)}
     order by w.id limit 5`.execute(db);
  return rows.map(({ name }) => name);
}
