import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Square } from 'lucide-react';
import { useEffect } from 'react';
import { cancelJob, isOver, jobQuery } from '../../api/jobs.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ProgressBar } from '../../ui/progress.tsx';

/** How far an answer is, and the way to stop it. */
export function Computing({ jobId }: { jobId: string }) {
  const { t, format } = useMessages();
  const queryClient = useQueryClient();
  const job = useQuery(jobQuery(jobId)).data;
  const cancel = useMutation({ mutationFn: () => cancelJob(jobId) });
  const isEnded = job !== undefined && isOver(job);
  useEffect(() => {
    if (isEnded) void queryClient.invalidateQueries({ queryKey: ['analyses'] });
  }, [isEnded, queryClient]);
  return (
    <Card>
      <div className="stack-small">
        <div className="row">
          <p className="medium">{t('consoleOutlook.computing')}</p>
          <span className="push-end row">
            <span className="small secondary num">{format.percent(job?.progress ?? 0)}</span>
            <Button size="small" kind="quiet" icon={Square} busy={cancel.isPending} onClick={() => cancel.mutate()}>
              {t('consoleOutlook.stop')}
            </Button>
          </span>
        </div>
        <ProgressBar share={job?.progress ?? 0} label={t('consoleOutlook.computing')} />
      </div>
    </Card>
  );
}
