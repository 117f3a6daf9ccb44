import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { runApprovalsQuery } from '../../api/approvals.ts';
import { useMessages } from '../../lib/messages/messages.tsx';

interface AskedLinkProps {
  runId: string;
  /** The key of the step that asks. */
  stepKey: string;
  organization: string;
}

/** Leads to what people are, or were, asked by a step. */
export function AskedLink({ runId, stepKey, organization }: AskedLinkProps) {
  const { t } = useMessages();
  const asked = useQuery(runApprovalsQuery(runId)).data?.items ?? [];
  const stepId = stepKey.split('.').at(-1);
  const approval = asked.find(({ step_id: step }) => step === stepId);
  if (approval === undefined) return null;
  return (
    <p>
      <Link
        className="link"
        to="/o/$organization/approvals"
        params={{ organization }}
        search={{ approval: approval.id, ...(approval.status !== 'open' && { show: 'decided' as const }) }}
      >
        {t(approval.status === 'open' ? 'consoleRuns.panel.decide' : 'consoleRuns.panel.decision')}
      </Link>{' '}
      <bdi className="secondary">{approval.title}</bdi>
    </p>
  );
}
