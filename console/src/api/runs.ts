import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';
import type { RetryWish, Run, StepAttempt } from './types.ts';

export type RunStatus = Run['status'];

export interface RunFilter {
  workflow?: number | undefined;
  status?: RunStatus | undefined;
  /** Runs begun then or later, as an instant. */
  from?: string | undefined;
}

const pageSize = 50;
/** News come by themselves; this is for when they do not. */
const pollMs = 4000;
const slowPollMs = 30_000;
const mostStepPages = 5;
const stepsPerPage = 200;

const isOver = ({ finished_at: end }: Pick<Run, 'finished_at'>): boolean => end !== null;

async function listRuns({ workflow, status, from }: RunFilter, cursor: string | null) {
  const query = {
    limit: pageSize,
    ...(workflow !== undefined && { workflow_id: workflow }),
    ...(status !== undefined && { status }),
    ...(from !== undefined && { from }),
    ...(cursor !== null && { cursor }),
  };
  return answer(api.GET('/api/v1/ai-analytics/workflow-runs', { params: { query } }));
}

export function runsQuery(filter: RunFilter) {
  const first: string | null = null;
  return infiniteQueryOptions({
    queryKey: ['runs', 'list', filter],
    queryFn: ({ pageParam }: { pageParam: string | null }) => listRuns(filter, pageParam),
    initialPageParam: first,
    getNextPageParam: (last) => last.next_cursor,
    refetchInterval: (query) =>
      query.state.data?.pages.every(({ items }) => items.every(isOver)) === true ? slowPollMs : pollMs,
  });
}

export function runQuery(id: string) {
  return queryOptions({
    queryKey: ['runs', id],
    queryFn: () => answer(api.GET('/api/v1/ai-analytics/workflow-runs/{id}', { params: { path: { id } } })),
    refetchInterval: (query) => (query.state.data === undefined || isOver(query.state.data) ? false : pollMs),
  });
}

/** The attempts of a run, at most so many that a page can show them. */
async function listSteps(id: string): Promise<{ attempts: StepAttempt[]; isWhole: boolean }> {
  const attempts: StepAttempt[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < mostStepPages; page += 1) {
    const query = { limit: stepsPerPage, ...(cursor !== null && { cursor }) };
    const params = { path: { id }, query };
    const found: { items: StepAttempt[]; next_cursor: string | null } = await answer(
      api.GET('/api/v1/ai-analytics/workflow-runs/{id}/steps', { params }),
    );
    attempts.push(...found.items);
    cursor = found.next_cursor;
    if (cursor === null) return { attempts, isWhole: true };
  }
  return { attempts, isWhole: false };
}

export function runStepsQuery(id: string, isUnderWay: boolean) {
  return queryOptions({
    queryKey: ['runs', id, 'steps'],
    queryFn: () => listSteps(id),
    refetchInterval: isUnderWay ? pollMs : false,
  });
}

/** The runs that a failed one has led to. */
export function answeringRunsQuery(id: string) {
  const params = { query: { parent_run_id: id, limit: 10 } };
  return queryOptions({
    queryKey: ['runs', id, 'answers'],
    queryFn: () => answer(api.GET('/api/v1/ai-analytics/workflow-runs', { params })),
  });
}

/** Names of workflows by id, also of those that are no longer active. */
export const workflowNamesQuery = queryOptions({
  queryKey: ['workflows', 'names'],
  queryFn: async () => {
    const { items } = await answer(api.GET('/api/v1/ai-analytics/workflows', { params: { query: { limit: 200 } } }));
    return new Map(items.map(({ id, workflow_name: name, published_version: version }) => [id, { name, version }]));
  },
  staleTime: 60_000,
});

export type RunOrder = 'cancel' | 'pause' | 'resume';

export function orderRun(id: string, order: RunOrder) {
  return answer(api.POST(`/api/v1/ai-analytics/workflow-runs/{id}/${order}`, { params: { path: { id } } }));
}

export function retryRun(id: string, body: RetryWish) {
  return answer(api.POST('/api/v1/ai-analytics/workflow-runs/{id}/retry', { params: { path: { id } }, body }));
}

export function retryRuns(which: { run_ids: string[] } | { workflow_id: number }, version: 'same' | 'newest') {
  const body = { ...which, from: 'failed' as const, version };
  return answer(api.POST('/api/v1/ai-analytics/workflow-runs/retry', { body }));
}
