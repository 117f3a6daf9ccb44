import { useQuery } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import { workflowNamesQuery } from '../../api/runs.ts';
import type { RunDetails } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { useMay } from '../../ui/permission.tsx';
import { ActionFault } from '../../ui/states.tsx';
import type { TimelineRow } from './timeline.ts';
import { useRetry } from './use-run-orders.ts';

/** Begins a run that is over again at one of its steps. */
export function RetryHere({ run, row }: { run: RunDetails; row: TimelineRow }) {
  const { t } = useMessages();
  const retry = useRetry(run.id);
  const maySteer = useMay('ai_analytics:automation');
  const newest = useQuery(workflowNamesQuery).data?.get(run.workflow_id)?.version ?? 0;
  if (!maySteer) return null;
  const from = { step_key: row.key };
  return (
    <div className="row row-wrap">
      <Button
        size="small"
        icon={RotateCw}
        busy={retry.isPending}
        onClick={() => retry.mutate({ from, version: 'same' })}
      >
        {t('consoleRuns.retry.here')}
      </Button>
      {newest > (run.version ?? newest) && (
        <Button size="small" kind="quiet" onClick={() => retry.mutate({ from, version: 'newest' })}>
          {t('consoleRuns.retry.hereNewest')}
        </Button>
      )}
      {retry.isError && <ActionFault error={retry.error} />}
    </div>
  );
}
