import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';
import { isStatus } from './errors.ts';
import type { Job } from './types.ts';

const pollMs = 700;
const idlePollMs = 15_000;

export function isOver(job: Job): boolean {
  return job.status === 'succeeded' || job.status === 'failed' || job.status === 'cancelled';
}

/** Asks again while the job runs, and goes on asking while the server is away. */
export function jobQuery(id: string) {
  return queryOptions({
    queryKey: ['jobs', id],
    queryFn: () => answer(api.GET('/api/v1/jobs/{job_id}', { params: { path: { job_id: id } } })),
    refetchInterval: (query) => {
      if (isStatus(query.state.error, 404) || isStatus(query.state.error, 401)) return false;
      return query.state.data !== undefined && isOver(query.state.data) ? false : pollMs;
    },
  });
}

async function listActive(): Promise<Job[]> {
  const page = await answer(api.GET('/api/v1/jobs', { params: { query: { status: 'active', limit: 20 } } }));
  return page.items;
}

export const activeJobsQuery = queryOptions({
  queryKey: ['jobs', 'active'],
  queryFn: listActive,
  refetchInterval: (query) => ((query.state.data?.length ?? 0) > 0 ? 2 * pollMs : idlePollMs),
});

/**
 * Fetches anew what a job has changed. An answer that is under way may be older than the end of the job, so it is
 * given up first: while a query has no data yet, invalidating it alone would wait for that old answer.
 */
export async function refetchAfterJob(queryClient: QueryClient, ...keys: QueryKey[]): Promise<void> {
  await Promise.all(
    [...keys, activeJobsQuery.queryKey].map(async (queryKey) => {
      await queryClient.cancelQueries({ queryKey });
      await queryClient.invalidateQueries({ queryKey });
    }),
  );
}

export function cancelJob(id: string) {
  return answer(api.DELETE('/api/v1/jobs/{job_id}', { params: { path: { job_id: id } } }));
}
