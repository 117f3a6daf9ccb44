import { queryOptions } from '@tanstack/react-query';
import { answer, api, done } from './client.ts';
import type { CredentialContent, NewCredential } from './types.ts';

export const credentialsQuery = queryOptions({
  queryKey: ['credentials'],
  queryFn: () => answer(api.GET('/api/v1/ai-analytics/credentials', { params: { query: { limit: 200 } } })),
});

export function createCredential(body: NewCredential) {
  return answer(api.POST('/api/v1/ai-analytics/credentials', { body }));
}

export function replaceCredential(id: number, body: CredentialContent) {
  return answer(api.PUT('/api/v1/ai-analytics/credentials/{id}', { params: { path: { id } }, body }));
}

export function removeCredential(id: number) {
  return done(api.DELETE('/api/v1/ai-analytics/credentials/{id}', { params: { path: { id } } }));
}
