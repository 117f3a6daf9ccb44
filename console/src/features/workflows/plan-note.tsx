import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { planQuery } from '../../api/plan.ts';
import type { WorkflowHead } from '../../api/workflows.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Note } from '../../ui/note.tsx';
import { useMay } from '../../ui/permission.tsx';

/** How many of the workflows that the plan allows are in use; only once it is nearly full does it matter. */
export function PlanNote({ workflows, organization }: { workflows: readonly WorkflowHead[]; organization: string }) {
  const { t } = useMessages();
  const mayRead = useMay('tenancy:read');
  const plan = useQuery({ ...planQuery, enabled: mayRead }).data;
  const limit = plan?.entitlements.find(({ entitlement }) => entitlement === 'workflows')?.limit;
  const frozen = workflows.filter(({ status }) => status === 'frozen').length;
  const active = workflows.filter(({ is_active: on, status }) => on && status !== 'draft').length;
  if (limit === undefined || (active < limit && frozen === 0)) return null;
  return (
    <Note tone={frozen > 0 ? 'warn' : 'info'} title={t('consoleWorkflows.plan.used', { active, limit })}>
      <p className="secondary">
        {frozen > 0 ? t('consoleWorkflows.plan.frozen', { count: frozen }) : t('consoleWorkflows.plan.full')}{' '}
        <Link className="link" to="/o/$organization/settings" params={{ organization }} search={{ tab: 'plan' }}>
          {t('console.settings.tab.plan')}
        </Link>
      </p>
    </Note>
  );
}
