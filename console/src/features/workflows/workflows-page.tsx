import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Plus, SearchX, Workflow as WorkflowIcon } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { type WorkflowHead, workflowsQuery } from '../../api/workflows.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { present } from '../../lib/url-state.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Page } from '../../ui/page.tsx';
import { useMay } from '../../ui/permission.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { PlanNote } from './plan-note.tsx';
import { WorkflowsTable } from './workflows-table.tsx';
import './workflows.css';

const NewWorkflowDialog = lazy(async () => ({
  default: (await import('./new-workflow-dialog.tsx')).NewWorkflowDialog,
}));

const route = getRouteApi('/o/$organization/workflows/');
const statuses = ['active', 'inactive', 'draft', 'frozen'] as const;

export function WorkflowsPage() {
  const { t } = useMessages();
  const [{ q = '', status, add, template, answer }, setSearch] = useListSearch();
  const { organization } = route.useParams();
  const workflows = useQuery(workflowsQuery);
  const mayChange = useMay('ai_analytics:automation');
  const openNew = (open: boolean) =>
    setSearch({ add: open ? true : undefined, template: undefined, answer: undefined });
  const addButton = mayChange && (
    <Button kind="primary" icon={Plus} onClick={() => openNew(true)}>
      {t('consoleWorkflows.new')}
    </Button>
  );
  const some = workflows.data !== undefined && workflows.data.items.length > 0;
  return (
    <Page title={t('console.nav.workflows')} {...(some && { actions: addButton })}>
      <PlanNote workflows={workflows.data?.items ?? []} organization={organization} />
      {some && <Filters q={q} status={status} />}
      <Card flush>
        <Loaded query={workflows}>
          {({ items }) => {
            if (items.length === 0) {
              return <Empty icon={WorkflowIcon} text={t('consoleWorkflows.empty')} action={addButton} />;
            }
            const shown = items.filter((one) => fits(one, q, status));
            return shown.length === 0 ? (
              <Empty icon={SearchX} text={t('consoleWorkflows.noneFit')} />
            ) : (
              <WorkflowsTable workflows={shown} organization={organization} mayChange={mayChange} />
            );
          }}
        </Loaded>
      </Card>
      {add === true && mayChange && (
        <Suspense>
          <NewWorkflowDialog
            organization={organization}
            template={template}
            answer={answer}
            onClose={() => openNew(false)}
          />
        </Suspense>
      )}
    </Page>
  );
}

interface Search {
  q?: string;
  status?: WorkflowHead['status'];
  /** Whether the dialog for a new one is open. */
  add?: boolean;
  /** The template that it begins with. */
  template?: string;
  /** The analysis whose list it is tried with. */
  answer?: string;
}

type Change = { [Name in keyof Search]?: Search[Name] | undefined };

function useListSearch(): [Search, (change: Change) => void] {
  const navigate = route.useNavigate();
  return [
    route.useSearch(),
    (change) => void navigate({ search: (now: Search) => present({ ...now, ...change }), replace: true }),
  ];
}

function fits(workflow: WorkflowHead, q: string, status: WorkflowHead['status'] | undefined): boolean {
  const named = workflow.workflow_name.toLocaleLowerCase().includes(q.trim().toLocaleLowerCase());
  return named && (status === undefined || workflow.status === status);
}

function Filters({ q, status }: { q: string; status: WorkflowHead['status'] | undefined }) {
  const { t } = useMessages();
  const [, setSearch] = useListSearch();
  return (
    <div className="row row-wrap" role="search">
      <input
        type="search"
        className="input workflow-search"
        aria-label={t('consoleWorkflows.search')}
        placeholder={t('consoleWorkflows.search')}
        value={q}
        onChange={({ target }) => setSearch({ q: target.value || undefined })}
      />
      <Segments<WorkflowHead['status'] | 'all'>
        label={t('consoleWorkflows.state')}
        value={status ?? 'all'}
        options={[
          { value: 'all', label: t('consoleWorkflows.all') },
          ...statuses.map((value) => ({ value, label: t(`consoleWorkflows.status.${value}`) })),
        ]}
        onChange={(value) => setSearch({ status: value === 'all' ? undefined : value })}
      />
    </div>
  );
}
