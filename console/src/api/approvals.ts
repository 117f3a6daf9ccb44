import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';
import type { Verdict } from './types.ts';

const pageSize = 50;
const mostCounted = 100;
/** News come by themselves; this is for when they do not. */
const refreshMs = 60_000;

export interface ApprovalFilter {
  /** Only what the reader is asked; else what anybody is. */
  mine: boolean;
  isOpen: boolean;
}

export function approvalsQuery({ mine, isOpen }: ApprovalFilter) {
  const first: string | null = null;
  return infiniteQueryOptions({
    queryKey: ['approvals', 'list', { mine, isOpen }],
    queryFn: ({ pageParam }: { pageParam: string | null }) => {
      const query = {
        mine,
        limit: pageSize,
        ...(isOpen && { status: 'open' as const }),
        ...(pageParam !== null && { cursor: pageParam }),
      };
      return answer(api.GET('/api/v1/ai-analytics/approvals', { params: { query } }));
    },
    initialPageParam: first,
    getNextPageParam: (last) => last.next_cursor,
    refetchInterval: refreshMs,
  });
}

/** How many decisions wait for the reader; a hundred stands for more. */
export const openApprovalsQuery = queryOptions({
  queryKey: ['approvals', 'open'],
  queryFn: async () => {
    const params = { query: { status: 'open' as const, mine: true, limit: mostCounted } };
    const { items } = await answer(api.GET('/api/v1/ai-analytics/approvals', { params }));
    return items.length;
  },
  refetchInterval: refreshMs,
});

export function approvalQuery(id: string) {
  return queryOptions({
    queryKey: ['approvals', id],
    queryFn: () => answer(api.GET('/api/v1/ai-analytics/approvals/{id}', { params: { path: { id } } })),
  });
}

/** What a run has asked people. */
export function runApprovalsQuery(runId: string) {
  const params = { query: { run_id: runId, mine: false, limit: pageSize } };
  return queryOptions({
    queryKey: ['approvals', 'run', runId],
    queryFn: () => answer(api.GET('/api/v1/ai-analytics/approvals', { params })),
  });
}

export function decideApproval(id: string, body: Verdict) {
  return answer(api.POST('/api/v1/ai-analytics/approvals/{id}/decide', { params: { path: { id } }, body }));
}

/** What a signed link asks; whoever has the link needs no account. */
export function approvalLinkQuery(token: string) {
  return queryOptions({
    queryKey: ['approvals', 'link', token],
    queryFn: () => answer(api.GET('/api/v1/ai-analytics/approval-links/{token}', { params: { path: { token } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function decideByLink(token: string, body: Verdict) {
  return answer(api.POST('/api/v1/ai-analytics/approval-links/{token}/decide', { params: { path: { token } }, body }));
}
