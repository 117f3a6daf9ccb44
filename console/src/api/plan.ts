import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';

export const plansQuery = queryOptions({
  queryKey: ['plans'],
  queryFn: () => answer(api.GET('/api/v1/tenancy/plans')),
  staleTime: Number.POSITIVE_INFINITY,
});

export const planQuery = queryOptions({
  queryKey: ['plan'],
  queryFn: () => answer(api.GET('/api/v1/tenancy/plan')),
});

export const usageQuery = queryOptions({
  queryKey: ['usage'],
  queryFn: () => answer(api.GET('/api/v1/tenancy/usage', { params: { query: { days: 1 } } })),
});

/** With `dry_run` it says what would be frozen, and changes nothing. */
export function updatePlan(body: { plan: string; dry_run: boolean }) {
  return answer(api.PUT('/api/v1/tenancy/plan', { body }));
}
