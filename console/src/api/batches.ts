import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answer, api, requestHeaders } from './client.ts';
import { errorFrom, unreachable } from './errors.ts';
import type { BatchResult } from './types.ts';

const mostBatches = 200;
const pollMs = 1000;
const pageSize = 25;
const largePage = 1000;
/** So many results are looked at for a picture of them; a file holds all. */
const mostPictured = 5000;

/** The batches of one model, the latest first. Asks again while one of them is under way. */
export function batchesQuery(modelId: number) {
  return queryOptions({
    queryKey: ['batches', 'of', modelId],
    queryFn: async () => {
      const query = { limit: mostBatches };
      const { items } = await answer(api.GET('/api/v1/ai-analytics/predict/batches', { params: { query } }));
      return items.filter((batch) => batch.model_id === modelId);
    },
    refetchInterval: (query) =>
      query.state.data?.some(({ finished_at: finishedAt }) => finishedAt === null) === true ? pollMs : false,
  });
}

export function resultsQuery(batchId: number) {
  const first: string | null = null;
  return infiniteQueryOptions({
    queryKey: ['batches', batchId, 'results'],
    queryFn: ({ pageParam }: { pageParam: string | null }) => listResults(batchId, pageSize, pageParam),
    initialPageParam: first,
    getNextPageParam: (last) => last.next_cursor,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** As many results as a picture needs, in one piece. */
export function allResultsQuery(batchId: number) {
  return queryOptions({
    queryKey: ['batches', batchId, 'all'],
    queryFn: async () => {
      const items: BatchResult[] = [];
      let cursor: string | null = null;
      do {
        // Each page is known only from the one before.
        // oxlint-disable-next-line no-await-in-loop
        const page: ResultPage = await listResults(batchId, largePage, cursor);
        items.push(...page.items);
        cursor = page.next_cursor;
      } while (cursor !== null && items.length < mostPictured);
      return { items, isWhole: cursor === null };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

type ResultPage = Awaited<ReturnType<typeof listResults>>;

function listResults(id: number, limit: number, cursor: string | null) {
  const params = { path: { id }, query: { limit, ...(cursor !== null && { cursor }) } };
  return answer(api.GET('/api/v1/ai-analytics/predict/batches/{id}/results', { params }));
}

interface Started {
  batchId: number;
  jobId: string;
}

export async function startDatasetBatch(modelId: number, dataset: string, keyColumn: string | null): Promise<Started> {
  const body = { model_id: modelId, dataset, ...(keyColumn !== null && { key_column: keyColumn }) };
  const made = await answer(api.POST('/api/v1/ai-analytics/predict/batch', { body }));
  if (!('batch_id' in made)) throw errorFrom(500, null);
  return { batchId: made.batch_id, jobId: made.job_id };
}

/** Sends a file as it is; the answer is a job that scores its rows. */
export async function startFileBatch(modelId: number, file: File): Promise<Started> {
  const isTabs = /\.(tsv|tab)$/i.test(file.name);
  const response = await fetch(`/api/v1/ai-analytics/predict/batches?model_id=${modelId}`, {
    method: 'POST',
    headers: {
      ...requestHeaders(),
      'content-type': isTabs ? 'text/tab-separated-values' : 'text/csv',
      'x-file-name': encodeURIComponent(file.name),
    },
    body: file,
  }).catch(() => {
    throw unreachable();
  });
  const body: unknown = await response.json().catch(() => null);
  const isStarted = typeof body === 'object' && body !== null && 'batch_id' in body && 'job_id' in body;
  if (!response.ok || !isStarted) throw errorFrom(response.status, body);
  return { batchId: Number(body.batch_id), jobId: String(body.job_id) };
}

export const batchFileAddress = (id: number): string => `/api/v1/ai-analytics/predict/batches/${id}/results.csv`;
export const batchRejectionsAddress = (id: number): string =>
  `/api/v1/ai-analytics/predict/batches/${id}/rejected-rows`;
