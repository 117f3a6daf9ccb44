import type { Automation, AutomationDeps } from '../domains/automation/index.ts';
import type { Notifications } from '../domains/notifications/index.ts';

interface Deps {
  sendWithin: Notifications['sending']['sendWithin'];
  findName: Automation['findName'];
  /** Where the console is. */
  publicUrl: string;
}

/** Tells a user that a run waits for their decision, with a link of their own. */
export function createTellApprover({ sendWithin, publicUrl, findName }: Deps): AutomationDeps['tellApprover'] {
  return async (db, organizationId, { approvalId, userId, token, workflowId, runId, level, question }) => {
    const name = await findName(organizationId, workflowId);
    await sendWithin(db, organizationId, {
      category: 'workflow_results',
      priority: level === 0 ? 'high' : 'urgent',
      recipients: { userIds: [userId] },
      channels: waysOf(question.channels),
      text: {
        kind: 'words',
        title: question.title,
        message: question.message ?? question.title,
      },
      data: { approval_id: approvalId, run_id: runId, workflow_id: workflowId, approval_token: token },
      link: `${publicUrl}/approvals/${token}`.startsWith('https:')
        ? `${publicUrl}/approvals/${token}`
        : `/approvals/${token}`,
      source: { kind: 'workflow', id: String(workflowId), name },
      idempotencyKey: `${approvalId}/${userId}/${level}`,
    });
  };
}

/** What is shown in the inbox comes at once to whoever is there. */
const waysOf = (channels: readonly string[]): string[] =>
  channels
    .filter((each) => each === 'in_app' || each === 'email')
    .flatMap((each) => (each === 'in_app' ? [each, 'websocket'] : [each]));
