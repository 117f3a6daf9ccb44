import { queryOptions } from '@tanstack/react-query';
import { answer, api, done } from './client.ts';
import type { NewHook } from './types.ts';

export const hooksQuery = (workflowId: number) =>
  queryOptions({
    queryKey: ['workflows', workflowId, 'hooks'],
    queryFn: () =>
      answer(api.GET('/api/v1/ai-analytics/workflows/{id}/hooks', { params: { path: { id: workflowId } } })),
  });

export function createHook(workflowId: number, body: NewHook) {
  return answer(api.POST('/api/v1/ai-analytics/workflows/{id}/hooks', { params: { path: { id: workflowId } }, body }));
}

export function rotateHook(id: number) {
  return answer(api.POST('/api/v1/ai-analytics/hooks/{id}/rotate', { params: { path: { id } }, body: {} }));
}

export function removeHook(id: number) {
  return done(api.DELETE('/api/v1/ai-analytics/hooks/{id}', { params: { path: { id } } }));
}
