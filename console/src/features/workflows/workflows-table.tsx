import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck, CircleX, LoaderCircle } from 'lucide-react';
import { latestRunsQuery, type WorkflowHead } from '../../api/workflows.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import { Icon } from '../../ui/icon.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { EnableSwitch } from './enable-switch.tsx';
import { WorkflowStatus } from './workflow-status.tsx';

interface TableProps {
  workflows: readonly WorkflowHead[];
  organization: string;
  mayChange: boolean;
}

type Run = { workflow_id: number; status: string; created_at: string };

export function WorkflowsTable({ workflows, organization, mayChange }: TableProps) {
  const { t } = useMessages();
  const runs: readonly Run[] = useQuery(latestRunsQuery).data?.items ?? [];
  return (
    <TableScroll label={t('console.nav.workflows')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('consoleWorkflows.name')}</th>
            <th scope="col">{t('consoleWorkflows.state')}</th>
            <th scope="col" className="end wide-only">
              {t('consoleWorkflows.succeeded')}
            </th>
            <th scope="col" className="wide-only">
              {t('consoleWorkflows.lastRun')}
            </th>
            <th scope="col" className="end">
              {t('consoleWorkflows.on')}
            </th>
          </tr>
        </thead>
        <tbody>
          {workflows.map((workflow) => (
            <WorkflowRow
              key={workflow.id}
              workflow={workflow}
              organization={organization}
              mayChange={mayChange}
              run={runs.find(({ workflow_id: id }) => id === workflow.id)}
            />
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

interface RowProps extends Omit<TableProps, 'workflows'> {
  workflow: WorkflowHead;
  run: Run | undefined;
}

function WorkflowRow({ workflow, organization, mayChange, run }: RowProps) {
  const { t, format } = useMessages();
  const { execution_count: all, success_count: good } = workflow;
  return (
    <tr className="workflow-row">
      <th scope="row">
        <Link
          className="table-name"
          to="/o/$organization/workflows/$workflowId"
          params={{ organization, workflowId: String(workflow.id) }}
        >
          <bdi>{workflow.workflow_name}</bdi>
        </Link>
        <span className="workflow-row-trigger small faint">
          <TriggerInWords workflow={workflow} />
        </span>
      </th>
      <td>
        <WorkflowStatus status={workflow.status} />
        {workflow.has_unpublished_changes && workflow.status !== 'draft' && (
          <span className="workflow-row-trigger small faint">{t('consoleWorkflows.unpublished')}</span>
        )}
      </td>
      <td className="end wide-only">
        {all === 0 ? (
          <span className="faint">{t('console.value.none')}</span>
        ) : (
          <>
            <span className="semibold">{format.percent(good / all)}</span>{' '}
            <span className="small faint">{t('consoleWorkflows.ofRuns', { count: all })}</span>
          </>
        )}
      </td>
      <td className="secondary wide-only">
        <LastRun run={run} />
      </td>
      <td className="end">
        <EnableSwitch workflow={workflow} disabled={!mayChange} />
      </td>
    </tr>
  );
}

function LastRun({ run }: { run: Run | undefined }) {
  const { t, format } = useMessages();
  const nowMs = useNow();
  if (run === undefined) return <span className="faint">{t('console.value.none')}</span>;
  const [icon, tone] =
    run.status === 'succeeded'
      ? ([CircleCheck, 'tone-good'] as const)
      : run.status === 'failed'
        ? ([CircleX, 'tone-bad'] as const)
        : ([LoaderCircle, 'faint'] as const);
  const word = run.status === 'succeeded' ? 'succeeded' : run.status === 'failed' ? 'failed' : 'other';
  return (
    <span className="row">
      <span className={tone}>
        <Icon as={icon} size={14} />
      </span>
      <span className="hidden-visually">{t(`consoleWorkflows.run.${word}`)}</span>
      <time dateTime={run.created_at}>{format.relative(run.created_at, nowMs)}</time>
    </span>
  );
}

function TriggerInWords({ workflow }: { workflow: WorkflowHead }) {
  const { t, rich, format } = useMessages();
  const { workflow_type: type, event_types: events } = workflow;
  if ((type === 'event_driven' || type === 'ai_triggered') && events.length > 0) {
    return rich('consoleWorkflows.trigger.event', { events: format.list(events) });
  }
  return t(`consoleWorkflows.trigger.${type}`);
}
