import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';
import { errorFrom } from './errors.ts';
import type { DataRecord } from './types.ts';

const pageSize = 50;

/** Which records are asked for, and from where on. */
export interface RecordsRequest {
  sort?: string | undefined;
  search?: string | undefined;
  /** Conditions as JSON. */
  filter?: string | undefined;
  cursor?: string | undefined;
}

export function recordsQuery(name: string, request: RecordsRequest) {
  const { sort, search, filter, cursor } = request;
  const query = {
    limit: pageSize,
    ...(sort !== undefined && { sort }),
    ...(search !== undefined && { search }),
    ...(filter !== undefined && { filter }),
    ...(cursor !== undefined && { cursor }),
  };
  return queryOptions({
    queryKey: ['records', name, query],
    queryFn: () => answer(api.GET('/api/v1/data/datasets/{name}/records', { params: { path: { name }, query } })),
    placeholderData: keepPreviousData,
  });
}

export interface OneRecord {
  record: DataRecord;
  /** What the server knows this state by, so that nobody's change in the meantime is overwritten. */
  etag: string | null;
}

export function recordQuery(name: string, key: string) {
  return queryOptions({
    queryKey: ['records', name, 'one', key],
    queryFn: async (): Promise<OneRecord> => {
      const params = { path: { name, key } };
      const { data, error, response } = await api.GET('/api/v1/data/datasets/{name}/records/{key}', { params });
      if (data === undefined) throw errorFrom(response.status, error);
      return { record: data, etag: response.headers.get('etag') };
    },
    staleTime: 0,
  });
}

export function recordHistoryQuery(name: string, key: string) {
  const params = { path: { name, key }, query: { limit: 50 } };
  return queryOptions({
    queryKey: ['records', name, 'history', key],
    queryFn: () => answer(api.GET('/api/v1/data/datasets/{name}/records/{key}/history', { params })),
  });
}

type Values = Record<string, unknown>;

/** Each change answers what names it, so that it can be taken back; null where nothing has changed. */
export async function createRecord(name: string, values: Values): Promise<string | null> {
  const made = await answer(
    api.POST('/api/v1/data/datasets/{name}/records', { params: { path: { name } }, body: { records: [values] } }),
  );
  return made.change_set;
}

export async function updateRecord(name: string, { record, etag }: OneRecord, values: Values): Promise<string | null> {
  const { error, response } = await api.PATCH('/api/v1/data/datasets/{name}/records/{key}', {
    params: { path: { name, key: record.key }, ...(etag !== null && { header: { 'if-match': etag } }) },
    body: { values },
  });
  if (!response.ok) throw errorFrom(response.status, error);
  return response.headers.get('change-set');
}

export async function removeRecord(name: string, key: string): Promise<string | null> {
  const { error, response } = await api.DELETE('/api/v1/data/datasets/{name}/records/{key}', {
    params: { path: { name, key } },
  });
  if (!response.ok) throw errorFrom(response.status, error);
  return response.headers.get('change-set');
}

export function undoChange(name: string, changeSet: string) {
  return answer(
    api.POST('/api/v1/data/datasets/{name}/changes/{change_set}/undo', {
      params: { path: { name, change_set: changeSet } },
    }),
  );
}

export function exportAddress(name: string, format: 'csv' | 'jsonl'): string {
  return `/api/v1/data/datasets/${encodeURIComponent(name)}/exports?format=${format}`;
}
