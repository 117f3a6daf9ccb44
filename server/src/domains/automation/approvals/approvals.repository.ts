import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { Json } from '../interpreter/protocol.ts';

export interface ApprovalRow {
  id: string;
  run_id: string;
  workflow_id: number;
  step_key: string;
  step_id: string;
  request: Json;
  status: 'open' | 'approved' | 'rejected' | 'closed';
  approver_ids: number[];
  approver_roles: string[];
  quorum: number;
  level: number;
  started_by: number | null;
  opened_at: Date;
  due_at: Date | null;
  decided_at: Date | null;
}

const columns = [
  'id',
  'run_id',
  'workflow_id',
  'step_key',
  'step_id',
  'request',
  'status',
  'approver_ids',
  'approver_roles',
  'quorum',
  'level',
  'started_by',
  'opened_at',
  'due_at',
  'decided_at',
] as const;

export type NewApproval = Omit<ApprovalRow, 'status' | 'level' | 'opened_at' | 'decided_at'>;

/** Opens it; one of the same step of the same run, from a round before, is opened again. */
export async function openApproval(db: Db, organizationId: number, approval: NewApproval): Promise<string> {
  const { request, ...others } = approval;
  await sql`
    delete from automation_approvals
     where organization_id = ${organizationId} and run_id = ${approval.run_id} and step_key = ${approval.step_key}`.execute(
    db,
  );
  await db
    .insertInto('automation_approvals')
    .values({ ...others, request: JSON.stringify(request), organization_id: organizationId })
    .execute();
  return approval.id;
}

const select = (db: Db, organizationId: number) =>
  db
    .selectFrom('automation_approvals')
    .select(columns)
    .where('organization_id', '=', organizationId)
    .$castTo<ApprovalRow>();

export async function findApproval(db: Db, organizationId: number, id: string): Promise<ApprovalRow | null> {
  return (await select(db, organizationId).where('id', '=', id).executeTakeFirst()) ?? null;
}

export async function lockApproval(db: Db, organizationId: number, id: string): Promise<ApprovalRow | null> {
  return (await select(db, organizationId).where('id', '=', id).forUpdate().executeTakeFirst()) ?? null;
}

export async function lockApprovalOf(
  db: Db,
  organizationId: number,
  runId: string,
  stepKey: string,
): Promise<ApprovalRow | null> {
  const query = select(db, organizationId).where('run_id', '=', runId).where('step_key', '=', stepKey);
  return (await query.forUpdate().executeTakeFirst()) ?? null;
}

/** Who looks: a user with their role, or null for whoever sees all. */
export interface Reader {
  userId: number;
  role: string;
}

const asks = ({ userId, role }: Reader): RawBuilder<SqlBool> =>
  sql<SqlBool>`(${userId}::int = any(approver_ids) or ${role}::text = any(approver_roles))`;

/** Latest first. */
export async function listApprovals(
  db: Db,
  organizationId: number,
  filter: { status: string | null; reader: Reader | null; runId: string | null },
  { before, limit }: { before: string | null; limit: number },
): Promise<ApprovalRow[]> {
  const { status, reader, runId } = filter;
  return select(db, organizationId)
    .$if(status !== null, (query) => query.where(sql<boolean>`status = ${status}`))
    .$if(runId !== null, (query) => query.where('run_id', '=', runId ?? ''))
    .$if(reader !== null, (query) => query.where(asks(reader ?? { userId: 0, role: '' })))
    .$if(before !== null, (query) => query.where('id', '<', before ?? ''))
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}

export async function updateApproval(
  db: Db,
  organizationId: number,
  id: string,
  change: Partial<Pick<ApprovalRow, 'status' | 'approver_ids' | 'approver_roles' | 'level' | 'decided_at'>>,
): Promise<void> {
  await db
    .updateTable('automation_approvals')
    .set(change)
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute();
}

export interface Verdict {
  user_id: number;
  verdict: 'approved' | 'rejected';
  comment: string | null;
  fields: Json;
  decided_at: Date;
}

/** @returns false where the user has decided already */
export async function insertVerdict(
  db: Db,
  organizationId: number,
  approvalId: string,
  { fields, ...verdict }: Omit<Verdict, 'decided_at'>,
): Promise<boolean> {
  const row = await db
    .insertInto('automation_approval_verdicts')
    .values({
      ...verdict,
      fields: JSON.stringify(fields),
      organization_id: organizationId,
      approval_id: approvalId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('user_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** In their order. */
export async function listVerdicts(
  db: Db,
  organizationId: number,
  approvalIds: readonly string[],
): Promise<(Verdict & { approval_id: string })[]> {
  if (approvalIds.length === 0) return [];
  return db
    .selectFrom('automation_approval_verdicts')
    .select(['approval_id', 'user_id', 'verdict', 'comment', 'fields', 'decided_at'])
    .where('organization_id', '=', organizationId)
    .where('approval_id', 'in', [...approvalIds])
    .orderBy('decided_at')
    .$castTo<Verdict & { approval_id: string }>()
    .execute();
}

export async function insertLink(
  db: Db,
  organizationId: number,
  link: { token_hash: Buffer; approval_id: string; user_id: number; expires_at: Date },
): Promise<void> {
  await db
    .insertInto('automation_approval_links')
    .values({ organization_id: organizationId, ...link })
    .execute();
}

export async function findLink(db: Db, organizationId: number, tokenHash: Buffer, now: Date) {
  const row = await db
    .selectFrom('automation_approval_links')
    .select(['approval_id', 'user_id'])
    .where('organization_id', '=', organizationId)
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row ?? null;
}

/** A role as approvals name it: a built-in one, or `role_<id>`. */
const roleKey = sql<string>`case when role_id is null then role else 'role_' || role_id end`;

/** The members among these users, and those who have one of these roles. */
export async function listMembers(
  db: Db,
  organizationId: number,
  { userIds, roles }: { userIds: readonly number[]; roles: readonly string[] },
): Promise<number[]> {
  const { rows } = await sql<{ user_id: number }>`
    select user_id from memberships
     where organization_id = ${organizationId}
       and (user_id = any(${[...userIds]}::int[]) or ${roleKey} = any(${[...roles]}::text[]))
     order by user_id limit 500`.execute(db);
  return rows.map((row) => row.user_id);
}

/** Null for whoever is no member (any more). */
export async function findRole(db: Db, organizationId: number, userId: number): Promise<string | null> {
  const { rows } = await sql<{ role: string }>`
    select ${roleKey} as role from memberships
     where organization_id = ${organizationId} and user_id = ${userId}`.execute(db);
  return rows[0]?.role ?? null;
}

export async function countOlderApprovals(db: Db, organizationId: number, before: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from automation_approvals
     where organization_id = ${organizationId} and opened_at < ${before} and status <> 'open'`.execute(db);
  return rows[0]?.count ?? 0;
}

export async function removeOlderApprovals(
  db: Db,
  organizationId: number,
  before: Date,
  limit: number,
): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    delete from automation_approvals where organization_id = ${organizationId} and id in (
      select id from automation_approvals
       where organization_id = ${organizationId} and opened_at < ${before} and status <> 'open'
       order by opened_at limit ${limit})
    returning id`.execute(db);
  return rows.length;
}
