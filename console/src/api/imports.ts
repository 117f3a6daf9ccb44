import { queryOptions } from '@tanstack/react-query';
import { answer, api, requestHeaders } from './client.ts';
import { errorFrom, unreachable } from './errors.ts';
import type { Inspection } from './types.ts';

/** What one may say of a file and of what is to be done with it. */
export interface ImportOptions {
  mapping?: Inspection['proposed_mapping'];
  key?: string[];
  existing?: 'reject' | 'update' | 'skip';
  repeat?: true;
}

/** The server looks at no more than this of a file. */
const beginningBytes = 4_000_000;

export function contentTypeOf(fileName: string): string {
  if (/\.(jsonl|ndjson)$/i.test(fileName)) return 'application/x-ndjson';
  return /\.(csv|tsv|txt)$/i.test(fileName) ? 'text/csv' : 'application/octet-stream';
}

/** What an import of the file would do, said from its beginning. */
export function inspectionQuery(file: File, dataset: string | undefined) {
  return queryOptions({
    queryKey: ['inspections', file.name, file.size, file.lastModified, dataset ?? null],
    queryFn: ({ signal }) => inspect(file, dataset, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

async function inspect(file: File, dataset: string | undefined, signal: AbortSignal): Promise<Inspection> {
  const query = dataset === undefined ? '' : `?dataset=${encodeURIComponent(dataset)}`;
  const response = await fetch(`/api/v1/data/imports/inspections${query}`, {
    method: 'POST',
    headers: { ...requestHeaders(), 'content-type': contentTypeOf(file.name) },
    body: file.slice(0, beginningBytes),
    signal,
  }).catch(() => {
    throw unreachable();
  });
  const body: unknown = await response.json().catch(() => null);
  if (!isInspection(response, body)) throw errorFrom(response.status, body);
  return body;
}

function isInspection(response: Response, body: unknown): body is Inspection {
  return response.ok && body !== null;
}

export function undoImport(id: number) {
  return answer(api.POST('/api/v1/data/imports/{id}/undo', { params: { path: { id } } }));
}
