import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';
import type { NewModel } from './types.ts';

export const modelsQuery = queryOptions({
  queryKey: ['models'],
  queryFn: () => answer(api.GET('/api/v1/ai-analytics/models', { params: { query: { limit: 200 } } })),
});

export function modelQuery(id: number) {
  return queryOptions({
    queryKey: ['models', id],
    queryFn: () => answer(api.GET('/api/v1/ai-analytics/models/{id}', { params: { path: { id } } })),
  });
}

export function performanceQuery(id: number) {
  return queryOptions({
    queryKey: ['models', id, 'performance'],
    queryFn: () => answer(api.GET('/api/v1/ai-analytics/models/{id}/performance', { params: { path: { id } } })),
  });
}

export function createModel(body: NewModel) {
  return answer(api.POST('/api/v1/ai-analytics/models', { body }));
}

export function trainModel(id: number, options: { validationSplit: number }) {
  const body = { validation_split: options.validationSplit };
  return answer(api.POST('/api/v1/ai-analytics/models/{id}/train', { params: { path: { id } }, body }));
}

export function deployModel(id: number, options: { version?: number; force?: boolean; reason?: string }) {
  const body = { ...options, monitoring_enabled: true };
  return answer(api.POST('/api/v1/ai-analytics/models/{id}/deploy', { params: { path: { id } }, body }));
}
