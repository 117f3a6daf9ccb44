import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { workflowQuery } from '../../api/workflow.ts';
import { loadParts } from '../../lib/messages/catalogues.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded, Skeleton } from '../../ui/states.tsx';

// The editor is fetched while the workflow is; nobody waits for it who only wants the list.
const load = async () => {
  const [module] = await Promise.all([import('./workflow-editor.tsx'), loadParts('consoleWorkflowEditor')]);
  return { default: module.WorkflowEditor };
};
const WorkflowEditor = lazy(load);

const route = getRouteApi('/o/$organization/workflows/$workflowId');

export function WorkflowPage() {
  const { t } = useMessages();
  const { workflowId } = route.useParams();
  const kept = useQuery(workflowQuery(Number(workflowId)));
  const waiting = (
    <Page title={kept.data?.workflow.workflow_name ?? t('consoleWorkflows.one')}>
      <Card>
        <Loaded query={kept}>{() => <Skeleton lines={6} />}</Loaded>
      </Card>
    </Page>
  );
  if (kept.data === undefined) return waiting;
  return (
    <Suspense fallback={waiting}>
      <WorkflowEditor key={workflowId} kept={kept.data} />
    </Suspense>
  );
}
