import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { importQuery } from '../../api/datasets.ts';
import { isOver, jobQuery, refetchAfterJob } from '../../api/jobs.ts';
import type { DataImport } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { JobProgress } from '../../ui/job-progress.tsx';
import { Skeleton } from '../../ui/states.tsx';
import { ImportEnd } from './import-end.tsx';

/** Follows the import's job; once it is over, fetches the import and the dataset that it made. */
export function UnfinishedImport({ dataImport, organization }: { dataImport: DataImport; organization: string }) {
  const { t } = useMessages();
  const queryClient = useQueryClient();
  const job = useQuery(jobQuery(dataImport.job_id)).data;
  const over = job !== undefined && isOver(job);
  useEffect(() => {
    if (over) void refetchAfterJob(queryClient, importQuery(dataImport.id).queryKey, ['datasets']);
  }, [over, dataImport.id, queryClient]);

  if (job === undefined || job.status === 'succeeded') return <Skeleton lines={5} />;
  if (over) return <ImportEnd job={job} dataset={dataImport.dataset} organization={organization} />;
  return (
    <JobProgress
      job={job}
      kind="import"
      title={t('console.jobs.import')}
      cancelLabel={t('consoleData.import.cancel')}
    />
  );
}
