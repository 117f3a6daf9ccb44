import { queryOptions } from '@tanstack/react-query';
import { answer, api } from './client.ts';
import type { Profile } from './types.ts';

const pollMs = 1000;

/** A profile, or that it is being measured. */
export type ProfileAnswer = Profile | { job_id: string };

export function isMeasured(profile: ProfileAnswer): profile is Profile {
  return 'columns' in profile;
}

/** Asks again while the profile is being measured. */
export function profileQuery(name: string) {
  return queryOptions({
    queryKey: ['profiles', name],
    queryFn: (): Promise<ProfileAnswer> =>
      answer(api.GET('/api/v1/data/datasets/{name}/profile', { params: { path: { name } } })),
    refetchInterval: ({ state: { data } }) => (data !== undefined && data.job_id !== null ? pollMs : false),
  });
}

export function refreshProfile(name: string) {
  return answer(api.POST('/api/v1/data/datasets/{name}/profile', { params: { path: { name } } }));
}
