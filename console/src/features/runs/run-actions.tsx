import { useQuery } from '@tanstack/react-query';
import { Ban, ChevronDown, Pause, Play, RotateCw, Workflow as WorkflowIcon } from 'lucide-react';
import { workflowNamesQuery } from '../../api/runs.ts';
import type { RunDetails } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import { useMay } from '../../ui/permission.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { useOrder, useRetry } from './use-run-orders.ts';

/** What comes next for this run. A cancelled one can go on from where it stood, so nothing is asked first. */
export function RunActions({ run, organization }: { run: RunDetails; organization: string }) {
  const { t } = useMessages();
  const maySteer = useMay('ai_analytics:automation');
  return (
    <>
      <ButtonLink
        icon={WorkflowIcon}
        to="/o/$organization/workflows/$workflowId"
        params={{ organization, workflowId: String(run.workflow_id) }}
        search={{ run: run.id }}
      >
        {t('consoleRuns.editor')}
      </ButtonLink>
      {maySteer && (run.finished_at === null ? <Steering run={run} /> : <Retrying run={run} />)}
    </>
  );
}

function Steering({ run }: { run: RunDetails }) {
  const { t } = useMessages();
  const order = useOrder(run.id);
  const isPaused = run.status === 'paused';
  return (
    <>
      {order.isError && <ActionFault error={order.error} />}
      <Button
        icon={isPaused ? Play : Pause}
        kind={isPaused ? 'primary' : 'plain'}
        busy={order.isPending && order.variables !== 'cancel'}
        onClick={() => order.mutate(isPaused ? 'resume' : 'pause')}
      >
        {t(isPaused ? 'consoleRuns.resume' : 'consoleRuns.pause')}
      </Button>
      <Button icon={Ban} busy={order.isPending && order.variables === 'cancel'} onClick={() => order.mutate('cancel')}>
        {t('consoleRuns.cancel')}
      </Button>
    </>
  );
}

function Retrying({ run }: { run: RunDetails }) {
  const { t } = useMessages();
  const retry = useRetry(run.id);
  const newest = useQuery(workflowNamesQuery).data?.get(run.workflow_id)?.version ?? null;
  const hasNewer = newest !== null && run.version !== null && newest > run.version;
  const isDone = run.status === 'succeeded';
  const actions = [
    ...(isDone ? [] : [{ from: 'start', version: 'same', label: t('consoleRuns.retry.start') } as const]),
    ...(hasNewer && !isDone
      ? [{ from: 'failed', version: 'newest', label: t('consoleRuns.retry.failedNewest') } as const]
      : []),
    ...(hasNewer ? [{ from: 'start', version: 'newest', label: t('consoleRuns.retry.startNewest') } as const] : []),
  ];
  return (
    <>
      {retry.isError && <ActionFault error={retry.error} />}
      <span className="split">
        <Button
          kind={isDone ? 'plain' : 'primary'}
          icon={RotateCw}
          busy={retry.isPending}
          onClick={() => retry.mutate({ from: isDone ? 'start' : 'failed', version: 'same' })}
        >
          {t(
            isDone ? 'consoleRuns.retry.again' : `consoleRuns.retry.${run.status === 'failed' ? 'failed' : 'stopped'}`,
          )}
        </Button>
        {actions.length > 0 && (
          <Menu
            label={t('consoleRuns.retry.more')}
            className={isDone ? 'button' : 'button button-primary'}
            trigger={<Icon as={ChevronDown} size={14} />}
            actions={actions.map(({ label, ...wish }) => ({ label, onSelect: () => retry.mutate(wish) }))}
          />
        )}
      </span>
    </>
  );
}
