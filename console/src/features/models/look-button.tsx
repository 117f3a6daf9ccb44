import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ScanEye } from 'lucide-react';
import { useEffect } from 'react';
import { isOver, jobQuery } from '../../api/jobs.ts';
import { startLook } from '../../api/models.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { useMay } from '../../ui/permission.tsx';
import { ActionFault } from '../../ui/states.tsx';

/** Looks now; what is found stands on the page when the look is over. */
export function LookButton({ id, isPossible }: { id: number; isPossible: boolean }) {
  const { t } = useMessages();
  const queryClient = useQueryClient();
  const mayManage = useMay('ai_analytics:manage');
  const look = useMutation({ mutationFn: () => startLook(id) });
  const jobId = look.data?.job_id;
  const job = useQuery({ ...jobQuery(jobId ?? ''), enabled: jobId !== undefined }).data;
  const isDone = job !== undefined && isOver(job);
  useEffect(() => {
    if (isDone) void queryClient.invalidateQueries({ queryKey: ['models', id] });
  }, [isDone, queryClient, id]);
  if (!mayManage || !isPossible) return null;
  return (
    <>
      {look.isError && <ActionFault error={look.error} />}
      <Button
        size="small"
        icon={ScanEye}
        busy={look.isPending || (jobId !== undefined && !isDone)}
        onClick={() => look.mutate()}
      >
        {t('consoleWatch.look')}
      </Button>
    </>
  );
}
