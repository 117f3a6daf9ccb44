import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';

export interface AuditFilter {
  action?: string;
  actor_kind?: 'user' | 'api_key' | 'system';
  from?: string;
  to?: string;
}

export function auditLogQuery(filter: AuditFilter) {
  const first: string | null = null;
  return infiniteQueryOptions({
    queryKey: ['audit-log', filter],
    queryFn: ({ pageParam }: { pageParam: string | null }) => {
      const query = { ...filter, limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) };
      return answer(api.GET('/api/v1/tenancy/audit-log', { params: { query } }));
    },
    initialPageParam: first,
    getNextPageParam: (last) => last.next_cursor,
  });
}

export function auditExportAddress(filter: AuditFilter, format: 'csv' | 'jsonl'): string {
  const query = new URLSearchParams({ ...filter, format });
  return `/api/v1/tenancy/audit-log/export?${query}`;
}

export const auditVerificationQuery = queryOptions({
  queryKey: ['audit-log', 'verification'],
  queryFn: () => answer(api.GET('/api/v1/tenancy/audit-log/verification')),
});
