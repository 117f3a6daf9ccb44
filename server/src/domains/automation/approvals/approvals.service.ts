import { type Audit } from '../../../platform/audit/audit.ts';
import type { Database, Db } from '../../../platform/db/database.ts';
import { automationErrors } from '../automation.errors.ts';
import type { ApprovalDecision, Json } from '../interpreter/protocol.ts';
import type { RunOrders } from '../runs/run-orders.ts';
import { hashToken, questionOf } from './approval-hooks.ts';
import { readForm } from './approval-form.ts';
import * as repository from './approvals.repository.ts';

export type ApprovalService = ReturnType<typeof createApprovalService>;

export interface ApprovalDeps {
  database: Database;
  audit: Pick<Audit, 'record'>;
  signal: RunOrders['signal'];
  now(): Date;
}

export interface GivenVerdict {
  verdict: 'approved' | 'rejected';
  comment: string | null;
  fields: Readonly<Record<string, unknown>>;
}

/** An approval with what has been decided so far. */
export type ApprovalWithVerdicts = repository.ApprovalRow & { verdicts: repository.Verdict[] };

export function createApprovalService({ database, audit, signal, now }: ApprovalDeps) {
  /** @throws AppError approval_not_found */
  async function get(organizationId: number, id: string): Promise<ApprovalWithVerdicts> {
    const db = database.tenant(organizationId);
    const row = await repository.findApproval(db, organizationId, id);
    const [found] = row ? await withVerdicts(db, organizationId, [row]) : [];
    if (!found) throw automationErrors.approval_not_found({ approval: id });
    return found;
  }

  async function decide(organizationId: number, id: string, userId: number, given: GivenVerdict) {
    await database.transaction(organizationId, async (db) => {
      const approval = await repository.lockApproval(db, organizationId, id);
      if (!approval) throw automationErrors.approval_not_found({ approval: id });
      await requireAsked(db, organizationId, approval, userId);
      const fields = given.verdict === 'approved' ? readForm(questionOf(approval).form, given.fields) : {};
      const verdict = { user_id: userId, verdict: given.verdict, comment: given.comment, fields };
      if (!(await repository.insertVerdict(db, organizationId, id, verdict))) {
        throw automationErrors.approval_already_given({ approval: id });
      }
      const verdicts = await repository.listVerdicts(db, organizationId, [id]);
      const outcome = outcomeOf(verdicts, approval.quorum);
      if (outcome !== null) {
        await repository.updateApproval(db, organizationId, id, { status: outcome, decided_at: now() });
        const decision = toDecision(outcome, verdicts);
        await signal(db, organizationId, approval.run_id, {
          kind: 'approval_decided',
          key: approval.step_key,
          decision,
        });
      }
      const subject = { kind: 'approval', id };
      const detail = { verdict: given.verdict, run_id: approval.run_id, outcome };
      await audit.record(db, organizationId, {
        actor: { kind: 'user', id: userId },
        action: 'approval.decided',
        subject,
        detail,
      });
    });
    return get(organizationId, id);
  }

  return {
    get,
    ...createLinks({ database, now, get, decide }),

    /** What people are asked; `mine` of the user alone. */
    async list(
      organizationId: number,
      filter: { status: string | null; runId: string | null; mine: number | null },
      page: { before: string | null; limit: number },
    ): Promise<ApprovalWithVerdicts[]> {
      const db = database.tenant(organizationId);
      const { status, runId, mine } = filter;
      const reader = mine === null ? null : await readerOf(db, organizationId, mine);
      return withVerdicts(
        db,
        organizationId,
        await repository.listApprovals(db, organizationId, { status, runId, reader }, page),
      );
    },

    /** Whether the user is one of those who are asked. */
    async isAsked(organizationId: number, approval: repository.ApprovalRow, userId: number): Promise<boolean> {
      return isAskedAs(approval, await readerOf(database.tenant(organizationId), organizationId, userId));
    },

    /**
     * Decides as a user. One rejection rejects; as many approvals as the quorum asks for approve. The run goes on in the
     * same transaction.
     * @throws AppError approval_not_found, approval_not_open, approval_not_asked, approval_own_run, approval_already_given,
     * approval_fields_invalid
     */
    decide,
  };
}

async function withVerdicts(db: Db, organizationId: number, rows: repository.ApprovalRow[]) {
  const ids = rows.map(({ id }) => id);
  const verdicts = await repository.listVerdicts(db, organizationId, ids);
  return rows.map((row) => ({ ...row, verdicts: verdicts.filter(({ approval_id: id }) => id === row.id) }));
}

async function readerOf(db: Db, organizationId: number, userId: number): Promise<repository.Reader> {
  return { userId, role: (await repository.findRole(db, organizationId, userId)) ?? '' };
}

async function requireAsked(db: Db, organizationId: number, approval: repository.ApprovalRow, userId: number) {
  const reader = await readerOf(db, organizationId, userId);
  if (!isAskedAs(approval, reader)) throw automationErrors.approval_not_asked();
  if (approval.started_by === userId) throw automationErrors.approval_own_run();
  if (approval.status !== 'open') throw automationErrors.approval_not_open({ status: approval.status });
}

interface LinkDeps extends Pick<ApprovalDeps, 'database' | 'now'> {
  get(organizationId: number, id: string): Promise<ApprovalWithVerdicts>;
  decide(organizationId: number, id: string, userId: number, given: GivenVerdict): Promise<ApprovalWithVerdicts>;
}

/** Whoever has a link decides as the user for whom it was made. */
function createLinks({ database, now, get, decide }: LinkDeps) {
  /** @throws AppError approval_link_not_found */
  async function findByToken(token: string) {
    const organizationId = Number(/^([1-9]\d{0,9})\.[\w-]{32}$/.exec(token)?.[1] ?? 0);
    const isKnown = organizationId > 0 && organizationId <= MOST_ORGANIZATION_ID;
    const db = database.tenant(organizationId);
    const link = isKnown ? await repository.findLink(db, organizationId, hashToken(token), now()) : null;
    if (!link) throw automationErrors.approval_link_not_found();
    return { organizationId, approvalId: link.approval_id, userId: link.user_id };
  }

  return {
    /** What a signed link asks. @throws AppError approval_link_not_found */
    async getByToken(token: string) {
      const { organizationId, approvalId } = await findByToken(token);
      return get(organizationId, approvalId);
    },

    /** As `decide`, by whoever has the link: it was made for one user. @throws AppError approval_link_not_found */
    async decideByToken(token: string, given: GivenVerdict) {
      const { organizationId, approvalId, userId } = await findByToken(token);
      return decide(organizationId, approvalId, userId, given);
    },
  };
}

const MOST_ORGANIZATION_ID = 2_147_483_647;

/** Somebody who is no member any more has no role, and is asked nothing. */
const isAskedAs = (
  { approver_ids: ids, approver_roles: roles }: repository.ApprovalRow,
  { userId, role }: repository.Reader,
) => role !== '' && (ids.includes(userId) || roles.includes(role));

function outcomeOf(verdicts: readonly repository.Verdict[], quorum: number): 'approved' | 'rejected' | null {
  if (verdicts.some(({ verdict }) => verdict === 'rejected')) return 'rejected';
  return verdicts.length >= quorum ? 'approved' : null;
}

/** What the run is told: the fields of all, those of later ones over those of earlier ones. */
function toDecision(outcome: 'approved' | 'rejected', verdicts: readonly repository.Verdict[]): ApprovalDecision {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an object, as readForm gave it
  const fields = Object.assign({}, ...verdicts.map((each) => each.fields)) as Record<string, Json>;
  return {
    outcome,
    deciders: verdicts.map(({ user_id: userId }) => userId),
    comment: verdicts.findLast(({ comment }) => comment !== null)?.comment ?? null,
    fields,
  };
}
