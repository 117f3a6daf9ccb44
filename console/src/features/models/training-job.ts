import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { activeJobsQuery, isOver, jobQuery, refetchAfterJob } from '../../api/jobs.ts';
import type { Job } from '../../api/types.ts';

/** The training that the address names, or else the one that runs for this model. */
export function useTrainingJob(modelId: number, named: string | undefined): Job | undefined {
  const queryClient = useQueryClient();
  const active = useQuery(activeJobsQuery).data ?? [];
  const running = active.find(({ subject }) => subject.kind === 'model' && subject.id === modelId);
  const id = named ?? running?.id;
  const job = useQuery({ ...jobQuery(id ?? ''), enabled: id !== undefined }).data;
  const over = job !== undefined && isOver(job);
  useEffect(() => {
    if (!over) return;
    void refetchAfterJob(queryClient, ['models']);
  }, [over, queryClient]);
  return job;
}
