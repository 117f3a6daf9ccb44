import { createProfileService } from '../profile/profile.service.ts';
import type { QualityDeps } from './quality-deps.ts';
import { createQualityService } from './quality.service.ts';

export type QualityRoomDeps = Omit<QualityDeps, 'profiles'>;

/** What datasets look like, and what is expected of them. */
export function createQuality(deps: QualityRoomDeps) {
  const profiles = createProfileService(deps);
  return { profiles, quality: createQualityService({ ...deps, profiles }) };
}
