import { queryOptions } from '@tanstack/react-query';
import { answer, api, requestHeaders } from './client.ts';
import { errorFrom, unreachable } from './errors.ts';
import { keepFile } from './download.ts';
import type { Query } from './types.ts';

/** What is asked: a query of one's own, a metric, or SQL. Address and body are those of the interface. */
export type Asked =
  | { kind: 'query'; body: Query }
  | { kind: 'metric'; name: string; values: MetricValues }
  | { kind: 'sql'; body: { sql: string; limit: number } };

export interface MetricValues {
  from: string;
  to: string;
  grain?: 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year' | 'total';
  dimensions?: string;
  compare?: 'previous_period' | 'previous_year';
}

export const metricsQuery = queryOptions({
  queryKey: ['metrics'],
  queryFn: () => answer(api.GET('/api/v1/data/metrics')),
});

export function questionQuery(asked: Asked) {
  return queryOptions({
    queryKey: ['questions', asked],
    queryFn: ({ signal }) => ask(asked, signal),
    staleTime: 60_000,
  });
}

function ask(asked: Asked, signal: AbortSignal) {
  if (asked.kind === 'query') return answer(api.POST('/api/v1/data/query', { body: asked.body, signal }));
  if (asked.kind === 'sql') return answer(api.POST('/api/v1/data/sql', { body: asked.body, signal }));
  const params = { path: { name: asked.name }, query: asked.values };
  return answer(api.GET('/api/v1/data/metrics/{name}/values', { params, signal }));
}

interface AskedRequest {
  method: 'GET' | 'POST';
  address: string;
  body: string | null;
}

/** The question as a request, for whoever asks it from elsewhere. */
export function requestOf(asked: Asked): AskedRequest {
  if (asked.kind === 'metric') {
    const query = new URLSearchParams(Object.entries(asked.values).map(([name, value]) => [name, String(value)]));
    const address = `/api/v1/data/metrics/${encodeURIComponent(asked.name)}/values?${query}`;
    return { method: 'GET', address, body: null };
  }
  return { method: 'POST', address: `/api/v1/data/${asked.kind}`, body: JSON.stringify(asked.body) };
}

/** Asks once more, for a file. */
export async function downloadAnswer(asked: Asked, format: 'csv' | 'json'): Promise<void> {
  const { method, address, body } = requestOf(asked);
  const response = await fetch(`${address}${address.includes('?') ? '&' : '?'}format=${format}`, {
    method,
    headers: { ...requestHeaders(), ...(body !== null && { 'content-type': 'application/json' }) },
    body,
  }).catch(() => {
    throw unreachable();
  });
  if (!response.ok) throw errorFrom(response.status, await response.json().catch(() => null));
  keepFile(await response.blob(), `answer.${format}`);
}
