import type { QueryClient } from '@tanstack/react-query';
import type { RecordsRequest } from './records.ts';

/**
 * The page that leads to this one, as far as it has been looked at: pages know only the next.
 * @returns null where it is not known; without a cursor it is the first
 */
export function findPageBefore(
  queryClient: QueryClient,
  name: string,
  request: RecordsRequest,
): { cursor: string | undefined } | null {
  for (const query of queryClient.getQueryCache().findAll({ queryKey: ['records', name] })) {
    const [, , asked] = query.queryKey;
    const page = query.state.data;
    const isPage = typeof asked === 'object' && asked !== null && typeof page === 'object' && page !== null;
    if (!isPage || !('next_cursor' in page) || page.next_cursor !== request.cursor) continue;
    const known: RecordsRequest = asked;
    if (asking(known) === asking(request)) return { cursor: known.cursor };
  }
  return null;
}

const asking = ({ sort, search, filter }: RecordsRequest): string => JSON.stringify([sort, search, filter]);
