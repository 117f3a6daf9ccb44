import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';

export const datasetsQuery = queryOptions({
  queryKey: ['datasets'],
  queryFn: () => answer(api.GET('/api/v1/data/datasets', { params: { query: { limit: 200 } } })),
});

export function datasetQuery(name: string) {
  return queryOptions({
    queryKey: ['datasets', name],
    queryFn: () => answer(api.GET('/api/v1/data/datasets/{name}', { params: { path: { name } } })),
  });
}

export function importsQuery(dataset: string) {
  return queryOptions({
    queryKey: ['imports', 'of', dataset],
    queryFn: () => answer(api.GET('/api/v1/data/imports', { params: { query: { dataset, limit: 50 } } })),
  });
}

export function importQuery(id: number) {
  return queryOptions({
    queryKey: ['imports', id],
    queryFn: () => answer(api.GET('/api/v1/data/imports/{id}', { params: { path: { id } } })),
  });
}

export function rejectedRowsAddress(importId: number): string {
  return `/api/v1/data/imports/${importId}/rejected-rows`;
}
