import { createHash, randomBytes } from 'node:crypto';
import type { Db } from '../../../platform/db/database.ts';
import { isLanguageCode } from '../../../platform/messages/languages.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import type { ParametersOf } from '../definition/definition.ts';
import { getOrganizationFacts } from '../runs/read-runs.repository.ts';
import type { RunHooks } from '../runs/run-hooks.ts';
import { StepError } from '../steps/step-handler.ts';
import { findOrigin } from '../triggers/origins.repository.ts';
import * as repository from './approvals.repository.ts';

export type ApprovalQuestion = ParametersOf<'approval_request'>;

/** Tells somebody that their decision is waited for, in the transaction that opens the question. */
export type TellApprover = (
  db: Db,
  organizationId: number,
  asked: {
    approvalId: string;
    userId: number;
    token: string;
    workflowId: number;
    runId: string;
    level: number;
    question: ApprovalQuestion;
  },
) => Promise<void>;

export interface ApprovalHooksDeps {
  newId(prefix: string): string;
  now(): Date;
  tellApprover: TellApprover;
  messages: Pick<Messages, 'translate'>;
}

/** After the deadline a link may still be looked at for a day; the question is closed by then. */
const LINK_GRACE_MS = 86_400_000;

/** What the engine does in the course of a run: opens questions, asks further people, and closes what nobody waits for. */
export function createApprovalHooks(deps: ApprovalHooksDeps): RunHooks['approvals'] {
  const { newId, now } = deps;

  /** Each gets a link of their own. */
  async function tell(db: Db, organizationId: number, approval: repository.NewApproval, told: Told): Promise<void> {
    for (const userId of told.userIds) {
      const token = `${organizationId}.${randomBytes(24).toString('base64url')}`;
      await repository.insertLink(db, organizationId, {
        token_hash: hashToken(token),
        approval_id: approval.id,
        user_id: userId,
        expires_at: new Date((approval.due_at ?? now()).getTime() + LINK_GRACE_MS),
      });
      await deps.tellApprover(db, organizationId, {
        approvalId: approval.id,
        userId,
        token,
        workflowId: approval.workflow_id,
        runId: approval.run_id,
        level: told.level,
        question: questionOf(approval),
      });
    }
  }

  return {
    async open(db, organizationId, run, { key, stepId, request }) {
      const question = toQuestion(request);
      const { startedBy } = await findOrigin(db, organizationId, run.id);
      const { users, roles } = question.approvers;
      const members = await repository.listMembers(db, organizationId, { userIds: users, roles });
      const asked = members.filter((userId) => question.allow_self_approval || userId !== startedBy);
      if (asked.length < question.quorum && question.escalation.length === 0) {
        const { language } = await getOrganizationFacts(db, organizationId);
        const reader = isLanguageCode(language) ? language : 'en';
        const message = deps.messages.translate(reader, 'automation.failures.nobody_to_ask');
        throw new StepError({ code: 'nobody_to_ask', message, isRetryable: false });
      }
      const approval = {
        id: newId('apr'),
        run_id: run.id,
        workflow_id: run.workflowId,
        step_key: key,
        step_id: stepId,
        request,
        approver_ids: [...users],
        approver_roles: [...roles],
        quorum: question.quorum,
        started_by: question.allow_self_approval ? null : startedBy,
        due_at: new Date(now().getTime() + question.deadline_seconds * 1000),
      };
      await repository.openApproval(db, organizationId, approval);
      await tell(db, organizationId, approval, { userIds: asked, level: 0 });
    },

    async escalate(db, organizationId, run, { key, level }) {
      const approval = await repository.lockApprovalOf(db, organizationId, run.id, key);
      if (approval?.status !== 'open' || approval.level >= level) return;
      const next = questionOf(approval).escalation[level - 1];
      if (!next) return;
      const approver_ids = [...new Set([...approval.approver_ids, ...next.users])];
      const approver_roles = [...new Set([...approval.approver_roles, ...next.roles])];
      await repository.updateApproval(db, organizationId, approval.id, { approver_ids, approver_roles, level });
      const known = await repository.listMembers(db, organizationId, {
        userIds: approval.approver_ids,
        roles: approval.approver_roles,
      });
      const members = await repository.listMembers(db, organizationId, { userIds: next.users, roles: next.roles });
      const userIds = members.filter((userId) => !known.includes(userId) && userId !== approval.started_by);
      await tell(db, organizationId, approval, { userIds, level });
    },

    async close(db, organizationId, runId, key) {
      const approval = await repository.lockApprovalOf(db, organizationId, runId, key);
      if (approval?.status !== 'open') return;
      await repository.updateApproval(db, organizationId, approval.id, { status: 'closed', decided_at: now() });
    },
  };
}

interface Told {
  userIds: readonly number[];
  level: number;
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked against its schema before it is asked
const toQuestion = (request: unknown): ApprovalQuestion => request as ApprovalQuestion;

export const questionOf = ({ request }: Pick<repository.ApprovalRow, 'request'>): ApprovalQuestion =>
  toQuestion(request);

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();
