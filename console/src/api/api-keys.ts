import { queryOptions } from '@tanstack/react-query';
import { answer, api, done } from './client.ts';

export const apiKeysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: () => answer(api.GET('/api/v1/tenancy/api-keys', { params: { query: { limit: 200 } } })),
});

export function createApiKey(body: { name: string; permissions: string[] | 'all'; expires_at?: string }) {
  return answer(api.POST('/api/v1/tenancy/api-keys', { body }));
}

export function rotateApiKey(id: number) {
  return answer(api.POST('/api/v1/tenancy/api-keys/{id}/rotate', { params: { path: { id } }, body: {} }));
}

export function removeApiKey(id: number) {
  return done(api.DELETE('/api/v1/tenancy/api-keys/{id}', { params: { path: { id } } }));
}
