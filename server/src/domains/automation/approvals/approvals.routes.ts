import type { FastifyRequest } from 'fastify';
import type { Http } from '../../../http/http.ts';
import { limitOf, readCursor } from '../../../http/page.ts';
import { principalOf } from '../../../http/principal.ts';
import { automationErrors } from '../automation.errors.ts';
import { questionOf } from './approval-hooks.ts';
import * as schema from './approvals.schema.ts';
import type { ApprovalService, ApprovalWithVerdicts } from './approvals.service.ts';

const APPROVALS = '/api/v1/ai-analytics/approvals';
const LINKS = '/api/v1/ai-analytics/approval-links';
const tags = ['Approvals'];

/** Deciding takes no more than being asked: the service looks whether the user is. */
export function registerApprovalRoutes(http: Http, approvals: ApprovalService): void {
  http.get(
    APPROVALS,
    {
      config: { permission: 'ai_analytics:read', operation: 'approvals.list' },
      schema: {
        tags,
        summary: 'List approvals, latest first',
        description: 'What the user is asked; all of them for those who manage workflows and say `mine=false`.',
        querystring: schema.approvalQuery,
        response: { 200: schema.approvalPage },
      },
    },
    async (request) => {
      const { query } = request;
      const { limit, more } = limitOf(query);
      const filter = { status: query.status ?? null, runId: query.run_id ?? null, mine: mineOf(request, query.mine) };
      const { organizationId } = principalOf(request);
      const rows = await approvals.list(organizationId, filter, { before: readCursor(query), limit });
      return more(rows.map(toApproval), ({ id }) => id);
    },
  );
  http.get(
    `${APPROVALS}/:id`,
    {
      config: { permission: 'ai_analytics:read', operation: 'approvals.get' },
      schema: {
        tags,
        summary: 'Get an approval',
        params: schema.approvalParams,
        response: { 200: schema.approvalSchema },
      },
    },
    async (request) => toApproval(await getVisible(request, approvals, request.params.id)),
  );
  http.post(
    `${APPROVALS}/:id/decide`,
    {
      config: { permission: 'ai_analytics:read', operation: 'approvals.decide' },
      schema: {
        tags,
        summary: 'Approve or reject',
        description:
          'One rejection rejects; as many approvals as the quorum asks for approve, and the run goes on. Only users decide, no keys.',
        params: schema.approvalParams,
        body: schema.verdictBody,
        response: { 200: schema.approvalSchema },
      },
    },
    async (request) => {
      const { organizationId, userId } = principalOf(request);
      const { id } = request.params;
      if (userId === null) throw await refusalOfKey(approvals, organizationId, id);
      return toApproval(await approvals.decide(organizationId, id, userId, toGiven(request.body)));
    },
  );
  registerLinks(http, approvals);
}

/** A key is no person. @throws AppError approval_not_found */
async function refusalOfKey(approvals: ApprovalService, organizationId: number, id: string) {
  await approvals.get(organizationId, id);
  return automationErrors.approval_not_asked();
}

function registerLinks(http: Http, approvals: ApprovalService): void {
  http.get(
    `${LINKS}/:token`,
    {
      config: { permission: 'public', operation: 'approval_links.get' },
      schema: {
        tags,
        summary: 'What a signed link asks',
        description: 'Looking decides nothing: programs that open links in mails do no harm.',
        params: schema.linkParams,
        response: { 200: schema.approvalSchema },
      },
    },
    async (request) => toApproval(await approvals.getByToken(request.params.token)),
  );
  http.post(
    `${LINKS}/:token/decide`,
    {
      config: { permission: 'public', operation: 'approval_links.decide' },
      schema: {
        tags,
        summary: 'Approve or reject by a signed link',
        description: 'As the user for whom the link was made.',
        params: schema.linkParams,
        body: schema.verdictBody,
        response: { 200: schema.approvalSchema },
      },
    },
    async (request) => toApproval(await approvals.decideByToken(request.params.token, toGiven(request.body))),
  );
}

/** Null: everybody's. */
function mineOf(request: FastifyRequest, wanted = true): number | null {
  const { userId, permissions } = principalOf(request);
  const seesAll = permissions.has('ai_analytics:automation');
  if (userId === null) return seesAll ? null : NOBODY;
  return wanted || !seesAll ? userId : null;
}

const NOBODY = 0;

/** Who manages workflows sees all; others what they are asked. */
async function getVisible(request: FastifyRequest, approvals: ApprovalService, id: string) {
  const { organizationId, userId, permissions } = principalOf(request);
  const approval = await approvals.get(organizationId, id);
  const isVisible =
    permissions.has('ai_analytics:automation') ||
    (userId !== null && (await approvals.isAsked(organizationId, approval, userId)));
  if (!isVisible) throw automationErrors.approval_not_found({ approval: id });
  return approval;
}

const toGiven = (body: {
  verdict: 'approved' | 'rejected';
  comment?: string;
  fields?: Readonly<Record<string, unknown>>;
}) => ({
  verdict: body.verdict,
  comment: body.comment ?? null,
  fields: body.fields ?? {},
});

function toApproval(row: ApprovalWithVerdicts) {
  const { title, message = null, evidence, form } = questionOf(row);
  const { id, run_id, workflow_id, step_id, status, quorum, level } = row;
  return {
    id,
    run_id,
    workflow_id,
    step_id,
    status,
    title,
    message,
    evidence: [...evidence],
    form: [...form],
    approvers: { users: row.approver_ids, roles: row.approver_roles },
    quorum,
    level,
    verdicts: row.verdicts.map(({ user_id, verdict, comment, decided_at }) => ({
      user_id,
      verdict,
      comment,
      decided_at: decided_at.toISOString(),
    })),
    opened_at: row.opened_at.toISOString(),
    due_at: row.due_at?.toISOString() ?? null,
    decided_at: row.decided_at?.toISOString() ?? null,
  };
}
