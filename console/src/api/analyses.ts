import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';
import type { Analysis, AnalysisKind } from './types.ts';

const pollMs = 1000;
const mostEarlier = 20;
const pageSize = 25;
const largePage = 200;

/** The latest answers to one question, without what they found. */
export function analysesQuery(kind: AnalysisKind, language: string) {
  const query = { kind, limit: mostEarlier };
  return queryOptions({
    queryKey: ['analyses', kind, language],
    queryFn: () => answer(api.GET('/api/v1/ai-analytics/predictive', { params: { query } })),
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) === true ? pollMs : false),
  });
}

export const isUnderWay = ({ status }: Pick<Analysis, 'status'>): boolean => status === 'running';

export function analysisQuery(id: number, language: string) {
  return queryOptions({
    queryKey: ['analyses', 'one', id, language],
    queryFn: () => answer(api.GET('/api/v1/ai-analytics/predictive/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data !== undefined && isUnderWay(state.data) ? pollMs : false),
  });
}

/** Asks a question; a job answers it. What is not said is as usual. */
export async function askAnalysis(kind: AnalysisKind, parameters: Record<string, unknown>): Promise<number> {
  const body = { kind, parameters, wait_seconds: 0 };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server looks at what is inside, and names every fault
  const made = await answer(api.POST('/api/v1/ai-analytics/predictive', { body: body as never }));
  return 'id' in made ? made.id : made.analysis_id;
}

/** Which lines of a list are wanted. */
export interface ItemFilter {
  status?: 'active' | 'lost' | 'order_now' | 'enough' | 'overstock' | 'dead' | 'no_demand' | undefined;
  risk?: 'low' | 'medium' | 'high' | undefined;
  class?: 'A' | 'B' | 'C' | undefined;
  search?: string | undefined;
}

function queryOf(filter: ItemFilter) {
  const { status, risk, search } = filter;
  return {
    ...(status !== undefined && { status }),
    ...(risk !== undefined && { risk }),
    ...(filter.class !== undefined && { class: filter.class }),
    ...(search !== undefined && { search }),
  };
}

/** What an analysis found, one by one, the most valuable first. */
export function itemsQuery(id: number, filter: ItemFilter, language: string) {
  const first: string | null = null;
  const wanted = queryOf(filter);
  return infiniteQueryOptions({
    queryKey: ['analyses', 'one', id, 'items', wanted, language],
    queryFn: ({ pageParam }: { pageParam: string | null }) => {
      const query = { limit: pageSize, ...wanted, ...(pageParam !== null && { cursor: pageParam }) };
      return answer(api.GET('/api/v1/ai-analytics/predictive/{id}/items', { params: { path: { id }, query } }));
    },
    initialPageParam: first,
    getNextPageParam: (last) => last.next_cursor,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** As many lines as one page holds. */
export async function listItems(id: number) {
  const params = { path: { id }, query: { limit: largePage } };
  const { items } = await answer(api.GET('/api/v1/ai-analytics/predictive/{id}/items', { params }));
  return items;
}

export function itemsFileAddress(id: number, filter: ItemFilter): string {
  const query = new URLSearchParams(queryOf(filter)).toString();
  return `/api/v1/ai-analytics/predictive/${id}/items/export${query && `?${query}`}`;
}
