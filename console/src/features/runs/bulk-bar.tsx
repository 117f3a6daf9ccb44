import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Ban, ChevronDown, RotateCw } from 'lucide-react';
import { orderRun, retryRuns } from '../../api/runs.ts';
import type { RunFilter } from '../../api/runs.ts';
import type { Run } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Note } from '../../ui/note.tsx';
import { ActionFault } from '../../ui/states.tsx';

interface BulkBarProps {
  /** Those that are chosen. */
  runs: readonly Run[];
  filter: RunFilter;
  onDone(): void;
}

/** What can be done with the runs that are chosen, or with all failed ones of a workflow. */
export function BulkBar({ runs, filter: { workflow, status }, onDone }: BulkBarProps) {
  const { t } = useMessages();
  const retry = useRetryMany(onDone);
  const cancel = useCancelMany(onDone);
  const over = runs.filter(({ status: each }) => each === 'failed' || each === 'cancelled');
  const goingOn = runs.filter(({ finished_at: end }) => end === null);
  const offersAll = runs.length === 0 && status === 'failed' && workflow !== undefined;
  const retried = retry.data;
  const error = retry.error ?? cancel.error;
  const which = offersAll ? { workflow_id: workflow } : { run_ids: over.map(({ id }) => id) };
  return (
    <>
      {(runs.length > 0 || offersAll) && (
        <div className="card bulk-bar">
          <span className="medium grow" aria-live="polite">
            {runs.length > 0 ? t('consoleRuns.bulk.chosen', { count: runs.length }) : t('consoleRuns.bulk.allFailed')}
          </span>
          {(offersAll || over.length > 0) && (
            <span className="split">
              <Button icon={RotateCw} busy={retry.isPending} onClick={() => retry.mutate({ which, version: 'same' })}>
                {offersAll ? t('consoleRuns.bulk.retryAll') : t('consoleRuns.bulk.retry', { count: over.length })}
              </Button>
              <Menu
                label={t('consoleRuns.retry.more')}
                className="button"
                trigger={<Icon as={ChevronDown} size={14} />}
                actions={[
                  {
                    label: t('consoleRuns.retry.failedNewest'),
                    onSelect: () => retry.mutate({ which, version: 'newest' }),
                  },
                ]}
              />
            </span>
          )}
          {goingOn.length > 0 && (
            <Button icon={Ban} busy={cancel.isPending} onClick={() => cancel.mutate(goingOn.map(({ id }) => id))}>
              {t('consoleRuns.bulk.cancel', { count: goingOn.length })}
            </Button>
          )}
        </div>
      )}
      {error !== null && <ActionFault error={error} />}
      {retried !== undefined && (
        <Note tone={retried.refused.length > 0 ? 'warn' : 'good'} urgent>
          <p>
            {t('consoleRuns.bulk.retried', { count: retried.retried.length })}{' '}
            {retried.refused.length > 0 && t('consoleRuns.bulk.refused', { count: retried.refused.length })}
          </p>
        </Note>
      )}
    </>
  );
}

function useRetryMany(onDone: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ which, version }: { which: Parameters<typeof retryRuns>[0]; version: 'same' | 'newest' }) =>
      retryRuns(which, version),
    onSuccess: onDone,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['runs'] }),
  });
}

/** A run that has ended meanwhile needs no cancelling any more. */
function useCancelMany(onDone: () => void) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (ids: readonly string[]) => {
      const outcomes = await Promise.allSettled(ids.map((id) => orderRun(id, 'cancel')));
      const refused = outcomes.find((outcome) => outcome.status === 'rejected');
      if (refused !== undefined && outcomes.every(({ status }) => status === 'rejected')) throw refused.reason;
    },
    onSuccess: onDone,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['runs'] }),
  });
}
