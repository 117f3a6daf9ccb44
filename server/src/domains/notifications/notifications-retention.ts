import type { RetentionRule } from '../tenancy/index.ts';
import { countOlderRequests, removeOlderRequests } from './deliveries/deliveries.repository.ts';

/** Messages go when they are older than the plan keeps, with their deliveries. */
export const notificationRetention: RetentionRule = {
  name: 'notifications',
  countOlder: countOlderRequests,
  removeOlder: removeOlderRequests,
};
