import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';
import type { OrganizationChange } from './types.ts';

export const organizationQuery = queryOptions({
  queryKey: ['organization'],
  queryFn: () => answer(api.GET('/api/v1/tenancy/organization')),
});

export function updateOrganization(body: OrganizationChange) {
  return answer(api.PATCH('/api/v1/tenancy/organization', { body }));
}

/** In the language of the request, with the regions that have holidays of their own. */
export const countriesQuery = (language: string) =>
  queryOptions({
    queryKey: ['countries', language],
    queryFn: () => answer(api.GET('/api/v1/localization/countries')),
    staleTime: Number.POSITIVE_INFINITY,
  });
