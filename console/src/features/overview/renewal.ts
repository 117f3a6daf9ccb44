import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { isOver, jobQuery, refetchAfterJob } from '../../api/jobs.ts';
import type { ForecastPlan } from '../../api/overview.ts';
import { startAnalysis } from '../../api/overview.ts';
import type { Job } from '../../api/types.ts';
import { useMay } from '../../ui/permission.tsx';

export interface Renewal {
  isAllowed: boolean;
  isStarting: boolean;
  /** While it runs. */
  job: Job | null;
  /** One that the reader has asked for, and that came to nothing. */
  failed: Job | null;
  /** Why it was not even begun; null otherwise. */
  refusal: unknown;
  start(plan: ForecastPlan): void;
}

/** Asks for a new forecast and follows it; also one that somebody else has asked for. */
export function useRenewal(knownJobId: string | null): Renewal {
  const queryClient = useQueryClient();
  const isAllowed = useMay('ai_analytics:predict');
  const [ownJobId, setOwnJobId] = useState<string | null>(null);
  const jobId = knownJobId ?? ownJobId;
  const job = useQuery({ ...jobQuery(jobId ?? ''), enabled: jobId !== null }).data;
  const starting = useMutation({
    mutationFn: (plan: ForecastPlan) => startAnalysis('revenue_forecast', plan),
    onSuccess: async ({ jobId: started }) => {
      setOwnJobId(started);
      await refetchAfterJob(queryClient, ...(started === null ? [['dashboard']] : []));
    },
  });

  const status = job?.status;
  useEffect(() => {
    if (status === 'succeeded') void refetchAfterJob(queryClient, ['dashboard']);
  }, [status, queryClient]);

  const isRunning = job !== undefined && !isOver(job);
  return {
    isAllowed,
    isStarting: starting.isPending,
    job: isRunning ? job : null,
    failed: job?.status === 'failed' && ownJobId !== null ? job : null,
    refusal: starting.error,
    start: (plan) => starting.mutate(plan),
  };
}
